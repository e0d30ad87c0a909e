"""Measures of a couple and of attachment: scores, cut-offs reached downward, and the number 48."""

from decimal import Decimal

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.meaning import is_asserted
from tests.spec.measures.drawn import cell, drawn, result, rows

SCORES = """
measure  answers     score           value    why
csi-16   lowest      total           0        minimum
csi-16   highest     total           81       item 1 ends at 6, the others at 5
csi-16   3           total           48       all in the middle
csi-16   3;16=-      total           missing  one blank
csi-4    lowest      total           0        minimum
csi-4    highest     total           21       item 1 ends at 6
csi-4    3;1=6       total           15       item 1 counts up to 6
csi-4    3;4=-       total           missing  one blank
rdas     lowest      total           0        minimum
rdas     highest     total           69       item 11 ends at 4
rdas     highest     consensus       30       items 1 to 6
rdas     highest     satisfaction    20       items 7 to 10
rdas     highest     cohesion        19       items 11 to 14
rdas     0;7=5       satisfaction    5        stored so that high is good
rdas     0;7=5       consensus       0        item 7 is not in it
rdas     3;11=-      cohesion        missing  one blank
rdas     3;11=-      consensus       18       the blank is not one of its items
ecr-s    lowest      anxiety         6        minimum
ecr-s    highest     anxiety         42       maximum
ecr-s    lowest      avoidance       6        minimum
ecr-s    highest     avoidance       42       maximum
ecr-s    1           anxiety         12       item 8 is reversed
ecr-s    1           avoidance       24       items 1, 5 and 9 are reversed
ecr-s    1           anxiety-mean    2        the same, divided by six
ecr-s    1           avoidance-mean  4        the same, divided by six
ecr-s    4;2=-       anxiety         missing  one blank
ecr-s    4;2=-       avoidance       24       the blank is not one of its items
ios      1           closeness       1        the first picture
ios      7           closeness       7        the last picture
"""

CUTOFFS = """
measure  cut-off        value  state
csi-16   distress       51     reached
csi-16   distress       52     above
csi-4    distress       13     reached
csi-4    distress       14     above
rdas     distressed-47  47     reached
rdas     distressed-47  48     above
rdas     distressed-48  48     reached
rdas     distressed-48  49     above
rdas     crane-2000     47     reached
rdas     crane-2000     48     above
"""

OF_COUPLES = ("csi-16", "csi-4", "rdas", "ecr-s", "ios")


@pytest.mark.parametrize("row", rows(SCORES, 5), ids=" ".join)
def test_the_drawn_scores(row: list[str]) -> None:
    measure, answers, of, value, _ = row
    assert cell(result(measure, answers, of)) == drawn(value)


@pytest.mark.parametrize("row", rows(CUTOFFS, 4), ids=" ".join)
def test_the_drawn_cut_offs(row: list[str]) -> None:
    measure, cutoff, value, state = row
    rule = next(each for each in instruments()[measure].cutoffs if each.id == cutoff)
    assert rule.state(Decimal(value)) == state


@pytest.mark.parametrize("measure", OF_COUPLES)
def test_a_measure_of_a_couple_says_that_it_does_not_screen_for_violence(measure: str) -> None:
    said = "This measure does not screen for partner violence. Ask each person alone."
    assert [note.en for note in instruments()[measure].notes].count(said) == 1


@pytest.mark.parametrize("measure", ["csi-16", "csi-4", "rdas"])
def test_a_cut_off_from_memory_or_in_dispute_is_shown_and_not_asserted(measure: str) -> None:
    cutoffs = instruments()[measure].cutoffs
    assert [is_asserted(each.citation) for each in cutoffs] == [False] * len(cutoffs)


def test_the_short_and_the_long_form_have_each_their_own_cut_off() -> None:
    edges = {key: instruments()[key].cutoffs[0].lowest for key in ("csi-4", "csi-16")}
    assert edges == {"csi-4": Decimal("13.5"), "csi-16": Decimal("51.5")}
