"""Open, advance and close a person's way through care."""

from datetime import datetime

from django.db import transaction

from cairn.domain.pathway.stages import Ending, Stage, StepRefusedError, advance
from cairn.domain.protocols.protocol import BASELINE
from cairn.domain.vocabulary import EpisodeStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import EpisodeOfCare, Patient, StageChange
from cairn.record.permissions import Permission, require
from cairn.record.services.response import ask_measure
from cairn.record.to_domain.protocol import protocol_of

STATUS_OF_STAGE = {
    stage: {
        Stage.INQUIRY: EpisodeStatus.PLANNED,
        Stage.FIT: EpisodeStatus.PLANNED,
        Stage.CLOSED: EpisodeStatus.FINISHED,
    }.get(stage, EpisodeStatus.ACTIVE)
    for stage in Stage
}


@transaction.atomic
def open_episode(
    *, patient: Patient, by: Actor, at: datetime, for_whom: str = "individual", concern: str = ""
) -> EpisodeOfCare:
    """Begin a way through care, at the fit consultation."""
    require(by, Permission.PERSON_REGISTER)
    if patient.episodes.filter(closed_at=None).exists():
        words = "A way through care is open already. Close it before another begins."
        raise RefusedError("episode-open", words)
    episode = EpisodeOfCare.objects.create(
        patient=patient,
        site_id=patient.site_id,
        stage=Stage.FIT.value,
        status=STATUS_OF_STAGE[Stage.FIT].value,
        for_whom=for_whom,
        concern=concern,
        regime=patient.site.regime,
        opened_at=at,
        opened_by_id=by.account_id,
    )
    StageChange.objects.create(
        episode=episode, before=Stage.INQUIRY.value, after=Stage.FIT.value, at=at, by_id=by.account_id
    )
    audit.write("episode.open", by=by, at=at, patient=patient.pk, subject=f"EpisodeOfCare/{episode.pk}")
    return episode


@transaction.atomic
def advance_episode(
    *,
    episode: EpisodeOfCare,
    to: Stage,
    by: Actor,
    at: datetime,
    ending: Ending | None = None,
    reason: str = "",
) -> EpisodeOfCare:
    """Move an episode to its next stage, or close it with the reason why. The gate is the caller's to ask.

    :raises RefusedError: when the way has no such step.
    :raises ChangedMeanwhileError: when somebody else moved it since it was read.
    """
    require(by, Permission.EPISODE_ADVANCE)
    here = Stage(episode.stage)
    try:
        there = advance(here, to, ending)
    except StepRefusedError as refused:
        raise RefusedError(refused.code, str(refused)) from refused
    _move(episode, here, there, ending, at)
    StageChange.objects.create(
        episode=episode,
        before=here.value,
        after=there.value,
        at=at,
        by_id=by.account_id,
        reason=reason or None,
    )
    audit.write(
        "episode.advance",
        by=by,
        at=at,
        patient=episode.patient_id,
        subject=f"EpisodeOfCare/{episode.pk}",
        reason=f"{here.value} to {there.value}",
    )
    episode.refresh_from_db()
    if there is Stage.SCREENING:
        _ask_baseline(episode, by, at)
    return episode


def _move(episode: EpisodeOfCare, here: Stage, there: Stage, ending: Ending | None, at: datetime) -> None:
    changed = EpisodeOfCare.objects.filter(pk=episode.pk, stage=here.value).update(
        stage=there.value,
        status=STATUS_OF_STAGE[there].value,
        closed_at=at if there is Stage.CLOSED else None,
        close_reason=ending.value if ending else "",
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="the stage of this episode")


def _ask_baseline(episode: EpisodeOfCare, by: Actor, at: datetime) -> None:
    """Ask for the measures that the protocol wants before the work begins."""
    for point in protocol_of(None).baseline:
        instrument = point.instrument.partition("@")[0]
        ask_measure(episode=episode, instrument=instrument, occasion=BASELINE, by=by, at=at)
