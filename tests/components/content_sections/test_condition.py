"""A condition reads as a sentence: every operator has words, and parts that are joined stay apart."""

import pytest

from cairn.components.content_sections.condition import OPERATORS, in_words
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.medicine import medicine_classes
from cairn.domain.comparisons import COMPARISONS
from cairn.domain.conditions import parse

TWO_OF = {"class": ["ssri", "snri"], "period": "P14D", "at_least": 2}
BEFORE = {"op": "between_before", "ref": "admin.start_at", "min": "PT24H", "max": "P90D"}
OF_AGE = {"fact": "patient.birth_date", "op": "age_at_least", "value": 21}
SENTENCES = [
    ({"fact": "vitals.systolic", "op": "gt", "value": 140}, "above 140 mmHg."),
    ({"fact": "cardiac.stroke", "op": "eq", "value": True}, "“yes”."),
    ({"fact": "cardiac.stroke_on", "op": "within_last", "value": "P12M"}, "within the last 12 months."),
    (
        {"fact": "medicines", "op": "class_taken_within", "value": TWO_OF},
        (
            "at least 2 of “Selective serotonin reuptake inhibitor” or “Serotonin and noradrenaline "
            "reuptake inhibitor” taken within 14 days."
        ),
    ),
    (
        {"fact": "prep.completed_at", **BEFORE},
        f"at least 1 day and at most 90 days before ({declared_facts()['admin.start_at'].label['en'].lower()}).",
    ),
]


@pytest.mark.parametrize(("plain", "rest"), SENTENCES)
def test_it_reads_as_a_sentence(plain: dict[str, object], rest: str) -> None:
    label = declared_facts()[str(plain["fact"])].label["en"]
    assert (
        in_words(parse(plain, declared_facts()), declared_facts(), medicine_classes()) == f"{label}: {rest}"
    )


def test_what_must_not_hold_is_said_so() -> None:
    said = in_words(parse({"not": OF_AGE}, declared_facts()), declared_facts(), {})
    assert said == "Not so: Date of birth: 21 years ago or earlier."


def test_parts_that_are_joined_stay_apart() -> None:
    stroke = {"fact": "cardiac.stroke", "op": "eq", "value": True}
    high = {"fact": "vitals.systolic", "op": "gt", "value": 140}
    whole = parse({"all": [stroke, {"any": [high, stroke]}]}, declared_facts())
    label = declared_facts()["cardiac.stroke"].label["en"]
    pressure = declared_facts()["vitals.systolic"].label["en"]
    assert in_words(whole, declared_facts(), {}) == (
        f"{label}: “yes”; and ({pressure}: above 140 mmHg; or {label}: “yes”)."
    )


def test_every_operator_has_words() -> None:
    assert set(OPERATORS) == {*COMPARISONS, "missing"}
