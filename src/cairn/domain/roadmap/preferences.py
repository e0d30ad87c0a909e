"""The days and hours a person can come."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final
from zoneinfo import ZoneInfo

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of one weekday.

    :param weekday: 0 for Monday to 6 for Sunday.
    :param until: the end, after ``since``; a step must be over by then.
    """

    weekday: int
    since: time
    until: time

    def __post_init__(self) -> None:
        """Refuse an empty stretch or a day no week has."""
        if not 0 <= self.weekday < len(DAYS):
            raise ValueError(f"{self.weekday} is not a weekday. Use 0 for Monday to 6 for Sunday.")
        if self.until <= self.since:
            raise ValueError(f"The hours on {DAYS[self.weekday]} end before they begin. Mend the times.")


@dataclass(frozen=True, slots=True)
class Away:
    """Days the person cannot come, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"Away from {self.first} to {self.last} ends before it begins. Mend the days.")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person said about when they can come.

    :param start_on: the first day on which anything may happen.
    :param hours: when they can come; at least one stretch.
    :param away: days they cannot come.
    :param not_before: the first possible day of a step, by step id.
    :param calls: when to telephone on a day without hours of its own; days away do not keep anyone from a call.
    """

    start_on: date
    hours: tuple[Hours, ...]
    zone: ZoneInfo
    away: tuple[Away, ...] = ()
    not_before: tuple[tuple[str, date], ...] = ()
    calls: tuple[time, time] = (time(10), time(18))

    def __post_init__(self) -> None:
        """Refuse to plan for somebody who can never come."""
        if not self.hours:
            raise ValueError("No day of the week is possible. Say at least one day with its hours.")
