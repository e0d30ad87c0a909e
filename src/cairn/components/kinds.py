"""What a state is called, which icon it wears and which colour it takes: one table for every page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cairn.domain.vocabulary import Disposition, Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """How one severity or disposition shows itself: `code` chooses colour and icon, `word` says it."""

    code: str
    word: str | Promise


KINDS: dict[str, Kind] = {
    Severity.BLOCK: Kind("block", pgettext_lazy("finding", "block")),
    Severity.HOLD: Kind("hold", pgettext_lazy("finding", "hold")),
    Severity.NOT_ASSESSED: Kind("not-assessed", _("not assessed")),
    Severity.REVIEW: Kind("review", pgettext_lazy("finding", "review")),
    Severity.NOTE: Kind("note", pgettext_lazy("finding", "note")),
    Severity.CLEAR: Kind("clear", pgettext_lazy("finding", "clear")),
    Disposition.BLOCKED: Kind("block", _("blocked")),
    Disposition.ON_HOLD: Kind("hold", _("on hold")),
    Disposition.NEEDS_REVIEW: Kind("review", _("needs review")),
}
"""Every severity and disposition by its code; `clear` is both."""

MESSAGE_KINDS = {"debug": "note", "info": "note", "success": "clear", "warning": "hold", "error": "block"}
"""Django's message levels in our kinds."""


def kind_of(code: str) -> Kind:
    """The kind for a severity or disposition code, or KeyError naming what was asked."""
    return KINDS[str(code)]
