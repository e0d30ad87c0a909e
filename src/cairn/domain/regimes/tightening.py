"""A house rule may only tighten. Proved by subject, for every possible input."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from cairn.domain.dates import forward
from cairn.domain.regimes.demands import (
    Access,
    Bound,
    Due,
    Fixed,
    FromTable,
    Keep,
    LeastOf,
    Limit,
    Portion,
    Shared,
)
from cairn.domain.regimes.events import Effect
from cairn.domain.regimes.judging import amount as said
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.tables import Stricter, Table
from cairn.domain.vocabulary import Basis

_SOME_DAY: Final = datetime(2001, 1, 1, tzinfo=UTC)


_ADDING: Final = frozenset({Effect.REQUIRE_ACTION, Effect.INFORM, Effect.GAP})
"""What leaves a subject open: a house rule of another kind on it can only add. A gap stays a gap beside it."""


def loosened(pack: Pack) -> Iterator[tuple[Rule, str]]:
    """Every house rule that asks less than the law on the same subject, and by how much.

    Block rules, documents, actions and things to tell are asked beside the law's own, so they can only add.
    """
    for house in pack.rules:
        if house.basis is Basis.HOUSE:
            for law in pack.rules:
                if law.slot == house.slot and law.basis is Basis.REGULATORY:
                    what = _looser(house, law, pack)
                    if what is not None:
                        yield house, f"{what} The law's rule on this subject is {law.id}."


def _looser(house: Rule, law: Rule, pack: Pack) -> str | None:
    if house.effect is not law.effect:
        if law.effect in _ADDING:
            return None
        return f"It is of another kind ({house.effect.value}) than the law's ({law.effect.value})."
    match house.demand, law.demand:
        case Limit() as ours, Limit() as theirs:
            if ours.fact != theirs.fact:
                return f"It limits {ours.fact}, the law limits {theirs.fact}."
            return _looser_bound(ours.bound, theirs.bound, pack, house.effect)
        case Due() as ours_due, Due() as theirs_due:
            return _later(ours_due, theirs_due)
        case Keep() as ours_kept, Keep() as theirs_kept:
            return _shorter(ours_kept, theirs_kept)
        case Access() as ours_open, Access() as theirs_open:
            added = {ground.code for ground in ours_open.grounds} - {
                ground.code for ground in theirs_open.grounds
            }
            if added:
                return f"It opens records on a ground the law does not know: {min(added)}."
        case _:
            pass
    return None


def _later(ours: Due, theirs: Due) -> str | None:
    if (ours.after, ours.fact) != (theirs.after, theirs.fact):
        return "It is counted from something else than the law's."
    if theirs.within is None:
        return None
    if ours.within is None:
        return f"It gives no time, the law {theirs.within.text}."
    late = ours.within.exact - theirs.within.exact
    if late <= timedelta():
        return None
    days, hours = divmod(late, timedelta(days=1))
    by = f"{days} day{'s' * (days != 1)}" if days else f"{hours // timedelta(hours=1)} hours"
    return f"It allows {ours.within.text}, the law {theirs.within.text}: later by {by}."


def _shorter(ours: Keep, theirs: Keep) -> str | None:
    short = forward(_SOME_DAY, theirs.period) - forward(_SOME_DAY, ours.period)
    if short <= timedelta():
        return None
    by = f"{short.days} days"
    return f"It keeps records {ours.period.text}, the law {theirs.period.text}: shorter by {by}."


def _looser_bound(house: Bound, law: Bound, pack: Pack, effect: Effect) -> str | None:
    more = effect is Effect.FLOOR
    match house, law:
        case Fixed(ours), Fixed(theirs):
            return _looser_number(ours, theirs, more=more)
        case Fixed(ours), FromTable(table):
            values = tuple(row.value for row in pack.tables[table].rows)
            return _looser_number(ours, max(values) if more else min(values), more=more)
        case Fixed(ours), LeastOf(values, (), ()) if values:
            return _looser_number(ours, min(values), more=more)
        case FromTable(ours_id), FromTable(theirs_id):
            return _looser_table(pack.tables[ours_id], pack.tables[theirs_id])
        case Shared(count, ours_id), Shared(law_count, theirs_id) if count == law_count:
            return _looser_table(pack.tables[ours_id], pack.tables[theirs_id])
        case Portion(count, each), Shared(law_count, theirs_id) if count == law_count:
            fewest = min(row.value for row in pack.tables[theirs_id].rows)
            return _looser_number(each, fewest, more=False)
        case LeastOf() as ours_least, LeastOf() as theirs_least:
            return _looser_least(ours_least, theirs_least)
        case _:
            return (
                "It cannot be compared with the law's number; write it in the same form, "
                "or under a subject of your own that begins with 'house.'."
            )


def _looser_least(ours: LeastOf, theirs: LeastOf) -> str | None:
    numbers = not theirs.values or (bool(ours.values) and min(ours.values) <= min(theirs.values))
    grown = {each.fact: each.value for each in ours.scaled}
    scaled = all(grown.get(each.fact, each.value + 1) <= each.value for each in theirs.scaled)
    if numbers and scaled and set(theirs.facts) <= set(ours.facts):
        return None
    return "Its smallest number is not proved to be as small as the law's."


def _looser_number(ours: Decimal, theirs: Decimal, *, more: bool) -> str | None:
    by = theirs - ours if more else ours - theirs
    if by > 0:
        asked = f"It asks {'at least' if more else 'at most'} {ours}, the law {theirs}"
        return f"{asked}: looser by {said(by, '')}."
    return None


def _looser_table(ours: Table, theirs: Table) -> str | None:
    if ours.input != theirs.input or ours.unit != theirs.unit or ours.stricter is not theirs.stricter:
        return f"Its table {ours.id} is not of the same amounts as {theirs.id}."
    if ours.reliefs:
        return f"Its table {ours.id} has exceptions; only the law grants them."
    for amount in _probes(ours, theirs):
        here, there = _at(ours, amount), _at(theirs, amount)
        if here is None:
            continue
        if there is None:
            return f"It allows {said(amount, '')}, for which the law has no row."
        if (here < there) if ours.stricter is Stricter.HIGHER else (here > there):
            by = said(abs(here - there), "")
            return f"At {said(amount, '')} it says {here}, the law {there}: looser by {by}."
    return None


def _at(table: Table, amount: Decimal) -> Decimal | None:
    values = tuple(row.value for row in table.rows if row.holds(amount))
    return table.strictest(values) if values else None


def _probes(*tables: Table) -> tuple[Decimal, ...]:
    """Every edge and a point between each two: the tables are constant between edges."""
    edges = sorted({edge for table in tables for row in table.rows for edge in (row.minimum, row.maximum)})
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    return tuple(sorted({*edges, *between, edges[-1] + 1}))
