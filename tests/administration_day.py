"""Takes Mar to the morning of her administration day, through the services, so that every gate is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from uuid import uuid4
from zoneinfo import ZoneInfo

from cairn.config.demo.answers import CALM_DAY
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.administration.codes import ProductForm
from cairn.domain.administration.dose import DosePlan
from cairn.domain.pathway.stages import Stage
from cairn.domain.quantities import Amount, DoseUnit
from cairn.domain.roadmap.planner import propose
from cairn.domain.roadmap.preferences import Hours, Preferences
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.domain.screening.decision import Decision
from cairn.domain.vocabulary import EncounterKind
from cairn.record.models import Administration, Encounter, EpisodeOfCare, Task
from cairn.record.services.administration import assign_day, plan_dose, start_administration
from cairn.record.services.care_plan import agree_roadmap, propose_roadmap
from cairn.record.services.consent import record_consent
from cairn.record.services.encounter import finish_encounter, start_encounter
from cairn.record.services.episode import advance_episode, open_episode
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.intention import write_intention
from cairn.record.services.screening import Signer, decide_screening, finish_task, run_screening
from cairn.record.to_domain.session_day import AgreedDose
from tests.cast import PASSWORD, Cast, actor
from tests.record.test_screening import CLEAR_ANSWERS

PAPERS = (
    "client-information-form", "transportation-plan", "supportive-touch-consent", "informed-consent",
    "client-bill-of-rights", "safety-and-support-plan", "state-data-form", "state-data-choice",
)  # fmt: skip
TOUCH = {"welcome": ["hands", "feet"], "words": "Palm up means stop."}
FILLED_IN: dict[str, dict[str, object]] = {
    "supportive-touch-consent": {**TOUCH},
    "client-information-form": {"answered": "yes", "language": "yes", "copies": "yes"},
}


def mg(value: str) -> Amount:
    return Amount(Decimal(value), DoseUnit.MG_PSILOCYBIN)


def agreed(first: str = "25", most: str = "35") -> AgreedDose:
    plan = DosePlan(mg(first), mg(most))
    return AgreedDose(plan, "Clear Springs 25", "L-204", ProductForm.EXTRACT)


@cache
def _roadmap(start: date) -> Roadmap:
    hours = tuple(Hours(day, time(9), time(18)) for day in range(7))
    person = Preferences(start, hours, ZoneInfo("America/Los_Angeles"))
    planned = propose(next(iter(protocols().values())), packs()["us-or"], person, start)
    assert isinstance(planned, Roadmap)
    return planned


@dataclass
class Morning:
    """The episode and the administration day's encounter."""

    episode: EpisodeOfCare
    encounter: Encounter


def morning(cast: Cast, at: datetime, *, papers: tuple[str, ...] = PAPERS) -> Morning:
    """Everything before the day, with the dose agreed; ``at`` is the planned start."""
    before = at - timedelta(days=60)
    coordinator, facilitator, reviewer = (
        actor(a) for a in (cast.coordinator, cast.facilitator, cast.reviewer)
    )
    assert cast.maren.account is not None
    episode = open_episode(patient=cast.maren, by=coordinator, at=before)
    for fact, value in CLEAR_ANSWERS.items():
        state_fact(patient=cast.maren, fact=fact, value=value, seen=None, by=facilitator, at=before)
    for fact, value in CALM_DAY.items():
        state_fact(patient=cast.maren, fact=fact, value=value, seen=None, by=facilitator, at=at)
    screening = run_screening(episode=episode, by=reviewer, at=at - timedelta(hours=2))
    overrides = {f["rule"]: "weighed" for f in screening.findings if f["weighs"] not in {"clear", "note"}}
    decide_screening(
        screening=screening, decision=Decision.ACCEPT, reason="", signer=Signer(cast.reviewer, PASSWORD),
        overrides=overrides, by=reviewer, at=at - timedelta(hours=2),
    )  # fmt: skip
    plan = propose_roadmap(episode=episode, roadmap=_roadmap(before.date()), by=coordinator, at=before)
    agree_roadmap(plan=plan, by=actor(cast.maren.account), at=before)
    for task in Task.objects.filter(episode=episode):
        finish_task(task=task, by=reviewer, at=before)
    for row in Encounter.objects.filter(episode=episode, kind=EncounterKind.PREPARATION.value):
        start_encounter(encounter=row, by=facilitator, at=at - timedelta(days=10, hours=2))
        finish_encounter(encounter=row, by=facilitator, at=at - timedelta(days=10))
    write_intention(episode=episode, text="To meet the quiet.", seen=0, by=facilitator, at=before)
    for code in papers:
        record_consent(
            episode=episode, kind=code, text=f"{code}@1", text_hash="0" * 64, language="en",
            signed_name="Maren Solberg", details=FILLED_IN.get(code),
            by=facilitator, at=before,
        )  # fmt: skip
    for stage in (Stage.SCREENING, Stage.ROADMAP, Stage.PREPARATION):
        advance_episode(episode=episode, to=stage, by=coordinator, at=before)
    day = Encounter.objects.get(episode=episode, kind=EncounterKind.ADMINISTRATION.value)
    Encounter.objects.filter(pk=day.pk).update(planned_start=at, planned_end=at + timedelta(hours=8))
    day.refresh_from_db()
    assign_day(
        encounter=day, room_id=cast.room.pk, lead_id=cast.facilitator.pk, second_id=cast.second_facilitator.pk,
        by=coordinator, at=before,
    )  # fmt: skip
    plan_dose(
        encounter=day, agreed=agreed(), signed_name="Maren Solberg", seen=None, by=facilitator, at=before
    )
    return Morning(EpisodeOfCare.objects.get(pk=episode.pk), Encounter.objects.get(pk=day.pk))


def started(cast: Cast, at: datetime) -> Administration:
    """The session begun, with both facilitators and the coordinator as the centre's representative."""
    day = morning(cast, at)
    return start_administration(
        encounter=day.encounter,
        facilitators=(cast.facilitator.pk, cast.second_facilitator.pk),
        representative=cast.coordinator.pk,
        by=actor(cast.facilitator),
        at=at,
    )


def raw(kind: str, at: datetime, payload: dict[str, object], **changes: object) -> dict[str, object]:
    """An event as a tablet sends it."""
    moment = at.isoformat()
    base: dict[str, object] = {
        "id": str(uuid4()), "kind": kind, "at": moment, "recorded_at": moment, "payload": payload,
    }  # fmt: skip
    return base | changes


DOSE: dict[str, object] = {
    "amount": {"value": "25", "unit": "mg_psilocybin_analyte", "form": "not-stated"}, "part": "initial",
    "product": "Clear Springs 25", "lot": "L-204", "product_form": "extract", "witnessed_by": "Jonas Lind",
}  # fmt: skip
