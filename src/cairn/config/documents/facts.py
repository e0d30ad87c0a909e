"""The declared facts: what rules may ask about."""

from itertools import groupby

from cairn.config.documents.page import listed, page, quoted, table
from cairn.content.readers.fact import declared_facts, sections
from cairn.domain.facts import FactDeclaration

HEAD = ("fact", "type", "unit", "values", "asked of", "stays true", "question")


def facts() -> str:
    """Every declared fact by section, with its question as the client hears it."""
    titles = {section: words["en"] for section, words in sections().items()}
    grouped = groupby(
        sorted(declared_facts().values(), key=lambda fact: _place(fact, tuple(titles))),
        key=lambda fact: fact.section,
    )
    return page(
        "Facts",
        "A rule may ask about these and no others. What nobody has said is unknown: neither no nor zero. "
        "An answer that stays true for P1D counts on the day it was given; after it nobody knows, until it is asked "
        "again.",
        *(
            f"## {titles.get(section or '', 'Not in a form')}\n\n{table(HEAD, map(_row, group))}"
            for section, group in grouped
        ),
    )


def _place(fact: FactDeclaration, order: tuple[str, ...]) -> int:
    return order.index(fact.section) if fact.section in order else len(order)


def _row(fact: FactDeclaration) -> tuple[object, ...]:
    return (
        quoted(fact.id),
        fact.type.value,
        fact.unit or "",
        listed(fact.values),
        fact.asked_of,
        "" if fact.lasts is None else fact.lasts.text,
        fact.question["en"],
    )
