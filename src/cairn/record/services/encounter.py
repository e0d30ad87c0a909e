"""Meetings: schedule, start, finish; write notes and correct them; decide on both sides of the fit consultation."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from cairn.domain.pathway.situation import FitDecision as FitAnswer
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Encounter, EncounterNote, EpisodeOfCare, FitDecision
from cairn.record.permissions import Permission, require

FIT_REASONS: dict[str, tuple[str, ...]] = {
    "go-on": ("good-match",),
    "not-now": ("timing", "wants-time-to-think", "support-not-in-place", "cost", "other-care-first"),
    "not-a-fit": (
        "approach-not-right",
        "practitioner-not-right",
        "expectations-differ",
        "needs-other-care",
        "safety",
    ),
}
"""Why a side answers as it does, by answer."""


@transaction.atomic
def schedule_encounter(
    *,
    episode: EpisodeOfCare,
    kind: EncounterKind,
    start: datetime | None,
    by: Actor,
    at: datetime,
    minutes: int = 60,
    number: int = 1,
    step: str = "",
    room_id: uuid.UUID | None = None,
    lead_id: uuid.UUID | None = None,
) -> Encounter:
    """Plan a meeting; without a start it is meant but has no time yet."""
    require(by, Permission.EPISODE_ADVANCE)
    encounter = Encounter.objects.create(
        patient_id=episode.patient_id,
        episode=episode,
        kind=kind.value,
        number=number,
        step=step,
        status=EncounterStatus.PLANNED.value,
        planned_start=start,
        planned_end=None if start is None else start + timedelta(minutes=minutes),
        room_id=room_id,
        lead_id=lead_id,
    )
    audit.write(
        "encounter.schedule", by=by, at=at, patient=episode.patient_id, subject=f"Encounter/{encounter.pk}"
    )
    return encounter


@transaction.atomic
def reschedule_encounter(
    *, encounter: Encounter, start: datetime, minutes: int, room_id: uuid.UUID | None, by: Actor, at: datetime
) -> Encounter:
    """Move a meeting that has not begun."""
    require(by, Permission.EPISODE_ADVANCE)
    _change(
        encounter,
        EncounterStatus.PLANNED,
        planned_start=start,
        planned_end=start + timedelta(minutes=minutes),
        room_id=room_id,
    )
    _audit("encounter.reschedule", encounter, by, at)
    return encounter


@transaction.atomic
def start_encounter(*, encounter: Encounter, by: Actor, at: datetime) -> Encounter:
    """Begin a meeting. Its gate, where it has one, is the caller's to ask."""
    require(by, Permission.ENCOUNTER_HOLD)
    _change(
        encounter,
        EncounterStatus.PLANNED,
        status=EncounterStatus.IN_PROGRESS.value,
        started_at=at,
        lead_id=encounter.lead_id or by.account_id,
    )
    _audit("encounter.start", encounter, by, at)
    return encounter


@transaction.atomic
def finish_encounter(*, encounter: Encounter, by: Actor, at: datetime) -> Encounter:
    """End a meeting that has begun."""
    require(by, Permission.ENCOUNTER_HOLD)
    if encounter.started_at is not None and at < encounter.started_at:
        raise RefusedError("ends-before-start", "A meeting cannot end before it began. Check the time.")
    _change(encounter, EncounterStatus.IN_PROGRESS, status=EncounterStatus.FINISHED.value, finished_at=at)
    _audit("encounter.finish", encounter, by, at)
    return encounter


@transaction.atomic
def cancel_encounter(*, encounter: Encounter, by: Actor, at: datetime) -> Encounter:
    """Call off a meeting that has not begun."""
    require(by, Permission.EPISODE_ADVANCE)
    _change(encounter, EncounterStatus.PLANNED, status=EncounterStatus.CANCELLED.value)
    _audit("encounter.cancel", encounter, by, at)
    return encounter


def _change(encounter: Encounter, here: EncounterStatus, **changes: object) -> None:
    """Write the changes if the meeting still stands where it stood."""
    if Encounter.objects.filter(pk=encounter.pk, status=here.value).update(**changes) != 1:
        raise ChangedMeanwhileError(what="this meeting")
    encounter.refresh_from_db()


def _audit(action: str, encounter: Encounter, by: Actor, at: datetime) -> None:
    audit.write(action, by=by, at=at, patient=encounter.patient_id, subject=f"Encounter/{encounter.pk}")


@transaction.atomic
def write_note(
    *,
    encounter: Encounter,
    text: str,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
    kind: str = "free",
    topic: str = "",
    replaces: EncounterNote | None = None,
    error_reason: str = "",
) -> EncounterNote:
    """Write something down at a meeting, or correct what was written: the earlier words stay under the new ones.

    :param kind: ``topic`` (one of the meeting's topics), ``free``, or ``shared`` with the person.
    """
    require(by, Permission.ENCOUNTER_HOLD)
    if not text.strip():
        raise RefusedError("no-words", "There is nothing written yet.")
    if replaces is not None and not error_reason.strip():
        raise RefusedError("no-reason", "Say why the earlier note was wrong; the reason stays with it.")
    if replaces is not None and EncounterNote.objects.filter(replaces=replaces).exists():
        raise ChangedMeanwhileError(what="this note")
    note = EncounterNote.objects.create(
        encounter=encounter,
        kind=kind,
        topic=topic,
        text=text,
        at=at,
        recorded_at=recorded_at,
        by_id=by.account,
        replaces=replaces,
        error_reason=error_reason,
    )
    audit.write(
        "note.write", by=by, at=recorded_at, patient=encounter.patient_id, subject=f"EncounterNote/{note.pk}"
    )
    return note


@transaction.atomic
def decide_fit(
    *,
    encounter: Encounter,
    side: str,
    answer: FitAnswer,
    reason: str,
    by: Actor,
    at: datetime,
    note: str = "",
) -> FitDecision:
    """Record what one side decides after the fit consultation; a change of mind replaces the earlier answer.

    :param side: ``client`` (by themselves, or told to the practitioner) or ``practitioner``.
    :param reason: one of ``FIT_REASONS`` for the answer.
    """
    own = by.patient_id == encounter.patient_id
    if own and side != "client":
        raise RefusedError("not-your-side", "You can answer for yourself only.")
    if not own:
        require(by, Permission.FIT_HOLD)
    if encounter.kind != EncounterKind.FIT_CONSULTATION.value:
        raise RefusedError("not-a-fit-consultation", "Only a fit consultation is decided on both sides.")
    if reason not in FIT_REASONS[answer.value]:
        raise RefusedError("no-reason", "Choose the reason that comes nearest; it helps the next person too.")
    before = FitDecision.objects.filter(encounter=encounter, side=side, replaced_by=None).first()
    decision = FitDecision.objects.create(
        encounter=encounter,
        side=side,
        answer=answer.value,
        reason=reason,
        note=note or None,
        at=at,
        by_id=by.account,
        replaces=before,
    )
    audit.write(
        "fit.decide",
        by=by,
        at=at,
        patient=encounter.patient_id,
        subject=f"FitDecision/{decision.pk}",
        reason=side,
    )
    return decision
