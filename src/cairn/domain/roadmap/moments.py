"""Days and instants in the centre's zone: windows counted from another step, and the starts a day offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cairn.domain.dates import Period, forward
from cairn.domain.roadmap.preferences import Hours

DAY: Final = timedelta(days=1)
END_OF_DAY: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, both included."""

    opens: datetime
    closes: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.opens <= moment <= self.closes

    def days(self) -> tuple[date, ...]:
        """Its calendar days, in order."""
        first, last = self.opens.date(), self.closes.date()
        return tuple(first + DAY * index for index in range((last - first).days + 1))


def local(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A time of day in a zone; a time the clocks skip becomes the one they show instead."""
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)


def later(moment: datetime, minutes: int) -> datetime:
    """So many minutes of real time later, whatever the clocks do in between."""
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


def counted(anchor: datetime, opens: Period, closes: Period, zone: ZoneInfo) -> Span:
    """A window counted from an instant. Whole days are calendar days in the zone; hours are exact."""
    here = anchor.astimezone(zone)
    return Span(_edge(here, opens, time(), zone), _edge(here, closes, END_OF_DAY, zone))


def _edge(anchor: datetime, period: Period, at: time, zone: ZoneInfo) -> datetime:
    if period.exact % DAY:
        return forward(anchor.astimezone(UTC), period).astimezone(zone)
    return local(forward(anchor.date(), period), at, zone)


def starts_on(
    day: date, minutes: int, hours: tuple[Hours, ...], busy: tuple[Span, ...], earliest: datetime
) -> Iterator[datetime]:
    """The starts a day offers, earliest first: at the beginning of a stretch, or right after something else.

    :param earliest: nothing starts before this, rounded up to the next quarter of an hour; its zone is the day's.
    """
    zone = earliest.tzinfo
    assert isinstance(zone, ZoneInfo)  # noqa: S101 -- every moment of a plan is in the person's zone
    for stretch in hours:
        since, until = local(day, stretch.since, zone), local(day, stretch.until, zone)
        begin = max(since, _quarter(earliest))
        after = sorted(span.closes for span in busy if begin < span.closes < until)
        for start in (begin, *after):
            end = later(start, minutes)
            if end <= until and not any(start < span.closes and span.opens < end for span in busy):
                yield start


def _quarter(moment: datetime) -> datetime:
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not over else moment - over + timedelta(minutes=15)
