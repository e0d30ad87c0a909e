"""A consent, plan or form, laid out: its words, what is filled in, and who signs it where."""

from typing import Final

from cairn.components.content_sections.section import Section, shown
from cairn.components.presenters import Column
from cairn.domain.protocols.papers import Dated, Field, Moment, PaperText, Signer

_SIGNERS: Final = {
    Signer.PERSON: "the person",
    Signer.FACILITATOR: "the facilitator",
    Signer.CENTRE: "the centre",
    Signer.PROVIDER: "the provider",
}
_MOMENTS: Final = {
    Moment.BEFORE_PREPARATION: "before preparation begins",
    Moment.BEFORE_EACH_SESSION: "before each session",
    Moment.BEFORE_ADMINISTRATION: "before the administration session",
    Moment.ADMINISTRATION_DAY: "on the day of the administration session",
    Moment.RELEASE: "at release",
    Moment.AFTER_ADMINISTRATION: "after the administration session",
    Moment.BEFORE_DISCLOSURE: "before anything is disclosed",
}
_DATES: Final = {
    Dated.SIGNING: "the day of signing",
    Dated.ADMINISTRATION_DAY: "the day of the administration session",
    Dated.TIME: "the time",
}
FIELDS = (Column("Filled in"), Column("How"), Column("Options"), Column("Required"))


def paper_sections(paper: PaperText) -> tuple[Section, ...]:
    """What a clinician reads of one paper."""
    return shown(
        Section("Its words", tuple(paper.body["en"])),
        Section("What is filled in", columns=FIELDS, rows=tuple(map(_field, paper.fields))),
        Section("How it is signed", tuple(filter(None, (_signed(paper), _who(paper), _withdrawn(paper))))),
        Section("The authority’s form", _form(paper)),
    )


def _field(field: Field) -> tuple[str, ...]:
    options = "; ".join(words["en"] for words in field.options.values())
    return field.label["en"], field.blank.value, options, "yes" if field.required else "no"


def _signed(paper: PaperText) -> str:
    if paper.signed_where == "portal":
        return "The person reads and signs it here, in the portal or with a member of staff."
    return "The authority’s own form is filled in and signed on paper; the record says that it was."


def _who(paper: PaperText) -> str:
    who = " and ".join(_SIGNERS[each] for each in paper.signed_by)
    dates = " and ".join(_DATES[each] for each in paper.dated)
    return f"Signed by {who}, {_MOMENTS[paper.signed_when]}. It bears {dates}."


def _withdrawn(paper: PaperText) -> str:
    return "It can be taken back at any time." if paper.withdrawable else "It is replaced, not taken back."


def _form(paper: PaperText) -> tuple[str, ...]:
    where = f"Used in: {', '.join(paper.regimes)}." if paper.regimes else ""
    if paper.form is None:
        return (where,) if where else ()
    substitute = {
        True: "Another form of the same content may stand in for it.",
        False: "No other form may stand in for it.",
        None: "Whether another form may stand in for it was not read: ask.",
    }[paper.form.substitute]
    return tuple(filter(None, (f"{paper.form.id}, {paper.form.publisher}. {substitute}", where)))
