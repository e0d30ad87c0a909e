"""A condition as a sentence: which facts it looks at, and when it holds."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, assert_never

from cairn.components.content_sections.section import length
from cairn.domain.comparisons import Operands, TakenWithin
from cairn.domain.conditions import All, AnyOf, Condition, Not, Test
from cairn.domain.dates import Period
from cairn.domain.facts import FactDeclaration

_UNITS: Final = MappingProxyType({"mm[Hg]": "mmHg", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "1": ""})


def in_words(
    condition: Condition, declared: Mapping[str, FactDeclaration], classes: Mapping[str, str]
) -> str:
    """The condition as one sentence.

    :param classes: the words for classes of medicine, by id.
    """
    said = _said(condition, declared, classes)
    return f"{said[:1].upper()}{said[1:]}."


def _said(condition: Condition, declared: Mapping[str, FactDeclaration], classes: Mapping[str, str]) -> str:
    match condition:
        case All(parts):
            return "; and ".join(_inside(part, declared, classes) for part in parts)
        case AnyOf(parts):
            return "; or ".join(_inside(part, declared, classes) for part in parts)
        case Not(part):
            return f"not so: {_inside(part, declared, classes)}"
        case Test():
            return _test(condition, declared, classes)
        case _:
            assert_never(condition)


def _inside(part: Condition, declared: Mapping[str, FactDeclaration], classes: Mapping[str, str]) -> str:
    said = _said(part, declared, classes)
    return f"({said})" if isinstance(part, All | AnyOf) else said


def _test(test: Test, declared: Mapping[str, FactDeclaration], classes: Mapping[str, str]) -> str:
    fact = declared[test.fact]
    label = fact.label["en"]
    value = _value(test.operands.value, fact, classes)
    words = f"{label}: {OPERATORS[test.op](value, test.operands)}".rstrip()
    return words if test.ref is None else f"{words} ({declared[test.ref].label['en'].lower()})"


def _value(value: object, fact: FactDeclaration, classes: Mapping[str, str]) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Period():
            return length(value)
        case TakenWithin(wanted, period, at_least):
            several = "" if at_least == 1 else f"at least {at_least} of "
            return f"{several}{_listed(wanted, classes)} taken within {length(period)}"
        case frozenset():
            labels = {code: words["en"] for code, words in fact.value_labels.items()}
            return _listed(value, {**classes, **labels})
        case str():
            return fact.value_labels.get(value, {}).get("en", value)
        case _:
            unit = _UNITS.get(fact.unit or "", fact.unit or "")
            return f"{value} {unit}".strip()


def _listed(codes: frozenset[str], words: Mapping[str, str]) -> str:
    return " or ".join(f"“{word}”" for word in sorted(words.get(code, code) for code in codes))


def _between(_: str, operands: Operands) -> str:
    least = f"at least {length(operands.minimum)}" if operands.minimum else ""
    most = f"at most {length(operands.maximum)}" if operands.maximum else ""
    return f"{' and '.join(part for part in (least, most) if part)} before"


OPERATORS: Final[Mapping[str, Callable[[str, Operands], str]]] = MappingProxyType(
    {
        "eq": lambda value, _: f"“{value}”",
        "ne": lambda value, _: f"not “{value}”",
        "lt": lambda value, _: f"below {value}",
        "le": lambda value, _: f"at most {value}",
        "gt": lambda value, _: f"above {value}",
        "ge": lambda value, _: f"at least {value}",
        "in": lambda value, _: f"one of {value}",
        "not_in": lambda value, _: f"none of {value}",
        "contains": lambda value, _: f"“{value}” among them",
        "intersects": lambda value, _: f"one of {value} among them",
        "not_empty": lambda _, __: "at least one",
        "within_last": lambda value, _: f"within the last {value}",
        "age_at_least": lambda value, _: f"{value} years ago or earlier",
        "between_before": _between,
        "class_present": lambda value, _: value,
        "class_taken_within": lambda value, _: value,
        "missing": lambda _, __: "not known",
    }
)
"""Each operator of a condition, in words."""
