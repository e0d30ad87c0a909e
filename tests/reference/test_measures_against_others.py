"""Agreement with somebody else: scorers written naively here from the published instructions, and published sums."""

import itertools
import random
from decimal import Decimal

import pytest

from cairn.domain.instruments.scoring import Score, score
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9

DRAWS = 400


def draws(items: int, highest: int) -> list[list[int]]:
    """The same pseudo-random answers on every run."""
    chance = random.Random(20261122)  # noqa: S311 - not for secrets
    return [[chance.randint(0, highest) for _ in range(items)] for _ in range(DRAWS)]


def numbered(values: list[int]) -> dict[str, int]:
    return {str(place): value for place, value in enumerate(values, start=1)}


def naive_phq_9_pattern(values: list[int]) -> str:
    """Kroenke's instruction, read step by step: tick the shaded boxes, then look at the two core items."""
    ticks = 0
    for value in values[:8]:
        if value in (2, 3):
            ticks += 1
    if values[8] in (1, 2, 3):
        ticks += 1
    core = values[0] in (2, 3) or values[1] in (2, 3)
    if core and ticks >= 5:
        return "major"
    if core and ticks in (2, 3, 4):
        return "other"
    return "neither"


def naive_pcl_5_pattern(values: list[int]) -> str:
    """The scoring instruction of the National Center for PTSD: one B, one C, two D, two E at moderately or more."""
    needed = {"B": 1, "C": 1, "D": 2, "E": 2}
    clusters = "B" * 5 + "C" * 2 + "D" * 7 + "E" * 6
    for cluster, least in needed.items():
        present = [
            value for value, letter in zip(values, clusters, strict=True) if letter == cluster and value >= 2
        ]
        if len(present) < least:
            return "not-met"
    return "met"


def test_phq_9_agrees_with_a_naive_scorer() -> None:
    for values in [*draws(9, 3), *map(list, itertools.product((0, 3), repeat=9))]:
        result = score(PHQ_9, numbered(values))
        assert isinstance(result, Score)
        assert result.value == sum(values)
        assert result.outcome("syndrome") == naive_phq_9_pattern(values)


def test_gad_7_agrees_with_a_naive_scorer() -> None:
    for values in draws(7, 3):
        result = score(GAD_7, numbered(values))
        assert isinstance(result, Score)
        assert result.value == sum(values)


def test_pcl_5_agrees_with_a_naive_scorer() -> None:
    for values in draws(20, 4):
        result = score(PCL_5, numbered(values))
        assert isinstance(result, Score)
        parts = [result.amount(f"cluster-{letter}") for letter in "bcde"]
        assert parts == [sum(values[:5]), sum(values[5:7]), sum(values[7:14]), sum(values[14:])]
        assert result.value == sum(parts)
        assert result.outcome("provisional-dsm-5") == naive_pcl_5_pattern(values)


@pytest.mark.parametrize(
    ("low", "high", "name"),
    [
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately-severe"),
        (20, 27, "severe"),
    ],
)
def test_every_total_lies_in_the_band_of_the_published_table(low: int, high: int, name: str) -> None:
    bands = PHQ_9.bands[0]
    assert {bands.band_of(Decimal(value)).id for value in range(low, high + 1)} == {name}
