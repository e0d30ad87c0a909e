"""Laws of scoring that hold for every set of answers."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cairn.domain.instruments.change import ReliableChange, change_between
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagStatus
from cairn.domain.instruments.scoring import Incomplete, Score, flags, score
from tests.domain.instruments.cases import MEASURES
from tests.properties.answers import complete, partial

measures = st.sampled_from(MEASURES)


@given(st.data(), measures)
def test_the_order_in_which_answers_arrive_does_not_matter(
    data: st.DataObject, instrument: Instrument
) -> None:
    answers = data.draw(partial(instrument))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score(instrument, shuffled) == score(instrument, answers)


@given(st.data(), measures)
def test_another_answer_can_only_take_items_off_the_missing_list(
    data: st.DataObject, instrument: Instrument
) -> None:
    answers = data.draw(partial(instrument))
    before = score(instrument, answers)
    item = data.draw(st.sampled_from(instrument.items))
    after = score(instrument, answers | {item.number: data.draw(st.sampled_from(item.values))})
    missing = set(before.missing) if isinstance(before, Incomplete) else set()
    still = set(after.missing) if isinstance(after, Incomplete) else set()
    assert still == missing - {item.number}


@given(st.data(), measures)
def test_a_flag_is_never_clear_while_its_item_is_unanswered(
    data: st.DataObject, instrument: Instrument
) -> None:
    answers: dict[str, Any] = data.draw(partial(instrument))
    for state in flags(instrument, answers):
        if answers.get(state.flag.item) is None:
            assert state.status is FlagStatus.NOT_ASSESSED
        else:
            assert (state.status is FlagStatus.RAISED) == (answers[state.flag.item] >= state.flag.at_least)


@given(st.data(), measures)
def test_a_complete_form_always_scores_within_its_range(data: st.DataObject, instrument: Instrument) -> None:
    result = score(instrument, data.draw(complete(instrument)))
    assert isinstance(result, Score)
    for rule in instrument.scores:
        if rule.lowest is not None and rule.highest is not None:
            assert rule.lowest <= result.amount(rule.id) <= rule.highest


@given(st.data(), measures)
def test_a_worse_answer_never_lowers_the_total(data: st.DataObject, instrument: Instrument) -> None:
    answers = data.draw(complete(instrument))
    item = data.draw(st.sampled_from([item for item in instrument.items if item.scored]))
    worse = answers | {item.number: item.values[-1]}
    before, after = score(instrument, answers), score(instrument, worse)
    assert isinstance(before, Score)
    assert isinstance(after, Score)
    assert after.value - before.value == item.values[-1] - answers[item.number]


@given(st.data(), measures)
def test_a_change_read_backwards_is_the_opposite_change(data: st.DataObject, instrument: Instrument) -> None:
    first, second = (score(instrument, data.draw(complete(instrument))) for _ in range(2))
    opposite = {
        ReliableChange.IMPROVEMENT: ReliableChange.DETERIORATION,
        ReliableChange.DETERIORATION: ReliableChange.IMPROVEMENT,
        ReliableChange.NONE: ReliableChange.NONE,
    }
    forwards, backwards = change_between(instrument, first, second), change_between(instrument, second, first)
    assert backwards.reliable is opposite[forwards.reliable]
