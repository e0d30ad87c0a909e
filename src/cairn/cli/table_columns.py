"""Which column of a table holds which item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cairn.cli.terminal import BadInput, read_json
from cairn.domain.instruments.definition import Instrument

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is read.

    :param items: item number to column; an item without a column is unanswered in every row.
    :param passing: the other columns, in their order.
    """

    items: Mapping[str, str]
    passing: tuple[str, ...]

    def missing(self, instrument: Instrument) -> tuple[str, ...]:
        """The items that no column holds."""
        return tuple(item.number for item in instrument.items if item.number not in self.items)


def columns_named(
    instrument: Instrument, header: Sequence[str], prefix: str | None, mapping: str | None
) -> Columns:
    """Find the columns: by a mapping file, by a prefix, or by the usual ways of naming them.

    :raises BadInput: where no column holds an item, one is named that is no item, or it cannot be told.
    """
    if mapping is not None:
        items = _mapped(instrument, header, mapping)
    elif prefix is not None:
        items = _with_prefix(instrument, header, prefix)
    else:
        items = _usual(instrument, header)
    if not items:
        raise BadInput(
            f"No column holds an item of {instrument.key}. Its items are {_listed(_numbers(instrument))}; the columns "
            f"are {_listed(header)}. Name the columns by item, give --prefix, or map them with --columns."
        )
    taken = set(items.values())
    return Columns(items, tuple(name for name in header if name not in taken))


def _usual(instrument: Instrument, header: Sequence[str]) -> dict[str, str]:
    found = [items for prefix in _prefixes(instrument) if (items := _with_prefix(instrument, header, prefix))]
    best = max(found, key=len, default={})
    if sum(len(items) == len(best) for items in found) > 1:
        raise BadInput("More than one set of columns could hold the items. Say which with --prefix.")
    return best


def _prefixes(instrument: Instrument) -> Iterator[str]:
    yield from ("", "item_", "item", "q")
    bare = instrument.id.replace("-", "")
    yield from dict.fromkeys((f"{instrument.id}_", f"{instrument.id.replace('-', '_')}_", f"{bare}_", bare))


def _with_prefix(instrument: Instrument, header: Sequence[str], prefix: str) -> dict[str, str]:
    """The columns that begin with the prefix, capitals or not; what follows it must be an item's number."""
    numbers = {number.casefold(): number for number in _numbers(instrument)}
    items: dict[str, str] = {}
    strange: list[str] = []
    for name in header:
        if not name.casefold().startswith(prefix.casefold()):
            continue
        rest = name[len(prefix) :].casefold()
        if rest in numbers:
            items[numbers[rest]] = name
        elif rest.isdigit():
            strange.append(name)
    if items and strange:
        raise BadInput(
            f"{instrument.key} has no item for the column{'s' if len(strange) > 1 else ''} {_listed(strange)}. "
            "Take them out, rename them, or map the columns with --columns."
        )
    return items


def _mapped(instrument: Instrument, header: Sequence[str], file: str) -> dict[str, str]:
    said = read_json(file)
    if not isinstance(said, dict) or not all(isinstance(column, str) for column in said.values()):
        raise BadInput(f'{file} is no mapping of items to columns. Write {{"1": "first question", …}}.')
    odd = [number for number in said if number not in _numbers(instrument)]
    if odd:
        raise BadInput(
            f"{file} names {_listed(odd)}: no item of {instrument.key}. Its items are {_listed(_numbers(instrument))}."
        )
    absent = [column for column in said.values() if column not in header]
    if absent:
        raise BadInput(
            f"{file} names the columns {_listed(absent)}, which the table has not. It has {_listed(header)}."
        )
    if len(set(said.values())) != len(said):
        raise BadInput(f"{file} gives one column to two items. Give each its own.")
    return dict(said)


def _numbers(instrument: Instrument) -> tuple[str, ...]:
    return tuple(item.number for item in instrument.items)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else shown
