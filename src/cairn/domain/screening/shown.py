"""Values and findings in words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from cairn.domain.comparisons import COMPARISONS, Answer, Operands, TakenWithin
from cairn.domain.conditions import Condition, comparisons_of
from cairn.domain.dates import ApproximateDate
from cairn.domain.fact_values import to_json
from cairn.domain.facts import (
    Codes,
    Exposure,
    Exposures,
    FactDeclaration,
    Facts,
    FactValue,
    Unknown,
)

_PLACE: Final = re.compile(r"\{([a-z0-9_.]+)\}")
_UNITS: Final = {"mm[Hg]": "mmHg", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "1": ""}
_CLASS_TESTS: Final = frozenset({"class_present", "class_taken_within"})


def shown(declaration: FactDeclaration, value: FactValue) -> str:
    """A fact's value as staff read it, without its label."""
    match value:
        case Unknown():
            return "not asked"
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            unit = _UNITS.get(declaration.unit or "", declaration.unit or "")
            return f"{value:f} {unit}".strip() if isinstance(value, Decimal) else f"{value} {unit}".strip()
        case str():
            return _label(declaration, value)
        case Codes():
            said = ", ".join(_label(declaration, code) for code in sorted(value.known)) or "none stated"
            return said if value.complete else f"{said}; not known to be all"
        case Exposures():
            said = "; ".join(medicine(item) for item in value.items) or "none stated"
            return said if value.complete else f"{said}; not known to be all"
        case datetime():
            return value.isoformat(timespec="minutes")
        case _:
            return day(value)


def day(value: date | ApproximateDate) -> str:
    """A day, or a day half remembered, in words."""
    plain = to_json(value)
    return plain if isinstance(plain, str) else f"between {value.earliest} and {value.latest}"  # type: ignore[union-attr]


def medicine(item: Exposure) -> str:
    """A medicine with when it was last taken."""
    if isinstance(item.last_taken, Unknown):
        return f"{item.name}, last taken not known"
    if isinstance(item.last_taken, str):
        return f"{item.name}, still taken"
    return f"{item.name}, last taken {day(item.last_taken)}"


def places(template: str) -> tuple[str, ...]:
    """The facts a headline shows."""
    return tuple(_PLACE.findall(template))


def headline(template: str, title: str, condition: Condition, facts: Facts, on: date) -> str:
    """What a finding says: its template with the values in place, or its title where one is not known."""
    words = {fact: _in_headline(fact, condition, facts, on) for fact in places(template)}
    if not template or not all(words.values()):
        return title
    return _PLACE.sub(lambda place: words[place[1]], template)


def _in_headline(fact: str, condition: Condition, facts: Facts, on: date) -> str:
    value = facts.get(fact)
    if isinstance(value, Exposures):
        names = ", ".join(dict.fromkeys(item.name for item in fired_by(condition, value, on)))
        return names[:1].upper() + names[1:]
    return "" if isinstance(value, Unknown) else _without_unit(facts.declared[fact], value)


def _without_unit(declaration: FactDeclaration, value: FactValue) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else shown(declaration, value)


def fired_by(condition: Condition, medicines: Exposures, on: date) -> tuple[Exposure, ...]:
    """The medicines that by themselves answer a condition's questions about medicines with yes."""
    return tuple(item for item in medicines.items if any(_fires(item, condition, on)))


def _fires(item: Exposure, condition: Condition, on: date) -> Iterator[bool]:
    for test in comparisons_of(condition):
        if test.op in _CLASS_TESTS:
            wanted = test.operands.value
            alone = replace(wanted, at_least=1) if isinstance(wanted, TakenWithin) else wanted
            answer = COMPARISONS[test.op].compare(Exposures((item,), complete=True), Operands(alone), on)
            yield answer is Answer.YES


def classes_asked(condition: Condition) -> frozenset[str]:
    """The classes of medicine a condition asks about."""
    found: set[str] = set()
    for test in comparisons_of(condition):
        wanted = test.operands.value
        if test.op in _CLASS_TESTS:
            found |= wanted.classes if isinstance(wanted, TakenWithin) else wanted  # type: ignore[arg-type]
    return frozenset(found)


def _label(declaration: FactDeclaration, code: str) -> str:
    return declaration.value_labels.get(code, {}).get("en", code)
