"""What changed between a kept screening and another, or how things stand now, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cairn.content.readers.fact import declared_facts
from cairn.domain.fact_values import from_json
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.screening.shown import shown as shown_value
from cairn.record.selectors.screening import Screening
from cairn.record.services.screening import finding_to_json


@dataclass(frozen=True, slots=True)
class Shown:
    """A screening as it is compared: its facts and findings as plain JSON."""

    facts: Mapping[str, Any]
    findings: Iterable[Mapping[str, Any]]
    rules: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different.

    :param facts: label, before and after in words; None where it was not known.
    :param findings: what the rule found, and what it weighed before and after; None where it was not asked.
    :param content: whether the rules themselves changed.
    """

    facts: tuple[tuple[str, str | None, str | None], ...]
    findings: tuple[tuple[str, str | None, str | None], ...]
    content: bool

    @property
    def any(self) -> bool:
        """Whether anything is different at all."""
        return bool(self.facts or self.findings or self.content)


def kept(screening: Screening) -> Shown:
    """A screening as it was kept."""
    return Shown(screening.facts, screening.findings, (screening.content_hash, screening.profile))


def as_of_now(result: ScreeningResult) -> Shown:
    """How things stand, not kept."""
    findings = [finding_to_json(finding) for finding in result.findings]
    return Shown(result.inputs, findings, (result.content_hash, result.profile))


def changes(before: Shown, after: Shown) -> Changes:
    """What is different in the second."""
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
    )


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
