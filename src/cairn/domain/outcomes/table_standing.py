"""Where each item stands in every row of a table: the same rules as for one form (``instruments.plan``), by columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from cairn.domain.instruments.item import Item, SymptomCount
from cairn.domain.instruments.plan import Plan
from cairn.domain.outcomes.table_answers import BLANK, Cells, Rows


@dataclass(frozen=True, slots=True)
class TableStanding:
    """What all rows say about the items.

    :param keyed: by item number; ``BLANK`` where it has no value.
    :param blank: where an item has no value and is, or may be, asked.
    :param lacking: for each item, by what is missing for it, in which rows.
    :param not_asked: where an item is certainly not asked and counts as nothing.
    """

    keyed: Mapping[str, Cells]
    blank: Mapping[str, Rows]
    lacking: Mapping[str, Mapping[str, Rows]]
    not_asked: Mapping[str, Rows]


def table_standing(plan: Plan, answers: Mapping[str, Cells]) -> TableStanding:
    """Where each item stands in every row."""
    given = {number: cells != BLANK for number, cells in answers.items()}
    if plan.is_plain:
        blank = {number: ~rows for number, rows in given.items()}
        lacking = {number: {number: rows} for number, rows in blank.items()}
        keyed = {
            number: _keyed(plan.items[number], cells, given[number]) for number, cells in answers.items()
        }
        return TableStanding(keyed, blank, lacking, {})
    return _Standing(plan, answers, given).worked_out()


def _keyed(item: Item, cells: Cells, counted: Rows) -> Cells:
    """What the raw answers of some rows count; the others are blank."""
    turned = np.int16(item.values[0] + item.values[-1]) - cells if item.reverse else cells
    return np.where(counted, turned, np.int16(BLANK)) if item.reverse or not counted.all() else turned


class _Standing:
    """Works out enable rules in their order. A rule says yes, no, or not yet known, in each row."""

    def __init__(self, plan: Plan, answers: Mapping[str, Cells], given: Mapping[str, Rows]) -> None:
        self._plan, self._answers, self._given = plan, answers, given
        self._yes: dict[str, Rows] = {}
        self._no: dict[str, Rows] = {}
        self._reasons: dict[str, dict[str, Rows]] = {}

    def worked_out(self) -> TableStanding:
        """The standing of every item."""
        for item in self._plan.ordered:
            self._ask(item)
        keyed: dict[str, Cells] = {}
        blank: dict[str, Rows] = {}
        lacking: dict[str, dict[str, Rows]] = {}
        not_asked: dict[str, Rows] = {}
        for number, item in self._plan.items.items():
            yes, no = self._yes[number], self._no[number]
            keyed[number] = _keyed(item, self._answers[number], self._given[number] & yes)
            if item.skipped_as is not None:
                keyed[number] = np.where(no, np.int16(item.skipped_as), keyed[number])
            elif no.any():
                not_asked[number] = no
            group = self._plan.alternates.get(number, (number,))
            empty = yes & ~np.logical_or.reduce([self._given[each] for each in group])
            blank[number] = empty | ~(yes | no)
            lacking[number] = {**self._reasons[number]}
            label = self._plan.label(number)
            lacking[number][label] = lacking[number][label] | empty if label in lacking[number] else empty
        return TableStanding(keyed, blank, lacking, not_asked)

    def _ask(self, item: Item) -> None:
        number = item.number
        rows = len(self._given[number])
        yes, no = np.ones(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_)
        for count in item.enabled_when:
            holds, fails = self._holds(count)
            yes, no = yes & holds, no | fails
        self._yes[number], self._no[number] = yes & ~no, no
        open_rows = ~(self._yes[number] | no)
        self._reasons[number] = {}
        if open_rows.any():
            for label, rows_lacking in self._why_open(item):
                now = open_rows & rows_lacking
                before = self._reasons[number].get(label)
                self._reasons[number][label] = now if before is None else before | now

    def _why_open(self, item: Item) -> Iterator[tuple[str, Rows]]:
        """The blank items that keep one from being known to be asked, each with its rows."""
        for number in item.depends_on:
            yield from self._reasons[number].items()
            yield number, self._yes[number] & ~self._given[number]

    def _holds(self, count: SymptomCount) -> tuple[Rows, Rows]:
        """Where a count certainly holds, and where it certainly does not."""
        rows = len(next(iter(self._given.values())))
        certain, possible = np.zeros(rows, dtype=np.int16), np.zeros(rows, dtype=np.int16)
        for each in count.endorsements:
            given, cells = self._given[each.item], self._answers[each.item]
            may = ~self._no[each.item] & ~(given & (cells < each.at_least))
            possible += may
            certain += may & self._yes[each.item] & given
        most = possible if count.maximum is None else np.int16(count.maximum)
        holds = (certain >= count.minimum) & (possible <= most)
        return holds, ~holds & ((possible < count.minimum) | (certain > most))
