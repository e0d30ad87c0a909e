"""What one rule said of one person: fired, clear or not asked, and how much that weighs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cairn.domain.citations import Reviewer
from cairn.domain.comparisons import Answer
from cairn.domain.conditions import Evaluation, evaluate
from cairn.domain.facts import UNKNOWN, Exposures, FactDeclaration, Facts, FactValue
from cairn.domain.screening.profile import Profile, enforces, standing
from cairn.domain.screening.rule import Rule, is_stricter
from cairn.domain.screening.shown import fired_by, headline, shown
from cairn.domain.vocabulary import Severity


class Said(StrEnum):
    """The three answers of a rule."""

    FIRED = "fired"
    CLEAR = "clear"
    NOT_ASKED = "not-asked"


_SAID: Final = {Answer.YES: Said.FIRED, Answer.NO: Said.CLEAR, Answer.UNKNOWN: Said.NOT_ASKED}


@dataclass(frozen=True, slots=True)
class FactUsed:
    """One fact a finding rests on.

    :param fact: the fact's id; the record knows who said it and when.
    :param label: its short name, for staff.
    :param shown: its value in words.
    """

    fact: str
    label: str
    value: FactValue
    shown: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule said.

    :param severity: the rule's severity when it fired; not-assessed or clear otherwise.
    :param weighs: what it counts for, after grade and review: block, hold, review, note or clear.
    :param enforced: whether its source lets it stop anything.
    :param reviewers: who at the site answers for the rule.
    :param facts: the facts that fired it; where it is not asked, those known but not enough.
    """

    rule: Rule
    said: Said
    severity: Severity
    weighs: Severity
    enforced: bool
    reviewers: tuple[Reviewer, ...]
    headline: str
    facts: tuple[FactUsed, ...]
    evaluation: Evaluation

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts whose knowledge would answer it."""
        return self.evaluation.missing

    @property
    def standing(self) -> str:
        """Why it is, or is not, enforced."""
        return standing(self.rule, self.reviewers)

    @property
    def lifts(self) -> Severity:
        """The most an answer could bring: the rule's severity as far as it may enforce."""
        return self.rule.severity if self.enforced else _at_most_review(self.rule.severity)


def find(rule: Rule, profile: Profile, facts: Facts, on: date) -> Finding:
    """Ask one rule."""
    evaluation = evaluate(rule.condition, facts, on)
    said = _SAID[evaluation.answer]
    reviewers = profile.reviewers_of(rule.id)
    enforced = enforces(rule, reviewers)
    fired = said is Said.FIRED
    return Finding(
        rule=rule,
        said=said,
        severity=_severity(rule, said),
        weighs=_weight(rule, said, enforced=enforced),
        enforced=enforced,
        reviewers=reviewers,
        headline=headline(rule.headline, rule.title, rule.condition, facts, on) if fired else rule.title,
        facts=() if said is Said.CLEAR else _facts_used(rule, evaluation, facts, on),
        evaluation=evaluation,
    )


def _severity(rule: Rule, said: Said) -> Severity:
    return {Said.FIRED: rule.severity, Said.CLEAR: Severity.CLEAR, Said.NOT_ASKED: Severity.NOT_ASSESSED}[
        said
    ]


def _weight(rule: Rule, said: Said, *, enforced: bool) -> Severity:
    """A rule that may not enforce asks for a person's review: never more, and never nothing.

    An open question on a rule that could stop holds. It never weighs more than the rule would if it fired, so
    that learning the worst can never make a person more eligible.
    """
    if said is Said.CLEAR:
        return Severity.CLEAR
    most = rule.severity if enforced else _at_most_review(rule.severity)
    return most if said is Said.FIRED or not is_stricter(most, Severity.HOLD) else Severity.HOLD


def _at_most_review(severity: Severity) -> Severity:
    return Severity.REVIEW if is_stricter(severity, Severity.REVIEW) else severity


def _facts_used(rule: Rule, evaluation: Evaluation, facts: Facts, on: date) -> tuple[FactUsed, ...]:
    used = evaluation.decided_by if evaluation.answer is Answer.YES else evaluation.missing
    known = [(facts.declared[fact], value) for fact in used if (value := facts.get(fact)) is not UNKNOWN]
    return tuple(FactUsed(d.id, d.label["en"], value, _shown(rule, d, value, on)) for d, value in known)


def _shown(rule: Rule, declaration: FactDeclaration, value: FactValue, on: date) -> str:
    fired = fired_by(rule.condition, value, on) if isinstance(value, Exposures) else ()
    return shown(declaration, Exposures(fired, complete=True) if fired else value)
