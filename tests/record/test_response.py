"""Measures: saved as they come, scored exactly, never lost, never doubled; flags do not wait for the last answer."""

import pytest

from cairn.domain.pathway.stages import Stage
from cairn.record.actor import PRODUCT, Actor
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import EpisodeOfCare, ResponseRevision, SafetyFlag, Score
from cairn.record.services.episode import advance_episode, open_episode
from cairn.record.services.response import amend_response, ask_measure, complete_response, save_answers
from cairn.record.services.safety_flag import acknowledge_flag, escalate_flags
from tests.cast import NOON, Cast, actor

ALL_ONES = {str(number): 1 for number in range(1, 9)} | {"9": 0}


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


def _ask(cast: Cast, episode: EpisodeOfCare):
    return ask_measure(
        episode=episode, instrument="phq-9", occasion="baseline", by=actor(cast.facilitator), at=NOON
    )


def _mar(cast: Cast) -> Actor:
    assert cast.maren.account is not None
    return actor(cast.maren.account)


def test_asking_twice_gives_the_same_form(cast: Cast, episode: EpisodeOfCare) -> None:
    assert _ask(cast, episode).pk == _ask(cast, episode).pk


def test_a_finished_form_is_scored(cast: Cast, episode: EpisodeOfCare) -> None:
    form = complete_response(response=_ask(cast, episode), answers=ALL_ONES, seen=1, by=_mar(cast), at=NOON)
    total = Score.objects.get(response=form, score="total")
    assert (total.value, total.band, total.definition) == (8, "mild", "phq-9@1")
    assert ResponseRevision.objects.get(response=form).answers == ALL_ONES


def test_a_blank_is_named_and_never_scored_as_nought(cast: Cast, episode: EpisodeOfCare) -> None:
    form = _ask(cast, episode)
    with pytest.raises(RefusedError, match="Still open: 2, 3"):
        complete_response(response=form, answers={"1": 0}, seen=1, by=_mar(cast), at=NOON)
    complete_response(response=form, answers={"1": 0}, seen=1, by=_mar(cast), at=NOON, leave_unanswered=True)
    assert not Score.objects.exists()


def test_a_positive_item_nine_raises_a_flag_before_the_form_is_finished(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    form = save_answers(response=_ask(cast, episode), answers={"9": 1}, seen=None, by=_mar(cast), at=NOON)
    flag = SafetyFlag.objects.get()
    assert (flag.response_id, flag.source, flag.acknowledged_at) == (form.pk, "phq-9@1 item 9", None)
    save_answers(response=form, answers={"9": 2}, seen=None, by=_mar(cast), at=NOON)
    save_answers(response=form, answers={"9": 0}, seen=None, by=_mar(cast), at=NOON)
    assert SafetyFlag.objects.count() == 1


def test_answers_from_two_devices_are_both_kept(cast: Cast, episode: EpisodeOfCare) -> None:
    form = _ask(cast, episode)
    save_answers(response=form, answers={"1": 1}, seen=None, by=_mar(cast), at=NOON)
    form = save_answers(response=form, answers={"2": 3}, seen=None, by=_mar(cast), at=NOON)
    assert form.answers == {"1": 1, "2": 3}
    with pytest.raises(ChangedMeanwhileError):
        complete_response(response=form, answers=ALL_ONES, seen=1, by=_mar(cast), at=NOON)


def test_a_form_sent_twice_is_kept_once(cast: Cast, episode: EpisodeOfCare) -> None:
    form = complete_response(response=_ask(cast, episode), answers=ALL_ONES, seen=1, by=_mar(cast), at=NOON)
    with pytest.raises(RefusedError, match="Nothing was saved twice"):
        complete_response(response=form, answers=ALL_ONES, seen=2, by=_mar(cast), at=NOON)
    assert Score.objects.filter(score="total").count() == 1


@pytest.mark.parametrize("answers", [{"1": 4}, {"77": 1}, {"1": "often"}, {"1": True}])
def test_an_answer_that_cannot_be_one_is_named(
    cast: Cast, episode: EpisodeOfCare, answers: dict[str, object]
) -> None:
    with pytest.raises(RefusedError, match=r"1|77"):
        save_answers(response=_ask(cast, episode), answers=answers, seen=None, by=_mar(cast), at=NOON)


def test_an_amended_form_keeps_what_it_said_before(cast: Cast, episode: EpisodeOfCare) -> None:
    form = complete_response(response=_ask(cast, episode), answers=ALL_ONES, seen=1, by=_mar(cast), at=NOON)
    amend_response(
        response=form, answers={"1": 3}, reason="read aloud wrongly", by=actor(cast.facilitator), at=NOON
    )
    assert [row.answers["1"] for row in ResponseRevision.objects.order_by("version")] == [1, 3]
    assert [row.value for row in Score.objects.filter(score="total").order_by("version")] == [8, 10]


def test_nobody_else_answers_for_a_person(cast: Cast, episode: EpisodeOfCare) -> None:
    with pytest.raises(NotAllowedError):
        save_answers(
            response=_ask(cast, episode), answers={"1": 1}, seen=None, by=actor(cast.researcher), at=NOON
        )


def test_a_flag_is_taken_on_once_and_late_ones_are_escalated(cast: Cast, episode: EpisodeOfCare) -> None:
    save_answers(response=_ask(cast, episode), answers={"9": 1}, seen=None, by=_mar(cast), at=NOON)
    flag = SafetyFlag.objects.get()
    assert escalate_flags(by=PRODUCT, at=NOON) == []
    assert escalate_flags(by=PRODUCT, at=flag.due_at) == [flag]
    acknowledge_flag(flag=flag, what_was_done="Called her.", by=actor(cast.reviewer), at=NOON)
    with pytest.raises(ChangedMeanwhileError):
        acknowledge_flag(flag=flag, what_was_done="Calling.", by=actor(cast.facilitator), at=NOON)


def test_going_on_to_screening_asks_for_the_measures_before_the_work(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    advance_episode(episode=episode, to=Stage.SCREENING, by=actor(cast.coordinator), at=NOON)
    asked = set(episode.responses.values_list("instrument", "occasion"))
    assert asked == {(f"{instrument}@1", "baseline") for instrument in ("phq-9", "gad-7", "pcl-5")}
