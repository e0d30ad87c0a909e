"""The gates of one administration day, grouped as the readiness page shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from cairn.clinic.day_lines import ANCHOR, asked_on_the_day, by_hand, fact_form, question_lines
from cairn.clinic.words import roles_words
from cairn.components.presenters import UnmetLine
from cairn.domain.pathway.dose_day import BEGINNING
from cairn.domain.pathway.situation import DoseDay
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.screening.finding import Said
from cairn.domain.vocabulary import EncounterStatus, Severity
from cairn.record.selectors.administration import Encounter

ON_THE_DAY: Final = "Asked on the day"
GROUPS: Final = (
    (
        "Safety and screening",
        ("safety.", "screening."),
        "Nothing waits in the safety queue; the screening holds.",
    ),
    (ON_THE_DAY, (BEGINNING,), "Everything that is asked on the day is answered, and nothing stops."),
    (
        "Roadmap, preparation, intention",
        ("roadmap.", "preparation."),
        "Prepared, with an intention in their words.",
    ),
    ("Documents and dose", ("document.", "dose."), "Every document is on file and the dose is agreed."),
    ("People", ("staffing.",), "Enough people are assigned."),
    ("The rules of the place", (), "Every rule that was asked is met."),
)
"""Heading, the ids that belong under it, and what is said when nothing is unmet. The last takes the rest."""
PLACES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "dose.": ("clinic:dose-plan", "Agree the dose"),
        "document.agreed-dose-plan": ("clinic:dose-plan", "Agree the dose"),
        "document.": ("clinic:person-consents", "Open consents"),
        "OR-PREP-03": ("clinic:person-consents", "Open consents"),
        "OR-DOCS-START": ("clinic:person-consents", "Open consents"),
        "OR-CIF-": ("clinic:person-consents", "Open consents"),
        "CO-DOCS-START": ("clinic:person-consents", "Open consents"),
        "CO-FORM-": ("clinic:person-consents", "Open consents"),
        "screening.": ("clinic:person-screening", "Open the screening"),
        BEGINNING: ("clinic:person-screening", "Open the screening"),
        "roadmap.gate.": ("clinic:person-tasks", "Open what must be done"),
        "roadmap.": ("clinic:person-roadmap", "Open the roadmap"),
        "preparation.": ("clinic:person-preparation", "Open preparation"),
        "safety.": ("clinic:today", "Open the queue"),
    }
)
"""Where something is resolved, by the beginning of its id; the longest that fits."""


_STOPS: Final = frozenset({Severity.BLOCK.value, Severity.HOLD.value, Severity.NOT_ASSESSED.value})


@dataclass(frozen=True, slots=True)
class Gate:
    """One group of gates.

    :param quiet: one line that stops nothing, instead of lines; empty where the lines are meant.
    """

    title: str
    lines: tuple[UnmetLine, ...]
    clear: str
    quiet: str = ""
    anchor: str = ""

    @property
    def stopping(self) -> int:
        """How many of its lines the session waits for."""
        return sum(line.kind in _STOPS for line in self.lines)


def gates(
    unmet: tuple[Unmet, ...], encounter: Encounter, dose_day: DoseDay, *, may_state: bool = True
) -> tuple[Gate, ...]:
    """Every unmet line under its heading, in the order of the page.

    :param may_state: whether the reader may write down answers.
    """
    left = list(unmet)
    found: list[Gate] = []
    for title, beginnings, clear in GROUPS:
        mine = [each for each in left if not beginnings or each.id.startswith(beginnings)]
        left = [each for each in left if each not in mine]
        if title == ON_THE_DAY:
            found.extend(_on_the_day(mine, encounter, dose_day, clear, may_state=may_state))
        else:
            lines = (_line(each, encounter, may_state=may_state) for each in mine)
            found.append(Gate(title, tuple(lines), clear))
    return tuple(found)


def _on_the_day(
    unmet: list[Unmet], encounter: Encounter, dose_day: DoseDay, clear: str, *, may_state: bool
) -> Iterator[Gate]:
    """From the day on its questions and findings; before it one line; nothing once the session is over."""
    if dose_day.findings:
        asked = {f"{BEGINNING}{each.rule.id}" for each in dose_day.findings if each.said is Said.NOT_ASKED}
        fired = tuple(_line(each, encounter) for each in unmet if each.id not in asked)
        asks = question_lines(dose_day.findings, unmet, encounter, may_state=may_state)
        yield Gate(ON_THE_DAY, (*fired, *asks), clear, anchor=ANCHOR)
    elif encounter.status == EncounterStatus.PLANNED.value:
        labels = asked_on_the_day(encounter.episode.site.screening_profile)
        quiet = f"These are asked on the day: {', '.join(label.lower() for label in labels)}."
        yield Gate(ON_THE_DAY, (), clear, quiet, ANCHOR)


def _line(unmet: Unmet, encounter: Encounter, *, may_state: bool = False) -> UnmetLine:
    fits = [beginning for beginning in PLACES if unmet.id.startswith(beginning)]
    name, action = PLACES[max(fits, key=len)] if fits and unmet.id != "screening.again" else ("", "")
    who = f"{roles_words(unmet.who).capitalize()}. {unmet.how}"
    source = (
        f" ({unmet.id.removeprefix(BEGINNING)}, {unmet.source})"
        if unmet.source and unmet.source != "protocol"
        else ""
    )
    asked = by_hand(unmet.lacking) if may_state else ""
    url, action = (fact_form(asked, encounter, ""), "Ask") if asked else (_url(name, encounter), action)
    return UnmetLine(unmet.severity.value, unmet.what, who + source, url, action)


def _url(name: str, encounter: Encounter) -> str:
    tries: tuple[tuple[UUID, ...], ...] = ((encounter.patient_id, encounter.pk), (encounter.patient_id,), ())
    for args in tries if name else ():
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""
