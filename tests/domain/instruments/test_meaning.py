from decimal import Decimal

import pytest

from cairn.domain.instruments.cutoff import Cutoff, CutoffState, Reaching, cutoffs_for
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.meaning import RecoveryKind, RecoveryRule, is_asserted, reliable_points
from cairn.domain.instruments.wording import Wording
from cairn.domain.vocabulary import AdministrativeGender
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9


@pytest.mark.parametrize(
    ("value", "band"),
    [("4.5", "minimal"), ("4.99", "minimal"), ("5", "mild"), ("19.999", "moderately-severe")],
)
def test_an_unrounded_score_falls_into_exactly_one_band(value: object, band: str) -> None:
    assert PHQ_9.band_set("total").band_of(Decimal(value)).id == band


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (30, CutoffState.BELOW),
        (31, CutoffState.WITHIN_RANGE),
        (32, CutoffState.WITHIN_RANGE),
        (33, CutoffState.REACHED),
    ],
)
def test_a_cut_off_given_as_a_range_leaves_its_middle_to_judgement(value: object, state: object) -> None:
    assert PCL_5.cutoffs[0].state(Decimal(value)) is state


def test_a_single_cut_off_has_no_middle() -> None:
    assert [PHQ_9.cutoffs[0].state(Decimal(value)) for value in (9, 10)] == [
        CutoffState.BELOW,
        CutoffState.REACHED,
    ]


def test_nobody_published_bands_for_the_pcl_5_so_it_has_none() -> None:
    assert PCL_5.bands == ()
    assert PCL_5.band_set("total") is None


def test_a_number_from_memory_is_shown_and_not_asserted() -> None:
    assert not is_asserted(PHQ_9.recoveries[0].citation)
    assert is_asserted(PHQ_9.bands[0].citation)


def test_a_definition_is_found_by_what_is_stored_with_a_score() -> None:
    assert isinstance(GAD_7, Instrument)
    assert GAD_7.key == "gad-7@1"
    assert GAD_7.item("7").choice(3).text.en == "Nearly every day"


def cutoff(reached: Reaching, sex: AdministrativeGender | None = None) -> Cutoff:
    edge = Decimal(50)
    return Cutoff("c", "total", Wording("Cut"), edge, edge, "Nobody", PHQ_9.bands[0].citation, reached, sex)


@pytest.mark.parametrize(
    ("reached", "value", "state"),
    [
        (Reaching.AT_MOST, "50", CutoffState.REACHED),
        (Reaching.AT_MOST, "50.1", CutoffState.ABOVE),
        (Reaching.BELOW, "49.9", CutoffState.REACHED),
        (Reaching.BELOW, "50", CutoffState.ABOVE),
    ],
)
def test_a_cut_off_of_a_rising_scale_is_reached_downward(
    reached: Reaching, value: str, state: CutoffState
) -> None:
    assert cutoff(reached).state(Decimal(value)) is state


def test_where_sources_differ_by_sex_and_it_is_not_known_both_are_given() -> None:
    women = cutoff(Reaching.AT_LEAST, AdministrativeGender.FEMALE)
    men = cutoff(Reaching.AT_LEAST, AdministrativeGender.MALE)
    anyone = cutoff(Reaching.AT_LEAST)
    all_of_them = (women, men, anyone)
    assert cutoffs_for(all_of_them, "total", AdministrativeGender.FEMALE) == (women, anyone)
    assert cutoffs_for(all_of_them, "total", AdministrativeGender.MALE) == (men, anyone)
    for untold in (None, AdministrativeGender.OTHER, AdministrativeGender.UNKNOWN):
        assert cutoffs_for(all_of_them, "total", untold) == all_of_them
    assert cutoffs_for(all_of_them, "another") == ()


@pytest.mark.parametrize(
    ("side", "met"),
    [
        ({"below": Decimal(5)}, [True, False, False]),
        ({"at_most": Decimal(5)}, [True, True, False]),
        ({"at_least": Decimal(5)}, [False, True, True]),
        ({"above": Decimal(5)}, [False, False, True]),
        ({}, [False, False, False]),
    ],
)
def test_the_well_side_of_a_threshold_is_either_side(side: dict[str, Decimal], met: list[bool]) -> None:
    none = dict.fromkeys(("below", "at_most", "at_least", "above"))
    rule = RecoveryRule(
        id="r", kind=RecoveryKind.REMISSION, score="total", citation=PHQ_9.bands[0].citation, **(none | side)
    )
    assert [rule.met_by(Decimal(value)) for value in (4, 5, 6)] == met


def test_a_reliable_change_is_worked_out_from_spread_and_reliability() -> None:
    # Jacobson and Truax: 1.96 x sqrt(2) x SD x sqrt(1 - r)
    assert float(reliable_points(Decimal("5.8"), Decimal("0.84"))) == pytest.approx(1.96 * 2**0.5 * 5.8 * 0.4)
    assert reliable_points(Decimal(10), Decimal(1)) == 0
