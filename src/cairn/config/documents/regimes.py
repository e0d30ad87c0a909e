"""The regimes: each requirement with its dates, source and grade, and what the source did not answer."""

from cairn.config.documents.page import listed, page, quoted, table
from cairn.content.readers.regime import packs
from cairn.domain.regimes.demands import Question
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule

RULES = ("rule", "asked at", "effect", "in force", "what it asks", "what resolves it", "source", "grade")
QUESTIONS = ("rule", "what the source did not answer", "looked in", "grade")


def regimes() -> str:
    """Every pack of the package."""
    return page(
        "Regimes",
        "A dated reading of what a place requires, not legal advice. Only grade A stops anything by itself; "
        "A_agency, A_superseded, B and P do after a named reviewer of the site agreed; "
        "what is of grade C or U is a gap and stops nothing.",
        *(_pack(each) for each in packs().values()),
    )


def _pack(pack: Pack) -> str:
    known = [rule for rule in pack.rules if not isinstance(rule.demand, Question)]
    gaps = [rule for rule in pack.rules if isinstance(rule.demand, Question)]
    parts = (
        f"## {pack.title} · {quoted(pack.key)}",
        _summary(pack),
        table(RULES, (_rule(rule) for rule in known)),
        table(
            QUESTIONS,
            (
                (quoted(rule.id), rule.demand.question, rule.citation.text, rule.citation.grade.value)
                for rule in gaps
                if isinstance(rule.demand, Question)
            ),
        ),
    )
    return "\n\n".join(part for part in parts if part)


def _summary(pack: Pack) -> str:
    return (
        f"Version {pack.version}, {pack.status.value}, {pack.jurisdiction}. Text as of {pack.text_as_of}; "
        f"to be read again by {pack.recheck_by}. Days are counted in {pack.zone.key}. "
        f"An amount here means {pack.dose_unit}."
    )


def _rule(rule: Rule) -> tuple[object, ...]:
    return (
        quoted(rule.id),
        listed((event.value for event in rule.events), as_code=False),
        f"{rule.effect.value} ({rule.basis.value})",
        rule.in_force.words,
        rule.words,
        rule.how,
        rule.citation.text,
        rule.citation.grade.value,
    )
