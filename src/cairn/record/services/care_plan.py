"""Propose a roadmap, agree to it, replace it by a revision; every version stays."""

from datetime import datetime

from django.db import IntegrityError, transaction

from cairn.domain.protocols.people import Who
from cairn.domain.roadmap.plain import to_plain
from cairn.domain.roadmap.roadmap import Roadmap, seen_by
from cairn.domain.vocabulary import CarePlanStatus, EncounterKind, EncounterStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.gate_task import GATE, needs_task
from cairn.record.models import CarePlan, Encounter, EpisodeOfCare, QuestionnaireResponse, Task
from cairn.record.permissions import Permission, require


@transaction.atomic
def propose_roadmap(
    *, episode: EpisodeOfCare, roadmap: Roadmap, by: Actor, at: datetime, reason: str = ""
) -> CarePlan:
    """Put a roadmap before the person; an earlier proposal nobody agreed to gives way to it.

    Of a couple's roadmap only what is theirs is kept: what the partner does alone stands in the partner's record.

    :param reason: why it replaces one that was agreed; asked for then.
    """
    require(by, Permission.ROADMAP_PROPOSE)
    plans = CarePlan.objects.filter(episode=episode)
    if plans.filter(status=CarePlanStatus.ACTIVE.value).exists() and not reason.strip():
        raise RefusedError(
            "no-reason", "A roadmap is already agreed. Say why it changes; the reason stays with it."
        )
    plans.filter(status=CarePlanStatus.DRAFT.value).update(status=CarePlanStatus.REVOKED.value)
    latest = plans.order_by("-version").values_list("version", flat=True).first() or 0
    try:
        plan = CarePlan.objects.create(
            patient_id=episode.patient_id,
            episode=episode,
            version=latest + 1,
            protocol=roadmap.protocol,
            regime=roadmap.regime,
            content_hash=roadmap.regime_hash,
            status=CarePlanStatus.DRAFT.value,
            steps=to_plain(seen_by(roadmap, Who.PERSON)),
            reason=reason or None,
            proposed_at=at,
            proposed_by_id=by.account,
        )
    except IntegrityError as clash:
        raise ChangedMeanwhileError(what="this roadmap") from clash
    _audit("roadmap.propose", plan, by, at)
    return plan


@transaction.atomic
def agree_roadmap(*, plan: CarePlan, by: Actor, at: datetime) -> CarePlan:
    """The person agrees: the roadmap is in force, its sessions are appointments, its measures are asked for."""
    if by.patient_id != plan.patient_id:
        raise RefusedError("not-yours", "Only the person themselves can agree to their roadmap.")
    CarePlan.objects.filter(episode=plan.episode, status=CarePlanStatus.ACTIVE.value).update(
        status=CarePlanStatus.REVOKED.value
    )
    changed = CarePlan.objects.filter(pk=plan.pk, status=CarePlanStatus.DRAFT.value).update(
        status=CarePlanStatus.ACTIVE.value, agreed_at=at, agreed_by_id=by.account
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this roadmap: there is a newer proposal, or it was agreed already")
    plan.refresh_from_db()
    _appoint(plan)
    _ask(plan, at)
    _see_to(plan, at)
    _audit("roadmap.agree", plan, by, at)
    return plan


def _appoint(plan: CarePlan) -> None:
    """Make or move an appointment for each step that has not begun."""
    held = {row.step: row for row in Encounter.objects.filter(episode=plan.episode).exclude(step="")}
    numbers: dict[str, int] = {}
    for step in plan.steps["steps"]:
        numbers[step["kind"]] = number = numbers.get(step["kind"], 0) + 1
        start, end = datetime.fromisoformat(step["starts"]), datetime.fromisoformat(step["ends"])
        row = held.get(step["id"])
        if row is None:
            Encounter.objects.create(
                patient_id=plan.patient_id,
                episode=plan.episode,
                kind=EncounterKind(step["kind"]).value,
                number=number,
                step=step["id"],
                status=EncounterStatus.PLANNED.value,
                planned_start=start,
                planned_end=end,
            )
        elif row.status == EncounterStatus.PLANNED.value:
            Encounter.objects.filter(pk=row.pk).update(planned_start=start, planned_end=end)


def _ask(plan: CarePlan, at: datetime) -> None:
    """Ask for each measure of the plan once; its occasion is the measure point's id."""
    asked = set(
        QuestionnaireResponse.objects.filter(episode=plan.episode).values_list("instrument", "occasion")
    )
    for point in plan.steps["measures"]:
        instrument = point["instrument"].partition("@")[0]
        occasion = point["id"].removeprefix(f"{instrument}-")
        if (point["instrument"], occasion) not in asked:
            QuestionnaireResponse.objects.create(
                patient_id=plan.patient_id,
                episode=plan.episode,
                instrument=point["instrument"],
                occasion=occasion,
                status="in-progress",
                answers={},
                asked_at=at,
                opens_on=point["opens"],
                due_on=point["closes"],
            )


def _see_to(plan: CarePlan, at: datetime) -> None:
    """A task for each thing that must be true before a step, unless the record proves it by itself.

    One already done stays done, unless what is asked for has changed since.
    """
    made = {task.because: task for task in Task.objects.filter(episode=plan.episode).order_by("made_at")}
    for gate in filter(needs_task, plan.steps.get("gates", ())):
        because, what = f"{GATE}{gate['id']}", gate["title"]["en"]
        task = made.get(because)
        if task is not None and task.done_at is None:
            task.what, task.due_on = what, gate["by"]
            task.save(update_fields=["what", "due_on"])
        elif task is None or task.what != what:
            Task.objects.create(
                patient_id=plan.patient_id,
                episode=plan.episode,
                what=what,
                role=gate["who"][0],
                because=because,
                due_on=gate["by"],
                made_at=at,
                made_by_id=plan.proposed_by_id,
            )


def _audit(action: str, plan: CarePlan, by: Actor, at: datetime) -> None:
    audit.write(action, by=by, at=at, patient=plan.patient_id, subject=f"CarePlan/{plan.pk}")
