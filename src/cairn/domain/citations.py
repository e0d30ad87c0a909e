"""Where a clinical or legal statement comes from, and how far it was verified."""

from dataclasses import dataclass
from datetime import date

from cairn.domain.vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of one statement.

    :param text: the source as a reader would look it up ("Raison et al. JAMA 2023;330:843-853").
    :param grade: how the statement was verified.
    :param read_on: the day the source was read, or None where nobody has written it down.
    """

    text: str
    grade: Grade
    read_on: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A named person of the site who has read a statement and answers for it."""

    name: str
    on: date
    note: str = ""


def may_enforce(citation: Citation, reviewers: tuple[Reviewer, ...]) -> bool:
    """Whether a statement may block, given who at the site has reviewed it."""
    if citation.grade.enforces_alone:
        return True
    return bool(reviewers) and citation.grade.may_enforce_once_reviewed
