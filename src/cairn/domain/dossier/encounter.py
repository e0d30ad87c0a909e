"""Meetings, what was written there, and what both sides decided after the fit consultation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.author import Author
from cairn.domain.vocabulary import EncounterKind, EncounterStatus


@dataclass(frozen=True, slots=True)
class Encounter:
    """One meeting, planned or held.

    :param number: which of its kind in the episode, from 1.
    :param step: the roadmap step it fulfils.
    :param second: a second facilitator.
    """

    id: UUID
    episode: UUID
    kind: EncounterKind
    status: EncounterStatus
    number: int = 1
    step: str = ""
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    room: str = ""
    lead: Author | None = None
    second: Author | None = None


@dataclass(frozen=True, slots=True)
class EncounterNote:
    """Something written at a meeting.

    :param kind: topic, free or shared.
    :param replaces: the note it corrects.
    """

    id: UUID
    encounter: UUID
    kind: str
    text: str
    at: datetime
    recorded_at: datetime
    by: Author
    topic: str = ""
    replaces: UUID | None = None
    error_reason: str = ""


@dataclass(frozen=True, slots=True)
class FitDecision:
    """One side's answer after the fit consultation.

    :param side: client or practitioner.
    :param answer: go-on, not-now or not-a-fit.
    """

    id: UUID
    encounter: UUID
    side: str
    answer: str
    reason: str
    at: datetime
    by: Author
    note: str = ""
    replaces: UUID | None = None
