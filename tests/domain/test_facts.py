from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.domain.citations import Citation, Reviewer, may_enforce
from cairn.domain.dates import ApproximateDate, approximate, back, forward, parse_period, wholly_after
from cairn.domain.facts import UNKNOWN, FactRefusedError, Facts, FactValue, UndeclaredFactError
from cairn.domain.vocabulary import Grade


def test_an_unknown_refuses_to_be_read_as_false() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(UNKNOWN)
    assert repr(UNKNOWN) == "UNKNOWN"


def test_what_nobody_said_is_unknown_and_what_nobody_declared_is_refused() -> None:
    facts = Facts(declared_facts(), {"psychosis.ever": False, "lab.alt": UNKNOWN})
    assert (facts.get("psychosis.ever"), facts.get("bipolar.kind"), list(facts)) == (
        False,
        UNKNOWN,
        ["psychosis.ever"],
    )
    with pytest.raises(UndeclaredFactError, match="is not declared"):
        facts.get("psychosis.evr")
    with pytest.raises(UndeclaredFactError):
        Facts(declared_facts(), {"psychosis.evr": True})


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("psychosis.ever", 1, "expected bool, got int."),
        ("suicide.phq9_item9", True, "expected integer, got bool."),
        ("lab.alt", 3, "expected decimal, got int."),
        ("patient.birth_date", datetime(2026, 1, 1), "expected date, got datetime."),  # noqa: DTZ001
        ("admin.start_at", datetime(2026, 1, 1), "an instant needs its time zone."),  # noqa: DTZ001
        ("lab.alt", Decimal(-1), "the value is below 0 U/L. Check the unit."),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(fact: str, value: FactValue, words: str) -> None:
    with pytest.raises(FactRefusedError) as refused:
        Facts(declared_facts(), {fact: value})
    assert (refused.value.fact, refused.value.what) == (fact, words)


def test_a_period_is_calendar_months_first_then_days_and_hours() -> None:
    assert back(date(2026, 3, 31), parse_period("P1M")) == date(2026, 2, 28)
    assert forward(date(2024, 2, 29), parse_period("P1Y")) == date(2025, 2, 28)
    assert forward(date(2026, 1, 1), parse_period("P1M2W3D")) == date(2026, 2, 18)


@pytest.mark.parametrize("text", ["", "P", "PT", "30 days", "P-1D", "1M"])
def test_a_text_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


@pytest.mark.parametrize("text", ["84", "1984-1", "about 1984", "1984-02-03"])
def test_a_text_that_is_neither_year_nor_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither a year nor a month"):
        approximate(text)


def test_a_day_that_cannot_have_come_lies_after() -> None:
    today = date(2026, 12, 1)
    assert [
        wholly_after(day, today)
        for day in (today, date(2026, 12, 2), approximate("2026"), approximate("2027"))
    ] == [
        False,
        True,
        False,
        True,
    ]


def test_an_approximate_date_spans_at_least_a_day() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        ApproximateDate(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("grade", "alone", "reviewed"),
    [
        (Grade.A, True, True),
        (Grade.A_AGENCY, False, True),
        (Grade.A_SUPERSEDED, False, True),
        (Grade.B, False, True),
        (Grade.C, False, False),
        (Grade.D, False, False),
        (Grade.P, False, True),
        (Grade.U, False, False),
    ],
)
def test_the_grade_limits_what_a_statement_may_do(grade: Grade, alone: bool, reviewed: bool) -> None:
    citation, reviewer = Citation("a source", grade), Reviewer("Dr Aoki", date(2026, 11, 2))
    assert (may_enforce(citation, ()), may_enforce(citation, (reviewer,))) == (alone, reviewed)


@pytest.mark.parametrize(
    ("lasts", "said_on", "lapsed"),
    [
        ("P1D", date(2026, 11, 2), False),
        ("P1D", date(2026, 11, 3), False),
        ("P1D", date(2026, 11, 1), True),
        ("P2D", date(2026, 11, 1), False),
        ("P1M", date(2026, 10, 2), True),
        ("P1M", date(2026, 10, 3), False),
        (None, date(1990, 1, 1), False),
    ],
)
def test_what_was_said_is_known_for_as_many_days_as_it_lasts(
    lasts: str | None, said_on: date, *, lapsed: bool
) -> None:
    one = replace(declared_facts()["food.today"], lasts=parse_period(lasts) if lasts else None)
    assert one.has_lapsed(said_on, date(2026, 11, 2)) is lapsed
