"""How answers become a score: a sum, or an algorithm that counts symptoms."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from cairn.domain.citations import Citation
from cairn.domain.instruments.coding import Coding
from cairn.domain.instruments.wording import Wording


@dataclass(frozen=True, slots=True)
class Sum:
    """The raw values of the items, added."""

    items: tuple[str, ...]
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Endorsement:
    """An item counts as a symptom from this answer upward."""

    item: str
    at_least: int


@dataclass(frozen=True, slots=True)
class SymptomCount:
    """How many of these items must be endorsed: at least `minimum`, at most `maximum` where there is one."""

    endorsements: tuple[Endorsement, ...]
    minimum: int
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A category, reached when every count holds."""

    id: str
    title: Wording
    counts: tuple[SymptomCount, ...]


@dataclass(frozen=True, slots=True)
class Algorithm:
    """The first outcome whose counts all hold; `otherwise` when none does."""

    outcomes: tuple[Outcome, ...]
    otherwise: Outcome


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """One score of an instrument. `variant` names which published way of scoring this is."""

    id: str
    variant: str
    title: Wording
    how: Sum | Algorithm
    citation: Citation
    code: Coding | None = None

    @property
    def items(self) -> frozenset[str]:
        """Every item the score needs."""
        match self.how:
            case Sum():
                return frozenset(self.how.items)
            case Algorithm():
                return frozenset(
                    endorsement.item
                    for outcome in self.how.outcomes
                    for count in outcome.counts
                    for endorsement in count.endorsements
                )
        assert_never(self.how)

    def outcome_title(self, outcome_id: str) -> Wording:
        """The words for one of an algorithm's outcomes.

        :raises LookupError: when this score has no such outcome.
        """
        if isinstance(self.how, Algorithm):
            for each in (*self.how.outcomes, self.how.otherwise):
                if each.id == outcome_id:
                    return each.title
        raise LookupError(f"{self.id} has no outcome {outcome_id!r}.")

    @property
    def highest(self) -> Decimal | None:
        """The top of the range; None for a category."""
        return self.how.highest if isinstance(self.how, Sum) else None

    @property
    def lowest(self) -> Decimal | None:
        """The bottom of the range; None for a category."""
        return self.how.lowest if isinstance(self.how, Sum) else None


def total(rule: Sum, answers: Mapping[str, int]) -> Decimal:
    """The sum of complete answers."""
    return Decimal(sum(answers[number] for number in rule.items))


def outcome(rule: Algorithm, answers: Mapping[str, int]) -> Outcome:
    """The category that complete answers fall into."""
    for candidate in rule.outcomes:
        if all(_holds(count, answers) for count in candidate.counts):
            return candidate
    return rule.otherwise


def _holds(count: SymptomCount, answers: Mapping[str, int]) -> bool:
    endorsed = sum(answers[each.item] >= each.at_least for each in count.endorsements)
    return endorsed >= count.minimum and (count.maximum is None or endorsed <= count.maximum)
