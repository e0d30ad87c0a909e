"""Tables by dose: half-open rows; where rows overlap the stricter wins; outside the rows it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from cairn.domain.comparisons import Answer
from cairn.domain.conditions import Condition, evaluate
from cairn.domain.dates import Moment
from cairn.domain.facts import UNKNOWN, Facts


class Stricter(StrEnum):
    """Which of two values asks more."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Row:
    """One band: from ``minimum`` up to ``maximum``, which belongs to it only where the source says so.

    :param unless: the id of an exception that may replace the row's value.
    """

    minimum: Decimal
    maximum: Decimal
    value: Decimal
    max_inclusive: bool = False
    unless: str | None = None

    def holds(self, amount: Decimal) -> bool:
        """Whether an amount lies in the band."""
        return self.minimum <= amount < self.maximum or (self.max_inclusive and amount == self.maximum)


@dataclass(frozen=True, slots=True)
class Relief:
    """A value that replaces a row's where the condition certainly holds."""

    value: Decimal
    when: Condition
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """A value by amount.

    :param input: the fact whose amount is looked up.
    :param unit: of the value.
    :param stricter: which of two values wins where rows overlap.
    :param rows: in order, without a hole between the first and the last.
    """

    id: str
    source: str
    input: str
    unit: str
    stricter: Stricter
    rows: tuple[Row, ...]
    reliefs: Mapping[str, Relief]
    note: str = ""

    def strictest(self, values: tuple[Decimal, ...]) -> Decimal:
        """Of several values, the one that asks most."""
        return max(values) if self.stricter is Stricter.HIGHER else min(values)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number a rule asks for.

    :param note: what was assumed, or which source overlap was resolved; empty where there is nothing to say.
    :param lacking: facts whose knowledge might ease it; the stricter reading was taken.
    """

    value: Decimal
    note: str = ""
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No number, because these facts are not known."""

    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoRow:
    """No number, because the table holds no row for the amount: refused."""

    words: str


Bounded = Figure | Unanswered | NoRow


def look_up(table: Table, facts: Facts, on: Moment) -> Bounded:
    """The table's value for what is known.

    :param on: the moment the exceptions' time windows end.
    """
    amount = facts.get(table.input)
    if amount is UNKNOWN:
        return Unanswered((table.input,))
    assert isinstance(amount, Decimal)  # noqa: S101 -- the reader lets only a decimal fact be a table's input
    rows = tuple(row for row in table.rows if row.holds(amount))
    if not rows:
        unit = facts.declared[table.input].unit
        last = table.rows[-1].maximum
        return NoRow(f"{table.source} has no row for {amount} {unit}; its last row ends at {last} {unit}.")
    figures = tuple(_value(row, table, facts, on) for row in rows)
    value = table.strictest(tuple(figure.value for figure in figures))
    chosen = next(figure for figure in figures if figure.value == value)
    if len(rows) > 1:
        note = f"{table.source} has two rows for {amount}; the stricter is taken."
        return Figure(value, note, chosen.lacking)
    return chosen


def _value(row: Row, table: Table, facts: Facts, on: Moment) -> Figure:
    if row.unless is None:
        return Figure(row.value)
    relief = table.reliefs[row.unless]
    answer = evaluate(relief.when, facts, on)
    match answer.answer:
        case Answer.YES:
            return Figure(relief.value, relief.note)
        case Answer.NO:
            return Figure(row.value)
        case Answer.UNKNOWN:
            return Figure(row.value, "The stricter is taken, because something is not known.", answer.missing)
    assert_never(answer.answer)  # pragma: no cover
