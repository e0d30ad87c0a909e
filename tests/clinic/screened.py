"""A person whose questions are all answered, and the way to her screening's pages."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from cairn.domain.vocabulary import Disposition
from cairn.record.models import EpisodeOfCare, FactStatement, Patient, Screening
from cairn.record.services.episode import open_episode
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.screening import run_screening
from tests.cast import NOON, PASSWORD, Cast, actor, signed_in
from tests.record.test_screening import CLEAR_ANSWERS

HELD = Disposition.ON_HOLD


def opened(cast: Cast, patient: Patient | None = None, at: datetime = NOON) -> EpisodeOfCare:
    """Her way, moved to screening."""
    episode = open_episode(patient=patient or cast.maren, by=actor(cast.coordinator), at=at)
    EpisodeOfCare.objects.filter(pk=episode.pk).update(stage="screening", status="active")
    episode.refresh_from_db()
    return episode


def answered(cast: Cast, **changes: object) -> None:
    """Every question answered by staff, so that nothing stays open."""
    for fact, value in {**CLEAR_ANSWERS, **changes}.items():
        state(cast, fact, value)


def state(cast: Cast, fact: str, value: object) -> FactStatement:
    """One fact stated over whatever stood."""
    row = cast.maren.facts.filter(fact=fact, is_current=True).first()
    return state_fact(
        patient=cast.maren,
        fact=fact,
        value=value,
        seen=row.pk if row else None,
        by=actor(cast.facilitator),
        at=NOON,
    )


def screened(cast: Cast, episode: EpisodeOfCare) -> Screening:
    """A screening, kept."""
    return run_screening(episode=episode, by=actor(cast.reviewer), at=NOON)


def address(cast: Cast, name: str = "person-screening", *more: object) -> str:
    """A page about her."""
    return reverse(f"clinic:{name}", args=[cast.maren.pk, *more])


def weighed(screening: Screening, words: str = "weighed with her physician") -> dict[str, Any]:
    """A word on each finding that waits for one."""
    waiting = [f for f in screening.findings if f["weighs"] not in {"clear", "note"}]
    return {f"weighed-{f['rule']}": words for f in waiting}


def page(cast: Cast, **asked: str) -> str:
    """Her screening as the reviewer sees it."""
    return signed_in(cast.reviewer).get(address(cast), asked).content.decode()


def decide(cast: Cast, screening: Screening, decision: str, **told: str) -> Any:
    """The reviewer decides and signs."""
    return signed_in(cast.reviewer).post(
        address(cast, "screening-decide", screening.pk, decision), {"secret": PASSWORD, **told}
    )
