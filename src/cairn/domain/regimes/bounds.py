"""The number a floor or a ceiling asks for, from what is known."""

from decimal import ROUND_CEILING, Decimal
from typing import assert_never

from cairn.domain.dates import Moment
from cairn.domain.facts import UNKNOWN, Facts
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Bound, Fixed, FromTable, LeastOf, Shared
from cairn.domain.regimes.tables import Bounded, Figure, NoRow, Table, Unanswered, look_up


def bound_of(bound: Bound, pack: Pack, facts: Facts, on: Moment) -> Bounded:
    """The number, or why there is none."""
    match bound:
        case Fixed(value):
            return Figure(value)
        case FromTable(table):
            return look_up(pack.tables[table], facts, on)
        case Shared():
            return _shared(bound, pack, facts, on)
        case LeastOf():
            return _least(bound, facts)
    assert_never(bound)  # pragma: no cover


def tables_of(bound: Bound, pack: Pack) -> tuple[Table, ...]:
    """The tables the number is read from."""
    return (pack.tables[bound.table],) if isinstance(bound, FromTable | Shared) else ()


def facts_of(bound: Bound, pack: Pack) -> tuple[str, ...]:
    """The facts the number depends on."""
    read = tuple(table.input for table in tables_of(bound, pack))
    if isinstance(bound, Shared):
        return (bound.count, *read)
    return bound.facts if isinstance(bound, LeastOf) else read


def unit_of(bound: Bound, pack: Pack, fact: str, facts: Facts) -> str:
    """The unit of the number: the table's where the table gives it, else the limited fact's."""
    if isinstance(bound, FromTable):
        return pack.tables[bound.table].unit
    return facts.declared[fact].unit or ""


def _shared(bound: Shared, pack: Pack, facts: Facts, on: Moment) -> Bounded:
    each = look_up(pack.tables[bound.table], facts, on)
    count = facts.get(bound.count)
    if isinstance(each, NoRow):
        return each
    if count is UNKNOWN or isinstance(each, Unanswered):
        uncounted = (bound.count,) if count is UNKNOWN else ()
        return Unanswered(uncounted + (each.lacking if isinstance(each, Unanswered) else ()))
    needed = (Decimal(str(count)) / each.value).to_integral_value(ROUND_CEILING)
    return Figure(needed, each.note, each.lacking)


def _least(bound: LeastOf, facts: Facts) -> Bounded:
    known = {name: facts.get(name) for name in bound.facts}
    lacking = tuple(name for name, value in known.items() if value is UNKNOWN)
    numbers = (*bound.values, *(Decimal(str(value)) for value in known.values() if value is not UNKNOWN))
    if not numbers:
        return Unanswered(lacking)
    note = "It may be lower: one of its limits is not known." if lacking else ""
    return Figure(min(numbers), note, lacking)
