"""What the room page shows of a session at one moment. Everything is already words; the template only lays it out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cairn.clinic.room_words import (
    OBSERVED_WORDS,
    PHASE_WORDS,
    TOUCH_WORDS,
    event_words,
    vitals_words,
    watches_words,
)
from cairn.components.charts.time_course import Rated, Reading, time_course_chart, vitals_chart
from cairn.content.readers.monitoring import day_rules
from cairn.content.readers.time_course import time_course
from cairn.domain.administration.alarms import Alarm, AlarmState, alarms, unresolved
from cairn.domain.administration.codes import Observed, PresenceRole, RatedBy, Touch
from cairn.domain.administration.monitoring import Due, DueStatus, due, repeat_due
from cairn.domain.administration.phases import phase
from cairn.domain.administration.presence import Stay
from cairn.domain.administration.release_rules import MinimumStay
from cairn.domain.administration.session import SessionState
from cairn.domain.administration.standing import Entry
from cairn.domain.administration.touch import touches_outside_consent
from cairn.domain.pharmacology.time_course import Band, Taken, expected_band
from cairn.domain.quantities import Amount
from cairn.record.selectors.consent import Consent
from cairn.record.to_domain.session_day import DayRegime

TOUCH_CODES: Final = {
    "hands": Touch.HAND_ON_HAND,
    "feet": Touch.HAND_ON_FOOT,
    "shoulders": Touch.HAND_ON_SHOULDER,
    "hug": Touch.HUG,
}
"""Where touch is welcome, as the consent's form names it."""
SHOWN_READINGS: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline."""

    id: str
    at: datetime
    words: str
    by: str
    stands: bool
    correction: str
    warning: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is due next, and when."""

    words: str
    at: datetime | None
    status: str


def agreed_touch(consent: Consent | None) -> frozenset[Touch] | None:
    """The kinds of touch a consent in force names; None without one."""
    if consent is None:
        return None
    named = (consent.details or {}).get("welcome", [])
    return frozenset(TOUCH_CODES[code] for code in named if code in TOUCH_CODES)


def timeline(state: SessionState, agreed: frozenset[Touch] | None) -> list[Line]:
    """Every entry, the latest first, with what was corrected and what deserves a look."""
    outside = {found.touch.id: found.why for found in touches_outside_consent(state, agreed)}
    return [_line(entry, outside.get(entry.event.id, "")) for entry in reversed(state.timeline)]


def _line(entry: Entry, warning: str) -> Line:
    mended = entry.correction
    reason = ""
    if mended is not None:
        before = event_words(entry.recorded.payload)  # type: ignore[arg-type]
        said = f"first written: {before}" if entry.stands else "entered in error"
        reason = f"{said}. {getattr(mended.payload, 'reason', '')} ({mended.by.name})"
    return Line(
        str(entry.recorded.id),
        entry.event.at,
        event_words(entry.event.payload),  # type: ignore[arg-type]
        entry.event.by.name,
        entry.stands,
        reason,
        warning,
    )


def next_due(state: SessionState, at: datetime, planned: datetime | None) -> DueLine | None:
    """The check to do next: overdue ones first, then the soonest."""
    rules = day_rules()
    found = [each for each in due(state, rules.schedule, at, planned) if each.status is not DueStatus.MISSED]
    again = repeat_due(state, rules.ladder, rules.schedule, at)
    if again is not None:
        found.append(again)
    if not found:
        return None
    chosen = min(found, key=lambda each: (each.due_at is not None, each.due_at))
    return DueLine(_due_words(chosen), chosen.due_at, chosen.status.value)


def _due_words(each: Due) -> str:
    again = " again" if each.check_id == "repeat" else ""
    return f"{watches_words(each.watches)}{again}"


def here(state: SessionState, at: datetime) -> tuple[Stay, ...]:
    """The staff in the room, facilitators first."""
    staff = [stay for stay in state.present(at) if stay.role is not PresenceRole.CLIENT]
    return tuple(sorted(staff, key=lambda stay: (stay.role is not PresenceRole.FACILITATOR, stay.since)))


