"""The rules of a place, laid out: what nobody could find out first, then each rule with its dates and its source."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from cairn.components.content_sections.condition import in_words
from cairn.components.content_sections.section import SOURCED, Section, shown, sourced
from cairn.components.presenters import Column
from cairn.content.readers.medicine import medicine_classes
from cairn.domain.regimes.demands import Question
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.tables import Row, Table

_RULES: Final = (
    Column("Rule", is_code=True), Column("What it asks"), Column("Effect"), Column("In force"),
    Column("What resolves it"), *SOURCED,
)  # fmt: skip
_GAPS: Final = (
    Column("Rule", is_code=True),
    Column("Not answered by the source"),
    Column("Looked in"),
    Column("Grade"),
)
_LEFT_OUT: Final = (Column("Entries", is_code=True), Column("Why they are no rule here"))
_SUBJECTS: Final = {
    "eligibility": "Who may take part", "exclusion": "Who may not take part", "screening": "Screening",
    "form": "Forms and papers", "timing": "Times between sessions", "preparation": "Preparation", "plan": "Plans",
    "consent": "Consent", "dose": "Dose", "session": "The session", "staffing": "People present",
    "conduct": "Conduct", "transport": "Getting home", "integration": "Integration", "report": "Reports",
    "log": "Logs", "access": "Access and disclosure", "retention": "Keeping records", "site": "The place",
    "stock": "Stock", "product": "The product", "scope": "Scope of a licence", "licence": "Licences",
    "text": "The text itself",
}  # fmt: skip
"""Slots begin with a subject; one that is not named here is shown under its own word."""


def pack_sections(pack: Pack) -> tuple[Section, ...]:
    """What a clinician reads of one pack."""
    gaps = [
        (rule.id, rule.demand.question, *sourced(rule.citation))
        for rule in pack.rules
        if isinstance(rule.demand, Question)
    ]
    known = [rule for rule in pack.rules if not isinstance(rule.demand, Question)]
    return shown(
        Section(
            "Not known: ask your regulator", _gap_words(gaps), _GAPS, tuple(gaps), notice=True, stacked=True
        ),
        *(
            Section(subject, columns=_RULES, rows=tuple(map(rule_row, rules)), stacked=True)
            for subject, rules in _by_subject(known)
        ),
        *map(table_section, pack.tables.values()),
        Section(
            "Read, and no rule here",
            columns=_LEFT_OUT,
            rows=tuple((", ".join(left.entries), left.because) for left in pack.left_out),
        ),
    )


def _gap_words(gaps: Sequence[object]) -> tuple[str, ...]:
    return (
        ("Silence is not permission. These questions stay open until somebody answers them.",) if gaps else ()
    )


def _by_subject(rules: list[Rule]) -> list[tuple[str, list[Rule]]]:
    def subject(rule: Rule) -> str:
        return rule.slot.partition(".")[0]

    first = {name: place for place, name in reversed([*enumerate(map(subject, rules))])}
    ordered = sorted(rules, key=lambda rule: first[subject(rule)])
    return [
        (_SUBJECTS.get(name, name.replace("-", " ").capitalize()), list(group))
        for name, group in groupby(ordered, key=subject)
    ]


def rule_row(rule: Rule) -> tuple[str, ...]:
    """One rule as a row."""
    effect = f"{rule.effect.value.replace('_', ' ')} ({rule.basis.value})"
    return rule.id, rule.words, effect, rule.in_force.words, rule.how, *sourced(rule.citation)


def table_section(table: Table) -> Section:
    """A table of the law, as drawn."""
    notes = [table.note, *(relief.note for relief in table.reliefs.values())]
    return Section(
        f"Table: {table.id.replace('_', ' ')}",
        (f"From {table.source}. Outside these rows the rule refuses.", *filter(None, notes)),
        (Column("Amount"), Column(f"Value, {table.unit}", is_number=True), Column("Exception")),
        tuple(_row(row, table) for row in table.rows),
    )


def _row(row: Row, table: Table) -> tuple[str, ...]:
    upper = "up to and with" if row.max_inclusive else "below"
    relief = "" if row.unless is None else f"{table.reliefs[row.unless].value}"
    return f"from {row.minimum}, {upper} {row.maximum}", f"{row.value}", relief


def requirement_sections(rule: Rule, pack: Pack) -> tuple[Section, ...]:
    """What a clinician reads of one rule of a place."""
    asked = ", ".join(event.value.replace(".", " ").replace("-", " ") for event in rule.events)
    who = ", ".join(role.value.replace("-", " ") for role in rule.who)
    applies = (
        ()
        if rule.applies_if is None
        else (f"Only where: {in_words(rule.applies_if, pack.declared, medicine_classes())}",)
    )
    return shown(
        Section("What it asks", (rule.words, *applies)),
        Section("When it is asked", (f"At: {asked}.", f"Holds {rule.in_force.words}.")),
        Section("What resolves it", (rule.how, f"Who can see to it: {who}.")),
        _unsure(rule),
        Section("Note", tuple(filter(None, (rule.note, _covered(rule))))),
    )


def _unsure(rule: Rule) -> Section:
    if isinstance(rule.demand, Question):
        return Section("What was not answered", (rule.demand.question,), notice=True)
    words = "Its source was not verified: it is shown as an open question and never stops anything."
    return Section("Not verified", () if rule.is_verified else (words,), notice=True)


def _covered(rule: Rule) -> str:
    return f"It restates {', '.join(rule.covers)} of the reference." if rule.covers else ""
