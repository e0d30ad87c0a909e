"""Screens for substances, adversity, bipolarity and psychosis as drawn tables: skips and reversals."""

import pytest

from tests.spec.measures.spelled import rows, said

DRAWN = """
measure    | answers                                 | score       | says
audit      | 1..10=0                                 | total       | 0 zone-1
audit      | 1..10=4                                 | total       | 40 zone-4
audit      | 1=0 9..10=0                             | total       | 0 zone-1
audit      | 1=0 9..10=4                             | total       | 8 zone-2
audit      | 1=0 9..10=4                             | harm        | 8
audit      | 1=0 9..10=4                             | consumption | 0
audit      | 1=0 2..8=4 9..10=0                      | total       | 0 zone-1
audit      | 1=4 2..3=0 9=2 10=0                     | total       | 6 zone-1
audit      | 1=4 2=1 3=0 9..10=0                     | total       | missing 4, 5, 6, 7, 8
audit      | 1=4 2=0 3=1 4..8=1 9..10=2              | total       | 14 zone-2
audit      | 1=4 2=0 3=1 4..8=1 9..10=2              | consumption | 5
audit      | 1=4 2=0 3=1 4..8=1 9..10=2              | dependence  | 3
audit      | 1=4 2=0 3=1 4..8=1 9..10=2              | harm        | 6
audit      | 1=4 2=0 9..10=0                         | total       | missing 3
audit      | 1=4 9..10=0                             | total       | missing 2, 3
audit      | 1=0 9=0                                 | total       | missing 10
audit      | 9..10=0                                 | total       | missing 1
audit-c    | 1..3=0                                  | total       | 0
audit-c    | 1..3=4                                  | total       | 12
audit-c    | 1=0 2=0                                 | total       | missing 3
dast-10    | 1..10=0                                 | total       | 1 low
dast-10    | 1..10=0 3=1                             | total       | 0 none
dast-10    | 1..10=1                                 | total       | 9 severe
dast-10    | 1..10=1 3=0                             | total       | 10 severe
dast-10    | 1..2=0 4..10=0                          | total       | missing 3
ace        | 1..10=0                                 | total       | 0
ace        | 1..10=1                                 | total       | 10
ace        | 1..9=1                                  | total       | missing 10
mdq        | 1..13=0 15=0                            | symptoms    | 0
mdq        | 1..13=1 14=1 15=3                       | symptoms    | 13
mdq        | 1..13=0 15=0                            | screen      | negative
mdq        | 1..13=0 1..7=1 14=1 15=2                | screen      | positive
mdq        | 1..13=0 7..13=1 14=1 15=3               | screen      | positive
mdq        | 1..13=0 1..6=1 14=1 15=3                | screen      | negative
mdq        | 1..13=0 1..7=1 14=0 15=3                | screen      | negative
mdq        | 1..13=0 1..7=1 14=1 15=1                | screen      | negative
mdq        | 1..13=0 1=1 15=3                        | screen      | negative
mdq        | 1..13=0 1..2=1 15=3                     | screen      | missing 14
mdq        | 1..13=0 1..2=1 15=3                     | symptoms    | 2
mdq        | 1..12=0 15=0                            | symptoms    | missing 13
mdq        | 1..13=1 14=1                            | screen      | missing 15
pq-16      | 1..16=0                                 | symptoms    | 0
pq-16      | 1..16=0                                 | distress    | 0
pq-16      | 1..16=1 1..16-distress=3                | symptoms    | 16
pq-16      | 1..16=1 1..16-distress=3                | distress    | 48
pq-16      | 1..16=0 4=1 4-distress=2                | distress    | 2
pq-16      | 1..16=0 4=1                             | symptoms    | 1
pq-16      | 1..16=0 4=1                             | distress    | missing 4-distress
pq-16      | 1..15=0                                 | symptoms    | missing 16
pq-b       | 1..21=0                                 | distress    | 0
pq-b       | 1..21=0                                 | symptoms    | 0
pq-b       | 1..21=1 1..21-distress=5                | distress    | 105
pq-b       | 1..21=1 1..21-distress=5                | symptoms    | 21
pq-b       | 1..21=0 1=1 1-distress=1                | distress    | 1
pq-b       | 1..21=0 1=1 1-distress=1 2-distress=5   | distress    | 1
pq-b       | 1..21=0 1=1                             | distress    | missing 1-distress
pq-b       | 1..20=0                                 | distress    | missing 21
cape-p15   | 1..15=1                                 | frequency   | 1
cape-p15   | 1..15=1                                 | distress    | 1
cape-p15   | 1..15=4 1..15-distress=4                | frequency   | 4
cape-p15   | 1..15=4 1..15-distress=4                | distress    | 4
cape-p15   | 1..15=1 1..5=2 1..5-distress=4          | distress    | 2
cape-p15   | 1..15=1 1=2                             | distress    | missing 1-distress
cape-p15   | 1..14=1                                 | frequency   | missing 15
cape-p15   | 1..15=1                                 | persecutory | draft
cape-p15   | 1..15=1                                 | bizarre     | draft
cape-p15   | 1..15=1                                 | perceptual  | draft
"""


@pytest.mark.parametrize(("measure", "written", "score", "says"), rows(DRAWN))
def test_what_a_screen_says(measure: str, written: str, score: str, says: str) -> None:
    assert said(measure, written, score) == says
