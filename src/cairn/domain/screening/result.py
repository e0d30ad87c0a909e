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
from cairn.domain.screening.profile import RuleSet
from cairn.domain.screening.questions import Question, questions
from cairn.domain.screening.rule import RANK, Rule
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

    def said(self, said: Said) -> tuple[Finding, ...]:
        """The findings with one answer, in order."""
        return tuple(finding for finding in self.findings if finding.said is said)

    def finding(self, rule_id: str) -> Finding:
        """One rule's finding.

        :raises KeyError: where the rule was not asked.
        """
        return {finding.rule.id: finding for finding in self.findings}[rule_id]


def screen(facts: Facts, rules: RuleSet, on: date, regime: Iterable[Rule] = ()) -> ScreeningResult:
    """Ask every rule, and work out where the person stands.

    :param rules: the rules as the site's profile asks them.
    :param on: the day; ages and time windows are worked out for it.
    :param regime: the exclusions of the place's law.
    """
    law = tuple(regime)
    asked = (*law, *rules.rules)
    found = [find(rule, rules.profile, facts, on) for rule in asked]
    findings = tuple(sorted(found, key=_seriousness))
    inputs = _inputs(asked, facts)
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
    )


def disposition(findings: Iterable[Finding]) -> Disposition:
    """Where findings leave a person. Never clear while anything that could stop, or needs a person, is open."""
    weights = {finding.weighs for finding in findings}
    return next((there for weight, there in _DISPOSITIONS if weight in weights), Disposition.CLEAR)


def facts_hash(facts: Facts, rules: RuleSet, regime: Iterable[Rule] = ()) -> str:
    """The hash a result of these facts would have: whether a signature still holds, without screening again."""
    return _hash(_inputs((*regime, *rules.rules), facts))


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


def _inputs(rules: Iterable[Rule], facts: Facts) -> dict[str, object]:
    named = sorted({fact for rule in rules for fact in rule.asks})
    return {fact: to_json(value) for fact in named if (value := facts.get(fact)) is not UNKNOWN}


def _hash(inputs: Mapping[str, object]) -> str:
    plain = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()
