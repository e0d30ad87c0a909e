"""The measures as drawn tables: each edge of each band, the algorithms, and what is said of a change."""

import pytest

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Incomplete, Score, Unscored, score
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9, adding_up_to

BANDS = """
measure  total  band
phq-9        0  minimal
phq-9        4  minimal
phq-9        5  mild
phq-9        9  mild
phq-9       10  moderate
phq-9       14  moderate
phq-9       15  moderately-severe
phq-9       19  moderately-severe
phq-9       20  severe
phq-9       27  severe
gad-7        0  minimal
gad-7        4  minimal
gad-7        5  mild
gad-7        9  mild
gad-7       10  moderate
gad-7       14  moderate
gad-7       15  severe
gad-7       21  severe
pcl-5        0  -
pcl-5       33  -
pcl-5       80  -
"""

PHQ_9_PATTERN = """
answers 1-9   pattern   why
000000000     neither   nothing
222220000     major     five symptoms, one of them core
022222000     major     low mood alone is core enough
202220000     other     four symptoms
200000000     neither   one symptom is too few
220000000     other     two symptoms
002222200     neither   five symptoms, none of them core
222200001     major     item nine counts from one
222100001     other     a one counts in item nine only
333333333     major     all
"""

PCL_5_PATTERN = """
B      C   D        E       pattern
20000  20  2200000  220000  met
10000  20  2200000  220000  not-met
20000  10  2200000  220000  not-met
20000  02  2000000  220000  not-met
20000  02  2100000  220000  not-met
00002  02  0000022  000022  met
20000  20  2200000  200000  not-met
44444  44  4444444  100000  not-met
"""

CASES: dict[str, Instrument] = {each.id: each for each in (PHQ_9, GAD_7, PCL_5)}


def rows(table: str) -> list[list[str]]:
    return [line.split(maxsplit=4) for line in table.strip().splitlines()[1:]]


def scored(instrument: Instrument, digits: str) -> Score:
    result = score(instrument, {str(place): int(digit) for place, digit in enumerate(digits, start=1)})
    assert isinstance(result, Score)
    return result


@pytest.mark.parametrize(("measure", "total", "band"), rows(BANDS))
def test_each_edge_of_each_band(measure: str, total: str, band: str) -> None:
    result = score(CASES[measure], adding_up_to(CASES[measure], int(total)))
    assert isinstance(result, Score)
    assert (result.value, result.primary.band or "-") == (int(total), band)


@pytest.mark.parametrize("row", rows(PHQ_9_PATTERN), ids=lambda row: row[0])
def test_the_symptom_pattern_of_the_phq_9(row: list[str]) -> None:
    assert scored(PHQ_9, row[0]).outcome("syndrome") == row[1]


@pytest.mark.parametrize("row", rows(PCL_5_PATTERN), ids=lambda row: "-".join(row[:4]))
def test_the_provisional_symptom_pattern_of_the_pcl_5(row: list[str]) -> None:
    assert scored(PCL_5, "".join(row[:4])).outcome("provisional-dsm-5") == row[4]


@pytest.mark.parametrize("instrument", CASES.values(), ids=lambda each: each.id)
def test_any_single_blank_leaves_no_score(instrument: Instrument) -> None:
    full = adding_up_to(instrument, 0)
    for number in full:
        partial = {key: value for key, value in full.items() if key != number}
        found = score(instrument, partial)
        assert isinstance(found, Incomplete)
        assert found.missing == (number,)
        assert isinstance(found.results[0], Unscored)
