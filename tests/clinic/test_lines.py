"""Words made of codes and values: facts with units and dates, referrals, the access log."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from cairn.clinic.access_words import access_rows, action_words
from cairn.clinic.fact_lines import SECTION_WORDS, day_of, stored_words, units_read, value_words
from cairn.clinic.referral_lines import MOST_LINES, preview
from cairn.clinic.words import concern_words, meeting_words, regime_words
from cairn.content.readers.fact import declared_facts, sections
from cairn.content.readers.regime import packs
from cairn.domain.dates import ApproximateDate, approximate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactValue
from cairn.fhir.referral import read_referral
from cairn.record.models import AuditEvent
from tests.cast import NOON
from tests.record.test_referral import SMALL

EARLY_JUNE = ApproximateDate(date(1984, 6, 1), date(1984, 6, 9))
SIMVASTATIN = Exposure("Simvastatin 20 mg", UNKNOWN, "ongoing")


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("body.weight", Decimal("70.0"), "70 kg"),
        ("body.weight", Decimal(100), "100 kg"),
        ("body.weight", UNKNOWN, None),
        ("patient.birth_date", date(1984, 6, 14), "Thu 14 Jun 1984"),
        ("patient.birth_date", approximate("1984"), "1984"),
        (
            "patient.birth_date",
            ApproximateDate(date(1984, 6, 1), date(1984, 6, 9)),
            "between 1984-06-01 and 1984-06-09",
        ),
        ("history.seizure", "other", "Yes"),
        ("medicines", Exposures((SIMVASTATIN,)), "Simvastatin 20 mg (there may be more)"),
        ("medicines", Exposures((), complete=True), "None"),
    ],
)
def test_a_value_is_said_with_its_unit_and_nothing_is_guessed(
    fact: str, value: FactValue, words: str | None
) -> None:
    assert value_words(declared_facts()[fact], value) == words


def test_a_set_that_may_be_incomplete_says_so() -> None:
    fact = next(each for each in declared_facts().values() if each.type.value == "codes" and each.values)
    code = fact.values[0]
    label = fact.value_labels.get(code, {}).get("en", code)
    assert value_words(fact, Codes(frozenset({code}))) == f"{label} (there may be others)"
    assert value_words(fact, Codes(frozenset({code}), complete=True)) == label
    assert value_words(fact, Codes(frozenset(), complete=True)) == "None"
    assert value_words(fact, Codes()) == "not all known"


def test_a_stored_value_that_no_longer_fits_is_said_as_that() -> None:
    assert "does not fit" in str(stored_words(declared_facts()["body.weight"], "heavy"))


def test_every_part_of_the_intake_has_a_name_for_the_care_team() -> None:
    assert set(SECTION_WORDS) == {*sections(), ""}


def test_a_date_as_the_sender_wrote_it() -> None:
    assert [day_of(each) for each in ("2026-09-30T14:05:00-07:00", "2026-09-30", "2020", "1999-04", "soon")] == [
        "Wed 30 Sep 2026", "Wed 30 Sep 2026", "2020", "1999-04", "soon",
    ]  # fmt: skip
    assert units_read("131 mm[Hg]") == "131 mmHg"


def test_the_preview_counts_what_it_does_not_show() -> None:
    shown = preview(read_referral(SMALL.read_bytes(), received_at=NOON))
    assert len(shown["medicines"].shown) <= MOST_LINES
    assert shown["medicines"].left == 0
    assert {line.label for line in shown["understood"]} >= {"Weight", "Seizures"}


def test_codes_that_no_table_knows_are_shown_as_they_are() -> None:
    assert concern_words("long-grief") == "long grief"
    assert regime_words("us-zz") == "us-zz"
    assert (meeting_words("preparation", 2), meeting_words("administration", 1)) == (
        "Preparation 2",
        "Administration session",
    )
    assert (action_words("consent.record"), action_words("odd")) == ("Consent: record", "Odd")


def event(action: str, at: datetime, name: str = "Ines Duarte", *, writes: bool = False) -> AuditEvent:
    return AuditEvent(pk=at.microsecond, action=action, at=at, name=name, writes=writes, device="a desk")


def test_what_was_read_in_one_go_is_one_row_and_every_write_its_own() -> None:
    rows = access_rows(
        [
            event("unmet.read", NOON + timedelta(seconds=3)),
            event("person.read", NOON + timedelta(seconds=2)),
            event("fact.state", NOON + timedelta(seconds=1), writes=True),
            event("person.read", NOON, "Emi Aoki"),
        ]
    )
    assert [(row.who, row.what) for row in rows] == [
        ("Ines Duarte", "Read the story; read what is unmet"),
        ("Ines Duarte", "Stated a fact"),
        ("Emi Aoki", "Read the story"),
    ]


def test_every_place_has_a_name() -> None:
    assert [key for key in packs() if regime_words(key) == key] == []