def clock(state: SessionState, regime: DayRegime, at: datetime) -> dict[str, object]:
    """The large clock and what stands beside it."""
    first, last, total = state.first_dose_at, state.last_dose_at, state.ledger.total
    stay = regime.stay(state) if last is not None else None
    until = last + timedelta(minutes=stay.minutes) if last and isinstance(stay, MinimumStay) else None
    since = state.since_dose(at)
    minutes = None if since is None else int(since.total_seconds()) // 60
    return {
        "first_dose_at": first,
        "since": "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}",
        "minutes": minutes,
        "total": str(total)
        if isinstance(total, Amount)
        else ("amounts that cannot be added" if total else ""),
        "phase": PHASE_WORDS[phase(state, at, day_rules().phases)],
        "until": until,
        "stay_open": stay is not None and until is None,
    }


def session_alarms(state: SessionState, regime: DayRegime, at: datetime) -> tuple[Alarm, ...]:
    """The alarms nobody has resolved: unseen ones first, and of those the ones that call emergency services."""
    open_ones = unresolved(alarms(state, day_rules().ladder, at, regime.breaks))
    return tuple(sorted(open_ones, key=lambda a: (a.state is not AlarmState.OPEN, not a.rung.emergency)))


def charts(state: SessionState, at: datetime) -> dict[str, object]:
    """The expectation band with the ratings, and the trend of the readings."""
    first = state.first_dose_at
    if first is None:
        return {
            "band": "",
            "why_no_band": "The band appears once a dose is recorded.",
            "trend": _trend(state),
        }
    taken = tuple(Taken((e.at - first).total_seconds() / 60, e.dosed.amount) for e in state.ledger.entries)
    found = expected_band(time_course(), taken)
    band = found if isinstance(found, Band) else None
    rated = tuple(
        Rated(_minute(r.at, first), r.said.rating, r.said.rated_by is RatedBy.CLIENT)
        for r in state.ratings
        if r.at >= first
    )
    # The present moves in steps of five minutes, so that the same drawing serves several looks.
    return {
        "band": time_course_chart(band, rated, _minute(at, first) // 5 * 5),
        "label": "" if band is None else band.label,
        "notes": () if band is None else band.notes,
        "why_no_band": "" if band is not None else getattr(found, "why", ""),
        "ratings": [(r.at, f"{r.said.rating} of 10", r.said.rated_by.value) for r in state.ratings],
        "trend": _trend(state),
    }


def _trend(state: SessionState) -> str:
    if len(state.vitals) < 2 or state.started is None:  # noqa: PLR2004 -- one reading is no trend
        return ""
    start = state.started.at
    return vitals_chart(
        tuple(
            Reading(_minute(v.at, start), v.said.systolic, v.said.diastolic, v.said.pulse)
            for v in state.vitals[-SHOWN_READINGS:]
        )
    )


def _minute(at: datetime, since: datetime) -> int:
    return int((at - since).total_seconds()) // 60


def last_vitals(state: SessionState) -> dict[str, object] | None:
    """The latest readings of each kind, and the earlier rounds in words."""
    if not state.vitals:
        return None
    rounds = list(reversed(state.vitals))
    pressure = next((v for v in rounds if v.said.systolic and v.said.diastolic), None)
    pulse = next((v for v in rounds if v.said.pulse), None)
    return {
        "pressure": "" if pressure is None else f"{pressure.said.systolic}/{pressure.said.diastolic}",
        "pressure_at": None if pressure is None else pressure.at,
        "pulse": "" if pulse is None else pulse.said.pulse,
        "pulse_at": None if pulse is None else pulse.at,
        "earlier": [(v.at, vitals_words(v.said)) for v in rounds[1:4]],
    }


def taps(agreed: frozenset[Touch] | None) -> dict[str, object]:
    """The one-tap buttons: what is used most in the middle of the page, the rest one tap further."""
    buttons = [(code.value, words) for code, words in OBSERVED_WORDS.items()]
    return {
        "first": buttons[:9],
        "more": buttons[9:],
        "touches": [
            (touch.value, words, agreed is not None and touch in agreed)
            for touch, words in TOUCH_WORDS.items()
        ],
        "hand_agreed": agreed is not None and Touch.HAND_ON_HAND in agreed,
    }


def touch_taken_back(state: SessionState) -> bool:
    """Whether the client took back consent to touch today."""
    return any(tap.said.code is Observed.TOUCH_DECLINED for tap in state.observations)
