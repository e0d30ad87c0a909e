"""The alarm ladder as a site sets it, and whether one reading or sign meets a rung of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from cairn.domain.administration.codes import Rhythm, Sign
from cairn.domain.administration.payloads import AdverseEvent, Vitals
from cairn.domain.administration.standing import Recorded
from cairn.domain.citations import Citation


@dataclass(frozen=True, slots=True)
class Trigger:
    """What sets an alarm off. Measured parts are alternatives; signs, where named too, must come with them.

    :param readings: how many readings in a row must meet it.
    :param sustained_minutes: how long the row must have lasted.
    :param irregular: an irregular pulse meets it.
    :param presence: a time without a facilitator that no rule allows meets it.
    """

    systolic_from: int | None = None
    diastolic_from: int | None = None
    pulse_above: int | None = None
    pulse_below: int | None = None
    temperature_from: Decimal | None = None
    irregular: bool = False
    signs: frozenset[Sign] = frozenset()
    readings: int = 1
    sustained_minutes: int = 0
    presence: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """One alarm: its triggers, any of which is enough, and what the site does.

    :param emergency: whether emergency services are part of what is done.
    """

    id: str
    words: str
    triggers: tuple[Trigger, ...]
    action: str
    emergency: bool
    source: Citation


@dataclass(frozen=True, slots=True)
class Repeat:
    """How soon to measure again after a breach: the first few times quickly, then less often."""

    first_minutes: int
    first_times: int
    later_minutes: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The alarms of a site.

    :param together_minutes: how far apart a reading and a sign may be and still belong together.
    :param set_by: who at the site set it, None while it is only proposed.
    """

    rungs: tuple[Rung, ...]
    together_minutes: int
    repeat: Repeat
    set_by: str | None


@dataclass(frozen=True, slots=True)
class Firing:
    """A moment at which a trigger was met, and the event that met it (None for an absence)."""

    at: datetime
    event_id: UUID | None


def meets(trigger: Trigger, vitals: Vitals) -> bool | None:
    """Whether vitals meet the measured part of a trigger; None where nothing it asks for was measured."""
    answers = [
        _at_least(vitals.systolic, trigger.systolic_from),
        _at_least(vitals.diastolic, trigger.diastolic_from),
        _at_least(vitals.temperature, trigger.temperature_from),
        _above(vitals.pulse, trigger.pulse_above),
        _above(trigger.pulse_below, vitals.pulse),
        (vitals.rhythm is Rhythm.IRREGULAR) if trigger.irregular and vitals.rhythm is not None else None,
    ]
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None


def firings(
    trigger: Trigger,
    vitals: tuple[Recorded[Vitals], ...],
    events: tuple[Recorded[AdverseEvent], ...],
    together: timedelta,
) -> tuple[Firing, ...]:
    """Every moment at which readings and signs met a trigger."""
    signs = [event for event in events if trigger.signs & set(event.said.signs)]
    if not _measures(trigger):
        return tuple(Firing(sign.at, sign.id) for sign in signs)
    found: list[Firing] = []
    for reading in _rows(trigger, vitals):
        if not trigger.signs:
            found.append(Firing(reading.at, reading.id))
        found.extend(
            max(Firing(reading.at, reading.id), Firing(sign.at, sign.id), key=lambda firing: firing.at)
            for sign in signs
            if abs(sign.at - reading.at) <= together
        )
    return tuple(found)


def _rows(trigger: Trigger, vitals: tuple[Recorded[Vitals], ...]) -> list[Recorded[Vitals]]:
    """The readings at which a long enough row of readings met the trigger."""
    found, row = [], list[Recorded[Vitals]]()
    for reading in vitals:
        met = meets(trigger, reading.said)
        if met is None:
            continue
        row = [*row, reading] if met else []
        lasted = reading.at - row[0].at if row else timedelta()
        if len(row) >= trigger.readings and lasted >= timedelta(minutes=trigger.sustained_minutes):
            found.append(reading)
    return found


def _measures(trigger: Trigger) -> bool:
    limits = (trigger.systolic_from, trigger.diastolic_from, trigger.temperature_from)
    pulses = (trigger.pulse_above, trigger.pulse_below)
    return trigger.irregular or any(limit is not None for limit in (*limits, *pulses))


def _at_least(value: int | Decimal | None, limit: int | Decimal | None) -> bool | None:
    return None if value is None or limit is None else value >= limit


def _above(value: int | None, limit: int | None) -> bool | None:
    return None if value is None or limit is None else value > limit
