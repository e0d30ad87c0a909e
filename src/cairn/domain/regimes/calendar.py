"""What a pack's calendar holds between two days: reports due, rules that begin or end, the day to read it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.domain.citations import Citation, Reviewer
from cairn.domain.dates import back
from cairn.domain.regimes.deadlines import CLOSES, Deadline, periodic_deadlines
from cairn.domain.regimes.demands import Due
from cairn.domain.regimes.pack import Pack


class Happening(StrEnum):
    """What happens on a day."""

    DUE = "due"
    PERIOD_CLOSES = "period-closes"
    """A period ends whose report has no stated last day."""
    RULE_BEGINS = "rule-begins"
    RULE_ENDS = "rule-ends"
    """The first day a rule no longer holds."""
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing on one day.

    :param rule: None for what concerns the whole pack.
    """

    on: date
    what: Happening
    words: str
    rule: str | None = None
    citation: Citation | None = None
    enforced: bool = False


def calendar(pack: Pack, first: date, last: date, reviewers: tuple[Reviewer, ...] = ()) -> tuple[Dated, ...]:
    """Everything from the first day to the last, both included, in order of days."""
    found = (*_reports(pack, first, last, reviewers), *_changes(pack, reviewers), *_recheck(pack))
    return tuple(
        sorted(
            (each for each in found if first <= each.on <= last), key=lambda each: (each.on, each.rule or "")
        )
    )


def _reports(pack: Pack, first: date, last: date, reviewers: tuple[Reviewer, ...]) -> Iterator[Dated]:
    """Each period that closes so late that its report may be due from the first day on."""
    waits = [rule.demand.within for rule in pack.asked if isinstance(rule.demand, Due) and rule.demand.within]
    day = min([first, *(back(first, wait) for wait in waits)])
    seen: set[tuple[str, date]] = set()
    while day <= last:
        for deadline in periodic_deadlines(pack, day, reviewers):
            if (deadline.rule, deadline.counted_from) not in seen:
                seen.add((deadline.rule, deadline.counted_from))
                yield _report(deadline)
        day = _next_period(day)


def _next_period(day: date) -> date:
    ends = [closes(day) for closes in CLOSES.values() if closes is not None]
    return min(ends) + timedelta(days=1)


def _report(deadline: Deadline) -> Dated:
    closed = f"{deadline.payload}, for the period that ends on {deadline.counted_from}"
    if deadline.due_on is None:
        words = f"{closed}: by when it is due was not read."
        on, what = deadline.counted_from, Happening.PERIOD_CLOSES
    else:
        on, what, words = deadline.due_on, Happening.DUE, f"{closed}."
    return Dated(on, what, words, deadline.rule, deadline.citation, deadline.enforced)


def _changes(pack: Pack, reviewers: tuple[Reviewer, ...]) -> Iterator[Dated]:
    for rule in pack.asked:
        enforced = pack.enforces(rule, reviewers)
        days = (
            (rule.in_force.since, Happening.RULE_BEGINS),
            (rule.in_force.until, Happening.RULE_ENDS),
        )
        for day, what in days:
            if day is not None:
                yield Dated(day, what, rule.words, rule.id, rule.citation, enforced)


def _recheck(pack: Pack) -> Iterator[Dated]:
    words = "From this day the text may have changed: read it again, and have the pack amended."
    yield Dated(pack.recheck_by, Happening.RECHECK, words)
