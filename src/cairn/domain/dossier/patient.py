"""The person in care, and who cares for them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText
from cairn.domain.referrals.person import Identifier
from cairn.domain.vocabulary import AdministrativeGender, Role


@dataclass(frozen=True, slots=True)
class Patient:
    """One person in care.

    :param preferred: what they ask to be called.
    :param address: a JSON document, empty where none is known.
    :param account: what they sign in with, or None.
    """

    id: UUID
    family: str
    given: str
    registered_at: datetime
    preferred: str = ""
    pronouns: str = ""
    birth_date: date | None = None
    gender: AdministrativeGender = AdministrativeGender.UNKNOWN
    email: str = ""
    phone: str = ""
    language: str = "en"
    address: JsonText = ""
    identifiers: tuple[Identifier, ...] = ()
    account: UUID | None = None
    registered_by: Author | None = None


@dataclass(frozen=True, slots=True)
class CareTeamMember:
    """Somebody who cares, or cared, for the person and may therefore open the record."""

    id: UUID
    member: Author
    role: Role
    since: datetime
    until: datetime | None = None
    added_by: Author | None = None
