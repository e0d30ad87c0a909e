"""Conditions over declared facts: all, any, not, {fact, op, value}. Three-valued; they explain themselves.

One evaluator serves screening, regimes and gates. A condition is data: a small typed tree, never a string of
code. An undeclared fact or a comparison that does not fit its fact is refused when the condition is read; a
fact nobody has established makes the condition unknown, never false.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final, assert_never

from cairn.domain.comparisons import COMPARISONS, NO_OPERANDS, Answer, Operands, all_of, any_of, of, opposite
from cairn.domain.dates import parse_period
from cairn.domain.facts import UNKNOWN, FactDeclaration, Facts, FactType, FactValue


class ConditionFaultError(ValueError):
    """A condition cannot be read; says where in the tree and why."""

    def __init__(self, path: str, what: str) -> None:
        """Name the place and the fault."""
        super().__init__(f"{path or 'condition'}: {what}")
        self.path = path
        self.what = what


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of one fact. ``ref`` names the fact whose moment is meant, else the moment of asking."""

    __test__ = False  # not a test of ours, whatever its name says to the test runner
    fact: str
    op: str
    operands: Operands = NO_OPERANDS
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Test | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Trace:
    """How one node of a condition was answered.

    :param said: ``all``, ``any``, ``not``, or the comparison's operator.
    :param fact: the fact compared, for a comparison.
    :param value: what was known of it.
    """

    said: str
    answer: Answer
    fact: str | None = None
    value: FactValue = UNKNOWN
    parts: tuple["Trace", ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer to a condition, with its trace: the facts that decided it, and those that still could."""

    answer: Answer
    trace: Trace

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that keep the answer open, in the order asked; empty when it is not open."""
        return tuple(dict.fromkeys(_open_facts(self.trace)))

    @property
    def next_to_ask(self) -> tuple[str, ...]:
        """Of the missing facts, those worth asking now: a later part of ``all`` waits for the earlier ones."""
        return tuple(dict.fromkeys(_next_facts(self.trace)))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The facts whose values gave the answer, in the order asked."""
        return tuple(dict.fromkeys(_deciding_facts(self.trace)))


def parse(node: object, declared: Mapping[str, FactDeclaration], path: str = "") -> Condition:
    """Read a condition from plain data.

    :raises ConditionFaultError: for an undeclared fact, or an operator unknown or unfit for its fact.
    """
    if not isinstance(node, dict):
        raise ConditionFaultError(
            path, f"expected all, any, not or {{fact, op, value}}, got {type(node).__name__}."
        )
    for key in ("all", "any"):
        if key in node:
            return _parse_parts(key, node, declared, path)
    if "not" in node:
        _only(node, {"not"}, path)
        return Not(parse(node["not"], declared, f"{path}.not"))
    return _parse_test(node, declared, path)


def _only(node: dict[str, object], keys: set[str], path: str) -> None:
    odd = sorted(set(node) - keys)
    if odd:
        raise ConditionFaultError(path, f"'{odd[0]}' means nothing here.")


def _parse_parts(
    key: str, node: dict[str, object], declared: Mapping[str, FactDeclaration], path: str
) -> Condition:
    _only(node, {key}, path)
    parts = node[key]
    if not isinstance(parts, list) or not parts:
        raise ConditionFaultError(f"{path}.{key}", "needs a list of at least one condition.")
    read = tuple(parse(part, declared, f"{path}.{key}[{index}]") for index, part in enumerate(parts))
    return All(read) if key == "all" else AnyOf(read)


def _parse_test(node: dict[str, object], declared: Mapping[str, FactDeclaration], path: str) -> Test:
    _only(node, {"fact", "op", "value", "ref", "min", "max"}, path)
    fact, op, ref = str(node.get("fact")), str(node.get("op")), node.get("ref")
    for named in (fact, *([str(ref)] if ref is not None else [])):
        if named not in declared:
            raise ConditionFaultError(path, f"the fact '{named}' is not declared.")
    if ref is not None and declared[str(ref)].type not in {FactType.DATE, FactType.INSTANT}:
        raise ConditionFaultError(path, f"'{ref}' is not a moment.")
    if op == "missing":
        _only(node, {"fact", "op"}, path)
        return Test(fact, op)
    if op not in COMPARISONS:
        raise ConditionFaultError(
            path, f"'{op}' is not a comparison: {', '.join(['missing', *COMPARISONS])}."
        )
    comparison = COMPARISONS[op]
    if declared[fact].type not in comparison.types:
        raise ConditionFaultError(
            path, f"'{op}' does not fit '{fact}', which is {declared[fact].type.value}."
        )
    try:
        limits = {key: parse_period(str(node[key])) if key in node else None for key in ("min", "max")}
        operands = Operands(comparison.parse(node.get("value")), limits["min"], limits["max"])
    except ValueError as fault:
        raise ConditionFaultError(path, str(fault)) from fault
    _fits(declared[fact], operands.value, path)
    return Test(fact, op, operands, None if ref is None else str(ref))


_ALONE: Final = MappingProxyType({FactType.BOOL: bool, FactType.INTEGER: Decimal, FactType.DECIMAL: Decimal})
"""What one value compared with a fact must be; a word for all other types."""


def _fits(declaration: FactDeclaration, value: object, path: str) -> None:
    """Refuse a value the fact can never have: the comparison would silently never hold."""
    if isinstance(value, bool | Decimal | str) and not isinstance(value, _ALONE.get(declaration.type, str)):
        raise ConditionFaultError(path, f"'{value}' is no value of '{declaration.id}'.")
    if declaration.values:
        named = value if isinstance(value, frozenset) else {value} if isinstance(value, str) else set()
        odd = sorted(code for code in named if code not in declaration.values)
        if odd:
            known = ", ".join(declaration.values)
            raise ConditionFaultError(path, f"'{odd[0]}' is no value of '{declaration.id}': {known}.")


def named_facts(condition: Condition) -> tuple[str, ...]:
    """Every fact a condition names, moments it refers to included, in the order written."""
    return tuple(
        dict.fromkeys(fact for test in comparisons_of(condition) for fact in (test.fact, test.ref) if fact)
    )


def comparisons_of(condition: Condition) -> Iterator[Test]:
    """Every comparison in a condition, in the order written."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in (condition.part,) if isinstance(condition, Not) else condition.parts:
            yield from comparisons_of(part)


def evaluate(condition: Condition, facts: Facts, on: date | datetime) -> Evaluation:
    """Answer a condition from what is known.

    :param on: the moment the condition is asked at; time windows end there unless the condition names a fact.
    """
    trace = _trace(condition, facts, on)
    return Evaluation(trace.answer, trace)


def _trace(condition: Condition, facts: Facts, on: date | datetime) -> Trace:
    match condition:
        case All(parts):
            traces = tuple(_trace(part, facts, on) for part in parts)
            return Trace("all", all_of([t.answer for t in traces]), parts=traces)
        case AnyOf(parts):
            traces = tuple(_trace(part, facts, on) for part in parts)
            return Trace("any", any_of([t.answer for t in traces]), parts=traces)
        case Not(part):
            trace = _trace(part, facts, on)
            return Trace("not", opposite(trace.answer), parts=(trace,))
        case Test():
            return _trace_test(condition, facts, on)
    assert_never(condition)  # pragma: no cover


def _trace_test(test: Test, facts: Facts, on: date | datetime) -> Trace:
    value = facts.get(test.fact)
    if test.op == "missing":
        return Trace(test.op, of(value is UNKNOWN), test.fact, value)
    moment = on if test.ref is None else facts.get(test.ref)
    if value is UNKNOWN or facts.declared[test.fact].leaves_open(value):
        return Trace(test.op, Answer.UNKNOWN, test.fact, value)
    if not isinstance(moment, date):
        unknown = Trace("ref", Answer.UNKNOWN, test.ref, moment)
        return Trace(test.op, Answer.UNKNOWN, test.fact, value, (unknown,))
    return Trace(test.op, COMPARISONS[test.op].compare(value, test.operands, moment), test.fact, value)


def _open_facts(trace: Trace) -> list[str]:
    if trace.answer is not Answer.UNKNOWN:
        return []
    inner = [fact for part in trace.parts for fact in _open_facts(part)]
    own = [trace.fact] if trace.fact is not None and not inner else []
    return [*own, *inner]


def _next_facts(trace: Trace) -> list[str]:
    if trace.said in {"all", "any", "not"}:
        waiting = [part for part in trace.parts if part.answer is Answer.UNKNOWN]
        asked = waiting[:1] if trace.said == "all" else waiting
        return (
            [fact for part in asked for fact in _next_facts(part)] if trace.answer is Answer.UNKNOWN else []
        )
    return _open_facts(trace)


def _deciding_facts(trace: Trace) -> list[str]:
    if trace.fact is not None:
        return [trace.fact] if trace.answer is not Answer.UNKNOWN else []
    wanted = opposite(trace.answer) if trace.said == "not" else trace.answer
    return [fact for part in trace.parts if part.answer is wanted for fact in _deciding_facts(part)]
