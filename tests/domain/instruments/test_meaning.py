from decimal import Decimal

import pytest

from cairn.domain.instruments.cutoff import CutoffState
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.meaning import is_asserted
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
