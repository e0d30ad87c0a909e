"""When people can come, and what they need."""

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from cairn.domain.protocols.people import Who
from cairn.domain.protocols.words import Words
from cairn.domain.vocabulary import Grade, Role

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, order=True)
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


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """Days the person cannot come, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"Away from {self.first} to {self.last} ends before it begins. Mend the days.")


class Video(StrEnum):
    """What video is to a person."""

    AS_USUAL = "as-usual"
    FIRST = "first"
    """Wherever the protocol allows it."""
    ONLY = "only"
    """Nothing else is possible."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a person needs beside a time.

    :param interpreter: the language to interpret, empty for none.
    :param accessibility: what must be seen to so that they can come, in their words.
    """

    video: Video = Video.AS_USUAL
    interpreter: str = ""
    accessibility: tuple[str, ...] = ()


NO_NEEDS: Final = Needs()


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
    needs: Needs = NO_NEEDS

    def __post_init__(self) -> None:
        """Refuse to plan for somebody who can never come."""
        if not self.hours:
            raise ValueError("No day of the week is possible. Say at least one day with its hours.")


def in_order(person: Preferences) -> Preferences:
    """The same with everything in a fixed order, so that what was said first does not matter."""
    return replace(
        person,
        hours=tuple(sorted(set(person.hours))),
        away=tuple(sorted(set(person.away))),
        not_before=tuple(sorted(set(person.not_before))),
    )


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A facilitator chosen for the whole way.

    :param serves: whose sessions they hold.
    """

    name: str
    hours: tuple[Hours, ...]
    away: tuple[Away, ...] = ()
    serves: tuple[Who, ...] = tuple(Who)


@dataclass(frozen=True, slots=True)
class Condition:
    """What an accepting decision on the screening asked for.

    :param code: stable, such as the rule's id.
    :param before: the id of a step, or a kind of step: then before the first of it.
    :param days: how long it takes to see to, from the first day of the roadmap.
    """

    code: str
    words: Words
    before: str
    days: int = 0
    who: tuple[Role, ...] = (Role.CLINICAL_REVIEWER,)
    source: str | None = None
    grade: Grade | None = None
