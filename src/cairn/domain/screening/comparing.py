"""What changed between two screenings of one person."""

from dataclasses import dataclass

from cairn.domain.screening.finding import Finding
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.vocabulary import Disposition


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that says something else now. None where the rule was not asked that time."""

    rule: str
    before: Finding | None
    after: Finding | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that is different, as plain JSON; None where it was not known."""

    fact: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, and where that leaves the person."""

    before: Disposition
    after: Disposition
    rules: tuple[RuleChange, ...]
    facts: tuple[FactChange, ...]
    content_changed: bool


def compare(before: ScreeningResult, after: ScreeningResult) -> Comparison:
    """What a re-screening changed: the rules that say something else, and the facts behind them."""
    then = {finding.rule.id: finding for finding in before.findings}
    now = {finding.rule.id: finding for finding in after.findings}
    rules = tuple(
        RuleChange(rule, then.get(rule), now.get(rule))
        for rule in dict.fromkeys([*now, *then])
        if _gist(then.get(rule)) != _gist(now.get(rule))
    )
    facts = tuple(
        FactChange(fact, before.inputs.get(fact), after.inputs.get(fact))
        for fact in dict.fromkeys([*after.inputs, *before.inputs])
        if before.inputs.get(fact) != after.inputs.get(fact)
    )
    changed = (before.content_hash, before.profile, before.regime) != (
        after.content_hash,
        after.profile,
        after.regime,
    )
    return Comparison(before.disposition, after.disposition, rules, facts, changed)


def _gist(finding: Finding | None) -> object:
    return finding and (finding.said, finding.severity, finding.weighs, finding.headline)
