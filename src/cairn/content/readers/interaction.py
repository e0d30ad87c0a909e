"""Reads the interaction table. Each row is also a screening rule."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cairn.content.readers.fields import Fields
from cairn.content.readers.screening_rule import (
    Declared,
    check_rule,
    read_occasion,
    read_severity,
    read_stance,
)
from cairn.content.readers.sources import Sources, read_sources
from cairn.domain.conditions import ConditionFaultError
from cairn.domain.dates import Period, parse_period
from cairn.domain.medicines.interactions import Interaction
from cairn.domain.screening.rule import Rule, Written
from cairn.domain.vocabulary import Grade, Severity

FILE: Final = "medicines/interactions.yaml"
FACT: Final = "medicines"
ORIGIN: Final = "interactions"


def read_interaction(
    fields: Fields, declared: Declared, sources: Sources, classes: Mapping[str, str]
) -> Rule:
    """One row, as the rule it is; the row itself stands in ``rule.interaction``.

    :raises ContentFaultError: for an unknown class, source, severity or key, or a window that is no period.
    """
    row = _row(fields, sources)
    written = _written(fields, row)
    severity = read_severity(fields)
    try:
        condition = written.condition(declared)
    except ConditionFaultError as fault:
        fields.fault(str(fault), "Mend the condition.")
    rule = Rule(
        id=row.id,
        title=row.title,
        question=_own_words(fields, "question") or _question(row),
        written=written,
        condition=condition,
        severity=severity,
        headline=_own_words(fields, "headline") or "{medicines}",
        rationale=f"{row.direction[:1].upper()}{row.direction[1:]}. {row.evidence}",
        resolve=fields.text("resolve"),
        citation=row.citation,
        more=row.more,
        trial_excluded=row.trial_excluded,
        harm_evidence=row.harm_evidence,
        jurisdiction_prohibited=row.jurisdiction_prohibited,
        overridable=fields.flag("overridable", default=severity is not Severity.BLOCK),
        needs_second_person=fields.flag("second_person", default=False),
        interaction=row,
        origin=ORIGIN,
        asked_at=read_occasion(fields),
    )
    check_rule(fields, rule, classes)
    fields.close()
    return rule


def _row(fields: Fields, sources: Sources) -> Interaction:
    citation, more = read_sources(fields, sources)
    return Interaction(
        id=fields.entry,
        title=fields.text("title"),
        classes=frozenset() if _asks_otherwise(fields) else frozenset(fields.texts("classes")),
        window=_window(fields),
        window_words=fields.text("window_words")
        if fields.has("window_words")
        else "Any mention on the list.",
        direction=fields.text("direction"),
        mechanism=fields.text("mechanism"),
        evidence=fields.text("evidence"),
        citation=citation,
        more=more,
        trial_excluded=read_stance(fields, "trial_excluded"),
        harm_evidence=read_stance(fields, "harm_evidence"),
        jurisdiction_prohibited=read_stance(fields, "jurisdiction_prohibited"),
        window_grade=fields.code("window_grade", Grade) if fields.has("window_grade") else None,
    )


def _window(fields: Fields) -> Period | None:
    if not fields.has("window"):
        return None
    try:
        return parse_period(fields.text("window"))
    except ValueError as fault:
        fields.fault(str(fault), "Mend the window.")


def _written(fields: Fields, row: Interaction) -> Written:
    if fields.has("when"):
        when = fields.get("when")
        if not isinstance(when, dict):
            fields.fault("'when' is not a mapping.", "Write a condition, such as {fact, op, value}.")
        return Written(MappingProxyType(when))
    classes = sorted(row.classes)
    if row.window is None:
        return Written(MappingProxyType({"fact": FACT, "op": "class_present", "value": classes}))
    within = {"class": classes, "period": {"parameter": "window"}}
    when = {"fact": FACT, "op": "class_taken_within", "value": within}
    return Written(MappingProxyType(when), MappingProxyType({"window": row.window.text}))


def _asks_otherwise(fields: Fields) -> bool:
    """A row with its own condition may ask about the day, or about a habit, and belong to no class of medicine."""
    return fields.has("when") and not fields.has("classes")


def _own_words(fields: Fields, key: str) -> str:
    """A row may put its question in its own words only where it asks its own condition."""
    return fields.text(key) if fields.has("when") and fields.has(key) else ""


def _question(row: Interaction) -> str:
    if row.window is None:
        return f"Is this among the person's medicines: {row.title}?"
    return f"Has the person taken this within {in_words(row.window)}: {row.title}?"


def in_words(period: Period) -> str:
    """A window of whole months or whole days in words."""
    number, unit = (period.months, "month") if period.months else (period.exact.days, "day")
    return f"{number} {unit}{'' if number == 1 else 's'}"
