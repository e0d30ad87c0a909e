"""When something is due: after a period of the calendar has closed, or after an event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from cairn.domain.citations import Citation, Reviewer
from cairn.domain.dates import Period, forward
from cairn.domain.facts import Facts
from cairn.domain.regimes.demands import Clock, Due
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due and its last moment.

    :param counted_from: the last day of the period that closed.
    :param due_on: the last day in the pack's zone, or None where the source gives no time.
    """

    rule: str
    payload: str
    after: Clock
    counted_from: date
    due_on: date | None
    words: str
    citation: Citation
    enforced: bool


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter a day lies in."""
    return _period_end(day, 3)


def half_year_end(day: date) -> date:
    """The last day of the calendar half-year a day lies in."""
    return _period_end(day, 6)


def year_end(day: date) -> date:
    """The last day of the calendar year a day lies in."""
    return _period_end(day, 12)


def _period_end(day: date, months: int) -> date:
    first_of_next = day.year * 12 + (day.month - 1) // months * months + months
    year, month = divmod(first_of_next, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


CLOSES: Final[Mapping[Clock, Callable[[date], date] | None]] = MappingProxyType(
    {
        Clock.QUARTER_END: quarter_end,
        Clock.HALF_YEAR_END: half_year_end,
        Clock.YEAR_END: year_end,
        Clock.EVENT: None,
    }
)
"""The last day of the period a day lies in; None for what no calendar closes."""
_WORDS: Final[Mapping[Clock, str]] = MappingProxyType(
    {
        Clock.QUARTER_END: "the quarter ends",
        Clock.HALF_YEAR_END: "the half-year ends",
        Clock.YEAR_END: "the year ends",
        Clock.EVENT: "it begins to count",
    }
)


def periodic_deadlines(pack: Pack, day: date, reviewers: tuple[Reviewer, ...] = ()) -> tuple[Deadline, ...]:
    """What is due for the periods a day lies in; rules not in force at the period's end are left out."""
    return tuple(
        _deadline(rule, rule.demand, end, pack, reviewers)
        for rule in pack.asked
        if isinstance(rule.demand, Due)
        and rule.is_verified
        and (closes := CLOSES[rule.demand.after]) is not None
        and rule.in_force.on(end := closes(day))
    )


def _deadline(rule: Rule, due: Due, end: date, pack: Pack, reviewers: tuple[Reviewer, ...]) -> Deadline:
    return Deadline(
        rule=rule.id,
        payload=due.payload,
        after=due.after,
        counted_from=end,
        due_on=None if due.within is None else forward(end, due.within),
        words=rule.words,
        citation=rule.citation,
        enforced=pack.enforces(rule, reviewers),
    )


def due_at(due: Due, pack: Pack, started: datetime) -> datetime | date | None:
    """The last moment of what an event starts: an instant where hours count, else a day in the pack's zone.

    None where the source gives no time.
    """
    if due.within is None:
        return None
    if "T" in due.within.text:
        return started.astimezone(UTC) + due.within.exact
    return forward(pack.day(started), due.within)


def due_words(due: Due, pack: Pack, facts: Facts, on: date) -> str:
    """What is due and when, as far as it is known on a day."""
    if due.within is None:
        return f"{due.payload}: due; the text that was read does not say by when."
    counted = due.starts or _WORDS[due.after]
    rule = f"{due.payload}: due {_span(due.within)} {counted}"
    closes = CLOSES[due.after]
    if closes is not None:
        end = closes(on)
        return f"{rule}; for the period that ends on {end}: {forward(end, due.within)}."
    started = None if due.fact is None else facts.get(due.fact)
    if not isinstance(started, datetime):
        return f"{rule}. Nobody has said when that was."
    last = due_at(due, pack, started)
    shown = last.astimezone(pack.zone).isoformat(" ", "minutes") if isinstance(last, datetime) else last
    return f"{rule}: by {shown}."


def _span(within: Period) -> str:
    if not within.months and not within.exact:
        return "at once when"
    if "T" in within.text:
        return f"{within.exact // timedelta(hours=1)} hours after"
    return f"{within.exact.days} calendar days after"
