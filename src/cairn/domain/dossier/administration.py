"""The administration day: what was agreed, and everything that happened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText


@dataclass(frozen=True, slots=True)
class Administration:
    """One administration session.

    :param status: preparation, in-progress, completed, stopped or entered-in-error.
    :param plan: the dose agreed beforehand.
    :param requirements: what the regime required when it began.
    """

    id: UUID
    encounter: UUID
    status: str
    plan: JsonText = ""
    planned_at: datetime | None = None
    planned_by: Author | None = None
    requirements: JsonText = ""
    started_at: datetime | None = None
    released_at: datetime | None = None
    signature: UUID | None = None


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One thing that happened, as it was recorded. A correction is another event."""

    id: UUID
    administration: UUID
    kind: str
    at: datetime
    recorded_at: datetime
    by: Author
    payload: JsonText
