"""Profiles: the same rules with the thresholds and severities of a trial, a regime or a site."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from cairn.domain.citations import Reviewer, may_enforce
from cairn.domain.facts import FactDeclaration
from cairn.domain.screening.rule import Occasion, Rule, is_stricter
from cairn.domain.vocabulary import Grade, Severity

ALL_RULES: Final = "*"
"""Stands for every rule in a site's list of what its reviewers have read."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a profile changes in one rule, and why."""

    why: str
    severity: Severity | None = None
    parameters: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of changes, and who at the site has read which rule.

    :param adds: rules of its own, such as a criterion only one trial has.
    :param extends: the profile whose changes come first, or None.
    :param site: whether it is a site's own; a site's profile may only tighten the one it extends.
    :param reviewers: by rule id, or ``*`` for every rule.
    """

    id: str
    version: int
    title: str
    words: str
    changes: Mapping[str, Change]
    adds: tuple[Rule, ...] = ()
    extends: str | None = None
    site: bool = False
    reviewers: Mapping[str, tuple[Reviewer, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> str:
        """Id and version, as stored with a decision: ``general@1``."""
        return f"{self.id}@{self.version}"

    def reviewers_of(self, rule_id: str) -> tuple[Reviewer, ...]:
        """Who at the site answers for a rule."""
        return (*self.reviewers.get(rule_id, ()), *self.reviewers.get(ALL_RULES, ()))


@dataclass(frozen=True, slots=True)
class Bound:
    """One rule with what it may do under a profile, worked out once.

    :param reviewers: who at the site answers for the rule.
    :param enforced: whether its source, or a review, lets it stop anything.
    :param fired: what it weighs when it fires.
    :param unasked: what it weighs while it is not asked.
    """

    rule: Rule
    reviewers: tuple[Reviewer, ...]
    enforced: bool
    fired: Severity
    unasked: Severity


def bound(rule: Rule, profile: Profile) -> Bound:
    """A rule under a profile.

    A rule that may not enforce asks for a person's review: never more, and never nothing. An open question on a rule
    that could stop holds. It never weighs more than the rule would if it fired, so that learning the worst can never
    make a person more eligible.
    """
    reviewers = profile.reviewers_of(rule.id)
    enforced = enforces(rule, reviewers)
    fired = rule.severity if enforced else _at_most(rule.severity, Severity.REVIEW)
    unasked = _at_most(fired, rule.unasked or Severity.HOLD)
    return Bound(rule, reviewers, enforced, fired, unasked)


def _at_most(severity: Severity, most: Severity) -> Severity:
    return most if is_stricter(severity, most) else severity


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules as a profile asks them.

    :param content_version: of the rules' files.
    :param content_hash: SHA-256 over the rules' files, so that a decision can be replayed.
    :param asked: by occasion, the rules asked then, each with what it may do under the profile.
    :param fact_names: by occasion, the facts they ask about, by name.
    """

    profile: Profile
    rules: tuple[Rule, ...]
    declared: Mapping[str, FactDeclaration]
    content_version: str
    content_hash: str
    asked: Mapping[Occasion, tuple[Bound, ...]] = field(init=False, repr=False, compare=False)
    fact_names: Mapping[Occasion, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what every screening needs."""
        every = tuple(bound(rule, self.profile) for rule in self.rules)
        asked = {
            Occasion.SCREENING: tuple(each for each in every if each.rule.asked_at is Occasion.SCREENING),
            Occasion.DOSE_DAY: every,
        }
        names = {
            occasion: tuple(sorted({fact for each in rules for fact in each.rule.asks}))
            for occasion, rules in asked.items()
        }
        object.__setattr__(self, "asked", MappingProxyType(asked))
        object.__setattr__(self, "fact_names", MappingProxyType(names))

    def rule(self, rule_id: str) -> Rule:
        """One rule.

        :raises KeyError: where there is no such rule.
        """
        return {rule.id: rule for rule in self.rules}[rule_id]

    def under(self, profile: Profile) -> "RuleSet":
        """These rules as changed by a further profile, with its own after them.

        :raises KeyError: for a rule or a parameter that does not exist.
        """
        odd = sorted(set(profile.changes) - {rule.id for rule in self.rules})
        if odd:
            raise KeyError(odd[0])
        rules = tuple(
            rule.changed(change.severity, change.parameters, self.declared)
            if (change := profile.changes.get(rule.id))
            else rule
            for rule in self.rules
        )
        return replace(self, profile=profile, rules=(*rules, *profile.adds))

    def reviewed_by(self, reviewers: Mapping[str, tuple[Reviewer, ...]]) -> "RuleSet":
        """The same rules where these people of the site have read them."""
        return replace(self, profile=replace(self.profile, reviewers=MappingProxyType(dict(reviewers))))


def enforces(rule: Rule, reviewers: tuple[Reviewer, ...]) -> bool:
    """Whether a rule may stop anything: by the grade of its source, or by somebody's review."""
    return rule.reviewed or may_enforce(rule.citation, reviewers)


def standing(rule: Rule, reviewers: tuple[Reviewer, ...]) -> str:
    """In words, why a rule may or may not stop anything."""
    grade = _said(rule.citation.grade)
    if enforces(rule, reviewers):
        names = ", ".join(dict.fromkeys(reviewer.name for reviewer in reviewers))
        return f"Enforced: read for this site by {names}." if names else "Enforced: its source was read."
    if rule.citation.grade.may_enforce_once_reviewed:
        return f"Shown, not enforced: grade {grade} binds once a named reviewer here has signed it."
    return f"Shown, never enforced: grade {grade} is not verified. A person must look."


def _said(grade: Grade) -> str:
    return {Grade.A_AGENCY: "A (agency page)", Grade.A_SUPERSEDED: "A (superseded)"}.get(grade, grade.value)
