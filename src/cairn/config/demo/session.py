"""An invented administration day, as a tablet would have sent it."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from cairn.config.demo.house import House
from cairn.record.selectors.administration import Administration
from cairn.record.selectors.encounter import Encounter
from cairn.record.services.administration import start_administration
from cairn.record.services.administration_record import sign_administration
from cairn.record.services.encounter import reschedule_encounter
from cairn.record.services.session_event import record_events

Step = tuple[int, str, dict[str, object]]
"""Minutes since the dose, kind, payload."""

DOSE: dict[str, object] = {
    "amount": {"value": "25", "unit": "mg_psilocybin_analyte", "form": "not-stated"},
    "part": "initial",
    "product": "Clear Springs 25",
    "lot": "L-204",
    "product_form": "extract",
    "witnessed_by": "Jonas Lind",
}


def _vitals(systolic: int, diastolic: int, pulse: int) -> dict[str, object]:
    return {"systolic": systolic, "diastolic": diastolic, "pulse": pulse, "rhythm": "regular"}


RISING: tuple[Step, ...] = (
    (-20, "vitals", _vitals(122, 78, 70)),
    (-6, "vitals", _vitals(120, 78, 68)),
    (0, "dose-given", DOSE),
    (20, "intensity", {"rating": 1, "rated_by": "client"}),
    (30, "vitals", _vitals(126, 80, 74)),
    (43, "observation", {"code": "yawning"}),
    (60, "vitals", _vitals(131, 82, 78)),
    (62, "music", {"phase": "ascent", "words": "track 7"}),
    (72, "intensity", {"rating": 5, "rated_by": "client"}),
    (82, "observation", {"code": "tears", "words": "“He is in the room.”"}),
    (90, "vitals", _vitals(138, 86, 84)),
    (96, "touch", {"touch": "hand-on-hand", "asked_for": "yes", "words": "two minutes, she reached"}),
)
FALLING: tuple[Step, ...] = (
    (120, "vitals", _vitals(136, 84, 82)),
    (150, "intensity", {"rating": 8, "rated_by": "client"}),
    (180, "vitals", _vitals(130, 82, 78)),
    (240, "vitals", _vitals(124, 80, 74)),
    (245, "intensity", {"rating": 4, "rated_by": "client"}),
    (300, "vitals", _vitals(120, 78, 72)),
    (310, "intensity", {"rating": 0, "rated_by": "client"}),
)
CRITERIA = ("REL-02", "REL-03", "REL-06", "REL-07", "REL-08", "REL-09", "REL-10", "REL-11")


def move_day(house: House, encounter: Encounter, at: datetime) -> None:
    """Move a planned day to where the story needs it."""
    reschedule_encounter(
        encounter=encounter,
        start=at,
        minutes=480,
        room_id=encounter.room_id,
        by=house.coordinator.actor,
        at=at - timedelta(days=5),
    )


def start(house: House, encounter: Encounter, at: datetime) -> Administration:
    """Begin, with both facilitators in the room and the coordinator in the house."""
    return start_administration(
        encounter=encounter,
        facilitators=(house.facilitator.account.pk, house.second.account.pk),
        representative=house.coordinator.account.pk,
        by=house.facilitator.actor,
        at=at,
    )


def record(house: House, administration: Administration, dosed_at: datetime, steps: tuple[Step, ...]) -> None:
    """Record what happened, each at its minute.

    :raises LookupError: where an event was not kept, so that the invented day never stands half told.
    """
    for minute, kind, payload in steps:
        _send(house, administration, dosed_at + timedelta(minutes=minute), kind, payload)


def _send(
    house: House, administration: Administration, at: datetime, kind: str, payload: Mapping[str, object]
) -> None:
    raw = {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "at": at.isoformat(),
        "recorded_at": at.isoformat(),
        "payload": dict(payload),
    }
    (answer,) = record_events(administration=administration, raw=[raw], by=house.facilitator.actor, at=at)
    if answer.answer != "kept":
        message = f"{kind} at {at} was not kept: {answer.faults}"
        raise LookupError(message)


def release(house: House, administration: Administration, dosed_at: datetime) -> None:
    """Assess the criteria, release, and sign by both who sat with the person."""
    at = dosed_at + timedelta(minutes=320)
    for criterion in CRITERIA:
        _send(
            house,
            administration,
            at,
            "criterion-assessed",
            {"criterion": criterion, "finding": "met", "words": ""},
        )
    leaving = at + timedelta(minutes=5)
    _send(
        house,
        administration,
        leaving,
        "released",
        {"manner": "released", "escort": "Their sister", "words": ""},
    )
    for member in (house.facilitator, house.second):
        sign_administration(
            administration=administration,
            signer=member.account.pk,
            secret=member.password,
            by=member.actor,
            at=leaving + timedelta(minutes=10),
        )
