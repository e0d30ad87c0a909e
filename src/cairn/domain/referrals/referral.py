"""What was understood of a referral, what was not, and what is doubtful."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cairn.domain.facts import FactValue
from cairn.domain.referrals.challenge import Challenge
from cairn.domain.referrals.person import ReferredPerson
from cairn.domain.referrals.said import Origin, SaidDate
from cairn.domain.referrals.statements import SaidAllergy, SaidCondition, SaidMedicine, Series


class Why(StrEnum):
    """Stable reasons why something was not understood."""

    RESOURCE_NOT_READ = "resource-not-read"
    CODE_NOT_KNOWN = "code-not-known"
    NO_CODE = "no-code"
    NO_VALUE = "no-value"
    NOT_ABOUT_ANYONE = "not-about-anyone"
    ABOUT_SOMEONE_ELSE = "about-someone-else"
    WITHDRAWN = "withdrawn"
    RULED_OUT = "ruled-out"
    CHANGED_MEANING = "changed-meaning"
    NOT_A_STATEMENT = "not-a-statement"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Parts of the bundle that no fact was made of.

    :param what: the kind of resource, or the sender's words.
    :param why: a stable reason.
    :param explanation: the reason in words.
    :param where: the places, in bundle order.
    """

    what: str
    why: Why
    explanation: str
    where: tuple[str, ...]

    @property
    def how_many(self) -> int:
        """How often it occurs."""
        return len(self.where)


@dataclass(frozen=True, slots=True)
class UnderstoodFact:
    """One declared fact as the sender says it. It is an offer: the client confirms or corrects it.

    :param value: fits the fact's declaration.
    :param on: when it was so, or was measured.
    :param origins: every statement in the bundle that says so.
    :param as_sent: the sender's own value and unit, where it was measured.
    :param note: what was done to read it, and how sure the sender is.
    """

    fact: str
    value: FactValue
    unit: str
    on: SaidDate | None
    origins: tuple[Origin, ...]
    as_sent: str = ""
    note: str = ""
    challenges: tuple[Challenge, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether a person must look before it is offered to the client."""
        return bool(self.challenges)


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral, read.

    :param sha256: of the bytes received, in hex: the same file twice is the same referral.
    :param bundle_type: FHIR R4 Bundle.type.
    :param observations: the measures and answers that the table knows, whether or not a fact is made of them.
    :param challenges: every doubt, those inside the facts and statements included.
    """

    sha256: str
    bundle_type: str
    received_at: datetime
    codes_version: str
    person: ReferredPerson
    understood: tuple[UnderstoodFact, ...]
    conditions: tuple[SaidCondition, ...]
    medicines: tuple[SaidMedicine, ...]
    observations: tuple[Series, ...]
    allergies: tuple[SaidAllergy, ...]
    not_understood: tuple[NotUnderstood, ...]
    challenges: tuple[Challenge, ...]
    resources: tuple[tuple[str, int], ...]

    def fact(self, name: str) -> UnderstoodFact | None:
        """The offer for one declared fact; None when the sender is silent, which says nothing."""
        return next((each for each in self.understood if each.fact == name), None)
