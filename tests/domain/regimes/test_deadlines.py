"""Periods of the calendar, clocks of events, and what a pack's calendar holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs
from cairn.domain.dates import parse_period
from cairn.domain.facts import Facts
from cairn.domain.regimes.calendar import Dated, Happening, calendar
from cairn.domain.regimes.deadlines import (
    due_at,
    due_words,
    half_year_end,
    periodic_deadlines,
    quarter_end,
    year_end,
)
from cairn.domain.regimes.demands import Clock, Due
from cairn.domain.regimes.history import history_facts
from cairn.domain.vocabulary import Grade
from tests.spec.oregon import OREGON, REVIEWED, ZONE

# a day, the ends of its quarter, half-year and year
ENDS = [
    (date(2026, 1, 1), date(2026, 3, 31), date(2026, 6, 30), date(2026, 12, 31)),
    (date(2028, 2, 29), date(2028, 3, 31), date(2028, 6, 30), date(2028, 12, 31)),
    (date(2026, 6, 30), date(2026, 6, 30), date(2026, 6, 30), date(2026, 12, 31)),
    (date(2026, 7, 1), date(2026, 9, 30), date(2026, 12, 31), date(2026, 12, 31)),
    (date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
]


@pytest.mark.parametrize(("day", "quarter", "half", "year"), ENDS)
def test_when_periods_end(day: date, quarter: date, half: date, year: date) -> None:
    assert (quarter_end(day), half_year_end(day), year_end(day)) == (quarter, half, year)


def due(within: str | None) -> Due:
    return Due(
        "It", Clock.EVENT, None if within is None else parse_period(within), "report.aware_at", "it is known"
    )


# within, started, last moment
LAST = [
    ("P15D", datetime(2026, 12, 1, 23, 30, tzinfo=ZONE), date(2026, 12, 16)),
    ("P15D", datetime(2026, 12, 2, 6, 0, tzinfo=UTC), date(2026, 12, 16)),  # still the first in Oregon
    ("PT24H", datetime(2026, 10, 31, 10, 0, tzinfo=ZONE), datetime(2026, 11, 1, 17, 0, tzinfo=UTC)),
    ("PT24H", datetime(2026, 3, 7, 10, 0, tzinfo=ZONE), datetime(2026, 3, 8, 18, 0, tzinfo=UTC)),
    ("PT0S", datetime(2026, 12, 1, 9, 0, tzinfo=ZONE), datetime(2026, 12, 1, 17, 0, tzinfo=UTC)),
    (None, datetime(2026, 12, 1, 9, 0, tzinfo=ZONE), None),
]


@pytest.mark.parametrize(("within", "started", "last"), LAST)
def test_days_are_of_the_calendar_and_hours_are_exact_also_when_the_clocks_change(
    within: str | None, started: datetime, last: date | datetime | None
) -> None:
    assert due_at(due(within), OREGON, started) == last


def test_hours_are_said_as_hours_in_the_places_zone() -> None:
    started = datetime(2026, 10, 31, 10, 0, tzinfo=ZONE)
    facts = Facts(declared_facts(), MappingProxyType({"report.aware_at": started}))
    said = due_words(due("PT24H"), OREGON, facts, date(2026, 10, 31))
    assert said == "It: due 24 hours after it is known: by 2026-11-01 09:00-08:00."


def test_a_report_of_a_period_says_which_period_and_its_last_day() -> None:
    quarterly = OREGON.rule("OR-303-05").demand
    assert isinstance(quarterly, Due)
    said = due_words(quarterly, OREGON, Facts(declared_facts()), date(2028, 2, 29))
    assert said == (
        "State data report (303): due 15 calendar days after the quarter ends; "
        "for the period that ends on 2028-03-31: 2028-04-15."
    )


def test_a_report_without_a_stated_time_has_no_last_day() -> None:
    [log] = periodic_deadlines(packs()["us-co"], date(2026, 5, 1))
    assert (log.rule, log.counted_from, log.due_on, log.enforced) == (
        "CO-REC-04",
        date(2026, 12, 31),
        None,
        True,
    )
    [supply] = periodic_deadlines(packs()["au"], date(2026, 5, 1), REVIEWED)
    assert (supply.rule, supply.counted_from, supply.after, supply.enforced) == (
        "AU-REP-01",
        date(2026, 6, 30),
        Clock.HALF_YEAR_END,
        True,
    )


def test_a_report_from_memory_is_in_no_calendar() -> None:
    rule = OREGON.rule("OR-303-05")
    memory = replace(rule, citation=replace(rule.citation, grade=Grade.C))
    assert periodic_deadlines(replace(OREGON, rules=(memory,)), date(2026, 5, 1)) == ()


def test_the_calendar_of_two_years_has_each_report_once() -> None:
    found = calendar(OREGON, date(2026, 4, 15), date(2028, 4, 15))
    assert [each.on for each in found if each.what is Happening.DUE] == [
        *(date(2026, 4, 15), date(2026, 7, 15), date(2026, 10, 15)),
        *(date(2027, 1, 15), date(2027, 4, 15), date(2027, 7, 15), date(2027, 10, 15)),
        *(date(2028, 1, 15), date(2028, 4, 15)),
    ]


def test_the_calendar_shows_rules_that_begin_or_end_and_the_day_to_read_again() -> None:
    found = calendar(packs()["de"], date(2026, 7, 1), date(2026, 12, 31), REVIEWED)
    assert [(each.on, each.what, each.rule) for each in found] == [
        (date(2026, 7, 11), Happening.RULE_ENDS, "DE-01"),
        (date(2026, 7, 11), Happening.RULE_ENDS, "DE-02"),
        (date(2026, 7, 11), Happening.RULE_ENDS, "DE-02-PHYSICIAN"),
        (date(2026, 7, 11), Happening.RULE_ENDS, "DE-02-PRODUCT"),
        (date(2026, 7, 11), Happening.RULE_ENDS, "DE-02-STAFF"),
        (date(2026, 7, 11), Happening.RULE_BEGINS, "DE-03"),
        (date(2026, 12, 31), Happening.RECHECK, None),
    ]
    assert isinstance(found[0], Dated)
    assert (found[0].enforced, found[5].enforced) == (True, False)


def test_the_calendar_shows_a_period_whose_report_has_no_last_day() -> None:
    [closes] = [
        each
        for each in calendar(packs()["us-co"], date(2026, 6, 1), date(2027, 6, 1))
        if each.what is Happening.PERIOD_CLOSES
    ]
    assert (closes.on, closes.rule) == (date(2026, 12, 31), "CO-REC-04")
    assert closes.words.endswith("by when it is due was not read.")


# earlier sessions, the facts
HISTORY = [
    ([], {"admin.sessions_before": 0, "admin.sessions_in_month": 1}),
    (
        [date(2026, 11, 24)],
        {"admin.sessions_before": 1, "admin.sessions_in_month": 2, "admin.days_since_last": 7},
    ),
    (
        [date(2026, 11, 1), date(2026, 10, 2), date(2026, 12, 5)],
        {"admin.sessions_before": 2, "admin.sessions_in_month": 1, "admin.days_since_last": 30},
    ),
]


@pytest.mark.parametrize(("earlier", "facts"), HISTORY)
def test_what_earlier_sessions_mean(earlier: list[date], facts: dict[str, int]) -> None:
    assert history_facts(earlier, date(2026, 12, 1)) == facts
