from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cairn.domain.instruments.change import (
    Recovery,
    ReliableChange,
    Response,
    change_between,
    reliable_change,
    strictest_rule,
)
from cairn.domain.instruments.definition import Direction, Instrument
from cairn.domain.instruments.scoring import Incomplete, score
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9, adding_up_to
from tests.domain.instruments.made import SOURCE, item, made, scored


def of(instrument: Instrument, total: int | None) -> Any:
    return None if total is None else score(instrument, adding_up_to(instrument, total))


@pytest.mark.parametrize(
    ("instrument", "before", "after", "reliable"),
    [
        (PHQ_9, 20, 14, ReliableChange.IMPROVEMENT),
        (PHQ_9, 20, 15, ReliableChange.NONE),
        (PHQ_9, 14, 20, ReliableChange.DETERIORATION),
        (PHQ_9, 14, 19, ReliableChange.NONE),
        (PHQ_9, 9, 9, ReliableChange.NONE),
        (PHQ_9, 20, None, ReliableChange.NOT_COMPUTABLE),
        (PHQ_9, None, 20, ReliableChange.NOT_COMPUTABLE),
        (GAD_7, 12, 8, ReliableChange.IMPROVEMENT),
        (GAD_7, 12, 9, ReliableChange.NONE),
        (PCL_5, 60, 42, ReliableChange.IMPROVEMENT),
        (PCL_5, 60, 45, ReliableChange.NONE),
    ],
)
def test_reliable_change_has_four_outcomes(
    instrument: Instrument, before: int | None, after: int | None, reliable: object
) -> None:
    assert change_between(instrument, of(instrument, before), of(instrument, after)).reliable is reliable


def test_of_two_published_numbers_the_stricter_is_used_unless_one_is_chosen() -> None:
    lower = next(rule for rule in PCL_5.changes if rule.id == "marx-2022-lower")
    before, after = of(PCL_5, 60), of(PCL_5, 45)
    assert strictest_rule(PCL_5).id == "marx-2022-higher"
    assert change_between(PCL_5, before, after, lower).reliable is ReliableChange.IMPROVEMENT
    assert change_between(PCL_5, before, after, lower).reliable_rule is lower


def test_where_higher_is_better_a_rise_is_improvement() -> None:
    rule = strictest_rule(PHQ_9)
    better = Direction.HIGHER_IS_BETTER
    assert reliable_change(better, rule, Decimal(6)) is ReliableChange.IMPROVEMENT
    assert reliable_change(better, rule, Decimal(-6)) is ReliableChange.DETERIORATION
    assert reliable_change(Direction.NEITHER, rule, Decimal(6)) is ReliableChange.NOT_COMPUTABLE


def test_without_a_published_number_reliable_change_is_not_computable() -> None:
    bare = replace(PHQ_9, changes=(), response=None)
    change = change_between(bare, of(PHQ_9, 20), of(PHQ_9, 2))
    assert change.reliable is ReliableChange.NOT_COMPUTABLE
    assert change.reliable_rule is None
    assert change.response is Response.NOT_COMPUTABLE
    assert change.points == Decimal(-18)


@pytest.mark.parametrize(
    ("before", "after", "response"),
    [
        (20, 10, Response.RESPONSE),
        (20, 11, Response.NO_RESPONSE),
        (19, 9, Response.RESPONSE),
        (19, 10, Response.NO_RESPONSE),
        (0, 0, Response.UNDEFINED),
        (0, 5, Response.UNDEFINED),
        (20, None, Response.NOT_COMPUTABLE),
        (None, 5, Response.NOT_COMPUTABLE),
    ],
)
def test_response_is_half_of_the_baseline_and_undefined_at_nought(
    before: int | None, after: int | None, response: object
) -> None:
    change = change_between(PHQ_9, of(PHQ_9, before), of(PHQ_9, after))
    assert change.response is response


def test_points_and_percent_are_exact_and_absent_where_they_mean_nothing() -> None:
    change = change_between(PHQ_9, of(PHQ_9, 16), of(PHQ_9, 12))
    assert (change.points, change.percent) == (Decimal(-4), Decimal(-25))
    from_nought = change_between(PHQ_9, of(PHQ_9, 0), of(PHQ_9, 3))
    assert (from_nought.points, from_nought.percent) == (Decimal(3), None)
    unknown = change_between(PHQ_9, Incomplete("phq-9@1", ("1",)), of(PHQ_9, 3))
    assert (unknown.points, unknown.percent) == (None, None)


