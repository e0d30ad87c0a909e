"""Reads what a rule of a regime demands, by its effect."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from cairn.content.readers.fields import Fields
from cairn.content.readers.protocol import read_period
from cairn.domain.conditions import Condition, ConditionFaultError, parse
from cairn.domain.facts import FactDeclaration, FactType
from cairn.domain.regimes.events import Effect
from cairn.domain.regimes.rules import (
    Access,
    Action,
    Actions,
    Bound,
    Demand,
    Document,
    Documents,
    Due,
    Fixed,
    Forbid,
    FromTable,
    Ground,
    Keep,
    LeastOf,
    Limit,
    Question,
    Shared,
    Tell,
)
from cairn.domain.regimes.tables import Table

Declared = Mapping[str, FactDeclaration]
Tables = Mapping[str, Table]
_NUMBERS: Final = (FactType.INTEGER, FactType.DECIMAL)


def read_demand(fields: Fields, effect: Effect, declared: Declared, tables: Tables) -> Demand:
    """The demand that goes with an effect.

    :raises ContentFaultError: for an undeclared fact, an unknown table, or a demand that is incomplete.
    """
    return _READERS[effect](fields, declared, tables)


def read_condition(fields: Fields, key: str, declared: Declared) -> Condition | None:
    """A condition, or None where the key is not written."""
    if not fields.has(key):
        return None
    try:
        return parse(fields.get(key), declared, key)
    except ConditionFaultError as fault:
        fields.fault(str(fault), "Mend the condition.")


def number_fact(fields: Fields, fact: str, declared: Declared) -> str:
    """A declared fact that is a number, or a fault."""
    if fact not in declared or declared[fact].type not in _NUMBERS:
        fields.fault(f"'{fact}' is no declared number.", "Declare it in facts.yaml, or mend its spelling.")
    return fact


def _forbid(fields: Fields, declared: Declared, _: Tables) -> Demand:
    demand = Forbid(*(read_condition(fields, key, declared) for key in ("when", "unless")))
    if (demand.when is None) is (demand.unless is None):
        fields.fault("a block needs either 'when' or 'unless'.", "Write exactly one of the two.")
    return demand


def _documents(fields: Fields, declared: Declared, _: Tables) -> Demand:
    return Documents(tuple(_document(row, declared) for row in _rows(fields, "documents")))


def _rows(fields: Fields, key: str) -> tuple[Fields, ...]:
    rows = fields.rows(key)
    if not rows:
        fields.fault(f"'{key}' is empty.", "Write at least one entry.")
    return tuple(Fields(fields.file, f"{fields.entry}, {key}", row) for row in rows)


def _document(fields: Fields, declared: Declared) -> Document:
    document = Document(
        code=fields.text("code"),
        title=fields.text("title"),
        signed_by=fields.texts("signed_by") if fields.has("signed_by") else (),
        form=fields.text("form") if fields.has("form") else None,
        required_if=read_condition(fields, "required_if", declared),
    )
    fields.close()
    return document


def _actions(fields: Fields, declared: Declared, _: Tables) -> Demand:
    return Actions(tuple(_action(row, declared) for row in _rows(fields, "actions")))


def _action(fields: Fields, declared: Declared) -> Action:
    action = Action(fields.text("code"), fields.text("words"), read_condition(fields, "when", declared))
    fields.close()
    return action


def _limit(fields: Fields, declared: Declared, tables: Tables) -> Demand:
    return Limit(number_fact(fields, fields.text("fact"), declared), _bound(fields, declared, tables))


def _bound(fields: Fields, declared: Declared, tables: Tables) -> Bound:
    if fields.has("value"):
        return Fixed(fields.decimal("value"))
    if fields.has("table"):
        return FromTable(_table(fields, tables))
    if fields.has("shared"):
        inner = fields.inner("shared")
        shared = Shared(number_fact(inner, inner.text("count"), declared), _table(inner, tables))
        inner.close()
        return shared
    inner = fields.inner("least")
    least = LeastOf(
        tuple(Decimal(str(value)) for value in inner.rows("values")),
        tuple(number_fact(inner, str(row), declared) for row in inner.rows("facts")),
    )
    inner.close()
    if not least.values and not least.facts:
        fields.fault("'least' names nothing.", "Write at least one value or fact.")
    return least


def _table(fields: Fields, tables: Tables) -> str:
    table = fields.text("table")
    if table not in tables:
        fields.fault(f"there is no table '{table}'.", f"Use one of {', '.join(tables)}.")
    return table


def _due(fields: Fields, _: Declared, __: Tables) -> Demand:
    return Due(fields.integer("calendar_days"), fields.text("payload"))


def _keep(fields: Fields, _: Declared, __: Tables) -> Demand:
    return Keep(fields.text("record_class"), read_period(fields, "period"), fields.text("after"))


def _access(fields: Fields, _: Declared, __: Tables) -> Demand:
    record_class = fields.text("record_class")
    grounds = []
    for row in _rows(fields, "grounds"):
        grounds.append(Ground(row.text("code"), row.text("words")))
        row.close()
    return Access(record_class, tuple(grounds))


def _tell(fields: Fields, _: Declared, __: Tables) -> Demand:
    return Tell(fields.text("message"))


def _question(fields: Fields, _: Declared, __: Tables) -> Demand:
    return Question(fields.text("question"))


_READERS: Final[Mapping[Effect, Callable[[Fields, Declared, Tables], Demand]]] = MappingProxyType(
    {
        Effect.BLOCK: _forbid,
        Effect.REQUIRE_BEFORE: _documents,
        Effect.REQUIRE_ACTION: _actions,
        Effect.FLOOR: _limit,
        Effect.CEILING: _limit,
        Effect.DEADLINE: _due,
        Effect.RETAIN: _keep,
        Effect.RESTRICT_ACCESS: _access,
        Effect.INFORM: _tell,
        Effect.GAP: _question,
    }
)
