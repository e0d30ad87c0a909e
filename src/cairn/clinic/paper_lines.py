"""What is signed and what is missing, as lines of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairn.content.readers.paper import papers_for
from cairn.domain.protocols.papers import PaperText
from cairn.record.selectors.consent import Consent


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper and its state.

    :param is_needed: the protocol asks for it before the session.
    :param is_newer: the words have changed since it was signed.
    """

    paper: PaperText
    title: str
    consent: Consent | None
    is_needed: bool
    is_newer: bool


def paper_lines(signed: Mapping[str, Consent], needed: Iterable[str], regime: str) -> tuple[PaperLine, ...]:
    """Every paper of the place: first what is missing and asked for, then the others, then what is signed."""
    wanted = set(needed)
    lines = [
        _line(paper, signed.get(code), bool({code, paper.stands_for} & wanted))
        for code, paper in papers_for(regime).items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.consent is not None, not line.is_needed, line.title)))


def _line(paper: PaperText, consent: Consent | None, is_needed: bool) -> PaperLine:  # noqa: FBT001 -- one caller
    return PaperLine(
        paper=paper,
        title=paper.title["en"],
        consent=consent,
        is_needed=is_needed,
        is_newer=consent is not None and consent.text != paper.key,
    )
