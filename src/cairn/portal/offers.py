"""What somebody else said about a person, as the person reads it before they confirm it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.content.readers.fact import declared_facts
from cairn.domain.fact_values import from_json
from cairn.domain.facts import UNKNOWN, Codes, Exposures, FactRefusedError
from cairn.portal.forms.intake import UNIT_WORDS, language
from cairn.record.selectors.fact_statement import FactStatement


@dataclass(frozen=True, slots=True)
class OfferShown:
    """One offered fact: what it says, in whose words, from when."""

    fact: str
    label: str
    statement: str
    says: str
    words: str
    on: str


def offers_in(facts: list[str], statements: Mapping[str, FactStatement]) -> dict[str, OfferShown]:
    """The offers that wait for the person, by fact."""
    waiting = {fact: statements[fact] for fact in facts if fact in statements}
    return {fact: _shown(fact, row) for fact, row in waiting.items() if row.status == "prefilled"}


def _shown(fact: str, row: FactStatement) -> OfferShown:
    origin = row.origin or {}
    return OfferShown(
        fact=fact,
        label=declared_facts()[fact].label[language()],
        statement=str(row.pk),
        says=_says(fact, row.value),
        words=str(origin.get("words") or ""),
        on=str(origin.get("on") or ""),
    )


def _says(fact: str, stored: object) -> str:
    declaration = declared_facts()[fact]
    try:
        value = from_json(declaration, stored)
    except FactRefusedError:
        return _("something we cannot read any more")
    labels = {code: words[language()] for code, words in declaration.value_labels.items()}
    if value is UNKNOWN:
        return _("nobody knows")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Codes):
        return ", ".join(labels.get(code, code) for code in sorted(value.known))
    if isinstance(value, Exposures):
        return ", ".join(item.name for item in value.items)
    if isinstance(value, str):
        return labels.get(value, value)
    unit = UNIT_WORDS.get(declaration.unit or "", declaration.unit or "")
    return f"{value} {unit}".strip()
