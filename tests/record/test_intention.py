"""Intentions in the person's own words: versions, whose they are, and what is refused."""

import pytest

from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import Account, EpisodeOfCare, Intention
from cairn.record.services.episode import open_episode
from cairn.record.services.intention import write_intention
from tests.cast import NOON, Cast, actor


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


def write(episode: EpisodeOfCare, text: str, seen: int, who: Account | None) -> Intention:
    assert who is not None
    return write_intention(episode=episode, text=text, seen=seen, by=actor(who), at=NOON)


def test_every_version_stays(cast: Cast, episode: EpisodeOfCare) -> None:
    write(episode, " To fix the quiet. ", 0, cast.maren.account)
    write(episode, "To meet the quiet.", 1, cast.facilitator)
    kept = Intention.objects.order_by("version")
    assert [(row.version, row.text, row.by.name) for row in kept] == [
        (1, "To fix the quiet.", "Mar Solberg"),
        (2, "To meet the quiet.", "Nkechi Okafor"),
    ]


def test_words_written_over_a_version_nobody_saw_are_refused(cast: Cast, episode: EpisodeOfCare) -> None:
    write(episode, "Mine.", 0, cast.maren.account)
    with pytest.raises(ChangedMeanwhileError, match="the intention"):
        write(episode, "Hers.", 0, cast.facilitator)
    with pytest.raises(ChangedMeanwhileError):
        write(episode, "Hers.", 2, cast.facilitator)
    assert Intention.objects.get().text == "Mine."


def test_an_empty_intention_is_not_kept(cast: Cast, episode: EpisodeOfCare) -> None:
    with pytest.raises(RefusedError, match="A few words are enough"):
        write(episode, "  ", 0, cast.facilitator)


def test_neither_a_reviewer_nor_a_coordinator_writes_it(cast: Cast, episode: EpisodeOfCare) -> None:
    for who in (cast.reviewer, cast.coordinator):
        with pytest.raises(NotAllowedError):
            write(episode, "Theirs.", 0, who)
