from decimal import Decimal

import pytest

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, Category, Incomplete, Reason, Score, Unscored, score
from tests.domain.instruments.cases import GAD_7, MEASURES, PCL_5, PHQ_9, all_answered


@pytest.mark.parametrize("instrument", MEASURES, ids=lambda each: each.key)
def test_the_lowest_and_highest_answers_give_the_ends_of_the_range(instrument: Instrument) -> None:
    lowest = score(instrument, all_answered(instrument, 0))
    highest = score(instrument, all_answered(instrument, instrument.items[0].values[-1]))
    assert lowest.value == instrument.primary.lowest
    assert highest.value == instrument.primary.highest


@pytest.mark.parametrize("instrument", MEASURES, ids=lambda each: each.key)
def test_nothing_answered_is_incomplete_and_not_nought(instrument: Instrument) -> None:
    scored = tuple(item.number for item in instrument.items if item.scored)
    found = score(instrument, {})
    assert isinstance(found, Incomplete)
    assert found.missing == scored
    assert {each.reason for each in found.results} == {Reason.MISSING}
    assert score(instrument, dict.fromkeys(scored)) == found


def test_one_blank_among_twenty_names_that_item_and_keeps_what_does_not_need_it() -> None:
    answers = all_answered(PCL_5, 1) | {"13": None}
    blank = Reason.MISSING, "Blank: 13."
    assert score(PCL_5, answers) == Incomplete(
        "pcl-5@1",
        ("13",),
        (
            Unscored("total", "sum", *blank),
            Amount("cluster-b", "sum", Decimal(5), None),
            Amount("cluster-c", "sum", Decimal(2), None),
            Unscored("cluster-d", "sum", *blank),
            Amount("cluster-e", "sum", Decimal(6), None),
            Unscored("provisional-dsm-5", "dsm-5-symptom-pattern", *blank),
        ),
    )


def test_the_unscored_difficulty_item_is_not_needed_and_changes_nothing() -> None:
    answers = all_answered(PHQ_9, 1)
    assert score(PHQ_9, answers) == score(PHQ_9, answers | {"10": 3})


def test_a_score_names_definition_variant_and_band() -> None:
    assert score(GAD_7, all_answered(GAD_7, 2)) == Score(
        "gad-7@1", (Amount("total", "sum", Decimal(14), "moderate"),)
    )


def test_the_pcl_5_gives_its_total_its_clusters_and_the_provisional_pattern() -> None:
    answers = {item.number: int(item.number) % 5 for item in PCL_5.items}
    assert score(PCL_5, answers) == Score(
        "pcl-5@1",
        (
            Amount("total", "sum", Decimal(40), None),
            Amount("cluster-b", "sum", Decimal(10), None),
            Amount("cluster-c", "sum", Decimal(3), None),
            Amount("cluster-d", "sum", Decimal(17), None),
            Amount("cluster-e", "sum", Decimal(10), None),
            Category("provisional-dsm-5", "dsm-5-symptom-pattern", "met"),
        ),
    )


def test_single_results_are_found_by_their_id() -> None:
    result = score(PCL_5, all_answered(PCL_5, 2))
    assert result.amount("cluster-d") == Decimal(14)
    assert result.outcome("provisional-dsm-5") == "met"
    assert result.primary.score == "total"


def test_a_score_without_a_number_in_front_has_no_primary() -> None:
    with pytest.raises(LookupError, match="no number"):
        _ = Score("x@1", (Category("pattern", "v", "met"),)).value


def test_an_outcome_has_words_and_an_unknown_one_has_none() -> None:
    rule = PHQ_9.score_rule("syndrome")
    assert rule.outcome_title("neither").en == "Neither pattern"
    with pytest.raises(LookupError, match="nonsense"):
        rule.outcome_title("nonsense")
    with pytest.raises(LookupError, match="total"):
        PHQ_9.primary.outcome_title("major")


def test_a_category_has_no_range() -> None:
    rule = PHQ_9.score_rule("syndrome")
    assert (rule.lowest, rule.highest) == (None, None)
