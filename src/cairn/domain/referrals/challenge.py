"""What makes a statement in a referral doubtful. A challenged statement is kept, and a person looks at it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from cairn.domain.referrals.said import SaidDate


class ChallengeCode(StrEnum):
    """Stable codes of doubts."""

    DATE_IN_FUTURE = "date-in-future"
    BEFORE_BIRTH = "before-birth"
    END_BEFORE_START = "end-before-start"
    NO_DATE = "no-date"
    IMPLAUSIBLE_VALUE = "implausible-value"
    IMPLAUSIBLE_AGE = "implausible-age"
    UNKNOWN_UNIT = "unknown-unit"
    NOT_EXACT = "not-exact"
    NOT_TAKEN_TOGETHER = "not-taken-together"
    SYSTOLIC_BELOW_DIASTOLIC = "systolic-below-diastolic"
    UNCONFIRMED = "unconfirmed"
    STATUS_NOT_SAID = "status-not-said"
    PRELIMINARY = "preliminary"
    SOURCES_DISAGREE = "sources-disagree"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class Challenge:
    """One doubt, in words that say what to look at.

    :param where: the statement in the bundle; empty where the person as a whole is meant.
    """

    code: ChallengeCode
    words: str
    where: str = ""


OLDEST_AGE = 120
"""Years. The longest verified life was 122; beyond this a birth date is far more likely mistyped."""

_ZONES = timedelta(days=1)
"""A day's grace: the sender's clock may be in a zone where it is already tomorrow."""


def date_challenges(
    said: SaidDate | None, *, birth: SaidDate | None, received_at: datetime, where: str
) -> tuple[Challenge, ...]:
    """Doubts about when something was: after it was received, or before the person was born."""
    if said is None:
        return ()
    found = []
    if said.earliest > received_at.date() + _ZONES:
        words = f"Dated {said.text}, after the referral was received. Ask for the right date."
        found.append(Challenge(ChallengeCode.DATE_IN_FUTURE, words, where))
    if birth is not None and said.latest < birth.earliest:
        words = f"Dated {said.text}, before the birth date {birth.text}. One of the two is wrong."
        found.append(Challenge(ChallengeCode.BEFORE_BIRTH, words, where))
    return tuple(found)


def span_challenges(start: SaidDate | None, end: SaidDate | None, *, where: str) -> tuple[Challenge, ...]:
    """Doubt about something that ends before it starts."""
    if start is None or end is None or end.latest >= start.earliest:
        return ()
    words = f"It ends ({end.text}) before it starts ({start.text}). Ask which is right."
    return (Challenge(ChallengeCode.END_BEFORE_START, words, where),)


def age_challenges(birth: SaidDate | None, *, died_on: SaidDate | None, on: date) -> tuple[Challenge, ...]:
    """Doubts about a birth date: in the future, after death, or too long ago."""
    if birth is None:
        return ()
    if birth.earliest > on + _ZONES:
        words = f"The birth date {birth.text} is in the future. Ask the person."
        return (Challenge(ChallengeCode.IMPLAUSIBLE_AGE, words),)
    if on.year - birth.latest.year > OLDEST_AGE:
        words = f"The birth date {birth.text} makes the person older than {OLDEST_AGE}. Ask the person."
        return (Challenge(ChallengeCode.IMPLAUSIBLE_AGE, words),)
    return span_challenges(birth, died_on, where="")


def value_challenges(
    value: Decimal, *, lowest: Decimal, highest: Decimal, unit: str, where: str
) -> tuple[Challenge, ...]:
    """Doubt about a value no living adult has, most often a wrong unit."""
    if lowest <= value <= highest:
        return ()
    words = (
        f"{plain(value)} {unit} is outside {plain(lowest)} to {plain(highest)} {unit}. "
        "The unit or a digit may be wrong. Measure again."
    )
    return (Challenge(ChallengeCode.IMPLAUSIBLE_VALUE, words, where),)


def pressure_challenges(systolic: Decimal, diastolic: Decimal, *, where: str) -> tuple[Challenge, ...]:
    """Doubt about a blood pressure whose lower figure is not the lower one."""
    if systolic > diastolic:
        return ()
    words = f"Systolic {plain(systolic)} is not above diastolic {plain(diastolic)}. The two may be swapped."
    return (Challenge(ChallengeCode.SYSTOLIC_BELOW_DIASTOLIC, words, where),)


def plain(value: Decimal) -> str:
    """The number without an exponent and without idle noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
