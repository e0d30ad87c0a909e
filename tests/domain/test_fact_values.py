from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.domain.dates import ApproximateDate
from cairn.domain.fact_values import from_json, to_json
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactRefusedError, FactType, FactValue

A_SPRING = ApproximateDate(date(2019, 3, 1), date(2019, 6, 15))
ONE_OF = {kind: next(d for d in declared_facts().values() if d.type is kind) for kind in FactType}


@pytest.mark.parametrize(
    ("fact", "json", "value"),
    [
        ("psychosis.ever", False, False),
        ("psychosis.ever", None, UNKNOWN),
        ("suicide.phq9_item9", 2, 2),
        ("lab.alt", 24, Decimal(24)),
        ("lab.alt", 24.5, Decimal("24.5")),
        ("lab.alt", "24.50", Decimal("24.50")),
        ("history.seizure", "none", "none"),
        ("patient.birth_date", "1984-03-02", date(1984, 3, 2)),
        ("patient.birth_date", "1984", ApproximateDate(date(1984, 1, 1), date(1984, 12, 31))),
        ("patient.birth_date", "1984-02", ApproximateDate(date(1984, 2, 1), date(1984, 2, 29))),
        ("patient.birth_date", {"earliest": "2019-03-01", "latest": "2019-06-15"}, A_SPRING),
        ("admin.start_at", "2026-12-01T17:30:00Z", datetime(2026, 12, 1, 17, 30, tzinfo=UTC)),
        ("cardiac.conditions", ["arrhythmia"], Codes(frozenset({"arrhythmia"}), complete=False)),
        ("cardiac.conditions", {"known": [], "complete": True}, Codes(frozenset(), complete=True)),
        ("story.events", "A long road.", "A long road."),
        ("medicines", {}, Exposures()),
        (
            "medicines",
            {"items": [{"name": "Zoloft", "last_taken": "2026-10"}, {"name": "x", "classes": ["ssri"]}]},
            Exposures(
                (
                    Exposure("Zoloft", UNKNOWN, ApproximateDate(date(2026, 10, 1), date(2026, 10, 31))),
                    Exposure("x", frozenset({"ssri"}), UNKNOWN),
                )
            ),
        ),
    ],
)
def test_a_value_is_read_as_what_its_fact_says(fact: str, json: object, value: FactValue) -> None:
    assert from_json(declared_facts()[fact], json) == value


@pytest.mark.parametrize(
    ("fact", "json", "words"),
    [
        ("psychosis.ever", "no", "expected true or false, got text."),
        ("psychosis.ever", 0, "expected true or false, got a number."),
        ("suicide.phq9_item9", True, "expected a whole number, got true or false."),
        ("suicide.phq9_item9", 1.0, "expected a whole number, got a number."),
        ("suicide.phq9_item9", 4, "the value is above 3. Check the unit."),
        ("lab.alt", True, "expected a number, got true or false."),
        ("lab.alt", [24], "expected a number, got a list."),
        ("lab.alt", "many", "expected a number, got text."),
        ("lab.alt", "NaN", "expected a number, got text."),
        ("lab.alt", -1, "the value is below 0 U/L. Check the unit."),
        ("history.seizure", 3, "expected text in quotes, got a number."),
        (
            "history.seizure",
            "maybe",
            "a code given is not one of its values: none, febrile-or-ect-only, other.",
        ),
        ("cardiac.conditions", "none", 'expected {"known": [codes], "complete": true or false}, got text.'),
        ("cardiac.conditions", ["gout"], "a code given is not one of its values:"),
        ("cardiac.conditions", {"known": [1]}, "expected a list of codes, got a number."),
        ("cardiac.conditions", {"known": {}}, "expected a list of codes, got an object."),
        ("cardiac.conditions", {"knwon": []}, "'knwon' means nothing here. The keys are complete, known."),
        ("cardiac.conditions", {"complete": None}, "expected true or false, got null."),
        ("patient.birth_date", "2.3.1984", "expected a day"),
        ("patient.birth_date", "1984-02-30", "expected a day"),
        ("patient.birth_date", "1984-13", "expected a day"),
        ("patient.birth_date", "0000", "expected a day"),
        ("patient.birth_date", 1984, "expected a day"),
        ("patient.birth_date", {"earliest": "1984"}, "expected a day"),
        ("patient.birth_date", {"earliest": "1984", "latest": "1985-01-01"}, "expected a day"),
        ("patient.birth_date", {"earliest": "1984-01-01", "latest": "1985"}, "expected a day"),
        (
            "patient.birth_date",
            {"earliest": "1985-01-01", "latest": "1984-01-01"},
            "An approximate date cannot end (1984-01-01) before it begins (1985-01-01).",
        ),
        ("admin.start_at", "2026-12-01T17:30:00", "expected a moment with its offset"),
        ("admin.start_at", "noon", "expected a moment with its offset"),
        ("story.events", "a\ud800", "holds a character that cannot be stored."),
        ("medicines", {"items": [{"name": "a\x00"}]}, "holds a character that cannot be stored."),
        ("medicines", {"items": [{"last_taken": "2019"}]}, 'expected a medicine as {"name":'),
        ("medicines", ["Zoloft"], 'expected {"items":'),
        ("medicines", {"items": {}}, 'expected {"items":'),
        ("medicines", {"items": ["Zoloft"]}, 'expected a medicine as {"name":'),
        ("medicines", {"items": [{"name": " "}]}, 'expected a medicine as {"name":'),
        ("medicines", {"items": [{"dose": 3, "name": "x"}]}, "'dose' means nothing here."),
        ("medicines", {"items": [{"name": "x", "last_taken": "lately"}]}, "expected a day"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(fact: str, json: object, words: str) -> None:
    with pytest.raises(FactRefusedError) as refused:
        from_json(declared_facts()[fact], json)
    assert str(refused.value).startswith(f"{fact}: {words}")


def test_a_half_remembered_day_is_written_as_briefly_as_it_was_said() -> None:
    year = ApproximateDate(date(1984, 1, 1), date(1984, 12, 31))
    month = ApproximateDate(date(1984, 2, 1), date(1984, 2, 29))
    assert [to_json(year), to_json(month), to_json(A_SPRING)] == [
        "1984",
        "1984-02",
        {"earliest": "2019-03-01", "latest": "2019-06-15"},
    ]


def test_every_type_of_fact_can_be_read() -> None:
    assert {kind: from_json(declaration, None) for kind, declaration in ONE_OF.items()} == dict.fromkeys(
        FactType, UNKNOWN
    )


def test_a_moment_is_written_with_its_offset() -> None:
    assert to_json(datetime(2026, 12, 1, 17, 30, tzinfo=UTC)) == "2026-12-01T17:30:00+00:00"
