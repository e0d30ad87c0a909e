"""Which facts a rule may look at: what a decision keeps, so that it can be made again."""

from collections.abc import Iterator
from typing import assert_never

from cairn.domain.conditions import All, AnyOf, Condition, Not, Test
from cairn.domain.regimes.bounds import facts_of, tables_of
from cairn.domain.regimes.demands import Actions, Documents, Due, Forbid, Limit
from cairn.domain.regimes.documents import DATED, ON_FILE, SIGNATURES
from cairn.domain.regimes.judging import DONE
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule


def facts_asked(rule: Rule, pack: Pack) -> tuple[str, ...]:
    """The facts a rule may look at, in the order it looks."""
    named = (fact for condition in conditions_of(rule, pack) for fact in condition_facts(condition))
    return tuple(dict.fromkeys((*_own_facts(rule, pack), *named)))


def conditions_of(rule: Rule, pack: Pack) -> tuple[Condition, ...]:
    """Every condition a rule may ask."""
    stated = (rule.applies_if, *_demanded(rule, pack))
    return tuple(condition for condition in stated if condition is not None)


def condition_facts(condition: Condition) -> Iterator[str]:
    """The facts a condition names, moments it refers to included."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from condition_facts(part)
        case Not(part):
            yield from condition_facts(part)
        case Test():
            yield from (condition.fact,) if condition.ref is None else (condition.fact, condition.ref)
        case _:
            assert_never(condition)


def _own_facts(rule: Rule, pack: Pack) -> tuple[str, ...]:
    match rule.demand:
        case Documents():
            every = rule.demand.documents + rule.demand.any_of
            signed = (SIGNATURES,) if any(document.signatures for document in every) else ()
            dated = (DATED,) if any(document.dated_on_day for document in every) else ()
            return (ON_FILE, *signed, *dated)
        case Actions():
            return (DONE,)
        case Limit(fact, bound):
            return (fact, *facts_of(bound, pack))
        case Due(fact=str() as clock):
            return (clock,)
        case _:
            return ()


def _demanded(rule: Rule, pack: Pack) -> tuple[Condition | None, ...]:
    match rule.demand:
        case Forbid(when, unless):
            return (when, unless)
        case Documents(documents, any_of):
            every = documents + any_of
            waivers = (signature.waived_if for document in every for signature in document.signatures)
            return (*(document.required_if for document in every), *waivers)
        case Actions(actions):
            return tuple(action.when for action in actions)
        case Limit(_, bound):
            return tuple(relief.when for table in tables_of(bound, pack) for relief in table.reliefs.values())
        case _:
            return ()
