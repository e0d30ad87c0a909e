"""Each way of scoring on a measure as small as the rule, and the reasons a score is not given."""

from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from cairn.domain.citations import Citation
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, Category, Incomplete, Reason, Score, Unscored, score
from cairn.domain.instruments.value_set import ValueSet
from cairn.domain.vocabulary import Grade
from tests.domain.instruments.made import SOURCE, item, made, scored

ITEMS = [item("1"), item("2"), item("3", reverse=True)]


def one(how: dict[str, Any], *more: dict[str, Any]) -> Instrument:
    return made(ITEMS, [scored("total", **how), *more])


def value(instrument: Instrument, answers: dict[str, int]) -> Decimal | None:
    result = score(instrument, answers)
    return result.value if isinstance(result, Score) else None


WAYS = {
    "sum": {"sum": ["1", "2", "3"], "range": [0, 9]},
    "times": {"sum": ["1", "2", "3"], "times": 4, "range": [0, 36]},
    "mean": {"mean": ["1", "2", "3"], "range": [0, 3]},
    "percent": {"percent": ["1", "2", "3"], "range": [0, 100]},
    "maxima": {"sum_of_maxima": [["1", "2"], ["3"]], "range": [0, 6]},
    "count": {"count": {"at_least": 2, "of": ["1", "2", "3"]}, "range": [0, 3]},
}


@pytest.mark.parametrize(
    ("way", "answers", "expected"),
    [
        ("sum", "000", "3"),
        ("sum", "330", "9"),
        ("sum", "003", "0"),
        ("times", "120", "24"),
        ("mean", "120", "2"),
        ("mean", "110", "1.666666666666666666666666667"),
        ("percent", "003", "0"),
        ("percent", "330", "100"),
        ("percent", "210", "66.66666666666666666666666667"),
        ("maxima", "131", "5"),
        ("count", "231", "3"),
        ("count", "112", "0"),
    ],
)
def test_a_way_of_scoring(way: str, answers: str, expected: str) -> None:
    given = {str(place): int(answer) for place, answer in enumerate(answers, start=1)}
    assert value(one(WAYS[way]), given) == Decimal(expected)


def test_earlier_scores_are_added_and_averaged_without_rounding_between() -> None:
    thirds = [scored(f"m{n}", mean=["1", "2", "3"], range=[0, 3]) for n in range(3)]
    of_three = [f"m{n}" for n in range(3)]
    instrument = made(
        ITEMS,
        [*thirds, scored("s", sum_of=of_three, range=[0, 9]), scored("m", mean_of=of_three, range=[0, 3])],
    )
    result = score(instrument, {"1": 1, "2": 0, "3": 3})
    assert isinstance(result, Score)
    assert result.amount("m0") == Decimal("0.3333333333333333333333333333")
    assert (result.amount("s"), result.amount("m")) == (Decimal(1), Decimal(1) / 3)


PRORATED = {
    "sum": ["1", "2", "3"],
    "range": [0, 9],
    "prorate": {"answered_at_least": 2, "source": dict(SOURCE)},
}


def test_a_sourced_rule_for_blanks_lets_the_answered_stand_for_them() -> None:
    instrument = one(PRORATED)
    assert value(instrument, {"1": 1, "2": 2, "3": 3}) == 3
    assert value(instrument, {"1": 1, "2": 2}) == Decimal("4.5")
    assert score(instrument, {"1": 1}) == Incomplete(
        "made@1", ("2", "3"), (Unscored("total", "made", Reason.MISSING, "Blank: 2, 3."),)
    )
    mean = one({"mean": ["1", "2", "3"], "range": [0, 3], "prorate": PRORATED["prorate"]})
    assert value(mean, {"1": 1, "2": 2}) == Decimal("1.5")


def test_a_prorated_score_falls_into_a_band_without_a_gap() -> None:
    bands = [
        {"id": "low", "title": {"en": "Low"}, "from": 0, "below": 5},
        {"id": "high", "title": {"en": "High"}, "from": 5},
    ]
    instrument = made(
        ITEMS,
        [scored("total", **PRORATED)],
        bands=[{"id": "b", "score": "total", "source": dict(SOURCE), "bands": bands}],
    )
    result = score(instrument, {"1": 1, "2": 2})
    assert result.results == (Amount("total", "made", Decimal("4.5"), "low"),)


EITHER = made(
    [item(str(n)) for n in range(1, 5)],
    [
        scored("total", sum=["1", "2", "3", "4"], range=[0, 9]),
        scored("maxima", sum_of_maxima=[["1", "2", "3"], ["4"]], range=[0, 6]),
        scored("count", count={"at_least": 1, "of": ["2", "3"]}, range=[0, 1]),
    ],
    one_of=[["2", "3"]],
)


@pytest.mark.parametrize(
    ("answers", "totals"),
    [
        ({"1": 1, "2": 2, "4": 3}, (6, 5, 1)),
        ({"1": 1, "3": 2, "4": 3}, (6, 5, 1)),
        ({"1": 1, "2": 0, "3": 2, "4": 3}, (6, 5, 1)),
        ({"1": 3, "2": 0, "4": 0}, (3, 3, 0)),
    ],
)
def test_a_group_of_which_one_answer_is_enough_counts_once(
    answers: dict[str, int], totals: tuple[int, ...]
) -> None:
    result = score(EITHER, answers)
    assert isinstance(result, Score)
    assert tuple(result.amount(each) for each in ("total", "maxima", "count")) == totals


