"""What a person answered in a measure is known to the rules, as of when it was answered."""

from datetime import datetime, timedelta

import pytest

from cairn.domain.facts import UNKNOWN
from cairn.record.models import EpisodeOfCare
from cairn.record.services.episode import open_episode
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.response import ask_measure, save_answers
from cairn.record.to_domain.facts import facts_of
from tests.cast import NOON, Cast, actor

LEVEL = "suicide.cssrs_ideation"


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


def answer(cast: Cast, episode: EpisodeOfCare, answers: dict[str, object], at: datetime = NOON) -> None:
    by = actor(cast.facilitator)
    form = ask_measure(episode=episode, instrument="c-ssrs-screener", occasion="screening", by=by, at=at)
    save_answers(response=form, answers=answers, seen=None, by=by, at=at)


def state(cast: Cast, level: int, at: datetime) -> None:
    state_fact(patient=cast.maren, fact=LEVEL, value=level, seen=None, by=actor(cast.facilitator), at=at)


def test_the_screener_gives_the_level_of_thoughts(cast: Cast, episode: EpisodeOfCare) -> None:
    answer(cast, episode, {"1": 1, "2": 1, "3": 1, "4": 0, "5": 0})
    assert facts_of(cast.maren, NOON).get(LEVEL) == 3


def test_a_screener_half_answered_makes_the_level_unknown(cast: Cast, episode: EpisodeOfCare) -> None:
    state(cast, 0, NOON - timedelta(days=3))
    assert facts_of(cast.maren, NOON).get(LEVEL) == 0
    answer(cast, episode, {"1": 1})
    assert facts_of(cast.maren, NOON).get(LEVEL) is UNKNOWN


@pytest.mark.parametrize(("hours", "level"), [(-1, 4), (1, 0)])
def test_the_later_word_counts(cast: Cast, episode: EpisodeOfCare, hours: int, level: int) -> None:
    answer(cast, episode, {"1": 1, "2": 1, "3": 0, "4": 1, "5": 0})
    state(cast, 0, NOON + timedelta(hours=hours))
    assert facts_of(cast.maren, NOON).get(LEVEL) == level
