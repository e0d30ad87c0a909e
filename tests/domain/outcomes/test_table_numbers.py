"""Whole numbers over one divisor: compared exactly, or not at all."""

from decimal import Decimal

import numpy as np
import pytest

from cairn.domain.outcomes.table_numbers import Numbers


def test_a_mean_just_under_a_band_is_not_in_it() -> None:
    means = Numbers(np.array([449, 450, 451], dtype=np.int64), 100)
    assert means.at_least(Decimal("4.5")).tolist() == [False, True, True]


def test_a_third_is_not_rounded_to_a_threshold() -> None:
    thirds = Numbers(np.array([1, 2], dtype=np.int64), 3)
    assert thirds.at_least(Decimal("0.33333333333333333")).tolist() == [True, True]
    assert thirds.at_least(Decimal("0.33333333333333334")).tolist() == [False, True]


def test_scores_too_large_to_be_exact_are_refused() -> None:
    with pytest.raises(OverflowError, match="too large to be exact"):
        Numbers(np.array([2**61], dtype=np.int64), 1).over(4)
