"""The ways through care, and what is to be done on them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.domain.dossier.author import Author
from cairn.domain.vocabulary import EpisodeStatus


@dataclass(frozen=True, slots=True)
class StageChange:
    """The episode moved from one stage to another."""

    id: UUID
    before: str
    after: str
    at: datetime
    by: Author | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """One way through care.

    :param concern: the code of the indication, where known.
    :param changes: every move from stage to stage, oldest first.
    """

    id: UUID
    stage: str
    status: EpisodeStatus
    regime: str
    opened_at: datetime
    opened_by: Author | None = None
    for_whom: str = "individual"
    concern: str = ""
    closed_at: datetime | None = None
    close_reason: str = ""
    changes: tuple[StageChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something somebody must do.

    :param because: the rule that asked for it, where one did.
    """

    id: UUID
    episode: UUID
    what: str
    role: str
    made_at: datetime
    made_by: Author
    because: str = ""
    due_on: date | None = None
    done_at: datetime | None = None
    done_by: Author | None = None
