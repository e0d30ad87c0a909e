"""A whole screening: every rule asked of one person on one day, and where that leaves them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from cairn.domain.fact_values import from_json, to_json
from cairn.domain.facts import UNKNOWN, FactDeclaration, Facts
from cairn.domain.screening.finding import Finding, Said, find
from cairn.domain.screening.profile import RuleSet, bound
from cairn.domain.screening.questions import Question, questions
from cairn.domain.screening.rule import RANK, Occasion, Rule
from cairn.domain.vocabulary import Disposition, Severity

_DISPOSITIONS: Final = (
    (Severity.BLOCK, Disposition.BLOCKED),
    (Severity.HOLD, Disposition.ON_HOLD),
    (Severity.REVIEW, Disposition.NEEDS_REVIEW),
)
_SAID_PLACE: Final = MappingProxyType({Said.FIRED: 0, Said.NOT_ASKED: 1, Said.CLEAR: 2})


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    """What screening found.

    :param profile: the profile's id and version, ``general@1``.
    :param content_hash: of the rules' files; with ``inputs``, profile, regime and day the result can be replayed.
    :param regime: the regime texts asked beside the rules, each as key, version and hash.
    :param occasion: whether the rules of the dose day were asked too.
    :param findings: fired first, most severe first; then not asked; then clear.
    :param inputs: the facts any rule asks about, as plain JSON, those known only.
    :param facts_hash: SHA-256 over the inputs; a signature holds only for the facts it was given for.
    """

    on: date
    profile: str
    content_version: str
    content_hash: str
    regime: tuple[str, ...]
    findings: tuple[Finding, ...]
    disposition: Disposition
    questions: tuple[Question, ...]
    inputs: Mapping[str, object]
    facts_hash: str
    occasion: Occasion = Occasion.SCREENING

    def said(self, said: Said) -> tuple[Finding, ...]:
        """The findings with one answer, in order."""
        return tuple(finding for finding in self.findings if finding.said is said)

    @property
    def of_the_day(self) -> tuple[Finding, ...]:
        """What the rules said that are asked on the dose day only, in order."""
        return tuple(each for each in self.findings if each.rule.asked_at is Occasion.DOSE_DAY)

    def finding(self, rule_id: str) -> Finding:
        """One rule's finding.

        :raises KeyError: where the rule was not asked.
        """
        return {finding.rule.id: finding for finding in self.findings}[rule_id]


def screen(
    facts: Facts,
    rules: RuleSet,
    on: date,
    regime: Iterable[Rule] = (),
    occasion: Occasion = Occasion.SCREENING,
) -> ScreeningResult:
    """Ask every rule of the occasion, and work out where the person stands.

    :param rules: the rules as the site's profile asks them.
    :param on: the day; ages and time windows are worked out for it.
    :param regime: the exclusions of the place's law.
    :param occasion: on the day of a dose the rules of that day are asked beside all others.
    """
    law = tuple(regime)
    asked = (*(bound(rule, rules.profile) for rule in law), *rules.asked[occasion])
    findings = tuple(sorted((find(each, facts, on) for each in asked), key=_seriousness))
    inputs = _inputs(_names(rules, law, occasion), facts)
    return ScreeningResult(
        on=on,
        profile=rules.profile.key,
        content_version=rules.content_version,
        content_hash=rules.content_hash,
        regime=tuple(dict.fromkeys(rule.origin for rule in law)),
        findings=findings,
        disposition=disposition(findings),
        questions=questions(findings, facts),
        inputs=MappingProxyType(inputs),
        facts_hash=_hash(inputs),
        occasion=occasion,
    )


def disposition(findings: Iterable[Finding]) -> Disposition:
    """Where findings leave a person. Never clear while anything that could stop, or needs a person, is open."""
    weights = {finding.weighs for finding in findings}
    return next((there for weight, there in _DISPOSITIONS if weight in weights), Disposition.CLEAR)


def facts_hash(
    facts: Facts, rules: RuleSet, regime: Iterable[Rule] = (), occasion: Occasion = Occasion.SCREENING
) -> str:
    """The hash a result of these facts would have: whether a signature still holds, without screening again."""
    return _hash(_inputs(_names(rules, tuple(regime), occasion), facts))


def same_facts(stored: Mapping[str, object], result: ScreeningResult) -> bool:
    """Whether the facts a stored screening rested on still stand, as far as a later screening asks about them.

    A screening of the dose day rests on facts of that day too; a later one that does not ask about them leaves them be.
    """
    asked = {fact for finding in result.findings for fact in finding.rule.asks}
    return {fact: value for fact, value in stored.items() if fact in asked} == dict(result.inputs)


def facts_of(inputs: Mapping[str, object], declared: Mapping[str, FactDeclaration]) -> Facts:
    """The facts of a stored result, to replay it.

    :raises FactRefusedError: when a stored value no longer fits its declaration.
    """
    values = {fact: from_json(declared[fact], value) for fact, value in inputs.items()}
    return Facts(declared, MappingProxyType(values))


def _seriousness(finding: Finding) -> tuple[int, int, int]:
    return (
        _SAID_PLACE[finding.said],
        -RANK.get(finding.weighs, 0),
        -RANK[finding.rule.severity],
    )


def _names(rules: RuleSet, law: tuple[Rule, ...], occasion: Occasion) -> Iterable[str]:
    names = rules.fact_names[occasion]
    return sorted({*names, *(fact for rule in law for fact in rule.asks)}) if law else names


def _inputs(names: Iterable[str], facts: Facts) -> dict[str, object]:
    return {fact: to_json(value) for fact in names if (value := facts.get(fact)) is not UNKNOWN}


def _hash(inputs: Mapping[str, object]) -> str:
    plain = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()
