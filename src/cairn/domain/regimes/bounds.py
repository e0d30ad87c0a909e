"""The number a floor or a ceiling asks for, from what is known."""

from decimal import ROUND_CEILING, Decimal
from itertools import chain
from typing import assert_never

from cairn.domain.dates import Moment
from cairn.domain.facts import UNKNOWN, Facts
from cairn.domain.regimes.demands import Bound, Fixed, FromTable, LeastOf, Portion, Shared
from cairn.domain.regimes.pack import Pack
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
        case Portion(count, each):
            return _portion(count, Figure(each), facts)
    assert_never(bound)  # pragma: no cover


def tables_of(bound: Bound, pack: Pack) -> tuple[Table, ...]:
    """The tables the number is read from."""
    return (pack.tables[bound.table],) if isinstance(bound, FromTable | Shared) else ()


def facts_of(bound: Bound, pack: Pack) -> tuple[str, ...]:
    """The facts the number depends on."""
    read = tuple(table.input for table in tables_of(bound, pack))
    if isinstance(bound, Shared):
        return (bound.count, *read)
    if isinstance(bound, Portion):
        return (bound.count,)
    if isinstance(bound, LeastOf):
        return (*bound.facts, *(each.fact for each in bound.scaled))
    return read


def unit_of(bound: Bound, pack: Pack, fact: str, facts: Facts) -> str:
    """The unit of the number: the table's where the table gives it, else the limited fact's."""
    if isinstance(bound, FromTable):
        return pack.tables[bound.table].unit
    return facts.declared[fact].unit or ""


def _shared(bound: Shared, pack: Pack, facts: Facts, on: Moment) -> Bounded:
    each = look_up(pack.tables[bound.table], facts, on)
    match each:
        case NoRow():
            return each
        case Unanswered(lacking):
            uncounted = (bound.count,) if facts.get(bound.count) is UNKNOWN else ()
            return Unanswered(uncounted + lacking)
        case Figure():
            return _portion(bound.count, each, facts)
    assert_never(each)  # pragma: no cover


def _portion(count: str, each: Figure, facts: Facts) -> Bounded:
    number = facts.get(count)
    if number is UNKNOWN:
        return Unanswered((count,))
    needed = (Decimal(str(number)) / each.value).to_integral_value(ROUND_CEILING)
    return Figure(needed, each.note, each.lacking)


def _least(bound: LeastOf, facts: Facts) -> Bounded:
    factors = ((name, Decimal(1)) for name in bound.facts), ((each.fact, each.value) for each in bound.scaled)
    known = [(name, facts.get(name), factor) for name, factor in chain(*factors)]
    lacking = tuple(name for name, value, _ in known if value is UNKNOWN)
    grown = (Decimal(str(value)) * factor for _, value, factor in known if value is not UNKNOWN)
    numbers = (*bound.values, *grown)
    if not numbers:
        return Unanswered(lacking)
    note = "It may be lower: one of its limits is not known." if lacking else ""
    return Figure(min(numbers), note, lacking)
