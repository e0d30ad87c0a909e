"""What changed between a kept screening and another, or how things stand now, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.screening import rule_set
from cairn.domain.fact_values import from_json
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.screening.rule import Occasion
from cairn.domain.screening.shown import shown as shown_value
from cairn.record.selectors.screening import Screening
from cairn.record.services.screening import finding_to_json


@dataclass(frozen=True, slots=True)
class Shown:
    """A screening as it is compared: its facts and findings as plain JSON.

    :param day: the day of a session it was made for; None for an ordinary screening.
    """

    facts: Mapping[str, Any]
    findings: Iterable[Mapping[str, Any]]
    rules: tuple[str, str]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different.

    :param facts: label, before and after in words; None where it was not known.
    :param findings: what the rule found, and what it weighed before and after; None where it was not asked.
    :param content: whether the rules themselves changed.
    :param day: whether they were made for different days: one for the day of a session, the other not for that day.
    """

    facts: tuple[tuple[str, str | None, str | None], ...]
    findings: tuple[tuple[str, str | None, str | None], ...]
    content: bool
    day: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is different at all."""
        return bool(self.facts or self.findings or self.content or self.day)

    @property
    def is_stale(self) -> bool:
        """Whether a decision needs another screening first."""
        return bool(self.facts or self.content or self.day)


def kept(screening: Screening) -> Shown:
    """A screening as it was kept."""
    rules = (screening.content_hash, screening.profile)
    is_of_a_day = screening.occasion == Occasion.DOSE_DAY.value
    day = localtime(screening.at).date() if is_of_a_day else None
    return Shown(screening.facts, screening.findings, rules, day)


def as_of_now(result: ScreeningResult) -> Shown:
    """How things stand, not kept."""
    findings = [finding_to_json(finding) for finding in result.findings]
    day = result.on if result.occasion is Occasion.DOSE_DAY else None
    return Shown(result.inputs, findings, (result.content_hash, result.profile), day)


def changes(before: Shown, after: Shown) -> Changes:
    """What is different in the second, in what both asked: on the day of a session more is asked than on another."""
    differs = before.day != after.day
    if differs:
        before, after = _of_every_screening(before), _of_every_screening(after)
    names = [name for name in declared_facts() if before.facts.get(name) != after.facts.get(name)]
    then = {each["rule"]: each for each in before.findings}
    now = {each["rule"]: each for each in after.findings}
    rules = [rule for rule in dict.fromkeys([*now, *then]) if _gist(then.get(rule)) != _gist(now.get(rule))]
    return Changes(
        facts=tuple((_label(name), _said(name, before), _said(name, after)) for name in names),
        findings=tuple(
            ((now.get(rule) or then[rule])["headline"], _weight(then.get(rule)), _weight(now.get(rule)))
            for rule in rules
        ),
        content=before.rules != after.rules,
        day=differs,
    )


def _of_every_screening(shown: Shown) -> Shown:
    """The same without what only the day of a session asks."""
    asked = rule_set().fact_names
    of_the_day = set(asked[Occasion.DOSE_DAY]) - set(asked[Occasion.SCREENING])
    facts = {fact: value for fact, value in shown.facts.items() if fact not in of_the_day}
    findings = [each for each in shown.findings if each.get("asked_at") != Occasion.DOSE_DAY.value]
    return replace(shown, facts=facts, findings=findings)


def _gist(finding: Mapping[str, Any] | None) -> object:
    return finding and (finding["said"], finding["weighs"], finding["headline"])


def _weight(finding: Mapping[str, Any] | None) -> str | None:
    if finding is None:
        return None
    return "not-assessed" if finding["said"] == "not-asked" else str(finding["weighs"])


def _label(fact: str) -> str:
    return declared_facts()[fact].label["en"]


def _said(fact: str, shown: Shown) -> str | None:
    declaration, value = declared_facts()[fact], shown.facts.get(fact)
    return None if value is None else shown_value(declaration, from_json(declaration, value))
