"""Days half remembered, periods as the law writes them, and what a month more or less comes to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cairn.domain.dates import (
    ApproximateDate,
    Period,
    age_on,
    approximate,
    back,
    forward,
    parse_period,
    wholly_after,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-05", "2019-05-01", "2019-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2019-12", "2019-12-01", "2019-12-31"),
    ],
)
def test_a_year_or_a_month_means_any_of_its_days(said: str, earliest: str, latest: str) -> None:
    assert approximate(said) == ApproximateDate(day(earliest), day(latest))


@pytest.mark.parametrize(
    "said", ["", "19", "2019-5", "2019-05-01", "spring 2019", "٢٠١٩", "2019-13", "2019-00"]
)
def test_what_is_neither_a_year_nor_a_month_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"Write 2019 or 2019-05|month must be in 1\.\.12|bad month"):
        approximate(said)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        ApproximateDate(day("2019-05-02"), day("2019-05-01"))


@pytest.mark.parametrize(
    ("written", "months", "exact"),
    [
        ("P30D", 0, timedelta(days=30)),
        ("P12M", 12, timedelta()),
        ("P1Y", 12, timedelta()),
        ("P1Y6M", 18, timedelta()),
        ("P2W", 0, timedelta(days=14)),
        ("PT24H", 0, timedelta(hours=24)),
        ("PT1H30M", 0, timedelta(minutes=90)),
        ("P1DT12H", 0, timedelta(hours=36)),
        ("PT45S", 0, timedelta(seconds=45)),
        ("P0D", 0, timedelta()),
    ],
)
def test_a_period_is_read_as_months_and_exact_time(written: str, months: int, exact: timedelta) -> None:
    assert parse_period(written) == Period(months, exact, written)


@pytest.mark.parametrize("written", ["", "P", "PT", "30D", "P-30D", "P1.5D", "30 days", "P30D "])
def test_what_is_no_period_is_refused_and_says_how_to_write_one(written: str) -> None:
    with pytest.raises(ValueError, match="Write one as ISO 8601, such as P30D"):
        parse_period(written)


@pytest.mark.parametrize(
    ("from_day", "period", "earlier", "later"),
    [
        ("2026-03-31", "P1M", "2026-02-28", "2026-04-30"),
        ("2024-03-31", "P1M", "2024-02-29", "2024-04-30"),
        ("2026-01-15", "P1M", "2025-12-15", "2026-02-15"),
        ("2026-12-01", "P12M", "2025-12-01", "2027-12-01"),
        ("2024-02-29", "P1Y", "2023-02-28", "2025-02-28"),
        ("2026-03-01", "P30D", "2026-01-30", "2026-03-31"),
        ("2026-03-30", "P1M1D", "2026-02-27", "2026-05-01"),
    ],
)
def test_months_are_counted_by_the_calendar_and_days_exactly(
    from_day: str, period: str, earlier: str, later: str
) -> None:
    assert back(day(from_day), parse_period(period)) == day(earlier)
    assert forward(day(from_day), parse_period(period)) == day(later)


def test_a_moment_keeps_its_time_of_day_and_its_zone() -> None:
    moment = datetime(2026, 3, 31, 9, 15, tzinfo=UTC)
    assert back(moment, parse_period("P1M")) == datetime(2026, 2, 28, 9, 15, tzinfo=UTC)
    assert forward(moment, parse_period("PT24H")) == datetime(2026, 4, 1, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2005-06-15", "2026-06-14", 20),
        ("2005-06-15", "2026-06-15", 21),
        ("2004-02-29", "2025-02-28", 20),
        ("2004-02-29", "2025-03-01", 21),
        ("2004-02-29", "2024-02-29", 20),
    ],
)
def test_age_is_in_whole_years_and_the_birthday_counts(born: str, on: str, age: int) -> None:
    assert age_on(day(born), day(on)) == age


@pytest.mark.parametrize(
    ("said", "is_after"),
    [
        (day("2026-11-22"), False),
        (day("2026-11-23"), True),
        (approximate("2026-11"), False),
        (approximate("2026-12"), True),
        (approximate("2026"), False),
    ],
)
def test_only_what_cannot_have_happened_yet_lies_wholly_after_a_day(
    said: date | ApproximateDate, *, is_after: bool
) -> None:
    assert wholly_after(said, day("2026-11-22")) is is_after
