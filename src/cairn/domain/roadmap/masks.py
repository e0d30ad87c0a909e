"""Sets of days as whole numbers: bit n is the n-th day. What can follow what is a shift."""

from functools import lru_cache
from typing import Final

from cairn.domain.roadmap.preferences import DAYS, Hours

Stretch = tuple[int, int]
Week = tuple[tuple[Stretch, ...], ...]
"""For each weekday from Monday its stretches, as minutes from midnight."""

_WEEK: Final = len(DAYS)
ALWAYS: Final[Week] = tuple(((6 * 60, 22 * 60),) for _ in DAYS)
"""The hours that stand for none said: six in the morning to ten at night."""


@lru_cache(maxsize=4096)
def week_of(hours: tuple[Hours, ...]) -> Week:
    """Stretches by weekday, those that meet or overlap made one."""
    week: list[list[Stretch]] = [[] for _ in DAYS]
    for each in sorted(hours):
        since, until = (at.hour * 60 + at.minute for at in (each.since, each.until))
        day = week[each.weekday]
        if day and since <= day[-1][1]:
            day[-1] = (day[-1][0], max(day[-1][1], until))
        else:
            day.append((since, until))
    return tuple(tuple(day) for day in week)


@lru_cache(maxsize=4096)
def shared(one: Week, other: Week) -> Week:
    """What two people have in common."""
    return tuple(
        tuple((max(a, c), min(b, d)) for a, b in mine for c, d in theirs if max(a, c) < min(b, d))
        for mine, theirs in zip(one, other, strict=True)
    )


@lru_cache(maxsize=4096)
def begun_together(one: Week, minutes: int, other: Week, others: int) -> Week:
    """The first minute of each pair of stretches at which two sessions of these lengths may both begin."""
    return tuple(
        tuple(
            (max(a, c), max(a, c) + 1)
            for a, b in mine
            for c, d in theirs
            if max(a, c) + minutes <= b and max(a, c) + others <= d
        )
        for mine, theirs in zip(one, other, strict=True)
    )


@lru_cache(maxsize=4096)
def with_calls(week: Week, calls: Stretch) -> Week:
    """The same week, with hours for a telephone call on the days that have none."""
    return tuple(day or (calls,) for day in week)


@lru_cache(maxsize=4096)
def weekly(week: Week, minutes: int, base: int, size: int) -> int:
    """The days among ``size`` from ``base`` on which so many minutes fit somewhere.

    :param base: the first day, as its ordinal.
    """
    pattern = 0
    for offset in range(_WEEK):
        # Ordinal 1 was a Monday.
        stretches = week[(base + offset - 1) % _WEEK]
        if any(until - since >= minutes for since, until in stretches):
            pattern |= 1 << offset
    every_week = 0
    if pattern:
        weeks = -(-size // _WEEK)
        every_week = pattern * (((1 << (_WEEK * weeks)) - 1) // ((1 << _WEEK) - 1))
    return every_week & ((1 << size) - 1)


def between(first: int, last: int) -> int:
    """The days from one to another, both included; nothing where they are the wrong way round or before bit 0."""
    first = max(first, 0)
    return 0 if last < first else ((1 << (last - first + 1)) - 1) << first


def reached(days: int, lo: int, hi: int) -> int:
    """Every day that lies from ``lo`` to ``hi`` days after one of these; days before bit 0 are dropped."""
    many, width = hi - lo + 1, 1
    while width * 2 <= many:
        days |= days << width
        width *= 2
    if width < many:
        days |= days << (many - width)
    return days << lo if lo >= 0 else days >> -lo


def nearest(days: int, aim: int) -> list[int]:
    """The days of a set, those nearest to a day first; of two as near, the earlier."""
    found = []
    while days:
        low = days & -days
        found.append(low.bit_length() - 1)
        days ^= low
    return sorted(found, key=lambda day: (abs(day - aim), day))
