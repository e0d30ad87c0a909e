"""Reads the tables of a regime: rows in order, no holes, overlaps only where the pack says who wins."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from cairn.content.readers.fields import Fields
from cairn.content.readers.regime_conditions import number_fact, read_condition
from cairn.domain.facts import FactDeclaration, FactType
from cairn.domain.regimes.tables import Relief, Row, Stricter, Table


def read_tables(top: Fields, declared: Mapping[str, FactDeclaration]) -> Mapping[str, Table]:
    """Every table of a pack by its id.

    :raises ContentFaultError: for a hole, an overlap nobody decides, or an exception no row knows.
    """
    tables: dict[str, Table] = {}
    for row in top.rows("tables"):
        table = _table(Fields(top.file, "a table", row), declared)
        if table.id in tables:
            top.fault(f"the table '{table.id}' stands twice.", "Give each its own id.")
        tables[table.id] = table
    return MappingProxyType(tables)


def _table(fields: Fields, declared: Mapping[str, FactDeclaration]) -> Table:
    fields.entry = fields.text("id")
    if fields.text("out_of_range") != "refuse":
        fields.fault("outside its rows a table refuses.", "Write 'out_of_range: refuse'.")
    reliefs = dict(
        _relief(Fields(fields.file, fields.entry, row), declared) for row in fields.rows_if_any("exceptions")
    )
    table = Table(
        id=fields.entry,
        source=fields.text("source"),
        input=number_fact(fields, fields.text("input"), declared),
        unit=fields.text("unit"),
        stricter=fields.code("stricter", Stricter),
        rows=tuple(_row(Fields(fields.file, fields.entry, row)) for row in fields.rows("rows")),
        reliefs=MappingProxyType(reliefs),
        note=fields.text("note") if fields.has("note") else "",
    )
    if declared[table.input].type is not FactType.DECIMAL:
        fields.fault(f"'{table.input}' is no decimal.", "A table is read by a decimal fact.")
    stricter_wins = fields.has("boundary_policy") and fields.text("boundary_policy") == "stricter_wins"
    fields.close()
    _check_rows(fields, table, stricter_wins=stricter_wins)
    return table


def _row(fields: Fields) -> Row:
    row = Row(
        minimum=fields.decimal("min"),
        maximum=fields.decimal("max"),
        value=fields.decimal("value"),
        max_inclusive=fields.flag("max_inclusive", default=False),
        unless=fields.text("unless") if fields.has("unless") else None,
    )
    fields.close()
    return row


def _relief(fields: Fields, declared: Mapping[str, FactDeclaration]) -> tuple[str, Relief]:
    key, value, note = fields.text("id"), fields.decimal("value"), fields.text("note")
    when = read_condition(fields, "when", declared)
    if when is None:
        fields.fault(f"the exception '{key}' has no 'when'.", "Say when it holds.")
    fields.close()
    return key, Relief(value, when, note)


def _check_rows(fields: Fields, table: Table, *, stricter_wins: bool) -> None:
    if not table.rows:
        fields.fault("has no rows.", "Write at least one.")
    for row in table.rows:
        if row.maximum <= row.minimum:
            fields.fault(f"the row from {row.minimum} to {row.maximum} is empty.", "Mend its edges.")
        if row.value <= 0:
            fields.fault(f"the row from {row.minimum} says {row.value}.", "Write a number above nought.")
        if row.unless is not None and row.unless not in table.reliefs:
            fields.fault(f"there is no exception '{row.unless}'.", "Write it under 'exceptions'.")
    for lower, upper in pairwise(table.rows):
        if upper.minimum > lower.maximum:
            fields.fault(f"nothing is said between {lower.maximum} and {upper.minimum}.", "Close the hole.")
        overlap = upper.minimum < lower.maximum or lower.max_inclusive
        if overlap and not stricter_wins:
            fields.fault(f"two rows hold {upper.minimum}.", "Write 'boundary_policy: stricter_wins'.")