def test_a_group_without_any_answer_is_missing_as_a_group() -> None:
    found = score(EITHER, {"1": 1})
    assert isinstance(found, Incomplete)
    assert found.missing == ("2 or 3", "4")


ALGORITHM = made(
    ITEMS,
    [
        scored("percent", percent=["1", "2", "3"], range=[0, 100]),
        scored(
            "pattern",
            algorithm={
                "outcomes": [
                    {
                        "id": "whole",
                        "title": {"en": "Whole"},
                        "all": [
                            {"score": "percent", "at_least": 60},
                            {"at_least": 1, "of": {"1": 3, "3": 3}},
                        ],
                    },
                    {"id": "half", "title": {"en": "Half"}, "all": [{"score": "percent", "at_least": 60}]},
                ],
                "otherwise": {"id": "none", "title": {"en": "None"}},
            },
        ),
        scored("profile", profile=["1", "2"]),
    ],
)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"1": 3, "2": 3, "3": 3}, "whole"),
        ({"1": 2, "2": 2, "3": 1}, "half"),
        ({"1": 0, "2": 3, "3": 0}, "whole"),  # item 3 is keyed the other way round
        ({"1": 3, "2": 2, "3": 3}, "none"),
    ],
)
def test_an_outcome_may_ask_for_an_earlier_score_beside_counts_of_keyed_answers(
    answers: dict[str, int], outcome: str
) -> None:
    result = score(ALGORITHM, answers)
    assert isinstance(result, Score)
    assert result.outcome("pattern") == outcome


def test_a_profile_is_its_digits_and_its_own_words() -> None:
    result = score(ALGORITHM, {"1": 3, "2": 0, "3": 0})
    assert result.results[-1] == Category("profile", "made", "30")
    rule = ALGORITHM.score_rule("profile")
    assert (rule.outcome_title("30").en, rule.is_number, rule.lowest, rule.highest) == (
        "30",
        False,
        None,
        None,
    )


LOOKED_UP = made(
    [item("1", choices="yes-no"), item("2", choices="yes-no")],
    [
        scored("total", sum=["1", "2"], range=[0, 2]),
        scored("profile", profile=["1", "2"]),
        scored("utility", value_set={"profile": "profile", "range": [-1, 1]}),
    ],
    bands=[
        {
            "id": "b",
            "score": "utility",
            "source": dict(SOURCE),
            "bands": [{"id": "all", "title": {"en": "All"}, "from": -1}],
        }
    ],
)
VALUES = ValueSet(
    "somewhere",
    "made@1",
    "XX",
    Citation("Made up", Grade.A),
    MappingProxyType({"00": Decimal(1), "01": Decimal("0.5"), "10": Decimal("0.25"), "11": Decimal("-0.5")}),
)


def test_a_profile_is_looked_up_in_the_value_set_of_the_site_and_the_result_says_in_which() -> None:
    result = score(LOOKED_UP, {"1": 1, "2": 1}, value_sets={"made@1": VALUES})
    assert result.results[-1] == Amount("utility", "made/somewhere", Decimal("-0.5"), "all")
    without = score(LOOKED_UP, {"1": 1, "2": 1}, value_sets={"other@1": VALUES})
    assert without.results[-1] == Unscored(
        "utility", "made", Reason.NO_VALUE_SET, "There is no value set at this site."
    )
    blank = score(LOOKED_UP, {"1": 1}, value_sets={"made@1": VALUES})
    assert blank.results[-1] == Unscored("utility", "made", Reason.MISSING, "Blank: 2.")


def test_a_draft_gives_no_number_and_says_why_whatever_is_answered() -> None:
    instrument = made(
        ITEMS,
        [
            scored("total", sum=["1", "2", "3"], range=[0, 9]),
            scored("later", draft="Its key is from memory."),
            scored("sure", sum=["1"], range=[0, 3], draft="So is this."),
        ],
        status="draft",
    )
    result = score(instrument, {"1": 1, "2": 1, "3": 1})
    assert result.results == (
        Amount("total", "made", Decimal(4), None),
        Unscored("later", "made", Reason.DRAFT, "Its key is from memory."),
        Unscored("sure", "made", Reason.DRAFT, "So is this."),
    )
    rule = instrument.score_rule("later")
    assert (rule.items, rule.builds_on, rule.lowest, rule.highest) == (frozenset(), (), None, None)
    found = score(instrument, {"1": 1, "2": 1})
    assert isinstance(found, Incomplete)
    assert found.missing == ("3",)


def test_where_every_score_is_a_draft_the_blanks_are_still_asked_for() -> None:
    instrument = made(ITEMS, [scored("total", draft="Unknown.")], status="draft")
    found = score(instrument, {"2": 1})
    assert isinstance(found, Incomplete)
    assert found.missing == ("1", "3")
    whole = score(instrument, {"1": 1, "2": 1, "3": 1})
    assert isinstance(whole, Score)
    assert whole.value is None
    assert whole.primary == Unscored("total", "made", Reason.DRAFT, "Unknown.")
    for ask in (whole.amount, whole.outcome):
        with pytest.raises(LookupError, match="total"):
            ask("total")


def test_a_scale_is_answered_with_a_whole_number_on_it() -> None:
    instrument = made(
        [item("vas", scale={"from": 0, "to": 100}, reverse=True)],
        [scored("total", sum=["vas"], range=[0, 100])],
    )
    assert value(instrument, {"vas": 30}) == 70
    assert instrument.item("vas").choice(30).text is None
    with pytest.raises(Exception, match="the answer is none of 0 to 100"):
        score(instrument, {"vas": 101})
