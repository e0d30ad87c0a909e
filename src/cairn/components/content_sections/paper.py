"""A consent, plan or form, laid out: its words, what is filled in, and who signs it where."""

from cairn.components.content_sections.section import Section, shown
from cairn.components.presenters import Column
from cairn.domain.protocols.papers import Field, PaperText

FIELDS = (Column("Filled in"), Column("How"), Column("Options"), Column("Required"))


def paper_sections(paper: PaperText) -> tuple[Section, ...]:
    """What a clinician reads of one paper."""
    return shown(
        Section("Its words", tuple(paper.body["en"])),
        Section("What is filled in", columns=FIELDS, rows=tuple(map(_field, paper.fields))),
        Section("How it is signed", (_signed(paper), _withdrawn(paper))),
    )


def _field(field: Field) -> tuple[str, ...]:
    options = "; ".join(words["en"] for words in field.options.values())
    return field.label["en"], field.blank.value, options, "yes" if field.required else "no"


def _signed(paper: PaperText) -> str:
    if paper.signed_where == "portal":
        return "The person reads and signs it here, in the portal or with a member of staff."
    return "The authority’s own form is filled in and signed on paper; the record says that it was."


def _withdrawn(paper: PaperText) -> str:
    return "It can be taken back at any time." if paper.withdrawable else "It is replaced, not taken back."
