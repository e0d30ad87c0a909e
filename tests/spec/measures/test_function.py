"""Measures of wellbeing, sleep, work and health as drawn tables; who does not work has no total."""

from decimal import Decimal

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.citations import Citation
from cairn.domain.instruments.scoring import Incomplete, Reason, Score, Unscored, score
from cairn.domain.instruments.value_set import ValueSet
from cairn.domain.vocabulary import Grade
from tests.spec.measures.spelled import answers, rows, said

DRAWN = """
measure     | answers             | score              | says
who-5       | 1..5=0              | index              | 0
who-5       | 1..5=5              | index              | 100
who-5       | 1..5=5              | raw                | 25
who-5       | 1=3 2..5=2          | index              | 44
who-5       | 1=3 2..5=2          | raw                | 11
who-5       | 1..4=5              | index              | missing 5
isi         | 1a=0 1b=0 1c=0 2..5=0 | total            | 0 none
isi         | 1a=4 1b=4 1c=4 2..5=4 | total            | 28 severe
isi         | 1a=4 1b=0 1c=4 2..5=0 | total            | 8 subthreshold
isi         | 1a=4 1b=4 2..5=4    | total              | missing 1c
wsas        | 1..5=0 na=0         | total              | 0 below-significant
wsas        | 1..5=8 na=0         | total              | 40 moderately-severe
wsas        | 1..5=8 na=0         | total-without-work | 32
wsas        | 2..5=8 na=1         | total              | not-applicable
wsas        | 2..5=8 na=1         | total-without-work | 32
wsas        | 1..5=8 na=1         | total              | not-applicable
wsas        | 2..5=8 na=0         | total              | missing 1
wsas        | 2..5=8              | total              | missing na
wsas        | 2..5=8              | total-without-work | 32
wsas        | 3..5=8 na=1         | total-without-work | missing 2
sds-sheehan | 1..3=0 na=0         | total              | 0
sds-sheehan | 1..3=10 na=0        | total              | 30
sds-sheehan | 1..3=10 na=0 4=7    | total              | 30
sds-sheehan | 1=4 2=5 3=6 na=0    | work               | 4
sds-sheehan | 1=4 2=5 3=6 na=0    | social             | 5
sds-sheehan | 1=4 2=5 3=6 na=0    | family             | 6
sds-sheehan | 2=5 3=6 na=1        | total              | not-applicable
sds-sheehan | 2=5 3=6 na=1        | work               | not-applicable
sds-sheehan | 2=5 3=6 na=1        | social             | 5
sds-sheehan | 1=5 3=6 na=0        | total              | missing 2
whodas-12   | 1..12=0             | simple             | 0
whodas-12   | 1..12=4             | simple             | 48
whodas-12   | 1..12=4             | simple-percent     | 100
whodas-12   | 1..12=1             | simple-percent     | 25
whodas-12   | 1..12=4             | complex            | draft
whodas-12   | 1..11=4             | simple             | missing 12
eq-5d-5l    | 1..5=1 vas=100      | profile            | 11111
eq-5d-5l    | 1..5=5 vas=0        | profile            | 55555
eq-5d-5l    | 1=2 2..5=1 vas=80   | profile            | 21111
eq-5d-5l    | 1=2 2..4=1 5=4 vas=80 | profile          | 21114
eq-5d-5l    | 1..5=1 vas=100      | level-sum          | 5
eq-5d-5l    | 1..5=5 vas=0        | level-sum          | 25
eq-5d-5l    | 1..5=5 vas=0        | vas                | 0
eq-5d-5l    | 1..5=1 vas=100      | vas                | 100
eq-5d-5l    | 1..5=1 vas=100      | utility            | no-value-set
eq-5d-5l    | 1..4=1 vas=70       | profile            | missing 5
eq-5d-5l    | 1..4=1 vas=70       | vas                | 70
eq-5d-5l    | 1..5=1              | vas                | missing vas
eq-5d-5l    | 1..5=1              | profile            | 11111
panas       | 1..20=1             | positive-affect    | 10
panas       | 1..20=5             | positive-affect    | 50
panas       | 1..20=1             | negative-affect    | 10
panas       | 1..20=5             | negative-affect    | 50
panas       | 1..20=1 1=5 3=5 19=5 | positive-affect   | 22
panas       | 1..20=1 1=5 3=5 19=5 | negative-affect   | 10
panas       | 1..19=1             | positive-affect    | 10
panas       | 1..19=1             | negative-affect    | missing 20
"""


@pytest.mark.parametrize(("measure", "written", "score", "says"), rows(DRAWN))
def test_what_a_measure_of_function_says(measure: str, written: str, score: str, says: str) -> None:
    assert said(measure, written, score) == says


INVENTED = ValueSet(
    id="invented",
    instrument="eq-5d-5l@1",
    country="ZZ",
    citation=Citation("Invented for this test", Grade.P),
    values={"11111": Decimal(1), "21111": Decimal("0.942"), "55555": Decimal("-0.573")},
)


@pytest.mark.parametrize(
    ("written", "utility"),
    [("1..5=1 vas=90", "1"), ("1=2 2..5=1 vas=90", "0.942"), ("1..5=5 vas=0", "-0.573")],
)
def test_a_utility_is_what_the_value_set_of_the_site_gives_the_profile(written: str, utility: str) -> None:
    found = score(instruments()["eq-5d-5l"], answers(written), value_sets={"eq-5d-5l@1": INVENTED})
    assert isinstance(found, Score)
    assert found.amount("utility") == Decimal(utility)
    assert found.results[-1].variant == "value-set/invented"


def test_one_dimension_left_blank_leaves_the_utility_out_though_there_is_a_value_set() -> None:
    found = score(instruments()["eq-5d-5l"], answers("1..4=1 vas=90"), value_sets={"eq-5d-5l@1": INVENTED})
    assert isinstance(found, Incomplete)
    assert found.missing == ("5",)
    utility = found.results[-1]
    assert isinstance(utility, Unscored)
    assert utility.reason is Reason.MISSING
