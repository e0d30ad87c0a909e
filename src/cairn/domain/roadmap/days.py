"""A zone's days as whole numbers and its moments as microseconds, each midnight worked out once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from cairn.domain.dates import Period, forward

MINUTE: Final = 60_000_000
DAY: Final = 24 * 60 * MINUTE
QUARTER: Final = 15 * MINUTE
LAST_MINUTE: Final = 23 * 60 + 59
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_TICK: Final = timedelta(microseconds=1)
_REMEMBERED: Final = 65_536
_WHOLE_DAY: Final = timedelta(days=1)
_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31


class Days:
    """The days of one zone. A day is its ordinal; a moment is microseconds since 1970 in UTC."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Begin with nothing worked out."""
        self.zone = zone
        self._midnights: dict[int, int] = {}
        self.day: Callable[[int], int] = lru_cache(_REMEMBERED)(self._day)
        self.shown: Callable[[int], datetime] = lru_cache(_REMEMBERED)(self._shown)

    def midnight(self, day: int) -> int:
        """The moment a day begins."""
        found = self._midnights.get(day)
        if found is None:
            found = self._midnights[day] = _ticks(datetime.combine(date.fromordinal(day), time(), self.zone))
        return found

    def moment(self, day: int, minute: int) -> int:
        """A time of day; a time the clocks skip becomes the one they show instead."""
        midnight = self.midnight(day)
        if self.midnight(day + 1) - midnight == DAY:
            return midnight + minute * MINUTE
        at = time(minute // 60, minute % 60)
        return _ticks(datetime.combine(date.fromordinal(day), at, self.zone))

    def _day(self, moment: int) -> int:
        """The day a moment lies in."""
        day = moment // DAY + _EPOCH_DAY
        if self.midnight(day) > moment:
            return day - 1
        return day + 1 if self.midnight(day + 1) <= moment else day

    def _shown(self, moment: int) -> datetime:
        """A moment as people read it, in the zone."""
        day = self.day(moment)
        midnight = self.midnight(day)
        if self.midnight(day + 1) - midnight == DAY:
            return datetime.combine(date.fromordinal(day), time(), self.zone) + (moment - midnight) * _TICK
        return (_EPOCH + moment * _TICK).astimezone(self.zone)

    def reached(self, moment: int, period: Period, minute: int) -> int:
        """So long after a moment: whole days reach a minute of a calendar day, hours are exact."""
        if period.exact % _WHOLE_DAY:
            if not period.months:
                return moment + period.exact // _TICK
            return ticks(forward((_EPOCH + moment * _TICK), period))
        return self.moment(self.days_on(self.day(moment), period), minute)

    def reached_back(self, moment: int, period: Period, minute: int) -> int:
        """So long before a moment; whole days reach a minute of a calendar day, hours are exact."""
        if period.exact % _WHOLE_DAY:
            return moment - period.exact // _TICK
        return self.moment(self.day(moment) - period.exact.days, minute)

    @staticmethod
    def days_on(day: int, period: Period) -> int:
        """The day so many whole days and months later."""
        if not period.months:
            return day + period.exact.days
        return forward(date.fromordinal(day), period).toordinal()


def ticks(moment: datetime) -> int:
    """An aware moment as microseconds since 1970."""
    return (moment - _EPOCH) // _TICK


def _ticks(local: datetime) -> int:
    return ticks(local.astimezone(UTC))


@lru_cache(maxsize=64)
def days_of(zone: ZoneInfo) -> Days:
    """The days of a zone; the same object for the same zone."""
    return Days(zone)


@lru_cache(maxsize=1024)
def fewest(period: Period) -> int:
    """The fewest calendar days a period can reach."""
    return period.months * _SHORTEST_MONTH + period.exact.days


@lru_cache(maxsize=1024)
def most(period: Period) -> int:
    """The most calendar days a period can reach; hours may end on the day after."""
    over = 1 if period.exact % _WHOLE_DAY else 0
    return period.months * _LONGEST_MONTH + period.exact.days + over


def next_quarter(moment: int) -> int:
    """The moment, or the next quarter of an hour."""
    return -(-moment // QUARTER) * QUARTER
