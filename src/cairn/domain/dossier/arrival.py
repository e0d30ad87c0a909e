"""How the person came: their own inquiry, or a document another record system sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A first question, from the public page or by telephone.

    :param brings: what brings them, in their own words.
    :param status: received, contacted, registered, declined or entered-in-error.
    :param reason: the code of the decision.
    """

    id: UUID
    name: str
    brings: str
    received_at: datetime
    may_contact_at: datetime
    status: str
    email: str = ""
    phone: str = ""
    reach_by: str = "email"
    language: str = "en"
    for_whom: str = "individual"
    referred_by: str = ""
    reflection: JsonText = ""
    source: str = "web"
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: Author | None = None


@dataclass(frozen=True, slots=True)
class ReferralDocument:
    """A document another record system sent, as it came.

    :param sha256: of the bytes received, in hex.
    :param status: previewed, accepted, declined or entered-in-error.
    """

    id: UUID
    document: str
    sha256: str
    size: int
    status: str
    received_at: datetime
    received_by: Author
    sender: str = ""
    decided_at: datetime | None = None
    decided_by: Author | None = None
