"""Dates people half remember, and periods written as ISO 8601 durations."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

Moment = TypeVar("Moment", date, datetime)


@dataclass(frozen=True, slots=True)
class ApproximateDate:
    """A day known only to lie between two days, both included ("some time in 2019")."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        """Refuse an empty span."""
        if self.latest < self.earliest:
            message = f"An approximate date cannot end ({self.latest}) before it begins ({self.earliest})."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: calendar months first, then exact days and seconds."""

    months: int = 0
    exact: timedelta = timedelta()
    text: str = ""


_MONTH_OR_YEAR = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2}))?")


def approximate(text: str) -> ApproximateDate:
    """Read a year (``2019``) or a month (``2019-05``) as the days it may mean.

    :raises ValueError: when the text is neither.
    """
    found = _MONTH_OR_YEAR.fullmatch(text)
    if not found:
        message = f"'{text}' is neither a year nor a month. Write 2019 or 2019-05."
        raise ValueError(message)
    year, month = int(found["y"]), found["m"]
    first, last = (int(month), int(month)) if month else (1, 12)
    start = date(year, first, 1)
    return ApproximateDate(start, date(year, last, calendar.monthrange(year, last)[1]))


_PERIOD = re.compile(
    r"P(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+)H)?(?:(?P<mi>\d+)M)?(?:(?P<s>\d+)S)?)?"
)


def parse_period(text: str) -> Period:
    """Read an ISO 8601 duration such as ``P30D``, ``P12M`` or ``PT24H``.

    :raises ValueError: when the text is no duration, or an empty one.
    """
    found = _PERIOD.fullmatch(text)
    parts = {k: int(v) for k, v in found.groupdict().items() if v} if found else {}
    if not parts:
        message = f"'{text}' is not a period. Write one as ISO 8601, such as P30D, P12M or PT24H."
        raise ValueError(message)
    exact = timedelta(
        weeks=parts.get("w", 0),
        days=parts.get("d", 0),
        hours=parts.get("h", 0),
        minutes=parts.get("mi", 0),
        seconds=parts.get("s", 0),
    )
    return Period(months=12 * parts.get("y", 0) + parts.get("mo", 0), exact=exact, text=text)


def back(moment: Moment, period: Period) -> Moment:
    """The moment one period earlier; a day that the month lacks becomes the month's last."""
    return _months_on(moment, -period.months) - period.exact


def forward(moment: Moment, period: Period) -> Moment:
    """The moment one period later; a day that the month lacks becomes the month's last."""
    return _months_on(moment, period.months) + period.exact


def longer(one: Period, other: Period, moment: date | datetime) -> Period:
    """The longer of two periods that end at a moment."""
    return other if back(moment, other) < back(moment, one) else one


def _months_on(moment: Moment, months: int) -> Moment:
    if months == 0:
        return moment
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def age_on(birth_date: date, on: date) -> int:
    """Whole years lived on a day; someone born on 29 February turns on 1 March in common years."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def wholly_after(day: date | ApproximateDate, moment: date) -> bool:
    """Whether a day, even one half remembered, can only lie after another: what has happened cannot."""
    return (day.earliest if isinstance(day, ApproximateDate) else day) > moment
