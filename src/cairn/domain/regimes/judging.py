"""What one rule in force says of what is known: a standing, what was found, and what is lacking."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, assert_never

from cairn.domain.comparisons import Answer
from cairn.domain.conditions import evaluate
from cairn.domain.facts import UNKNOWN, Codes, Facts
from cairn.domain.regimes.bounds import bound_of, unit_of
from cairn.domain.regimes.deadlines import due_words
from cairn.domain.regimes.demands import (
    Access,
    Actions,
    Documents,
    Due,
    Forbid,
    Keep,
    Limit,
    Question,
    Tell,
)
from cairn.domain.regimes.documents import judge_documents
from cairn.domain.regimes.events import Effect, Standing
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.tables import Figure, NoRow, Unanswered

DONE: Final = "actions.on_file"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found."""

    standing: Standing
    said: str
    lacking: tuple[str, ...] = ()


def judge(rule: Rule, pack: Pack, facts: Facts, on: date) -> Judgement:
    """Ask one rule that is in force and applies, or may apply."""
    demand = rule.demand
    match demand:
        case Forbid():
            return _forbid(demand, rule, facts, on)
        case Documents():
            return _documents(demand, facts, on)
        case Actions():
            return _actions(demand, facts, on)
        case Limit():
            return _limit(demand, rule, pack, facts, on)
        case Due():
            return Judgement(Standing.STANDING_DUTY, due_words(demand, pack, facts, on))
        case Keep() | Access() | Tell():
            return Judgement(Standing.STANDING_DUTY, _duty(demand))
        case Question(question):
            return Judgement(Standing.GAP, f"Not encoded; ask your regulator. {question}")
    assert_never(demand)  # pragma: no cover


def _duty(demand: Keep | Access | Tell) -> str:
    match demand:
        case Keep(record_class, period, after, since):
            counted = f", counted from {since}" if since else ""
            return f"{record_class}: kept {period.text}{counted}; then {after}."
        case Access(record_class, grounds):
            return f"{record_class}: closed except for {'; '.join(ground.words for ground in grounds)}."
        case Tell(message):
            return message
    assert_never(demand)  # pragma: no cover


def names(facts: Facts, ids: tuple[str, ...]) -> str:
    """Facts by their short names for staff."""
    return ", ".join(facts.declared[fact].label["en"] for fact in ids)


def _forbid(demand: Forbid, rule: Rule, facts: Facts, on: date) -> Judgement:
    if demand.when is not None:
        found, bad = evaluate(demand.when, facts, on), Answer.YES
    else:
        assert demand.unless is not None  # noqa: S101 -- the reader lets exactly one stand
        found, bad = evaluate(demand.unless, facts, on), Answer.NO
    if found.answer is Answer.UNKNOWN:
        said = f"Not known: {names(facts, found.missing)}. {rule.words}"
        return Judgement(Standing.UNDETERMINED, said, found.missing)
    if found.answer is bad:
        return Judgement(Standing.UNMET, rule.words)
    return Judgement(Standing.MET, f"Met: {rule.words}")


def _documents(demand: Documents, facts: Facts, on: date) -> Judgement:
    return Judgement(*judge_documents(demand, facts, on))


def _actions(demand: Actions, facts: Facts, on: date) -> Judgement:
    done = facts.get(DONE)
    recorded = done.known if isinstance(done, Codes) else frozenset[str]()
    left = [
        (action, Answer.YES if action.when is None else evaluate(action.when, facts, on).answer)
        for action in demand.actions
        if action.code not in recorded
    ]
    due = [action for action, answer in left if answer is Answer.YES]
    asked = [action for action, answer in left if answer is Answer.UNKNOWN]
    codes = tuple(dict.fromkeys(action.code for action in (*due, *asked)))
    if due:
        return Judgement(Standing.UNMET, "To do: " + " ".join(action.words for action in due), codes)
    if asked:
        said = "Not asked yet; it may call for: " + " ".join(action.words for action in asked)
        return Judgement(Standing.UNDETERMINED, said, codes)
    return Judgement(Standing.MET, "Nothing is left to do.")


def _limit(demand: Limit, rule: Rule, pack: Pack, facts: Facts, on: date) -> Judgement:
    bounded = bound_of(demand.bound, pack, facts, on)
    match bounded:
        case NoRow(words):
            return Judgement(Standing.UNMET, words)
        case Unanswered(lacking):
            said = f"Cannot be worked out: {names(facts, lacking)} not known."
            return Judgement(Standing.UNDETERMINED, said, lacking)
        case Figure():
            unit = unit_of(demand.bound, pack, demand.fact, facts)
            return _against(demand, rule, bounded, facts, unit)
    assert_never(bounded)  # pragma: no cover


def _against(demand: Limit, rule: Rule, figure: Figure, facts: Facts, unit: str) -> Judgement:
    label, value = facts.declared[demand.fact].label["en"], facts.get(demand.fact)
    least = rule.effect is Effect.FLOOR
    asked = f"{label}: {'at least' if least else 'at most'} {amount(figure.value, unit)}"
    note = f" {figure.note}" if figure.note else ""
    if value is UNKNOWN:
        return Judgement(Standing.UNDETERMINED, f"{asked}; not known.{note}", (demand.fact,))
    number = Decimal(str(value))
    within = number >= figure.value if least else number <= figure.value
    if not within:
        return Judgement(Standing.UNMET, f"{asked}; it is {amount(number, unit)}.{note}")
    if figure.lacking and not least:
        return Judgement(Standing.UNDETERMINED, f"{asked}.{note}", figure.lacking)
    return Judgement(Standing.MET, f"{asked}; it is {amount(number, unit)}.{note}")


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit, without needless noughts."""
    shown = f"{value.normalize():f}"
    return f"{shown} {unit}" if unit else shown
