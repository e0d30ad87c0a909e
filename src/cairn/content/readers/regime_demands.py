"""Reads what a rule of a regime demands, by its effect."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from cairn.content.readers.fields import Fields
from cairn.content.readers.protocol import read_period
from cairn.content.readers.regime_conditions import number_fact, read_condition, rows_of
from cairn.content.readers.regime_documents import read_documents
from cairn.domain.dates import Period, parse_period
from cairn.domain.facts import FactDeclaration, FactType
from cairn.domain.regimes.demands import (
    Access,
    Action,
    Actions,
    Bound,
    Clock,
    Demand,
    Due,
    Fixed,
    Forbid,
    FromTable,
    Ground,
    Keep,
    LeastOf,
    Limit,
    Portion,
    Question,
    Scaled,
    Shared,
    Tell,
)
from cairn.domain.regimes.events import Effect
from cairn.domain.regimes.tables import Table

Declared = Mapping[str, FactDeclaration]
Tables = Mapping[str, Table]
AT_ONCE: Final = "at-once"
NOT_STATED: Final = "not-stated"


def read_demand(fields: Fields, effect: Effect, declared: Declared, tables: Tables) -> Demand:
    """The demand that goes with an effect.

    :raises ContentFaultError: for an undeclared fact, an unknown table, or a demand that is incomplete.
    """
    return _READERS[effect](fields, declared, tables)


def _forbid(fields: Fields, declared: Declared, _: Tables) -> Demand:
    demand = Forbid(*(read_condition(fields, key, declared) for key in ("when", "unless")))
    if (demand.when is None) is (demand.unless is None):
        fields.fault("a block needs either 'when' or 'unless'.", "Write exactly one of the two.")
    return demand


def _actions(fields: Fields, declared: Declared, _: Tables) -> Demand:
    return Actions(tuple(_action(row, declared) for row in rows_of(fields, "actions")))


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
        shared = _shared(inner, declared, tables)
        inner.close()
        return shared
    inner = fields.inner("least")
    least = LeastOf(
        tuple(Decimal(str(value)) for value in inner.rows("values")),
        tuple(number_fact(inner, str(row), declared) for row in inner.rows("facts")),
        tuple(
            _scaled(Fields(fields.file, fields.entry, row), declared) for row in inner.rows_if_any("scaled")
        ),
    )
    inner.close()
    if not (least.values or least.facts or least.scaled):
        fields.fault("'least' names nothing.", "Write at least one value or fact.")
    return least


def _shared(inner: Fields, declared: Declared, tables: Tables) -> Bound:
    count = number_fact(inner, inner.text("count"), declared)
    if inner.has("table"):
        return Shared(count, _table(inner, tables))
    each = inner.decimal("each")
    if each <= 0:
        inner.fault("each looks after nobody.", "Write a number above nought.")
    return Portion(count, each)


def _scaled(fields: Fields, declared: Declared) -> Scaled:
    scaled = Scaled(fields.decimal("value"), number_fact(fields, fields.text("fact"), declared))
    fields.close()
    return scaled


def _table(fields: Fields, tables: Tables) -> str:
    table = fields.text("table")
    if table not in tables:
        fields.fault(f"there is no table '{table}'.", f"Use one of {', '.join(tables)}.")
    return table


def _due(fields: Fields, declared: Declared, _: Tables) -> Demand:
    payload = fields.text("payload")
    if fields.has(
        "calendar_days"
    ):  # how quarterly reports were first written; archived packs still say it so
        return Due(payload, Clock.QUARTER_END, parse_period(f"P{fields.integer('calendar_days')}D"))
    after = fields.code("after", Clock)
    within = _within(fields)
    if after is not Clock.EVENT:
        return Due(payload, after, within)
    clock = fields.inner("clock")
    fact, starts = clock.text("fact"), clock.text("words")
    clock.close()
    if fact not in declared or declared[fact].type is not FactType.INSTANT:
        fields.fault(f"'{fact}' is no declared instant.", "Declare it in facts.yaml, or mend its spelling.")
    return Due(payload, after, within, fact, starts)


def _within(fields: Fields) -> Period | None:
    text = fields.text("within")
    if text == NOT_STATED:
        return None
    if text == AT_ONCE:
        return parse_period("PT0S")
    period = read_period(fields, "within")
    if period.months or not period.exact:
        fields.fault(
            f"'{text}' is no time to do something in.", f"Write days, hours, {AT_ONCE} or {NOT_STATED}."
        )
    return period


def _keep(fields: Fields, _: Declared, __: Tables) -> Demand:
    record_class, period, after = (
        fields.text("record_class"),
        read_period(fields, "period"),
        fields.text("after"),
    )
    return Keep(record_class, period, after, fields.text("since") if fields.has("since") else "")


def _access(fields: Fields, _: Declared, __: Tables) -> Demand:
    record_class = fields.text("record_class")
    grounds = []
    for row in rows_of(fields, "grounds"):
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
        Effect.REQUIRE_BEFORE: read_documents,
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
