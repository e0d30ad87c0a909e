"""Whether an item is asked: yes, no, or not yet known; and what a score makes of each."""

from decimal import Decimal
from typing import Any

import pytest

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.enabling import asked_items, dependency_order
from cairn.domain.instruments.flags import FlagStatus
from cairn.domain.instruments.scoring import Amount, Incomplete, Reason, Score, Unscored, flags, score
from tests.domain.instruments.made import SOURCE, WORDS, item, made, scored

ONE = {"at_least": 1, "of": {"1": 1}}
SKIPPED_AS_NOUGHT = made(
    [
        item("1"),
        item("2", enabled_when=[ONE], skipped_as=0),
        item("3", enabled_when=[{"at_least": 1, "of": {"2": 1}}], skipped_as=0),
    ],
    [scored("total", sum=["1", "2", "3"], range=[0, 9])],
)
NOT_APPLICABLE = made(
    [
        item("na", choices="yes-no", scored=False),
        item("1", enabled_when=[{"at_least": 0, "at_most": 0, "of": {"na": 1}}]),
        item("2"),
    ],
    [scored("total", sum=["1", "2"], range=[0, 6]), scored("without", sum=["2"], range=[0, 3])],
)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, {"1": True, "2": None, "3": None}),
        ({"1": 0}, {"1": True, "2": False, "3": False}),
        ({"1": 1}, {"1": True, "2": True, "3": None}),
        ({"1": 1, "2": 0}, {"1": True, "2": True, "3": False}),
        ({"1": 1, "2": 1}, {"1": True, "2": True, "3": True}),
        # what depends on an item that may not be asked: an answer below the mark settles it either way
        ({"2": 0}, {"1": True, "2": None, "3": False}),
        ({"2": 3}, {"1": True, "2": None, "3": None}),
        # the answer to an item that is not asked is ignored
        ({"1": 0, "2": 3}, {"1": True, "2": False, "3": False}),
    ],
)
def test_an_item_is_asked_not_asked_or_not_yet_known(
    answers: dict[str, int], asked: dict[str, bool | None]
) -> None:
    assert asked_items(SKIPPED_AS_NOUGHT.plan.ordered, answers) == asked


def counted(**count: int) -> Instrument:
    of = {"1": 1, "2": 1, "3": 1}
    items = [item("1"), item("2"), item("3"), item("last", enabled_when=[{**count, "of": of}], scored=False)]
    return made(items, [scored("total", sum=["1", "2", "3"], range=[0, 9])])


@pytest.mark.parametrize(
    ("count", "answers", "asked"),
    [
        ({"at_least": 2}, {"1": 1}, None),
        ({"at_least": 2}, {"1": 1, "2": 1}, True),
        ({"at_least": 2}, {"1": 0, "2": 0}, False),
        ({"at_least": 2}, {"1": 0, "2": 1}, None),
        ({"at_least": 0, "at_most": 0}, {"1": 0, "2": 0}, None),
        ({"at_least": 0, "at_most": 0}, {"1": 0, "2": 0, "3": 0}, True),
        ({"at_least": 0, "at_most": 0}, {"1": 1}, False),
        ({"at_least": 1, "at_most": 2}, {"1": 1, "2": 0}, True),
        ({"at_least": 1, "at_most": 2}, {"1": 1, "2": 1}, None),
        ({"at_least": 1, "at_most": 2}, {"1": 1, "2": 1, "3": 1}, False),
    ],
)
def test_a_count_is_settled_as_soon_as_no_blank_can_change_it(
    count: dict[str, int], answers: dict[str, int], asked: bool | None
) -> None:
    assert asked_items(counted(**count).plan.ordered, answers)["last"] is asked


def of(instrument: Instrument, answers: dict[str, Any]) -> Any:
    return score(instrument, answers)


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ("1",)),
        ({"1": 1}, ("2",)),
        ({"1": 1, "2": 1}, ("3",)),
        ({"2": 3, "3": 3}, ("1",)),
        ({"1": 1, "3": 3}, ("2",)),
    ],
)
def test_while_it_is_not_known_the_item_that_decides_is_what_is_missing(
    answers: dict[str, int], missing: tuple[str, ...]
) -> None:
    found = of(SKIPPED_AS_NOUGHT, answers)
    assert isinstance(found, Incomplete)
    assert found.missing == missing


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ({"1": 0}, 0),
        ({"1": 2, "2": 0}, 2),
        ({"1": 1, "2": 2, "3": 3}, 6),
        ({"1": 0, "2": 3, "3": 3}, 0),
        ({"1": 1, "2": 0, "3": 3}, 1),
    ],
)
def test_an_item_that_is_not_asked_counts_as_its_source_says_whatever_was_answered(
    answers: dict[str, int], total: int
) -> None:
    assert of(SKIPPED_AS_NOUGHT, answers) == Score("made@1", (Amount("total", "made", Decimal(total), None),))


def test_without_such_a_rule_the_score_does_not_apply_and_the_others_are_given() -> None:
    assert of(NOT_APPLICABLE, {"na": 1, "1": 2, "2": 3}) == Score(
        "made@1",
        (
            Unscored(
                "total",
                "made",
                Reason.NOT_APPLICABLE,
                "Does not apply: it needs item 1, which these answers skip.",
            ),
            Amount("without", "made", Decimal(3), None),
        ),
    )
    assert of(NOT_APPLICABLE, {"na": 0, "1": 2, "2": 3}).value == 5
    assert of(NOT_APPLICABLE, {"na": 1, "2": 3}).value is None
    open_gate = of(NOT_APPLICABLE, {"1": 2, "2": 3})
    assert open_gate.missing == ("na",)


def test_a_flag_fires_on_an_answer_that_scores_ignore() -> None:
    flag = {
        "id": "f",
        "item": "2",
        "at_least": 1,
        "kind": "suicidality",
        "urgency": "stat",
        "title": dict(WORDS),
        "source": dict(SOURCE),
    }
    instrument = made(
        [item("1"), item("2", enabled_when=[ONE], skipped_as=0)],
        [scored("total", sum=["1", "2"], range=[0, 6])],
        flags=[flag, {**flag, "id": "g", "at_least": 2}],
    )
    assert of(instrument, {"1": 0, "2": 1}).value == 0
    assert [state.status for state in flags(instrument, {"1": 0, "2": 1})] == [
        FlagStatus.RAISED,
        FlagStatus.CLEAR,
    ]
    assert [state.status for state in flags(instrument, {"2": 2})] == [FlagStatus.RAISED] * 2
    assert [state.status for state in flags(instrument, {"1": 0})] == [FlagStatus.NOT_ASSESSED] * 2


def test_items_are_put_in_the_order_of_their_dependencies() -> None:
    ordered = dependency_order(tuple(reversed(SKIPPED_AS_NOUGHT.items)))
    assert [each.number for each in ordered] == ["1", "2", "3"]
