"""A roadmap as iCalendar. A calendar is read over shoulders: it says no more than the person chose."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, assert_never
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from cairn.components.documents.sheet import RoadmapSheet
from cairn.components.documents.words import LANGUAGES
from cairn.domain.roadmap.roadmap import PlannedStep
from cairn.domain.roadmap.wording import both
from cairn.domain.vocabulary import EncounterKind

_SPACE: Final = UUID("6f1d9a57-0c1b-5f5e-9a3e-6d2f6f1b7c40")
"""Fixed for good: the identifiers of all entries follow from it."""

_APPOINTMENT: Final = both("Appointment", "Cita")
_CALL: Final = both("Telephone call", "Llamada telefónica")
_PROPOSED: Final = both("not agreed yet", "aún no acordado")


class Wording(StrEnum):
    """How much the entries say. The person chooses; until they do, it is PRIVATE."""

    PRIVATE = "private"
    """"Appointment" and nothing else."""
    CENTRE = "centre"
    """"Appointment" and the centre's name, as the person agreed it."""
    FULL = "full"
    """What the session is."""


def roadmap_calendar(
    sheet: RoadmapSheet,
    *,
    episode: str,
    language: str,
    wording: Wording = Wording.PRIVATE,
    centre_shown_as: str | None = None,
) -> bytes:
    """The roadmap's steps as a calendar that others can subscribe to.

    :param episode: a stable id of the episode; with the step's id it names an entry through every revision.
    :param centre_shown_as: the name the person wants to read for the centre, else the centre's own.
    :raises ValueError: for a language without words.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There are no words in '{language}'. Use one of {', '.join(LANGUAGES)}.")
    zone = ZoneInfo(sheet.roadmap.zone)
    name = centre_shown_as or sheet.centre
    calendar = Calendar()
    calendar.add("prodid", "-//Cairn//Roadmap//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", zone.key)
    calendar.add_component(_timezone(zone, sheet.roadmap.steps))
    for step in sheet.roadmap.steps:
        calendar.add_component(_event(sheet, step, episode, _title(step, wording, name, language), language))
    written: bytes = calendar.to_ical()
    return written


def _timezone(zone: ZoneInfo, steps: Iterable[PlannedStep]) -> Timezone:
    years = {step.starts.year for step in steps}
    first, last = min(years), max(years)
    return Timezone.from_tzinfo(zone, zone.key, date(first, 1, 1), date(last + 1, 12, 31))


def _event(sheet: RoadmapSheet, step: PlannedStep, episode: str, title: str, language: str) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(_SPACE, f'{episode}/{step.id}')}@cairn")
    event.add("dtstamp", sheet.made_at)
    event.add("sequence", sheet.version)
    event.add("dtstart", step.starts)
    event.add("dtend", step.ends)
    event.add("class", "PRIVATE")
    agreed = sheet.agreed_on is not None
    event.add("status", "CONFIRMED" if agreed else "TENTATIVE")
    event.add("summary", title if agreed else f"{title} ({_PROPOSED[language]})")
    return event


def _title(step: PlannedStep, wording: Wording, centre: str, language: str) -> str:
    plain = (_CALL if step.kind is EncounterKind.FOLLOW_UP else _APPOINTMENT)[language]
    match wording:
        case Wording.PRIVATE:
            return plain
        case Wording.CENTRE:
            return f"{plain}: {centre}"
        case Wording.FULL:
            return f"{step.title[language]}: {centre}"
    assert_never(wording)
