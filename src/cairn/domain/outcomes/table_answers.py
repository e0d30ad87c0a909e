"""A table of answers, one row a response: whole numbers by item, and which cells cannot be answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from cairn.domain.instruments.answers import RefusalCode
from cairn.domain.instruments.definition import Instrument

Whole: TypeAlias = npt.NDArray[np.int64]
Cells: TypeAlias = npt.NDArray[np.int16]
Rows: TypeAlias = npt.NDArray[np.bool_]

BLANK: Final = -32768
"""Stands in a cell for no answer. It is no answer of any item."""
NOT_WHOLE: Final = -32767
"""Stands in a cell for something that is no whole number."""
TOO_LARGE: Final = -32766
"""Stands in a cell for a whole number that no item offers."""


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that cannot be an answer. What stands in it is never repeated.

    :param row: counted from 1, the first response.
    """

    row: int
    item: str
    code: RefusalCode


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Usable answers.

    :param answers: by item number, every item of the instrument; refused cells are blank here.
    :param refused: which rows hold a refused cell.
    """

    answers: Mapping[str, Cells]
    refused: Rows


class Refusals:
    """The refused cells of a table: how many, and each by row."""

    def __init__(self, items: tuple[str, ...], cells: Mapping[str, Mapping[RefusalCode, Rows]]) -> None:
        """Keep where cells are refused, by item and reason; ``items`` are all there are, in their order."""
        self._items, self._cells = items, cells
        self.count = sum(int(rows.sum()) for marked in cells.values() for rows in marked.values())

    def first(self, most: int) -> tuple[RefusedCell, ...]:
        """The first refused cells, by row and in the order of the items."""
        found = [
            RefusedCell(int(row) + 1, item, code)
            for item, marked in self._cells.items()
            for code, rows in marked.items()
            for row in np.flatnonzero(rows)[:most]
        ]
        return tuple(sorted(found, key=lambda cell: (cell.row, self._items.index(cell.item)))[:most])


def read_answers(
    instrument: Instrument, columns: Mapping[str, Cells], rows: int
) -> tuple[AnswerTable, Refusals]:
    """What of a table can be answers to the instrument.

    :param columns: by item number; an item without a column is unanswered in every row.
    """
    refused = np.zeros(rows, dtype=np.bool_)
    answers: dict[str, Cells] = {}
    marked: dict[str, dict[RefusalCode, Rows]] = {}
    for item in instrument.items:
        cells = columns.get(item.number)
        if cells is None:
            cells = np.full(rows, BLANK, dtype=np.int16)
        usable = _is_any_of(cells, item.values) | (cells == BLANK)
        if not usable.all():
            not_whole = cells == NOT_WHOLE
            marked[item.number] = {
                RefusalCode.WRONG_TYPE: not_whole,
                RefusalCode.OUT_OF_RANGE: ~(usable | not_whole),
            }
            refused |= ~usable
            cells = np.where(usable, cells, np.int16(BLANK))
        answers[item.number] = cells
    return AnswerTable(answers, refused), Refusals(tuple(answers), marked)


def _is_any_of(cells: Cells, values: Iterable[int]) -> Rows:
    """Whether each cell is one of some rising values, most often a run of them."""
    found: Rows | None = None
    for low, high in _runs(tuple(values)):
        run = (cells - np.int16(low)).view(np.uint16) <= np.uint16(
            high - low
        )  # one comparison: below wraps round
        found = run if found is None else found | run
    assert found is not None  # noqa: S101 -- an item offers at least one answer
    return found


def _runs(values: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    start = values[0]
    for this, after in zip(values, (*values[1:], None), strict=True):
        if after != this + 1:
            yield start, this
            start = after if after is not None else start
