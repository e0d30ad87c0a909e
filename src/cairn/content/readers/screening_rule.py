"""Reads one screening rule: its condition, its source and its three answers kept apart."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from cairn.content.readers.fields import Fields
from cairn.content.readers.sources import Sources, read_sources
from cairn.domain.comparisons import Answer
from cairn.domain.conditions import All, AnyOf, Condition, ConditionFaultError, Not, Test
from cairn.domain.facts import FactDeclaration
from cairn.domain.medicines.interactions import Stance
from cairn.domain.screening.rule import ORDER, Occasion, Rule, Written
from cairn.domain.screening.shown import classes_asked, places
from cairn.domain.vocabulary import Severity

Declared = Mapping[str, FactDeclaration]


def read_rule(fields: Fields, declared: Declared, sources: Sources, classes: Mapping[str, str]) -> Rule:
    """One rule of a rules file.

    :raises ContentFaultError: for an unknown fact, operator, class, source or key.
    """
    written = read_written(fields)
    rule = build_rule(fields, written, declared, sources, classes)
    fields.close()
    return rule


def build_rule(
    fields: Fields, written: Written, declared: Declared, sources: Sources, classes: Mapping[str, str]
) -> Rule:
    """The rule of an entry whose condition has been read."""
    citation, more = read_sources(fields, sources)
    severity = read_severity(fields)
    rule = Rule(
        id=fields.entry,
        title=fields.text("title"),
        question=fields.text("question"),
        written=written,
        condition=_condition(fields, written, declared),
        severity=severity,
        headline=fields.text("headline"),
        rationale=fields.text("rationale"),
        resolve=fields.text("resolve"),
        citation=citation,
        more=more,
        trial_excluded=read_stance(fields, "trial_excluded"),
        harm_evidence=read_stance(fields, "harm_evidence"),
        jurisdiction_prohibited=read_stance(fields, "jurisdiction_prohibited"),
        overridable=fields.flag("overridable", default=severity is not Severity.BLOCK),
        needs_second_person=fields.flag("second_person", default=False),
        crisis=fields.flag("crisis", default=False),
        asked_at=read_occasion(fields),
        unasked=read_severity(fields, "unasked") if fields.has("unasked") else None,
    )
    check_rule(fields, rule, classes)
    return rule


def read_written(fields: Fields) -> Written:
    """The condition as it is written, with its parameters."""
    when = fields.get("when")
    parameters = fields.get("parameters") if fields.has("parameters") else {}
    if not isinstance(when, dict) or not isinstance(parameters, dict):
        fields.fault(
            "'when' or 'parameters' is not a mapping.", "Write a condition, such as {fact, op, value}."
        )
    return Written(MappingProxyType(when), MappingProxyType(parameters))


def read_occasion(fields: Fields) -> Occasion:
    """When a rule is asked; with the screening, where nothing is written."""
    return fields.code("asked_at", Occasion) if fields.has("asked_at") else Occasion.SCREENING


def read_severity(fields: Fields, key: str = "severity") -> Severity:
    """A severity a rule may have."""
    severity = fields.code(key, Severity)
    if severity not in ORDER:
        fields.fault(f"a rule cannot be '{severity.value}'.", f"Use one of {', '.join(ORDER)}.")
    return severity


def read_stance(fields: Fields, key: str) -> Stance:
    """One of the three questions kept apart: ``["yes", "words"]``."""
    rows = fields.texts(key)
    if len(rows) != 2 or rows[0] not in list(Answer):  # noqa: PLR2004 -- an answer and its words
        fields.fault(f"'{key}' is not an answer with words.", 'Write ["yes", "where it was read"].')
    return Stance(Answer(rows[0]), rows[1])


def _condition(fields: Fields, written: Written, declared: Declared) -> Condition:
    try:
        return written.condition(declared)
    except ConditionFaultError as fault:
        fields.fault(str(fault), "Mend the condition.")
    except KeyError as name:
        fields.fault(f"the parameter {name} has no value.", "Give it one under 'parameters'.")


def check_rule(fields: Fields, rule: Rule, classes: Mapping[str, str]) -> None:
    """Refuse a rule that could never fire, or whose silence could clear."""
    odd = sorted(classes_asked(rule.condition) - set(classes))
    if odd:
        fields.fault(f"the class '{odd[0]}' is not declared.", "Use the classes of medicines/classes.yaml.")
    strange = [fact for fact in places(rule.headline) if fact not in rule.asks]
    if strange:
        fields.fault(f"its headline shows '{strange[0]}', which the rule does not ask.", "Take it out.")
    if _clears_by_silence(rule.condition, negated=False):
        fields.fault("'missing' stands under 'not': silence would clear.", "A missing fact may only fire.")
    unused = set(rule.written.parameters) - set(_named(rule.written.when))
    if unused:
        fields.fault(
            f"the parameter '{min(unused)}' is not used.", "Use it as {parameter: name}, or take it out."
        )


def _clears_by_silence(condition: Condition, *, negated: bool) -> bool:
    match condition:
        case Not(part):
            return _clears_by_silence(part, negated=not negated)
        case All(parts) | AnyOf(parts):
            return any(_clears_by_silence(part, negated=negated) for part in parts)
        case Test():
            return negated and condition.op == "missing"
    assert_never(condition)


def _named(node: object) -> list[str]:
    if isinstance(node, Mapping):
        own = [str(node["parameter"])] if set(node) == {"parameter"} else []
        return [*own, *(name for inner in node.values() for name in _named(inner))]
    return [name for inner in node for name in _named(inner)] if isinstance(node, list) else []
