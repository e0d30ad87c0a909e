"""Bands, cut-offs, change and recovery of the measures of mood, function, trauma and substances, as drawn tables."""

from decimal import Decimal

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.meaning import is_asserted
from tests.spec.measures.spelled import rows

BANDS = """
measure    | set                   | lowest and highest of each band
qids-sr16  | rush-2003             | none 0-5, mild 6-10, moderate 11-15, severe 16-20, very-severe 21-27
madrs      | four-bands            | lowest 0-6, mild 7-19, moderate 20-34, severe 35-60
madrs      | none-to-12            | none 0-12, above-none 13-60
ham-d17    | five-bands-14-19-23   | none 0-7, mild 8-13, moderate 14-18, severe 19-22, very-severe 23-50
ham-d17    | four-bands-7-18-25    | none 0-6, mild 7-17, moderate 18-24, severe 25-50
ham-d17    | ids-qids-conversion   | none 0-7, mild 8-13, moderate 14-19, severe 20-25, very-severe 26-50
ham-d17-52 | five-bands-14-19-23   | none 0-7, mild 8-13, moderate 14-18, severe 19-22, very-severe 23-52
ham-d17-52 | four-bands-7-18-25    | none 0-6, mild 7-17, moderate 18-24, severe 25-52
ham-d17-52 | ids-qids-conversion   | none 0-7, mild 8-13, moderate 14-19, severe 20-25, very-severe 26-52
isi        | four-bands            | none 0-7, subthreshold 8-14, moderate 15-21, severe 22-28
wsas       | mundt-2002            | below-significant 0-9, significant 10-20, moderately-severe 21-40
audit      | who-manual            | zone-1 0-7, zone-2 8-15, zone-3 16-19, zone-4 20-40
audit      | 8-15-20               | below 0-7, first 8-14, second 15-19, third 20-40
dast-10    | nida-cde              | none 0-0, low 1-2, moderate 3-5, substantial 6-8, severe 9-10
"""

CUTOFFS = """
measure     | cut-off                | not reached | reached | asserted
phq-2       | screening              | 2           | 3       | yes
who-5       | poor-wellbeing         | 52          | 50      | yes
who-5       | poor-wellbeing         | 50.01       | 50      | yes
who-5       | likely-depression      | 32          | 28      | yes
isi         | community              | 9           | 10      | yes
sds-sheehan | work                   | 4           | 5       | yes
sds-sheehan | social                 | 4           | 5       | yes
sds-sheehan | family                 | 4           | 5       | yes
pc-ptsd-5   | most-sensitive         | 2           | 3       | yes
pc-ptsd-5   | best-balance           | 3           | 4       | yes
audit       | hazardous              | 7           | 8       | yes
audit-c     | va-women               | 2           | 3       | yes
audit-c     | va-men                 | 3           | 4       | yes
audit-c     | united-kingdom         | 4           | 5       | no
dast-10     | loinc-text             | 2           | 3       | yes
ace         | four-or-more           | 3           | 4       | no
mdq         | korea                  | 4           | 5       | yes
pq-16       | six-or-more            | 5           | 6       | yes
pq-b        | distress-six           | 5           | 6       | yes
pq-b        | symptoms-three         | 2           | 3       | yes
cape-p15    | clinic-frequency       | 1.4667      | 1.47    | yes
cape-p15    | clinic-distress        | 1.4667      | 1.47    | yes
cape-p15    | primary-care-frequency | 1.2999      | 1.30    | yes
cape-p15    | primary-care-distress  | 1.2899      | 1.29    | yes
cape-p15    | lowest-frequency       | 1.1999      | 1.20    | yes
cape-p15    | lowest-distress        | 1.0667      | 1.07    | yes
"""

CHANGES = """
measure    | change            | kind              | points | asserted
madrs      | minimal-important | minimal-important | 1.6    | no
ham-d17    | nice              | minimal-important | 3      | no
ham-d17-52 | nice              | minimal-important | 3      | no
who-5      | ten-points        | minimal-important | 10     | yes
isi        | minimal-important | minimal-important | 6      | yes
wsas       | reliable          | reliable          | 8      | no
"""

