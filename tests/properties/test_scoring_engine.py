"""The engine agrees with scoring written the slow way, for every measure and any answers."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.enabling import asked_items
from cairn.domain.instruments.flags import FlagStatus
from cairn.domain.instruments.scoring import Amount, Category, Incomplete, Reason, Unscored, flags, score
from tests.domain.instruments.made import SOURCE, item, made, scored
from tests.properties import naive_scoring
from tests.properties.answers import complete, partial

PRORATE = {"answered_at_least": 2, "source": dict(SOURCE)}
GATE = {"at_least": 1, "of": {"1": 2}}
EVERY_WAY = made(
    [
        item("1"),
        item("2", reverse=True),
        item("3", enabled_when=[GATE], skipped_as=0),
        item("4", enabled_when=[{"at_least": 1, "at_most": 1, "of": {"1": 1, "3": 2}}]),
        item("5"),
        item("6"),
        item("7", choices="audit", reverse=True),
        item("8", scale={"from": -5, "to": 5}),
    ],
    [
        scored("sum", sum=["1", "2", "3"], times=2, range=[0, 18]),
        scored("prorated", sum=["1", "2", "7"], range=[0, 10], prorate=PRORATE),
        scored("mean", mean=["1", "5", "6"], range=[0, 3]),
        scored("prorated-mean", mean=["1", "2"], range=[0, 3], prorate={**PRORATE, "answered_at_least": 1}),
        scored("percent", percent=["2", "7", "8"], range=[0, 100]),
        scored("maxima", sum_of_maxima=[["1", "5", "6"], ["2"]], range=[0, 6]),
        scored("count", count={"at_least": 2, "of": ["1", "2", "3", "5", "6"]}, range=[0, 4]),
        scored("needs-gate", sum=["4"], range=[0, 3]),
        scored("sum-of", sum_of=["sum", "mean"], range=[0, 21]),
        scored("mean-of", mean_of=["mean", "prorated-mean", "maxima"], range=[0, 4]),
        scored("profile", profile=["1", "2"]),
        scored(
            "pattern",
            algorithm={
                "outcomes": [
                    {
                        "id": "both",
                        "title": {"en": "Both"},
                        "all": [{"at_least": 1, "at_most": 2, "of": {"1": 2, "2": 1, "5": 1, "6": 1}}],
                    },
                    {"id": "half", "title": {"en": "Half"}, "all": [{"score": "percent", "at_least": 50}]},
                ],
                "otherwise": {"id": "none", "title": {"en": "None"}},
            },
        ),
    ],
    one_of=[["5", "6"]],
)
ALL = (EVERY_WAY, *instruments().values())


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.key)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_score_is_what_the_slow_way_gives(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(partial(instrument) | complete(instrument))
    given_here = {number: value for number, value in answers.items() if value is not None}
    expected = naive_scoring.results(instrument, given_here)
    found = {each.score: _plain(each) for each in score(instrument, answers).results}
    assert list(found) == list(expected)
    for name, result in found.items():
        slow = expected[name]
        assert result == (float(slow) if isinstance(slow, Fraction) else slow), name


def _plain(result: Any) -> Any:
    match result:
        case Amount():
            return float(result.value)
        case Category():
            return result.outcome
        case Unscored():
            return None


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.key)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_score_is_a_number_while_an_item_it_needs_is_blank(
    instrument: Instrument, data: st.DataObject
) -> None:
    answers = data.draw(partial(instrument))
    given_here = {number: value for number, value in answers.items() if value is not None}
    result = score(instrument, answers)
    asked = asked_items(instrument.plan.ordered, given_here)
    for step, each in zip(instrument.plan.steps, result.results, strict=True):
        blank = [
            number
            for number in step.needs
            if asked[number] is not False
            and not any(other in given_here for other in instrument.plan.alternates.get(number, (number,)))
        ]
        if blank and step.prorated_from is None:
            assert isinstance(each, Unscored)
        if isinstance(each, Unscored) and each.reason is Reason.MISSING:
            assert isinstance(result, Incomplete)
    if isinstance(result, Incomplete):
        assert result.missing
        assert len(set(result.missing)) == len(result.missing)


@pytest.mark.parametrize("instrument", [each for each in ALL if each.flags], ids=lambda each: each.key)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_flag_looks_at_its_own_answer_and_at_nothing_else(
    instrument: Instrument, data: st.DataObject
) -> None:
    answers = data.draw(partial(instrument))
    for state in flags(instrument, answers):
        answer = answers.get(state.flag.item)
        expected = (
            FlagStatus.NOT_ASSESSED
            if answer is None
            else FlagStatus.RAISED
            if answer >= state.flag.at_least
            else FlagStatus.CLEAR
        )
        assert state.status is expected


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.key)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_number_lies_in_its_range_and_in_exactly_one_band(
    instrument: Instrument, data: st.DataObject
) -> None:
    for each in score(instrument, data.draw(complete(instrument))).results:
        if not isinstance(each, Amount):
            continue
        rule = instrument.score_rule(each.score)
        if rule.lowest is not None and rule.highest is not None:
            assert rule.lowest <= each.value <= rule.highest
        for bands in (bands for bands in instrument.bands if bands.score == each.score):
            edges = [band.at_least for band in bands.bands]
            above = [edge for edge in edges if edge <= each.value]
            assert bands.band_of(each.value).at_least == max(above)
