"""Answers to measures, what they scored, and the flags they raised."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText
from cairn.domain.vocabulary import ResponseStatus


@dataclass(frozen=True, slots=True)
class ResponseRevision:
    """The answers as they stood when the form was completed or amended."""

    id: UUID
    version: int
    answers: JsonText
    at: datetime
    by: Author | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers to one instrument on one occasion.

    :param instrument: id and version, such as phq-9@1.
    :param answers: canonical item number and raw value, answered items only, in the order of the form.
    """

    id: UUID
    episode: UUID
    instrument: str
    occasion: str
    status: ResponseStatus
    asked_at: datetime
    answers: tuple[tuple[str, int], ...] = ()
    version: int = 1
    opens_on: date | None = None
    due_on: date | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    revisions: tuple[ResponseRevision, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponseScore:
    """What a completed response scored.

    :param score: the score's id in its definition.
    :param value: None where the result is a word, which is then in `band`.
    :param definition: id and version of the instrument it was worked out by.
    :param version: the response's version it was worked out from.
    """

    id: UUID
    response: UUID
    score: str
    variant: str
    definition: str
    version: int
    at: datetime
    value: Decimal | None = None
    band: str = ""


@dataclass(frozen=True, slots=True)
class SafetyFlag:
    """An answer that had to reach a named person.

    :param source: such as phq-9@1 item 9.
    """

    id: UUID
    kind: str
    urgency: str
    source: str
    raised_at: datetime
    due_at: datetime
    response: UUID | None = None
    answer: str = ""
    escalated_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: Author | None = None
    what_was_done: str = ""
    closed_at: datetime | None = None
    closed_by: Author | None = None
