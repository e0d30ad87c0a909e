"""Meaning, faith, demoralization, self-compassion, alliance, flexibility: scores and refusals as drawn tables."""

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.scoring import Incomplete, score
from tests.spec.measures.drawn import answered, cell, drawn, result, rows

SCORES = """
measure            answers                  score               value    why
facit-sp-12        lowest                   total               0        the keyed minimum
facit-sp-12        highest                  total               48       the keyed maximum
facit-sp-12        0                        total               8        items 4 and 8 are reversed
facit-sp-12        4                        total               40       items 4 and 8 are reversed
facit-sp-12        4                        meaning             12       item 8 is reversed
facit-sp-12        4                        peace               12       item 4 is reversed
facit-sp-12        4                        faith               16       nothing is reversed in it
facit-sp-12        highest                  total-of-subscales  48       as the total when nothing is blank
facit-sp-12        highest                  meaning-peace       32       the older two factors
facit-sp-12        0;2=4;3=4;5=1;8=-        meaning             12       three of four answered: 9 x 4 / 3
facit-sp-12        0;2=4;3=4;5=-;8=-        meaning             missing  two of four is half, not more than half
facit-sp-12        0;2=4;3=4;5=-;8=-        faith               0        its own items are all there
facit-sp-12        0;12=-                   total               missing  the total has no rule for blanks
facit-sp-12        lowest;9=4;10=4;11=4;12=-  faith             16       12 x 4 / 3
facit-sp-12        lowest;9=4;10=4;11=4;12=-  total-of-subscales  16     the prorated subscales, added
facit-sp-12        lowest;9=4;10=4;11=-;12=-  total-of-subscales  missing  a subscale is missing
facit-sp-12        highest;1=-;2=-;3=-      meaning-peace       32       five of eight answered
facit-sp-12        highest;1=-;2=-;3=-;5=-  meaning-peace       missing  four of eight is half
demoralization-ii  0                        total               0        minimum
demoralization-ii  2                        total               32       maximum
demoralization-ii  1;7=-                    total               missing  one blank
demoralization-ii  2                        meaning-and-purpose  draft   its items are not known here
demoralization-ii  2                        distress-and-coping  draft   its items are not known here
mlq                lowest                   presence            5        minimum
mlq                highest                  presence            35       maximum
mlq                7                        presence            29       item 9 is reversed
mlq                1                        presence            11       item 9 is reversed
mlq                7                        search              35       nothing is reversed in it
mlq                lowest                   search              5        minimum
mlq                4;9=-                    presence            missing  one blank
mlq                4;9=-                    search              20       the blank is not one of its items
scs-sf             lowest                   total               1        minimum
scs-sf             highest                  total               5        maximum
scs-sf             1                        total               3        six of twelve are reversed
scs-sf             2                        self-judgment       4        both items are reversed
scs-sf             2                        self-kindness       2        neither is
scs-sf             2                        isolation           4        both items are reversed
scs-sf             2                        over-identification  4       both items are reversed
scs-sf             2                        common-humanity     2        neither is
scs-sf             2;3=5                    mindfulness         3.5      items 3 and 7
scs-sf             3;12=-                   total               missing  one blank
scs-26             3                        total               draft    its key was read in public copies only
wai-sr             1                        total               12       minimum
wai-sr             5                        total               60       maximum
wai-sr             1;10=5                   task                8        item 10 is a task item
wai-sr             1;9=5                    bond                8        item 9 is a bond item
wai-sr             1;11=5                   goal                8        item 11 is a goal item
wai-sr             5                        goal                20       maximum
wai-sr             3;11=-                   goal                missing  one blank
wai-sr             3;11=-                   task                12       the blank is not one of its items
aaq-ii             1                        total               7        minimum
aaq-ii             7                        total               49       maximum
aaq-ii             4;1=-                    total               missing  one blank
dadds              0                        total               draft    the answer values are from memory
dadds              5                        finitude            draft    its items are not known here
"""

CUTOFFS = """
measure            cut-off         value  state
demoralization-ii  ramm-2023       5      below
demoralization-ii  ramm-2023       6      reached
aaq-ii             clinical-range  23     below
aaq-ii             clinical-range  24     within-range
aaq-ii             clinical-range  27     within-range
aaq-ii             clinical-range  28     reached
"""


@pytest.mark.parametrize("row", rows(SCORES, 5), ids=" ".join)
def test_the_drawn_scores(row: list[str]) -> None:
    measure, answers, of, value, _ = row
    assert cell(result(measure, answers, of)) == drawn(value)


@pytest.mark.parametrize("row", rows(CUTOFFS, 4), ids=" ".join)
def test_the_drawn_cut_offs(row: list[str]) -> None:
    measure, cutoff, value, state = row
    rule = next(each for each in instruments()[measure].cutoffs if each.id == cutoff)
    number = drawn(value)
    assert not isinstance(number, str)
    assert rule.state(number) == state


def test_a_blank_outside_a_subscale_leaves_that_subscale_and_no_primary() -> None:
    mlq = instruments()["mlq"]
    found = score(mlq, answered(mlq, "4;9=-"))
    assert isinstance(found, Incomplete)
    assert found.missing == ("9",)


def test_the_direction_says_what_higher_means() -> None:
    directions = {
        key: instruments()[key].direction.value for key in ("aaq-ii", "facit-sp-12", "mlq", "dadds")
    }
    assert directions == {
        "aaq-ii": "higher-is-worse",
        "facit-sp-12": "higher-is-better",
        "mlq": "higher-is-better",
        "dadds": "higher-is-worse",
    }


def test_the_owner_of_the_facit_claims_its_scoring_too_and_the_licence_says_so() -> None:
    licence = instruments()["facit-sp-12"].licence
    assert licence.uses == frozenset()
    assert "scoring algorithms" in licence.note
