"""What one rule said of one person: fired, clear or not asked, and how much that weighs."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from cairn.domain.citations import Reviewer
from cairn.domain.comparisons import Answer
from cairn.domain.conditions import Evaluation, evaluate
from cairn.domain.facts import UNKNOWN, Exposures, FactDeclaration, Facts, FactValue
from cairn.domain.screening.profile import Bound, standing
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
    """What one rule said. Its words and its trace are worked out where somebody reads them.

    :param severity: the rule's severity when it fired; not-assessed or clear otherwise.
    :param weighs: what it counts for, after grade and review: block, hold, review, note or clear.
    :param enforced: whether its source lets it stop anything.
    :param reviewers: who at the site answers for the rule.
    :param known: what was known of the person.
    """

    rule: Rule
    said: Said
    severity: Severity
    weighs: Severity
    enforced: bool
    reviewers: tuple[Reviewer, ...]
    known: Facts = field(repr=False, compare=False)
    on: date

    @property
    def evaluation(self) -> Evaluation:
        """The answer with its trace."""
        return evaluate(self.rule.condition, self.known, self.on)

    @property
    def headline(self) -> str:
        """What it says of this person; the rule's title where it did not fire."""
        rule = self.rule
        if self.said is not Said.FIRED:
            return rule.title
        return headline(rule.headline, rule.title, rule.condition, self.known, self.on)

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        """The facts that fired it; where it is not asked, those known but not enough."""
        return () if self.said is Said.CLEAR else _facts_used(self)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts whose knowledge would answer it."""
        return self.evaluation.missing if self.said is Said.NOT_ASKED else ()

    @property
    def standing(self) -> str:
        """Why it is, or is not, enforced."""
        return standing(self.rule, self.reviewers)

    @property
    def lifts(self) -> Severity:
        """The most an answer could bring: the rule's severity as far as it may enforce."""
        severity = self.rule.severity
        may_stop = self.enforced or not is_stricter(severity, Severity.REVIEW)
        return severity if may_stop else Severity.REVIEW


def find(asked: Bound, facts: Facts, on: date) -> Finding:
    """Ask one rule."""
    said = _SAID[asked.rule.ask(facts, on)]
    if said is Said.CLEAR:
        severity = weighs = Severity.CLEAR
    elif said is Said.FIRED:
        severity, weighs = asked.rule.severity, asked.fired
    else:
        severity, weighs = Severity.NOT_ASSESSED, asked.unasked
    return Finding(asked.rule, said, severity, weighs, asked.enforced, asked.reviewers, facts, on)


def _facts_used(finding: Finding) -> tuple[FactUsed, ...]:
    evaluation, facts = finding.evaluation, finding.known
    used = evaluation.decided_by if evaluation.answer is Answer.YES else evaluation.missing
    known = [(facts.declared[fact], value) for fact in used if (value := facts.get(fact)) is not UNKNOWN]
    return tuple(FactUsed(d.id, d.label["en"], value, _shown(finding, d, value)) for d, value in known)


def _shown(finding: Finding, declaration: FactDeclaration, value: FactValue) -> str:
    fired = fired_by(finding.rule.condition, value, finding.on) if isinstance(value, Exposures) else ()
    return shown(declaration, Exposures(fired, complete=True) if fired else value)