@pytest.mark.parametrize(
    ("after", "state"), [(4, Recovery.MET), (5, Recovery.NOT_MET), (None, Recovery.NOT_COMPUTABLE)]
)
def test_remission_is_a_score_below_five(after: int | None, state: object) -> None:
    ((rule, found),) = change_between(PHQ_9, of(PHQ_9, 20), of(PHQ_9, after)).recoveries
    assert (rule.id, found) == ("remission", state)


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (60, 28, Recovery.MET),
        (60, 29, Recovery.NOT_MET),
        (40, 28, Recovery.NOT_MET),  # crossed, but by less than is reliable
        (28, 5, Recovery.NOT_MET),  # reliable, but never on the unwell side
        (None, 20, Recovery.NOT_COMPUTABLE),
        (60, None, Recovery.NOT_COMPUTABLE),
    ],
)
def test_clinically_significant_change_needs_the_crossing_and_a_reliable_fall(
    before: int | None, after: int | None, state: object
) -> None:
    ((_, found),) = change_between(PCL_5, of(PCL_5, before), of(PCL_5, after)).recoveries
    assert found is state


RISING = made(
    [item(str(n), choices="seven") for n in range(1, 6)],
    [
        scored("total", sum=["1", "2", "3", "4", "5"], range=[5, 35]),
        scored("other", sum=["1"], range=[1, 7]),
    ],
    direction="higher-is-better",
    changes=[
        {
            "id": "jt",
            "kind": "reliable",
            "score": "total",
            "sd": 5.8,
            "r": 0.84,
            "population": "Nobody",
            "source": dict(SOURCE),
        },
        {
            "id": "memory",
            "kind": "reliable",
            "score": "total",
            "points": 20,
            "population": "Nobody",
            "source": {"text": "From memory", "grade": "C"},
        },
    ],
    recoveries=[
        {
            "id": "well",
            "kind": "clinically-significant-change",
            "score": "total",
            "at_least": 25,
            "source": dict(SOURCE),
        },
        {"id": "of-another", "kind": "remission", "score": "other", "above": 5, "source": dict(SOURCE)},
    ],
)


@pytest.mark.parametrize(
    ("before", "after", "reliable", "well"),
    [
        (18, 25, ReliableChange.IMPROVEMENT, Recovery.MET),
        (19, 25, ReliableChange.NONE, Recovery.NOT_MET),
        (10, 20, ReliableChange.IMPROVEMENT, Recovery.NOT_MET),
        (25, 18, ReliableChange.DETERIORATION, Recovery.NOT_MET),
    ],
)
def test_on_a_rising_scale_better_is_up_and_the_rule_is_worked_out_from_spread_and_reliability(
    before: int, after: int, reliable: object, well: object
) -> None:
    # 1.96 x sqrt(2) x 5.8 x 0.4 = 6.43 points; the unverified 20 calls nothing reliable
    found = change_between(RISING, of_sevens(before), of_sevens(after))
    assert found.reliable_rule is not None
    assert (found.reliable_rule.id, found.reliable) == ("jt", reliable)
    assert [(rule.id, state) for rule, state in found.recoveries] == [("well", well)]
    assert (found.response, found.response_rule) == (Response.NOT_COMPUTABLE, None)


def of_sevens(total: int) -> Any:
    each, rest = divmod(total, 5)
    return score(RISING, {str(n): each + (n <= rest) for n in range(1, 6)})


def test_a_response_of_another_score_says_nothing_of_the_primary_one() -> None:
    rule = PHQ_9.response
    assert rule is not None
    other = replace(PHQ_9, response=replace(rule, score="another"))
    found = change_between(other, of(PHQ_9, 20), of(PHQ_9, 5))
    assert (found.response, found.response_rule) == (Response.NOT_COMPUTABLE, None)


def test_a_score_that_is_not_given_leaves_nothing_to_compare() -> None:
    draft = made([item("1")], [scored("total", draft="Unknown.")], status="draft")
    found = change_between(draft, score(draft, {"1": 1}), score(draft, {"1": 2}))
    assert (found.points, found.reliable) == (None, ReliableChange.NOT_COMPUTABLE)
