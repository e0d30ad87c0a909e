"""What is to be measured when, and what is due. A schedule reminds; it never decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cairn.domain.administration.ladder import Ladder, meets
from cairn.domain.administration.payloads import Vitals
from cairn.domain.administration.session import SessionState
from cairn.domain.administration.standing import Recorded
from cairn.domain.citations import Citation


class Watch(StrEnum):
    """What a check asks for."""

    BLOOD_PRESSURE = "blood-pressure"
    PULSE = "pulse"
    TEMPERATURE = "temperature"
    OXYGEN = "oxygen"
    STATE = "state"


class DueStatus(StrEnum):
    """How a check stands against the clock."""

    BEFORE_DOSE = "before-dose"
    LATER = "later"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Check:
    """One round of checks, by its minute from the first dose; before the dose where it is negative."""

    id: str
    minute: int
    watches: tuple[Watch, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The checks of a day, in order.

    :param early_minutes: how long before its minute a check may be done; that closes the one before.
    :param grace_minutes: how long after its minute a check is due before it is overdue.
    """

    id: str
    checks: tuple[Check, ...]
    early_minutes: int
    grace_minutes: int
    source: Citation


@dataclass(frozen=True, slots=True)
class Due:
    """A check that is not complete: what is missing, and when it is due (None with no dose time known)."""

    check_id: str
    watches: tuple[Watch, ...]
    due_at: datetime | None
    status: DueStatus


def due(
    state: SessionState, schedule: Schedule, at: datetime, planned_dose_at: datetime | None = None
) -> tuple[Due, ...]:
    """Every check of the schedule that is not complete, in order; only the missed ones after release."""
    before = _before_dose(state, schedule, at, planned_dose_at)
    first = state.first_dose_at
    after = () if first is None else _after_dose(state, schedule, at, first)
    found = (*before, *after)
    if state.released is not None:
        return tuple(each for each in found if each.status is DueStatus.MISSED)
    return found


def repeat_due(state: SessionState, ladder: Ladder, schedule: Schedule, at: datetime) -> Due | None:
    """The next reading after one that met a measured alarm; None once a reading meets none."""
    row: list[Recorded[Vitals]] = []
    for reading in state.vitals:
        met = [meets(trigger, reading.said) for rung in ladder.rungs for trigger in rung.triggers]
        if any(met):
            row.append(reading)
        elif any(answer is not None for answer in met):
            row = []
    if not row or state.released is not None:
        return None
    repeat = ladder.repeat
    minutes = repeat.first_minutes if len(row) <= repeat.first_times else repeat.later_minutes
    due_at = row[-1].at + timedelta(minutes=minutes)
    watches = tuple(watch for watch in Watch if watch in _measured(row[-1].said))
    return Due("repeat", watches, due_at, _status(at, due_at, None, schedule))


def _before_dose(
    state: SessionState, schedule: Schedule, at: datetime, planned: datetime | None
) -> tuple[Due, ...]:
    first = state.first_dose_at
    seen = [(when, what) for when, what in _seen(state) if first is None or when <= first]
    found = []
    for position, check in enumerate((c for c in schedule.checks if c.minute < 0), start=1):
        missing = tuple(w for w in check.watches if sum(w in what for _, what in seen) < position)
        if not missing:
            continue
        due_at = None if planned is None else planned + timedelta(minutes=check.minute)
        status = DueStatus.BEFORE_DOSE if due_at is None else _status(at, due_at, None, schedule)
        found.append(Due(check.id, missing, due_at, DueStatus.MISSED if first is not None else status))
    return tuple(found)


def _after_dose(state: SessionState, schedule: Schedule, at: datetime, first: datetime) -> tuple[Due, ...]:
    checks = [check for check in schedule.checks if check.minute >= 0]
    times = [first + timedelta(minutes=check.minute) for check in checks]
    early = timedelta(minutes=schedule.early_minutes)
    found = []
    for check, due_at, closes in zip(checks, times, [*(t - early for t in times[1:]), None], strict=True):
        done = {
            watch
            for when, what in _seen(state)
            if due_at - early <= when and (closes is None or when < closes)
            for watch in what
        }
        missing = tuple(watch for watch in check.watches if watch not in done)
        if missing:
            found.append(Due(check.id, missing, due_at, _status(at, due_at, closes, schedule)))
    return tuple(found)


def _status(at: datetime, due_at: datetime, closes: datetime | None, schedule: Schedule) -> DueStatus:
    if closes is not None and at >= closes:
        return DueStatus.MISSED
    if at > due_at + timedelta(minutes=schedule.grace_minutes):
        return DueStatus.OVERDUE
    if at >= due_at:
        return DueStatus.DUE
    if at >= due_at - timedelta(minutes=schedule.early_minutes):
        return DueStatus.SOON
    return DueStatus.LATER


def _seen(state: SessionState) -> list[tuple[datetime, frozenset[Watch]]]:
    """When what was measured, in no particular order."""
    found = [(rating.at, frozenset({Watch.STATE})) for rating in state.ratings]
    found += [(reading.at, _measured(reading.said)) for reading in state.vitals]
    return found


def _measured(vitals: Vitals) -> frozenset[Watch]:
    known = {
        Watch.BLOOD_PRESSURE: vitals.systolic is not None and vitals.diastolic is not None,
        Watch.PULSE: vitals.pulse is not None,
        Watch.TEMPERATURE: vitals.temperature is not None,
        Watch.OXYGEN: vitals.oxygen_saturation is not None,
    }
    return frozenset(watch for watch, measured in known.items() if measured)
