"""Days and moments in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from cairn.components import times

PORTLAND = ZoneInfo("America/Los_Angeles")
AT = datetime(2026, 12, 3, 17, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_portland() -> object:
    with timezone.override(PORTLAND), translation.override("en"):
        yield


def test_a_moment_is_told_in_the_zone_of_the_site_with_its_weekday() -> None:
    assert times.moment(AT) == '<time datetime="2026-12-03T09:30:00-08:00">Thu 3 Dec 2026, 09:30</time>'


def test_a_day_carries_its_weekday() -> None:
    assert times.day(date(2026, 12, 3)) == '<time datetime="2026-12-03">Thu 3 Dec 2026</time>'


def test_the_day_of_a_moment_is_the_day_at_the_site() -> None:
    late = datetime(2026, 12, 4, 3, 0, tzinfo=UTC)
    assert times.day(late) == '<time datetime="2026-12-03">Thu 3 Dec 2026</time>'


def test_an_hour_stands_alone_where_the_day_is_known() -> None:
    assert times.hour(AT) == '<time datetime="2026-12-03T09:30:00-08:00">09:30</time>'


def test_in_spanish_the_weekday_is_spanish() -> None:
    with translation.override("es"):
        assert "Jue 3 dic 2026" in str(times.day(date(2026, 12, 3))).replace("jue", "Jue").replace(
            "Dic", "dic"
        )


@pytest.mark.parametrize(
    ("say", "words"),
    [(times.day, "date not known"), (times.moment, "time not known"), (times.hour, "time not known")],
)
def test_a_time_nobody_knows_is_said_to_be_not_known(say: object, words: str) -> None:
    assert callable(say)
    assert say(None) == words


@pytest.mark.parametrize("say", [times.moment, times.hour, times.day])
def test_a_moment_without_a_zone_is_refused(say: object) -> None:
    assert callable(say)
    with pytest.raises(ValueError, match="zone"):
        say(datetime(2026, 12, 3, 9, 30))  # noqa: DTZ001 - the fault under test


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (4, "4 min"),
        (59, "59 min"),
        (60, "1 h 00 min"),
        (125, "2 h 05 min"),
        (1440, "1 day"),
        (4320, "3 days"),
    ],
)
def test_a_span_is_told_as_a_person_would(minutes: int, words: str) -> None:
    assert times.span(minutes) == words


def test_between_counts_whole_minutes_and_never_less_than_nothing() -> None:
    assert times.between(AT, AT + timedelta(minutes=4, seconds=59)) == "4 min"
    assert times.between(AT, AT - timedelta(minutes=4)) == "0 min"


def test_what_is_no_time_stays_as_it_is() -> None:
    assert [times.plain(value) for value in ("2026-12-03", 4, None)] == ["2026-12-03", 4, None]
    assert times.plain(AT) == times.moment(AT)
    assert times.plain(date(2026, 12, 3)) == times.day(date(2026, 12, 3))
