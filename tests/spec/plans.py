"""Roadmaps as the specifications plan them: one protocol, Oregon, a person's days."""

from datetime import date, time

from cairn.content.readers.protocol import protocols
from cairn.domain.roadmap.planner import Around, propose
from cairn.domain.roadmap.preferences import Away, Hours, Preferences
from cairn.domain.roadmap.problem import SessionPlan
from cairn.domain.roadmap.roadmap import Conflict, Roadmap
from tests.spec.oregon import OREGON, ZONE

PROTOCOL = protocols()["supported-session@1"]
TODAY = date(2026, 11, 23)  # a Monday
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
WEEKDAYS = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
NOTHING_AGREED = SessionPlan()


def can_come(
    *weekdays: int,
    since: int = 9,
    until: int = 18,
    start_on: date = TODAY,
    away: tuple[Away, ...] = (),
    not_before: tuple[tuple[str, date], ...] = (),
) -> Preferences:
    hours = tuple(Hours(day, time(since), time(until)) for day in weekdays)
    return Preferences(start_on, hours, ZONE, away, not_before)


def plan(person: Preferences, session: SessionPlan = NOTHING_AGREED) -> Roadmap | Conflict:
    return propose(PROTOCOL, OREGON, person, TODAY, around=Around(session=session))


def roadmap(person: Preferences, session: SessionPlan = NOTHING_AGREED) -> Roadmap:
    found = plan(person, session)
    assert isinstance(found, Roadmap)
    return found


def conflict(person: Preferences, session: SessionPlan = NOTHING_AGREED) -> Conflict:
    found = plan(person, session)
    assert isinstance(found, Conflict)
    return found
