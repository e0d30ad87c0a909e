"""What is asked about a session: factors, percentages, the convention of sixty percent, and no cut-offs."""

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Direction
from tests.spec.measures.drawn import cell, drawn, result, rows

SCORES = """
measure             answers            score                   value         why
meq-30              0                  mystical-percent        0             minimum
meq-30              5                  mystical-percent        100           maximum
meq-30              5                  ineffability-mean       5             maximum
meq-30              3                  positive-mood-percent   60            three of five
meq-30              3                  time-and-space-mean     3             three
meq-30              0;3=5;10=4;29=3    ineffability-percent    80            12 of 15
meq-30              0;3=5;10=4;29=3    mystical-percent        0             none of its items
meq-30              3                  complete                complete      exactly 60 % on each factor
meq-30              3;29=2             complete                not-complete  ineffability is 53 %
meq-30              5;1=0;7=0;11=0     complete                not-complete  time and space is 50 %
meq-30              3;4=2              complete                not-complete  mystical is 59 %
meq-30              3;2=2              complete                not-complete  positive mood is 57 %
meq-30              0                  complete                not-complete  nothing
meq-30              3;29=-             complete                missing       one blank in one factor
meq-30              3;29=-             mystical-percent        60            the blank is not one of its items
ceq-challenging-26  0                  total-percent           0             minimum
ceq-challenging-26  5                  total-percent           100           maximum
ceq-challenging-26  3                  total-mean              3             the mean
ceq-challenging-26  5                  grief                   draft         its items are not known here
ceq-challenging-26  5                  paranoia                draft         its items are not known here
ceq-challenging-26  3;1=-              total-percent           missing       one blank
11-asc              0                  unity                   0             minimum
11-asc              100                changed-meaning         100           maximum
11-asc              0;18=100           unity                   20            one of five lines
11-asc              0;8=70             impaired-control        10            one of seven lines
11-asc              0;32=60            anxiety                 10            one of six lines
11-asc              50;1=-             unity                   50            line 1 is in none of the eleven scales
11-asc              50;18=-            unity                   missing       one blank
11-asc              50;18=-            bliss                   50            the blank is not one of its items
11-asc              50                 obn                     draft         its items are not known here
11-asc              50                 vir                     draft         its items are not known here
edi                 0                  mean                    0             minimum
edi                 100                mean                    100           maximum
edi                 100                sum                     800           maximum
edi                 0;1=100            mean                    12.5          one of eight lines
edi                 50;8=-             mean                    missing       one blank
ebi-breakthrough    0                  sum                     0             minimum
ebi-breakthrough    100                sum                     600           maximum
ebi-breakthrough    100                mean                    100           maximum
ebi-breakthrough    0;6=30             mean                    5             one of six lines
ebi-breakthrough    50;6=-             sum                     missing       one blank
piq                 5                  total-mean              draft         the answer values are from memory
piq                 5                  total-sum               draft         the answer values are from memory
pps-preparedness    7                  total                   draft         the answer values are from memory
pps-preparedness    7                  support-planning        draft         its items are not known here
sdi-0-10            0                  intensity               0             minimum
sdi-0-10            10                 intensity               10            maximum
sdi-0-100           0                  intensity               0             minimum
sdi-0-100           100                intensity               100           maximum
"""

OF_A_SESSION = (
    "11-asc",
    "ceq-challenging-26",
    "ebi-breakthrough",
    "edi",
    "meq-30",
    "piq",
    "sdi-0-10",
    "sdi-0-100",
)


@pytest.mark.parametrize("row", rows(SCORES, 5), ids=" ".join)
def test_the_drawn_scores(row: list[str]) -> None:
    measure, answers, of, value, _ = row
    assert cell(result(measure, answers, of)) == drawn(value)


@pytest.mark.parametrize("measure", OF_A_SESSION)
def test_an_experience_is_neither_better_nor_worse_and_has_no_invented_cut_off(measure: str) -> None:
    instrument = instruments()[measure]
    assert instrument.direction is Direction.NEITHER
    assert (instrument.cutoffs, instrument.bands, instrument.changes) == ((), (), ())


def test_the_eleven_scales_use_each_of_their_lines_once() -> None:
    scales = [rule for rule in instruments()["11-asc"].scores if rule.draft is None]
    used = [number for rule in scales for number in rule.items]
    assert (len(scales), len(used), len(set(used))) == (11, 42, 42)


def test_the_four_factors_share_out_all_thirty_items() -> None:
    factors = [rule.items for rule in instruments()["meq-30"].scores[:4]]
    assert [len(items) for items in factors] == [15, 6, 6, 3]
    assert frozenset().union(*factors) == {str(number) for number in range(1, 31)}
