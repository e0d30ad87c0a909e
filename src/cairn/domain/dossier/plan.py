"""The roadmap, the intentions it serves, and what was signed on the way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText
from cairn.domain.vocabulary import CarePlanStatus, ConsentStatus


@dataclass(frozen=True, slots=True)
class CarePlan:
    """One version of a roadmap.

    :param steps: the dated steps with their windows and reasons.
    """

    id: UUID
    episode: UUID
    version: int
    protocol: str
    regime: str
    content_hash: str
    status: CarePlanStatus
    steps: JsonText
    proposed_at: datetime
    proposed_by: Author
    reason: str = ""
    agreed_at: datetime | None = None
    agreed_by: Author | None = None


@dataclass(frozen=True, slots=True)
class Intention:
    """An intention in the person's own words, one version of it."""

    id: UUID
    episode: UUID
    version: int
    text: str
    at: datetime
    by: Author


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent, plan or form the person signed.

    :param text: id and version of the text, such as informed-consent@1.
    :param details: what was filled in.
    """

    id: UUID
    episode: UUID
    kind: str
    text: str
    text_hash: str
    language: str
    status: ConsentStatus
    signed_name: str
    signed_at: datetime
    signed_by: Author
    details: JsonText = ""
    witnessed_by: Author | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
