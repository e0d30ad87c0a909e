"""When a periodic report is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from cairn.domain.citations import Citation, Reviewer
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Due


@dataclass(frozen=True, slots=True)
class Deadline:
    """A report and its last day."""

    rule: str
    payload: str
    quarter_end: date
    due_on: date
    words: str
    citation: Citation
    enforced: bool


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter a day lies in."""
    index = day.year * 4 + (day.month - 1) // 3 + 1
    year, quarter = divmod(index, 4)
    return date(year, 3 * quarter + 1, 1) - timedelta(days=1)


def quarterly_deadlines(pack: Pack, day: date, reviewers: tuple[Reviewer, ...] = ()) -> tuple[Deadline, ...]:
    """What is due for the quarter a day lies in; rules not in force at the quarter's end are left out."""
    end = quarter_end(day)
    return tuple(
        Deadline(
            rule=rule.id,
            payload=rule.demand.payload,
            quarter_end=end,
            due_on=end + timedelta(days=rule.demand.calendar_days),
            words=rule.words,
            citation=rule.citation,
            enforced=pack.enforces(rule.citation, reviewers),
        )
        for rule in pack.rules
        if isinstance(rule.demand, Due) and rule.in_force.on(end)
    )
