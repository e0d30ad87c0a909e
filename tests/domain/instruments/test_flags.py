import pytest

from cairn.domain.instruments.flags import FlagStatus, Urgency
from cairn.domain.instruments.scoring import flags
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9, all_answered


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (0, FlagStatus.CLEAR),
        (1, FlagStatus.RAISED),
        (2, FlagStatus.RAISED),
        (3, FlagStatus.RAISED),
        (None, FlagStatus.NOT_ASSESSED),
        (4, FlagStatus.NOT_ASSESSED),
        (-1, FlagStatus.NOT_ASSESSED),
        ("1", FlagStatus.NOT_ASSESSED),
        (True, FlagStatus.NOT_ASSESSED),
        (1.0, FlagStatus.NOT_ASSESSED),
    ],
)
def test_item_nine_alone_decides_the_flag(answer: object, status: object) -> None:
    (state,) = flags(PHQ_9, {"9": answer})
    assert state.status is status
    assert state.answer == (answer if status is not FlagStatus.NOT_ASSESSED else None)


def test_the_flag_does_not_wait_for_the_rest_and_bad_answers_do_not_hide_it() -> None:
    (state,) = flags(PHQ_9, {"1": "broken", "nonsense": 1, "9": 1})
    assert state.status is FlagStatus.RAISED
    assert state.flag.urgency is Urgency.STAT


def test_an_empty_form_is_not_assessed() -> None:
    (state,) = flags(PHQ_9, {})
    assert state.status is FlagStatus.NOT_ASSESSED


def test_reckless_behaviour_in_the_pcl_5_is_not_a_suicide_flag() -> None:
    assert flags(PCL_5, all_answered(PCL_5, 4)) == ()
    assert flags(GAD_7, {}) == ()
