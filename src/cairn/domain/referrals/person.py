"""Who a person is and how to reach them, in FHIR R4's terms."""

from dataclasses import dataclass
from enum import StrEnum

from cairn.domain.referrals.said import SaidDate
from cairn.domain.vocabulary import AdministrativeGender


class NameUse(StrEnum):
    """FHIR R4 HumanName.use."""

    USUAL = "usual"
    OFFICIAL = "official"
    TEMP = "temp"
    NICKNAME = "nickname"
    ANONYMOUS = "anonymous"
    OLD = "old"
    MAIDEN = "maiden"


class TelecomSystem(StrEnum):
    """FHIR R4 ContactPoint.system."""

    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    PAGER = "pager"
    URL = "url"
    SMS = "sms"
    OTHER = "other"


class TelecomUse(StrEnum):
    """FHIR R4 ContactPoint.use."""

    HOME = "home"
    WORK = "work"
    TEMP = "temp"
    OLD = "old"
    MOBILE = "mobile"


class AddressUse(StrEnum):
    """FHIR R4 Address.use."""

    HOME = "home"
    WORK = "work"
    TEMP = "temp"
    OLD = "old"
    BILLING = "billing"


@dataclass(frozen=True, slots=True)
class HumanName:
    """One name of a person.

    :param text: the whole name, where it was given as one text.
    """

    family: str = ""
    given: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()
    use: NameUse | None = None
    text: str = ""

    @property
    def shown(self) -> str:
        """The name as one line, without titles."""
        return self.text or " ".join(part for part in (*self.given, self.family, *self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Telecom:
    """One way to reach a person."""

    system: TelecomSystem
    value: str
    use: TelecomUse | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address."""

    lines: tuple[str, ...] = ()
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    use: AddressUse | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number some organisation gave the person.

    :param system: the name space of the number, a URI.
    :param type_code: HL7 v2-0203, such as MR for a medical record number.
    """

    system: str
    value: str
    type_code: str = ""


@dataclass(frozen=True, slots=True)
class ReferredPerson:
    """The person as the sender describes them.

    :param language: BCP 47 code of the preferred or first language; empty when not said.
    :param left_out: kinds of identifier that were in the bundle and are deliberately not carried.
    :param deceased: whether the sender says the person has died.
    """

    resource_id: str
    names: tuple[HumanName, ...] = ()
    birth_date: SaidDate | None = None
    gender: AdministrativeGender | None = None
    telecoms: tuple[Telecom, ...] = ()
    addresses: tuple[Address, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    left_out: tuple[str, ...] = ()
    deceased: bool = False
    died_on: SaidDate | None = None
