"""Measures of mood as drawn tables: all least, all most, one blank, and each way an answer can be left out."""

import pytest

from tests.spec.measures.spelled import rows, said

DRAWN = """
measure    | answers                                  | score | says
phq-2      | 1..2=0                                   | total | 0
phq-2      | 1..2=3                                   | total | 6
phq-2      | 1=3                                      | total | missing 2
qids-sr16  | 1..6=0 8=0 10..16=0                      | total | 0 none
qids-sr16  | 1..6=3 8=3 10..16=3                      | total | 27 very-severe
qids-sr16  | 1..5=3 7=3 9=3 10..16=3                  | total | 27 very-severe
qids-sr16  | 1..6=0 8=0 10..16=0 2=3                  | total | 3 none
qids-sr16  | 1..6=0 8=0 10..16=0 1=2 4=3              | total | 3 none
qids-sr16  | 1..6=0 8=0 10..16=0 6=1 8=2              | total | 2 none
qids-sr16  | 1..5=0 7=1 9=3 10..16=0                  | total | 3 none
qids-sr16  | 1..16=0 7=2                              | total | 2 none
qids-sr16  | 1..6=0 8=0 10..16=0 15=2 16=3            | total | 3 none
qids-sr16  | 1..5=0 8=0 10..16=0                      | total | missing 6 or 7
qids-sr16  | 1..5=0 10..16=0                          | total | missing 6 or 7, 8 or 9
qids-sr16  | 1..6=0 8=0 10..15=0                      | total | missing 16
qids-sr16  | 2..6=3 8=0 10..16=0                      | total | missing 1
madrs      | 1..10=0                                  | total | 0 lowest
madrs      | 1..10=6                                  | total | 60 severe
madrs      | 1..9=6                                   | total | missing 10
madrs-s    | 1..9=0                                   | total | 0
madrs-s    | 1..9=6                                   | total | 54
madrs-s    | 2..9=6                                   | total | missing 1
ham-d17    | 1..17=0                                  | total | 0 none
ham-d17    | 1..17=2 1..3=4 7..8=4 10..11=4 15=4      | total | 50 very-severe
ham-d17    | 1..15=2 17=2                             | total | missing 16
ham-d17-52 | 1..17=2 1..3=4 7..8=4 10..11=4 15=4 9=4  | total | 52 very-severe
ham-d17-52 | 1..17=0                                  | total | 0 none
ham-d17-52 | 1..8=0 10..17=0                          | total | missing 9
"""


@pytest.mark.parametrize(("measure", "written", "score", "says"), rows(DRAWN))
def test_what_a_measure_of_mood_says(measure: str, written: str, score: str, says: str) -> None:
    assert said(measure, written, score) == says
