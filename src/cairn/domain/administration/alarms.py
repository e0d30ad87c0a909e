"""The alarms of a session: raised by readings, signs and absences, and answered by named people."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from cairn.domain.administration.codes import AlarmAnswer
from cairn.domain.administration.ladder import Firing, Ladder, Rung, firings
from cairn.domain.administration.payloads import AlarmAnswered
from cairn.domain.administration.presence import BreakRule
from cairn.domain.administration.session import SessionState
from cairn.domain.administration.standing import Recorded


class AlarmState(StrEnum):
    """How far an alarm has been dealt with."""

    OPEN = "open"
    SEEN = "seen"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm from the moment it was raised until a named person says that it is resolved.

    :param raised_by: the event that raised it; None where it was an absence.
    :param last_at: the last moment that met it.
    """

    rung: Rung
    raised_at: datetime
    last_at: datetime
    raised_by: UUID | None
    state: AlarmState = AlarmState.OPEN
    answers: tuple[Recorded[AlarmAnswered], ...] = ()


def alarms(
    state: SessionState, ladder: Ladder, at: datetime, breaks: BreakRule | None = None
) -> tuple[Alarm, ...]:
    """Every alarm of the session so far, by when it was raised.

    What meets an alarm before it is resolved belongs to it; what meets it afterwards raises a new one.
    """
    raised = [
        alarm
        for rung in ladder.rungs
        for alarm in _of_rung(rung, _met(rung, state, ladder, at, breaks), state.answers)
    ]
    return tuple(sorted(raised, key=lambda alarm: (alarm.raised_at, alarm.rung.id)))


def unresolved(all_alarms: tuple[Alarm, ...]) -> tuple[Alarm, ...]:
    """The alarms nobody has resolved, those nobody has seen first."""
    waiting = (alarm for alarm in all_alarms if alarm.state is not AlarmState.RESOLVED)
    return tuple(sorted(waiting, key=lambda alarm: (alarm.state is not AlarmState.OPEN, alarm.raised_at)))


def _met(
    rung: Rung, state: SessionState, ladder: Ladder, at: datetime, breaks: BreakRule | None
) -> list[Firing]:
    together = timedelta(minutes=ladder.together_minutes)
    found: list[Firing] = []
    for trigger in rung.triggers:
        found.extend(firings(trigger, state.vitals, state.adverse_events, together))
        if trigger.presence:
            found.extend(Firing(gap.since, None) for gap in state.gaps(at, breaks) if not gap.allowed)
    return found


def _of_rung(rung: Rung, met: list[Firing], answers: tuple[Recorded[AlarmAnswered], ...]) -> list[Alarm]:
    happened: list[tuple[datetime, int, str, Firing | Recorded[AlarmAnswered]]] = [
        (firing.at, 0, str(firing.event_id), firing) for firing in met
    ]
    happened += [(a.at, 1, str(a.id), a) for a in answers if a.said.alarm == rung.id]
    found: list[Alarm] = []
    for moment, _, _, what in sorted(happened, key=lambda each: each[:3]):
        last = found[-1] if found and found[-1].state is not AlarmState.RESOLVED else None
        if isinstance(what, Firing):
            if last is None:
                found.append(Alarm(rung, moment, moment, what.event_id))
            else:
                found[-1] = replace(last, last_at=moment)
        elif last is not None:
            became = AlarmState.RESOLVED if what.said.answer is AlarmAnswer.RESOLVED else AlarmState.SEEN
            found[-1] = replace(last, state=became, answers=(*last.answers, what))
    return found
