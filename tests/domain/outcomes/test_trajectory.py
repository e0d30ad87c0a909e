from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cairn.domain.instruments.change import ReliableChange
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Incomplete, score
from cairn.domain.instruments.wording import Wording
from cairn.domain.outcomes.trajectory import (
    DifferentVersion,
    Occasion,
    PointStatus,
    Session,
    trajectory,
)
from cairn.domain.vocabulary import EncounterKind
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9, adding_up_to


def occasion(month: int, total: int | None, label: str = "Follow-up", instrument: Instrument = PHQ_9) -> Any:
    result = score(instrument, adding_up_to(instrument, total)) if isinstance(total, int) else total
    return Occasion(date(2026, month, 1), Wording(label), result)


PARTIAL = Incomplete("phq-9@1", ("4",))


def test_points_stand_in_order_of_day_with_band_and_change_from_the_first_score() -> None:
    line = trajectory(PHQ_9, [occasion(5, 12), occasion(1, 18), occasion(3, 21), occasion(8, 24)])
    assert [(point.value, point.band.id) for point in line.points] == [
        (Decimal(18), "moderately-severe"),
        (Decimal(21), "severe"),
        (Decimal(12), "moderate"),
        (Decimal(24), "severe"),
    ]
    assert line.points[0].is_baseline
    assert line.points[0].change is None
    assert [point.change.reliable for point in line.points[1:]] == [
        ReliableChange.NONE,
        ReliableChange.IMPROVEMENT,
        ReliableChange.DETERIORATION,
    ]


def test_a_missing_and_an_incomplete_occasion_stay_in_the_series_without_a_value() -> None:
    line = trajectory(PHQ_9, [occasion(1, None), occasion(2, PARTIAL), occasion(3, 18), occasion(4, None)])
    assert [point.status for point in line.points] == [
        PointStatus.MISSING,
        PointStatus.INCOMPLETE,
        PointStatus.SCORED,
        PointStatus.MISSING,
    ]
    assert [point.value for point in line.points] == [None, None, Decimal(18), None]
    assert line.baseline == line.latest == line.points[2]
    assert line.points[0].change is None
    assert line.points[3].change.reliable is ReliableChange.NOT_COMPUTABLE


def test_a_later_baseline_can_be_chosen_and_what_came_before_is_not_compared() -> None:
    line = trajectory(PHQ_9, [occasion(1, 20), occasion(2, 10), occasion(3, 4)], baseline_on=date(2026, 2, 1))
    assert [point.is_baseline for point in line.points] == [False, True, False]
    assert line.points[0].change is None
    assert line.points[2].change.points == Decimal(-6)


def test_without_any_score_there_is_no_baseline_and_no_latest() -> None:
    line = trajectory(PHQ_9, [occasion(1, None), occasion(2, PARTIAL)])
    assert (line.baseline, line.latest) == (None, None)
    assert trajectory(PHQ_9, []).points == ()


def test_an_instrument_without_bands_has_points_without_bands() -> None:
    line = trajectory(PCL_5, [occasion(1, 50, instrument=PCL_5)])
    assert line.points[0].band is None


def test_sessions_are_kept_in_order_of_day() -> None:
    preparation = Session(date(2026, 2, 1), EncounterKind.PREPARATION, Wording("Preparation 1"))
    administration = Session(date(2026, 3, 1), EncounterKind.ADMINISTRATION, Wording("Administration"))
    line = trajectory(PHQ_9, [], [administration, preparation])
    assert line.sessions == (preparation, administration)


def test_a_score_of_another_measure_or_version_is_refused() -> None:
    with pytest.raises(DifferentVersion, match=r"gad-7@1 cannot be drawn as phq-9@1\."):
        trajectory(PHQ_9, [occasion(1, 10, instrument=GAD_7)])
