"""The gates of one administration day, grouped as the readiness page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from cairn.clinic.words import roles_words
from cairn.components.presenters import UnmetLine
from cairn.domain.pathway.unmet import Unmet
from cairn.record.selectors.administration import Encounter

GROUPS: Final = (
    (
        "Safety and screening",
        ("safety.", "screening."),
        "Nothing waits in the safety queue; the screening holds.",
    ),
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
        "roadmap.": ("clinic:person-roadmap", "Open the roadmap"),
        "preparation.": ("clinic:person-preparation", "Open preparation"),
        "safety.": ("clinic:today", "Open the queue"),
    }
)
"""Where something is resolved, by the beginning of its id; the longest that fits."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One group of gates."""

    title: str
    lines: tuple[UnmetLine, ...]
    clear: str


def gates(unmet: tuple[Unmet, ...], encounter: Encounter) -> tuple[Gate, ...]:
    """Every unmet line under its heading, in the order of the page."""
    left, found = list(unmet), []
    for title, beginnings, clear in GROUPS:
        mine = [each for each in left if not beginnings or each.id.startswith(beginnings)]
        left = [each for each in left if each not in mine]
        found.append(Gate(title, tuple(_line(each, encounter) for each in mine), clear))
    return tuple(found)


def _line(unmet: Unmet, encounter: Encounter) -> UnmetLine:
    fits = [beginning for beginning in PLACES if unmet.id.startswith(beginning)]
    name, action = PLACES[max(fits, key=len)] if fits and unmet.id != "screening.again" else ("", "")
    who = f"{roles_words(unmet.who).capitalize()}. {unmet.how}"
    source = f" ({unmet.id}, {unmet.source})" if unmet.source and unmet.source != "protocol" else ""
    return UnmetLine(unmet.severity.value, unmet.what, who + source, _url(name, encounter), action)


def _url(name: str, encounter: Encounter) -> str:
    tries: tuple[tuple[UUID, ...], ...] = ((encounter.patient_id, encounter.pk), (encounter.patient_id,), ())
    for args in tries if name else ():
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""
