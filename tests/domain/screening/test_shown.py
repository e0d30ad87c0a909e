from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactValue
from cairn.domain.screening.shown import shown


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("psychosis.ever", UNKNOWN, "not asked"),
        ("psychosis.ever", True, "yes"),
        ("psychosis.ever", False, "no"),
        ("suicide.phq9_item9", 2, "2"),
        ("vitals.systolic", Decimal(148), "148 mmHg"),
        ("lab.egfr", Decimal("38.5"), "38.5 mL/min/1.73 m²"),
        ("lab.alt", Decimal("1E+2"), "100 U/L"),
        ("history.seizure", "other", "Yes"),
        ("story.events", "A long road.", "A long road."),
        ("patient.birth_date", date(1984, 3, 2), "1984-03-02"),
        (
            "patient.birth_date",
            ApproximateDate(date(1984, 3, 2), date(1984, 5, 1)),
            "between 1984-03-02 and 1984-05-01",
        ),
        ("admin.start_at", datetime(2026, 12, 1, 17, 30, tzinfo=UTC), "2026-12-01T17:30+00:00"),
        ("cardiac.conditions", Codes(frozenset(), complete=True), "none stated"),
        ("cardiac.conditions", Codes(frozenset({"aneurysm"})), "An aneurysm; not known to be all"),
        ("documents.on_file", Codes(frozenset({"consent"}), complete=True), "consent"),
        ("medicines", Exposures((), complete=True), "none stated"),
        (
            "medicines",
            Exposures(
                (
                    Exposure("Zoloft", frozenset({"ssri"}), "ongoing"),
                    Exposure("lithium", frozenset({"lithium"}), date(2026, 11, 1)),
                    Exposure("Zentrium", UNKNOWN),
                )
            ),
            "Zoloft, still taken; lithium, last taken 2026-11-01; Zentrium, last taken not known; not known to be all",
        ),
    ],
)
def test_a_value_is_shown_in_words(fact: str, value: FactValue, words: str) -> None:
    assert shown(declared_facts()[fact], value) == words
