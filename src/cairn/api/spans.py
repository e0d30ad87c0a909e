"""FHIR's way to search by time: `2026-11`, `ge2026-11-02`, `lt2026-11-02T20:00:00Z`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from django.utils.timezone import get_current_timezone

from cairn.api.errors import bad_request

_WRITTEN = re.compile(
    r"(?P<prefix>[a-z]{2})?(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(?P<time>T\d\d:\d\d(?P<second>:\d\d(?P<part>\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?)?)?"
)
_PREFIXES = ("eq", "ne", "lt", "le", "gt", "ge")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time to compare with: from `start` until just before `end`."""

    prefix: str
    start: datetime
    end: datetime

    def holds(self, first: datetime, last: datetime) -> bool:
        """Whether something that lasted from first to last is what was asked for."""
        return _HOLDS[self.prefix](self, first, last)


_HOLDS: Mapping[str, Callable[[Span, datetime, datetime], bool]] = MappingProxyType(
    {
        "eq": lambda span, first, last: span.start <= first and last < span.end,
        "ne": lambda span, first, last: not (span.start <= first and last < span.end),
        "lt": lambda span, first, _: first < span.start,
        "le": lambda span, first, _: first < span.end,
        "gt": lambda span, _, last: last >= span.end,
        "ge": lambda span, _, last: last >= span.start,
    }
)


def span(text: str) -> Span:
    """A stretch of time as FHIR writes it; without a zone it is the centre's own.

    :raises ApiRefusedError: with how to write it.
    """
    # A plus sign that was not encoded arrives as a blank.
    found = _WRITTEN.fullmatch(text.replace(" ", "+"))
    if found is None or (found["prefix"] or "eq") not in _PREFIXES:
        words = f"'{text[:40]}' is no date. Write 2026, 2026-11, 2026-11-02 or 2026-11-02T20:00:00Z; before it one of "
        raise bad_request(f"{words}{', '.join(_PREFIXES)}.")
    try:
        start, end = _ends(found, text.replace(" ", "+"))
    except (ValueError, OverflowError) as fault:
        raise bad_request(f"'{text[:40]}' is not in the calendar.") from fault
    return Span(found["prefix"] or "eq", start, end)


def _ends(found: "re.Match[str]", text: str) -> tuple[datetime, datetime]:
    if found["time"]:
        start = datetime.fromisoformat(text.removeprefix(found["prefix"] or ""))
        step = timedelta(microseconds=1) if found["part"] else timedelta(seconds=1)
        return start, start + (step if found["second"] else timedelta(minutes=1))
    year, month, day = (int(found[part] or 1) for part in ("year", "month", "day"))
    first = date(year, month, day)
    if found["day"]:
        after = first + timedelta(days=1)
    elif found["month"]:
        after = date(year + month // 12, month % 12 + 1, 1)
    else:
        after = date(year + 1, 1, 1)
    return _midnight(first), _midnight(after)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=get_current_timezone())
