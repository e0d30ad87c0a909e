"""The sender's clinical statements, one value per statement, before anyone asks what they mean for us."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cairn.domain.referrals.challenge import Challenge
from cairn.domain.referrals.said import Coding, Origin, SaidDate


class Certainty(StrEnum):
    """How sure the sender is, from FHIR's verificationStatus."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    REFUTED = "refuted"
    NOT_SAID = "not-said"


class Course(StrEnum):
    """Whether a condition still is, from FHIR's clinicalStatus and abatement."""

    CURRENT = "current"
    OVER = "over"
    NOT_SAID = "not-said"


class MedicineStanding(StrEnum):
    """Whether the sender says a medicine is being taken."""

    CURRENT = "current"
    STOPPED = "stopped"
    UNCLEAR = "unclear"


class Negation(StrEnum):
    """Whether a statement says that something is so, or that it is not."""

    IS = "is"
    IS_NOT = "is-not"


@dataclass(frozen=True, slots=True)
class SaidCondition:
    """One condition.

    :param status: the sender's clinical status code, empty when not said.
    """

    words: str
    codings: tuple[Coding, ...]
    certainty: Certainty
    course: Course
    status: str
    onset: SaidDate | None
    abatement: SaidDate | None
    origin: Origin
    challenges: tuple[Challenge, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidMedicine:
    """One medicine as the sender wrote it; what it is resolves elsewhere.

    :param status: the sender's status code.
    :param dosage: the dosage in words, empty when not said.
    """

    words: str
    codings: tuple[Coding, ...]
    standing: MedicineStanding
    status: str
    dosage: str
    ordered: SaidDate | None
    started: SaidDate | None
    ended: SaidDate | None
    origin: Origin
    challenges: tuple[Challenge, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidReading:
    """One measured value or coded answer.

    :param value: the number in `unit`; None for an answer, or where it could not be brought to that unit.
    :param answer: the coded answer.
    :param as_sent: the value and unit exactly as the sender wrote them.
    """

    coding: Coding
    words: str
    value: Decimal | None
    unit: str
    answer: Coding | None
    as_sent: str
    on: SaidDate | None
    origin: Origin
    challenges: tuple[Challenge, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """All readings of one thing, newest first; those without a date come last."""

    coding: Coding
    words: str
    readings: tuple[SaidReading, ...]

    @property
    def latest(self) -> SaidReading:
        """The newest reading."""
        return self.readings[0]


@dataclass(frozen=True, slots=True)
class SaidAllergy:
    """One allergy or intolerance, or the statement that there is none."""

    words: str
    codings: tuple[Coding, ...]
    certainty: Certainty
    course: Course
    origin: Origin
    challenges: tuple[Challenge, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidProcedure:
    """One thing done to the person."""

    words: str
    codings: tuple[Coding, ...]
    on: SaidDate | None
    origin: Origin
    challenges: tuple[Challenge, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidFamily:
    """One condition of one relative.

    :param first_degree: parent, child, brother or sister by birth; None when the relation was not understood.
    """

    words: str
    codings: tuple[Coding, ...]
    relation: str
    first_degree: bool | None
    origin: Origin
    challenges: tuple[Challenge, ...] = ()
