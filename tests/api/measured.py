"""Mar with three finished PHQ-9, four weeks apart, made through the services."""

from datetime import timedelta

from cairn.record.models import EpisodeOfCare, QuestionnaireResponse
from cairn.record.services.episode import open_episode
from cairn.record.services.response import ask_measure, complete_response
from tests.cast import NOON, Cast, actor

OCCASIONS = ("baseline", "day-28", "day-56")


def measured(cast: Cast, times: int = 3) -> tuple[EpisodeOfCare, list[QuestionnaireResponse]]:
    """Totals of 24, 16 and 8, without item 9."""
    episode = open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)
    return episode, [_finished(cast, episode, number) for number in range(times)]


def measured_more(cast: Cast) -> None:
    """The two that follow the first."""
    for number in (1, 2):
        _finished(cast, EpisodeOfCare.objects.get(), number)


def _finished(cast: Cast, episode: EpisodeOfCare, number: int) -> QuestionnaireResponse:
    assert cast.maren.account is not None
    at = NOON + timedelta(days=28 * number)
    form = ask_measure(
        episode=episode, instrument="phq-9", occasion=OCCASIONS[number], by=actor(cast.facilitator), at=at
    )
    answers = {str(item): 3 - number for item in range(1, 9)} | {"9": 0}
    return complete_response(response=form, answers=answers, seen=1, by=actor(cast.maren.account), at=at)