WELL = """
measure    | recovery              | well | unwell | asserted
qids-sr16  | remission             | 5    | 6      | yes
madrs      | hawley-2002-below-9   | 8    | 9      | yes
madrs      | hawley-2002-below-10  | 9    | 10     | yes
madrs      | at-most-10            | 10   | 11     | no
madrs      | at-most-12            | 12   | 13     | yes
ham-d17    | remission             | 7    | 8      | yes
ham-d17-52 | remission             | 7    | 8      | yes
isi        | remission             | 7    | 8      | yes
"""

RESPONSES = """
measure    | percent | asserted
qids-sr16  | 50      | yes
madrs      | 50      | no
madrs-s    | 50      | no
ham-d17    | 50      | yes
ham-d17-52 | 50      | yes
"""

TABLES = (BANDS, CUTOFFS, CHANGES, WELL, RESPONSES)


@pytest.mark.parametrize(("measure", "wanted", "drawn"), rows(BANDS))
def test_every_whole_score_lies_in_the_band_its_source_gives(measure: str, wanted: str, drawn: str) -> None:
    bands = next(each for each in instruments()[measure].bands if each.id == wanted)
    found: dict[str, list[int]] = {}
    rule = instruments()[measure].score_rule(bands.score)
    for value in range(int(rule.lowest or 0), int(rule.highest or 0) + 1):
        found.setdefault(bands.band_of(Decimal(value)).id, []).append(value)
    assert ", ".join(f"{band} {min(values)}-{max(values)}" for band, values in found.items()) == drawn


@pytest.mark.parametrize(("measure", "wanted", "outside", "inside", "asserted"), rows(CUTOFFS))
def test_a_cut_off_is_reached_exactly_where_its_source_says(
    measure: str, wanted: str, outside: str, inside: str, asserted: str
) -> None:
    cutoff = next(each for each in instruments()[measure].cutoffs if each.id == wanted)
    states = cutoff.state(Decimal(outside)).value, cutoff.state(Decimal(inside)).value
    assert states == ("above" if measure == "who-5" else "below", "reached")
    assert is_asserted(cutoff.citation) == (asserted == "yes")


@pytest.mark.parametrize(("measure", "wanted", "kind", "points", "asserted"), rows(CHANGES))
def test_a_change_counts_from_the_points_its_source_gives(
    measure: str, wanted: str, kind: str, points: str, asserted: str
) -> None:
    rule = next(each for each in instruments()[measure].changes if each.id == wanted)
    assert (rule.kind.value, rule.points) == (kind, Decimal(points))
    assert is_asserted(rule.citation) == (asserted == "yes")


@pytest.mark.parametrize(("measure", "wanted", "well", "unwell", "asserted"), rows(WELL))
def test_recovery_is_on_the_side_its_source_gives(
    measure: str, wanted: str, well: str, unwell: str, asserted: str
) -> None:
    rule = next(each for each in instruments()[measure].recoveries if each.id == wanted)
    assert (rule.met_by(Decimal(well)), rule.met_by(Decimal(unwell))) == (True, False)
    assert is_asserted(rule.citation) == (asserted == "yes")


@pytest.mark.parametrize(("measure", "percent", "asserted"), rows(RESPONSES))
def test_response_is_the_fall_its_source_gives(measure: str, percent: str, asserted: str) -> None:
    rule = instruments()[measure].response
    assert rule is not None
    assert (rule.percent, is_asserted(rule.citation)) == (Decimal(percent), asserted == "yes")


def test_nothing_is_said_of_these_measures_that_the_tables_do_not_draw() -> None:
    drawn = {row[0] for table in TABLES for row in rows(table)}
    for measure in drawn:
        each = instruments()[measure]
        listed = (each.bands, each.cutoffs, each.changes, each.recoveries)
        for table, said in zip(TABLES, listed, strict=False):
            assert {row[1] for row in rows(table) if row[0] == measure} == {one.id for one in said}
        assert (each.response is not None) == (measure in {row[0] for row in rows(RESPONSES)})


def test_measures_without_a_published_threshold_have_none() -> None:
    for measure in ("whodas-12", "eq-5d-5l", "panas", "itq", "c-ssrs-screener", "asq-suicide"):
        each = instruments()[measure]
        assert (each.bands, each.cutoffs, each.changes, each.recoveries, each.response) == (
            (),
            (),
            (),
            (),
            None,
        )
