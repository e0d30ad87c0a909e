"""What scoring gives: numbers, categories, and scores that are not given, each with its reason."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Reason(StrEnum):
    """Why a score is not given."""

    DRAFT = "draft"
    """Its key is not verified: no number, whatever the answers."""
    NOT_APPLICABLE = "not-applicable"
    """An item it needs is not asked of this person."""
    MISSING = "missing"
    """An item it needs is blank."""
    NO_VALUE_SET = "no-value-set"
    """The site has not supplied the values it is looked up in."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: which score, scored which way, unrounded, and the band it lies in where there is one."""

    score: str
    variant: str
    value: Decimal
    band: str | None


@dataclass(frozen=True, slots=True)
class Category:
    """An outcome of a published algorithm, or a profile. It is provisional: a person diagnoses, not a form."""

    score: str
    variant: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Unscored:
    """A score that is not given, and why, in words for staff."""

    score: str
    variant: str
    reason: Reason
    words: str


Result: TypeAlias = Amount | Category | Unscored


@dataclass(frozen=True, slots=True)
class Score:
    """Every score of one complete form, in the instrument's order; the first is its primary one."""

    instrument: str
    results: tuple[Result, ...]

    @property
    def primary(self) -> Amount | Unscored:
        """The score that is charted and compared: a number, or the reason there is none."""
        first = self.results[0]
        if not isinstance(first, Category):
            return first
        raise LookupError(f"{self.instrument} has no number as its first score.")

    @property
    def value(self) -> Decimal | None:
        """The primary score, unrounded; None where it is not given."""
        first = self.primary
        return first.value if isinstance(first, Amount) else None

    def amount(self, score: str) -> Decimal:
        """The number of one score by its id.

        :raises LookupError: when that score gave no number.
        """
        for each in self.results:
            if each.score == score and isinstance(each, Amount):
                return each.value
        raise LookupError(f"{self.instrument} has no number for {score!r} here.")

    def outcome(self, score: str) -> str:
        """The category of one score by its id.

        :raises LookupError: when that score gave no category.
        """
        for each in self.results:
            if each.score == score and isinstance(each, Category):
                return each.outcome
        raise LookupError(f"{self.instrument} has no category for {score!r} here.")


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Some scores lack answers: what is missing, in the instrument's order, and what could be scored all the same.

    Of a group in which one answer is enough, `missing` names the group: `6 or 7`. There is no primary score.
    """

    instrument: str
    missing: tuple[str, ...]
    results: tuple[Result, ...] = field(default=())
