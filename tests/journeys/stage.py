"""Sets the stage for a journey through the product's own services: what another journey covers, or what takes days.

Run as ``python -m tests.journeys.stage STEP '{"patient": …}'`` beside a served product, on its database.
"""

import json
import sys
from collections.abc import Callable
from typing import TypeAlias

import django

django.setup()

from cairn.clock import now  # noqa: E402 -- Django first
from cairn.config.demo.answers import CALM_ANSWERS  # noqa: E402
from cairn.record.actor import Actor  # noqa: E402
from cairn.record.selectors.account import find_account_by_email  # noqa: E402
from cairn.record.selectors.episode import current_episode  # noqa: E402
from cairn.record.selectors.fact_statement import current_statements  # noqa: E402
from cairn.record.selectors.patient import Patient, find_patient  # noqa: E402
from cairn.record.services.fact_statement import state_fact  # noqa: E402
from cairn.record.services.response import ask_measure  # noqa: E402

Step: TypeAlias = Callable[[dict[str, str]], str]


def staff(email: str) -> Actor:
    """One of the invented staff as somebody who acts."""
    account = find_account_by_email(email)
    assert account is not None
    return Actor(account.pk, account.name, account.role_set, account.site_id, device="stage")


def _patient(said: dict[str, str]) -> Patient:
    import uuid

    return find_patient(staff("duarte@cedar.example"), uuid.UUID(said["patient"]))


def baseline(said: dict[str, str]) -> str:
    """Ask for the measures of the first day."""
    episode = current_episode(_patient(said))
    assert episode is not None
    for instrument in ("phq-9", "gad-7", "pcl-5"):
        ask_measure(
            episode=episode,
            instrument=instrument,
            occasion="baseline",
            by=staff("duarte@cedar.example"),
            at=now(),
        )
    return ""


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


STEPS: dict[str, Step] = {"baseline": baseline, "measured": measured}

if __name__ == "__main__":
    print(STEPS[sys.argv[1]](json.loads(sys.argv[2])))
