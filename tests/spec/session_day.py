"""One invented administration day: the clock counts minutes from the dose at 09:58."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

from cairn.domain.administration.codes import (
    Assessed,
    DosePart,
    Movement,
    Observed,
    PresenceRole,
    ProductForm,
    RatedBy,
    Sign,
)
from cairn.domain.administration.events import Author, SessionEvent
from cairn.domain.administration.payloads import (
    AdverseEvent,
    CriterionAssessed,
    Dosed,
    Intensity,
    Moved,
    Observation,
    Payload,
    Started,
    Vitals,
)
from cairn.domain.quantities import Amount, DoseUnit, Form

DOSE_AT = datetime(2026, 11, 22, 9, 58, tzinfo=UTC)
OPENS = datetime(2026, 11, 22, 6, tzinfo=UTC)
NKECHI = Author("nkechi.okafor", "N. Okafor", "facilitator")
_numbers = count(1)


def at(minute: float) -> datetime:
    return DOSE_AT + timedelta(minutes=minute)


def event(
    minute: float, payload: Payload, *, written: float | None = None, by: Author = NKECHI
) -> SessionEvent:
    recorded_at = at(minute if written is None else written)
    return SessionEvent(UUID(int=next(_numbers)), at(minute), recorded_at, by, payload)


def started(minute: float = -46) -> SessionEvent:
    return event(minute, Started("Room 2 (the garden)"))


def mg(value: str, unit: DoseUnit = DoseUnit.MG_PSILOCYBIN, form: Form = Form.NOT_STATED) -> Amount:
    return Amount(Decimal(value), unit, form)


def dosed(minute: float = 0, amount: Amount | None = None, part: DosePart = DosePart.INITIAL) -> SessionEvent:
    return event(
        minute, Dosed(amount or mg("25"), part, "Clear Springs 25", "L-204", ProductForm.EXTRACT, "J. Lind")
    )


def moved(
    minute: float, movement: Movement, person: str = "okafor", role: PresenceRole = PresenceRole.FACILITATOR
) -> SessionEvent:
    return event(minute, Moved(person, person.title(), role, movement))


def arrived(
    minute: float, person: str = "okafor", role: PresenceRole = PresenceRole.FACILITATOR
) -> SessionEvent:
    return moved(minute, Movement.ARRIVED, person, role)


def left(
    minute: float, person: str = "okafor", role: PresenceRole = PresenceRole.FACILITATOR
) -> SessionEvent:
    return moved(minute, Movement.LEFT, person, role)


def pressure(minute: float, systolic: int, diastolic: int, pulse: int | None = 80) -> SessionEvent:
    return event(minute, Vitals(systolic=systolic, diastolic=diastolic, pulse=pulse))


def rated(minute: float, rating: int, by: RatedBy = RatedBy.CLIENT) -> SessionEvent:
    return event(minute, Intensity(rating, by))


def signs(minute: float, *some: Sign) -> SessionEvent:
    return event(minute, AdverseEvent("seen", some))


def tap(minute: float, code: Observed) -> SessionEvent:
    return event(minute, Observation(code))


def assessed(
    minute: float, criterion: str, finding: Assessed = Assessed.MET, words: str = ""
) -> SessionEvent:
    return event(minute, CriterionAssessed(criterion, finding, words))
