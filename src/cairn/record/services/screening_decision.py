"""Decide on a screening and let the way follow: on to the roadmap, or closed, or where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import ENDINGS, Ending, Stage
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.screening.decision import Decision
from cairn.record.actor import Actor
from cairn.record.errors import RefusedError
from cairn.record.models import EpisodeOfCare, Screening, ScreeningDecision
from cairn.record.services.episode import advance_episode
from cairn.record.services.screening import Signer, decide_screening
from cairn.record.to_domain.situation import situation_of


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a decision.

    :param stage: where the way stands now.
    :param unmet: what still stands before the roadmap, after an acceptance.
    """

    decision: ScreeningDecision
    stage: Stage
    unmet: tuple[Unmet, ...] = ()


def endings_of_declining(episode: EpisodeOfCare) -> tuple[Ending, ...]:
    """The reasons for which a reviewer may close a way from the stage it is at."""
    offered = (Ending.DECLINED, Ending.NOT_NOW, Ending.REFERRED_ON)
    return tuple(each for each in offered if each in ENDINGS[Stage(episode.stage)])


@transaction.atomic
def decide_and_follow(
    *,
    screening: Screening,
    decision: Decision,
    reason: str,
    signer: Signer,
    by: Actor,
    at: datetime,
    conditions: tuple[str, ...] = (),
    overrides: Mapping[str, str] | None = None,
    second: Signer | None = None,
    ending: Ending | None = None,
) -> Followed:
    """Decide and sign; then close the way if it was declined, or go on to the roadmap if nothing else is unmet.

    :param ending: why the way closes, for declining.
    :raises RefusedError: as ``decide_screening``, and where a decline has no reason that fits.
    :raises ChangedMeanwhileError: when a colleague decided first, or moved the way meanwhile.
    """
    episode = screening.episode
    if episode.closed_at is not None:
        raise RefusedError("closed", "This way through care is closed. Open a new one to decide again.")
    if decision is Decision.DECLINE and ending not in endings_of_declining(episode):
        raise RefusedError("no-ending", "Choose why the way closes, so that the person gets fitting words.")
    row = decide_screening(
        screening=screening,
        decision=decision,
        reason=reason,
        signer=signer,
        by=by,
        at=at,
        conditions=conditions,
        overrides=overrides,
        second=second,
    )
    if decision is Decision.DECLINE:
        advance_episode(episode=episode, to=Stage.CLOSED, by=by, at=at, ending=ending, reason=reason)
        return Followed(row, Stage.CLOSED)
    here = Stage(episode.stage)
    if not decision.accepts or here is not Stage.SCREENING:
        return Followed(row, here)
    unmet = tuple(each for each in unmet_before(Stage.ROADMAP, situation_of(episode, at)) if each.stops)
    if unmet:
        return Followed(row, here, unmet)
    advance_episode(episode=episode, to=Stage.ROADMAP, by=by, at=at)
    return Followed(row, Stage.ROADMAP)
