"""Sets the stage for a journey through the product's own services: what another journey covers, or what takes days.

Run as ``python -m tests.journeys.stage STEP '{"patient": …}'`` beside a served product, on its database.
"""

import json
import sys
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import django

django.setup()

from cairn.clock import now  # noqa: E402 -- Django first
from cairn.config.demo.answers import CALM_ANSWERS, CALM_DAY  # noqa: E402
from cairn.config.demo.session import CRITERIA  # noqa: E402
from cairn.domain.vocabulary import EncounterKind  # noqa: E402
from cairn.record.actor import Actor  # noqa: E402
from cairn.record.selectors.account import find_account_by_email  # noqa: E402
from cairn.record.selectors.encounter import encounters_of  # noqa: E402
from cairn.record.selectors.episode import current_episode  # noqa: E402
from cairn.record.selectors.fact_statement import current_statements  # noqa: E402
from cairn.record.selectors.patient import Patient, find_patient  # noqa: E402
from cairn.record.services.encounter import finish_encounter, reschedule_encounter, start_encounter  # noqa: E402
from cairn.record.services.fact_statement import state_fact  # noqa: E402
from cairn.record.services.response import ask_measure  # noqa: E402
from cairn.record.services.session_event import record_events  # noqa: E402
from tests.journeys.alder import open_alder  # noqa: E402

Step: TypeAlias = Callable[[dict[str, str]], str]


def staff(email: str) -> Actor:
    """One of the invented staff as somebody who acts."""
    account = find_account_by_email(email)
    assert account is not None
    return Actor(account.pk, account.name, account.role_set, account.site_id, device="stage")


def _patient(said: dict[str, str]) -> Patient:
    return find_patient(staff("duarte@cedar.example"), uuid.UUID(said["patient"]))


def measured(said: dict[str, str]) -> str:
    """State what clinicians measured and nobody has stated yet, all but one fact."""
    patient = _patient(said)
    there = current_statements(patient.pk)
    for fact, value in CALM_ANSWERS.items():
        if fact != said["but"] and (fact not in there or there[fact].status != "confirmed"):
            state_fact(
                patient=patient, fact=fact, value=value, seen=there[fact].pk if fact in there else None,
                by=staff("okafor@cedar.example"), at=now(),
            )  # fmt: skip
    return ""


def prepared(said: dict[str, str]) -> str:
    """Hold the preparation sessions, the latest of them three days ago; the first was begun on the page."""
    by, at = staff("okafor@cedar.example"), now() - timedelta(days=6)
    rows = [row for row in encounters_of(_patient(said)) if row.kind == EncounterKind.PREPARATION.value]
    for number, row in enumerate(sorted(rows, key=lambda row: row.number)):
        begins = at + timedelta(days=number)
        if row.status == "planned":
            start_encounter(encounter=row, by=by, at=begins)
        if said["finish"]:
            finish_encounter(encounter=row, by=by, at=begins + timedelta(minutes=90))
        else:
            break
    return ""


def day(said: dict[str, str]) -> str:
    """The planned day has come: it begins in a quarter of an hour."""
    row = next(row for row in encounters_of(_patient(said)) if row.kind == EncounterKind.ADMINISTRATION.value)
    reschedule_encounter(
        encounter=row, start=now() + timedelta(minutes=15), minutes=480, room_id=None,
        by=staff("duarte@cedar.example"), at=now(),
    )  # fmt: skip
    for fact, value in CALM_DAY.items():
        state_fact(
            patient=_patient(said),
            fact=fact,
            value=value,
            seen=None,
            by=staff("okafor@cedar.example"),
            at=now(),
        )
    return ""


def again(said: dict[str, str]) -> str:
    """The day on which the PHQ-9 is asked again has come."""
    episode = current_episode(_patient(said))
    assert episode is not None
    by = staff("duarte@cedar.example")
    ask_measure(episode=episode, instrument="phq-9", occasion="afterwards", by=by, at=now())
    return ""


def evening(said: dict[str, str]) -> str:
    """Six and a half hours later: what was measured, what was found, and the release."""
    day = next(row for row in encounters_of(_patient(said)) if row.kind == EncounterKind.ADMINISTRATION.value)
    by, at = staff("okafor@cedar.example"), now()
    for minutes, kind, payload in LATER:
        moment = at + timedelta(minutes=minutes)
        raw = {
            "id": str(uuid.uuid4()), "kind": kind, "at": moment.isoformat(), "recorded_at": moment.isoformat(),
            "payload": payload,
        }  # fmt: skip
        (answer,) = record_events(administration=day.administration, raw=[raw], by=by, at=moment)
        assert answer.answer == "kept", (kind, answer.faults)
    return ""


LATER: tuple[tuple[int, str, dict[str, object]], ...] = (
    (60, "vitals", {"systolic": 130, "diastolic": 82, "pulse": 80, "rhythm": "regular"}),
    (200, "vitals", {"systolic": 124, "diastolic": 80, "pulse": 74, "rhythm": "regular"}),
    (385, "vitals", {"systolic": 118, "diastolic": 76, "pulse": 70, "rhythm": "regular"}),
    (388, "intensity", {"rating": 0, "rated_by": "client"}),
    *((390, "criterion-assessed", {"criterion": each, "finding": "met", "words": ""}) for each in CRITERIA),
    (395, "released", {"manner": "released", "escort": "Her sister", "words": ""}),
)


def alder(_: dict[str, str]) -> str:
    """A second centre opens."""
    return open_alder(now())


STEPS: dict[str, Step] = {
    "measured": measured,
    "prepared": prepared,
    "day": day,
    "again": again,
    "evening": evening,
    "alder": alder,
}

if __name__ == "__main__":
    print(STEPS[sys.argv[1]](json.loads(sys.argv[2])))
