"""What a release is held against: criteria a site sets, and the shortest stay a rule asks for."""

from dataclasses import dataclass
from enum import StrEnum

from cairn.domain.administration.presence import BreakRule
from cairn.domain.citations import Citation
from cairn.domain.vocabulary import Role


class Judged(StrEnum):
    """How a criterion is judged: by a named person, or from the record, or both."""

    ASSESSED = "assessed"
    MINIMUM_STAY = "minimum-stay"
    EFFECT_OVER = "effect-over"
    VITALS_SETTLED = "vitals-settled"
    ALARMS_RESOLVED = "alarms-resolved"
    FACILITATOR_PRESENT = "facilitator-present"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that must be so before a release.

    :param how: what to do about it.
    """

    id: str
    words: str
    judged: Judged
    who: tuple[Role, ...]
    how: str
    source: Citation


@dataclass(frozen=True, slots=True)
class Settled:
    """The numbers that count as settled: mmHg, beats a minute, 0 to 10, minutes.

    :param near_baseline: a pressure this close to the last one before the dose is settled too.
    :param reading_age: how old the last reading may be.
    """

    systolic_below: int
    diastolic_below: int
    near_baseline: int
    pulse_below: int
    intensity_at_most: int
    reading_age: int


@dataclass(frozen=True, slots=True)
class MinimumStay:
    """The shortest time a rule allows for what was given, supplementary doses included.

    :param minutes: counted from the last dose, the stricter reading where a rule does not say (OR-DUR-GAP).
    :param enforced: whether the rule may block; otherwise it holds until a named person decides.
    """

    id: str
    minutes: int
    source: str
    enforced: bool


@dataclass(frozen=True, slots=True)
class UnknownStay:
    """Nobody knows yet whether a rule sets a shortest time: the question, and where it was looked for."""

    id: str
    question: str
    source: str


@dataclass(frozen=True, slots=True)
class ReleaseRequirements:
    """Everything a release is held against."""

    criteria: tuple[Criterion, ...]
    settled: Settled
    stay: MinimumStay | UnknownStay
    breaks: BreakRule | None = None
