"""Published thresholds of a score: reached upward or downward, in one population, for one sex, at one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.instruments.wording import Wording
from cairn.domain.vocabulary import AdministrativeGender


class CutoffState(StrEnum):
    """Where a score stands to a cut-off that its source gives as one value or as a range."""

    BELOW = "below"
    """Not reached: below one that is reached upward."""
    ABOVE = "above"
    """Not reached: above one that is reached downward."""
    WITHIN_RANGE = "within-range"
    REACHED = "reached"


class Reaching(StrEnum):
    """From which side a cut-off is reached."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A screening threshold in one population; `lowest` and `highest` differ where a source gives a range."""

    id: str
    score: str
    title: Wording
    lowest: Decimal
    highest: Decimal
    population: str
    citation: Citation
    reached: Reaching = Reaching.AT_LEAST
    sex: AdministrativeGender | None = None
    """Whom it is for, where its source gives one for each sex."""
    jurisdiction: str | None = None
    """Where it is used, where that differs: `US-VA`, `GB`."""
    then: Wording | None = None
    """What reaching it calls for at a centre."""

    def state(self, value: Decimal) -> CutoffState:
        """Not reached, inside the range (the source leaves it to judgement), or reached."""
        if self.reached is Reaching.AT_LEAST:
            if value >= self.highest:
                return CutoffState.REACHED
            return CutoffState.WITHIN_RANGE if value >= self.lowest else CutoffState.BELOW
        reached = value <= self.lowest if self.reached is Reaching.AT_MOST else value < self.lowest
        return CutoffState.REACHED if reached else CutoffState.ABOVE


def cutoffs_for(
    cutoffs: Iterable[Cutoff], score: str, sex: AdministrativeGender | None = None
) -> tuple[Cutoff, ...]:
    """The cut-offs of a score for a person. Where the sex is not known to be female or male, both are given."""
    told = sex in {AdministrativeGender.FEMALE, AdministrativeGender.MALE}
    return tuple(
        each for each in cutoffs if each.score == score and (not told or each.sex is None or each.sex is sex)
    )
