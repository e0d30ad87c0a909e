"""What a person signed, in the words they read: title, what they filled in, and the text that was agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cairn.components.presenters import Fact
from cairn.content.readers.paper import papers
from cairn.domain.protocols.papers import Field, PaperText
from cairn.record.selectors.consent import Consent

STATE_KINDS: Final = {"active": "clear", "inactive": "note", "entered-in-error": "block"}
STATE_WORDS: Final = {
    "active": "in force",
    "inactive": "no longer in force",
    "entered-in-error": "entered in error",
}


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One signed paper.

    :param text: the paragraphs that were agreed, in the language they were read in; empty where the text now kept is
        another version, so that nobody takes it for the one that was signed.
    """

    row: Consent
    title: str
    kind: str
    state: str
    filled_in: tuple[Fact, ...]
    text: tuple[str, ...]


def consent_lines(consents: Iterable[Consent]) -> list[ConsentLine]:
    """The signed papers as a page shows them."""
    return [_line(consent, papers().get(consent.kind)) for consent in consents]


def _line(consent: Consent, paper: PaperText | None) -> ConsentLine:
    title = consent.kind.replace("-", " ").capitalize() if paper is None else paper.title["en"]
    state = "withdrawn" if consent.withdrawn_at else STATE_WORDS[consent.status]
    same = paper is not None and paper.text_hash(consent.language) == consent.text_hash
    return ConsentLine(
        row=consent,
        title=title,
        kind=STATE_KINDS[consent.status],
        state=state,
        filled_in=_filled_in(consent.details or {}, paper),
        text=tuple(paper.body[consent.language]) if same and paper is not None else (),
    )


def _filled_in(details: Mapping[str, object], paper: PaperText | None) -> tuple[Fact, ...]:
    fields = {} if paper is None else {field.id: field for field in paper.fields}
    return tuple(
        Fact(
            fields[name].label["en"] if name in fields else name.replace("_", " "),
            _words(value, fields.get(name)),
        )
        for name, value in details.items()
    )


def _words(value: object, field: Field | None) -> str | None:
    """What was filled in; None where it was left empty."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    options = {} if field is None else field.options
    said = value if isinstance(value, list | tuple) else [value]
    texts = [str(each) for each in said if each is not None and each != ""]
    named = [options[each]["en"] if each in options else each for each in texts]
    return "; ".join(named) or None
