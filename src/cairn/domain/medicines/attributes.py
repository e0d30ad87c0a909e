"""What is known of one ingredient beside its class: traits, half-life, time without; each with its source."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.domain.citations import Citation
from cairn.domain.dates import Period


class Trait(StrEnum):
    """What an ingredient may do that a reader of the interaction table looks for."""

    SEROTONERGIC = "serotonergic"
    QT = "qt"
    MAOI = "maoi"
    UGT = "ugt"
    ALDH = "aldh"
    SEIZURE_THRESHOLD = "seizure-threshold"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A trait an ingredient has, in words."""

    trait: Trait
    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class HalfLife:
    """How long half of it stays, in hours.

    :param lowest_hours: the lower end of the range.
    :param highest_hours: the upper end, which a window is reckoned with.
    :param words: what it is the half-life of, where that is not the ingredient itself.
    """

    lowest_hours: int
    highest_hours: int
    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Washout:
    """A time without the ingredient that a source names, in days."""

    period: Period
    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Attributes:
    """Everything known of one ingredient. What is not here is unknown, not absent."""

    traits: tuple[Attribute, ...] = ()
    half_life: HalfLife | None = None
    washouts: tuple[Washout, ...] = ()


NOTHING_KNOWN: Final = Attributes()
