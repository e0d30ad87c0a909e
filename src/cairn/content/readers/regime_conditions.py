"""Reads the conditions and the facts that regimes ask about."""

from collections.abc import Mapping
from typing import Final

from cairn.content.readers.fields import Fields
from cairn.domain.conditions import Condition, ConditionFaultError, parse
from cairn.domain.facts import FactDeclaration, FactType

Declared = Mapping[str, FactDeclaration]
_NUMBERS: Final = (FactType.INTEGER, FactType.DECIMAL)


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


def rows_of(fields: Fields, key: str) -> tuple[Fields, ...]:
    """The entries under a key, at least one."""
    rows = fields.rows(key)
    if not rows:
        fields.fault(f"'{key}' is empty.", "Write at least one entry.")
    return tuple(Fields(fields.file, f"{fields.entry}, {key}", row) for row in rows)
