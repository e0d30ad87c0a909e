"""How keyed answers become a score: sums, means, counts, earlier scores, profiles, algorithms."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from cairn.domain.citations import Citation
from cairn.domain.instruments.coding import Coding
from cairn.domain.instruments.item import SymptomCount
from cairn.domain.instruments.wording import Wording


@dataclass(frozen=True, slots=True)
class Prorating:
    """A sourced rule for blanks: with at least so many answers, they stand for the blank ones too."""

    answered_at_least: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Sum:
    """The keyed values of the items, added, and multiplied by `times`."""

    items: tuple[str, ...]
    lowest: Decimal
    highest: Decimal
    times: int = 1
    prorating: Prorating | None = None


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the keyed values."""

    items: tuple[str, ...]
    lowest: Decimal
    highest: Decimal
    prorating: Prorating | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """The sum as a percentage of the way from its lowest to its highest."""

    items: tuple[str, ...]
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class SumOfMaxima:
    """The greatest keyed value of each group, added."""

    groups: tuple[tuple[str, ...], ...]
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """How many items have a keyed value of `at_least` or more."""

    items: tuple[str, ...]
    at_least: int
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class SumOf:
    """Earlier scores, added."""

    scores: tuple[str, ...]
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The mean of earlier scores."""

    scores: tuple[str, ...]
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers in a row, one digit each: `21111`."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueLookup:
    """The number a value set of the site gives a profile."""

    profile: str
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ScoreReached:
    """An earlier score of at least so much."""

    score: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """A category, reached when every count and every score condition holds."""

    id: str
    title: Wording
    counts: tuple[SymptomCount, ...]
    scores: tuple[ScoreReached, ...] = ()


@dataclass(frozen=True, slots=True)
class Algorithm:
    """The first outcome whose conditions all hold; `otherwise` when none does."""

    outcomes: tuple[Outcome, ...]
    otherwise: Outcome


How: TypeAlias = (
    Sum | Mean | Percent | SumOfMaxima | Count | SumOf | MeanOf | Profile | ValueLookup | Algorithm
)


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """One score of an instrument. `variant` names which published way of scoring this is."""

    id: str
    variant: str
    title: Wording
    how: How | None
    """None only in a draft whose key is not known."""
    citation: Citation
    code: Coding | None = None
    draft: str | None = None
    """Why this score is refused until its key is verified; None where it is given."""

    @property
    def items(self) -> frozenset[str]:
        """Every item the score itself uses; those of the earlier scores it builds on are not among them."""
        match self.how:
            case Sum() | Mean() | Percent() | Count() | Profile():
                return frozenset(self.how.items)
            case SumOfMaxima():
                return frozenset(number for group in self.how.groups for number in group)
            case Algorithm():
                counts = (count for outcome in self.how.outcomes for count in outcome.counts)
                return frozenset(number for count in counts for number in count.items)
            case _:
                return frozenset()

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The earlier scores it uses."""
        match self.how:
            case SumOf() | MeanOf():
                return self.how.scores
            case ValueLookup():
                return (self.how.profile,)
            case Algorithm():
                reached = (each.score for outcome in self.how.outcomes for each in outcome.scores)
                return tuple(dict.fromkeys(reached))
            case _:
                return ()

    def outcome_title(self, outcome_id: str) -> Wording:
        """The words for one of an algorithm's outcomes; a profile is its own words.

        :raises LookupError: when this score has no such outcome.
        """
        if isinstance(self.how, Profile):
            return Wording(outcome_id, outcome_id)
        if isinstance(self.how, Algorithm):
            for each in (*self.how.outcomes, self.how.otherwise):
                if each.id == outcome_id:
                    return each.title
        raise LookupError(f"{self.id} has no outcome {outcome_id!r}.")

    @property
    def is_number(self) -> bool:
        """Whether a result of this score is an amount."""
        return not (self.how is None or isinstance(self.how, Profile | Algorithm))

    @property
    def highest(self) -> Decimal | None:
        """The top of the range; None for a category, and where the range is not known."""
        return None if self.how is None or isinstance(self.how, Profile | Algorithm) else self.how.highest

    @property
    def lowest(self) -> Decimal | None:
        """The bottom of the range; None for a category, and where the range is not known."""
        return None if self.how is None or isinstance(self.how, Profile | Algorithm) else self.how.lowest
