"""Conditions as plain functions that only answer, built once: a screening asks a hundred of them of one person.

What a function answers is what ``conditions.evaluate`` answers; it keeps no trace. The trace is worked out only where
somebody reads why.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, assert_never

from cairn.domain.comparisons import COMPARISONS, Answer, opposite
from cairn.domain.conditions import All, AnyOf, Condition, Not, Test
from cairn.domain.facts import UNKNOWN, Facts

Ask = Callable[[Facts, "date | datetime"], Answer]

_YES: Final = Answer.YES
_NO: Final = Answer.NO
_UNKNOWN: Final = Answer.UNKNOWN


def answering(condition: Condition) -> Ask:
    """The function that answers a condition from what is known, at the moment it is asked."""
    match condition:
        case All(parts):
            return _together(tuple(answering(part) for part in parts), decisive=_NO, else_=_YES)
        case AnyOf(parts):
            return _together(tuple(answering(part) for part in parts), decisive=_YES, else_=_NO)
        case Not(part):
            inner = answering(part)
            return lambda facts, on: opposite(inner(facts, on))
        case Test():
            return _missing(condition.fact) if condition.op == "missing" else _test(condition)
    assert_never(condition)  # pragma: no cover


def _together(parts: tuple[Ask, ...], *, decisive: Answer, else_: Answer) -> Ask:
    """Kleene's and and or: one decisive part decides; else an open part leaves it open."""

    def ask(facts: Facts, on: date | datetime) -> Answer:
        found = else_
        for part in parts:
            answer = part(facts, on)
            if answer is decisive:
                return decisive
            if answer is _UNKNOWN:
                found = _UNKNOWN
        return found

    return ask


def _missing(fact: str) -> Ask:
    return lambda facts, _: _YES if facts.values.get(fact, UNKNOWN) is UNKNOWN else _NO


def _test(test: Test) -> Ask:
    fact, ref, operands, compare = test.fact, test.ref, test.operands, COMPARISONS[test.op].compare

    def ask(facts: Facts, on: date | datetime) -> Answer:
        value = facts.values.get(fact, UNKNOWN)
        if value is UNKNOWN or (isinstance(value, str) and facts.declared[fact].leaves_open(value)):
            return _UNKNOWN
        moment = on if ref is None else facts.get(ref)
        return compare(value, operands, moment) if isinstance(moment, date) else _UNKNOWN

    return ask
