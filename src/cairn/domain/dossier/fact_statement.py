"""What was stated about the person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText
from cairn.domain.vocabulary import FactSource


@dataclass(frozen=True, slots=True)
class FactStatement:
    """One statement of one declared fact.

    :param value: as a facts file writes it, in JSON; empty where it was withdrawn.
    :param status: prefilled, confirmed or entered-in-error.
    :param replaces: the statement it took the place of.
    """

    id: UUID
    fact: str
    value: JsonText
    status: str
    source: FactSource
    at: datetime
    recorded_at: datetime
    by: Author | None = None
    origin: JsonText = ""
    needs_attention: bool = False
    replaces: UUID | None = None
    is_current: bool = True
