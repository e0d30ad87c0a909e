"""What a pack says of one event: every rule asked at it, in force or not, with provenance."""

from datetime import date, datetime
from types import MappingProxyType

from cairn.domain.citations import Reviewer
from cairn.domain.comparisons import Answer
from cairn.domain.conditions import evaluate
from cairn.domain.fact_values import to_json
from cairn.domain.facts import Facts
from cairn.domain.regimes.asking import facts_asked
from cairn.domain.regimes.events import Effect, Event, Standing
from cairn.domain.regimes.judging import Judgement, judge, names
from cairn.domain.regimes.outcomes import Outcome, Provenance
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule


def requirements_at(
    pack: Pack, event: Event, facts: Facts, at: date | datetime, reviewers: tuple[Reviewer, ...] = ()
) -> tuple[Outcome, ...]:
    """What every rule of the pack about an event says of what is known.

    :param at: when the event happens; its calendar day in the pack's zone decides what is in force.
    :param reviewers: who at the site has read the pack and answers for it.
    """
    return tuple(outcome_of(rule, pack, facts, at, reviewers) for rule in pack.at(event))


def outcome_of(
    rule: Rule, pack: Pack, facts: Facts, at: date | datetime, reviewers: tuple[Reviewer, ...] = ()
) -> Outcome:
    """What one rule says. A rule that is not known to apply is asked as if it did."""
    day = pack.day(at)
    judgement = _ask(rule, pack, facts, day)
    return Outcome(
        rule=rule.id,
        slot=rule.slot,
        effect=rule.effect,
        basis=rule.basis,
        standing=judgement.standing,
        enforced=pack.enforces(rule, reviewers),
        words=rule.words,
        said=judgement.said,
        how=rule.how,
        who=rule.who,
        citation=rule.citation,
        provenance=provenance_of(rule, pack, facts, day),
        lacking=judgement.lacking,
    )


def provenance_of(rule: Rule, pack: Pack, facts: Facts, day: date) -> Provenance:
    """Which text was asked on which day, with which facts."""
    inputs = {fact: to_json(facts.get(fact)) for fact in facts_asked(rule, pack)}
    return Provenance(pack.key, pack.version, pack.content_hash, rule.id, day, MappingProxyType(inputs))


def _ask(rule: Rule, pack: Pack, facts: Facts, day: date) -> Judgement:
    if not rule.in_force.on(day):
        return Judgement(
            Standing.NOT_IN_FORCE,
            f"Not in force on {day}: the text that was read holds {rule.in_force.words}.",
        )
    if rule.applies_if is not None:
        applies = evaluate(rule.applies_if, facts, day)
        if applies.answer is Answer.NO:
            return Judgement(Standing.NOT_APPLICABLE, f"Does not apply: {names(facts, applies.decided_by)}.")
    if rule.effect is not Effect.GAP and not rule.is_verified:
        grade = rule.citation.grade.value
        return Judgement(Standing.GAP, f"Not verified (grade {grade}); ask your regulator. {rule.words}")
    return judge(rule, pack, facts, day)
