"""What published sources say a score or a change means, each with its population and its grade."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.instruments.wording import Wording
from cairn.domain.vocabulary import Grade


def is_asserted(citation: Citation) -> bool:
    """Whether a page may say it plainly; an unverified number is shown with its grade and not asserted."""
    return citation.grade not in {Grade.C, Grade.U}


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `at_least` up to the next band, so that no unrounded score falls between two."""

    id: str
    title: Wording
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class BandSet:
    """One published set of bands over one score, lowest first."""

    id: str
    score: str
    bands: tuple[Band, ...]
    citation: Citation

    def band_of(self, value: Decimal) -> Band:
        """The band an unrounded score in range lies in."""
        return next(band for band in reversed(self.bands) if value >= band.at_least)


class CutoffState(StrEnum):
    """Where a score stands to a cut-off that its source gives as one value or as a range."""

    BELOW = "below"
    WITHIN_RANGE = "within-range"
    REACHED = "reached"


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

    def state(self, value: Decimal) -> CutoffState:
        """Below the range, inside it (the source leaves it to judgement), or reached."""
        if value >= self.highest:
            return CutoffState.REACHED
        return CutoffState.WITHIN_RANGE if value >= self.lowest else CutoffState.BELOW


class ChangeKind(StrEnum):
    """What a number of points is evidence of."""

    RELIABLE = "reliable"
    """More than measurement error would give."""
    IMPORTANT = "minimal-important"
    """The least change people notice."""


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """A change of `points` or more on a score, in the population it was worked out in."""

    id: str
    kind: ChangeKind
    score: str
    points: Decimal
    up_to: Decimal | None
    """The other end where the source gives a range."""
    population: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class ResponseRule:
    """A fall of at least so many percent from baseline. Undefined where the baseline is nought."""

    score: str
    percent: Decimal
    citation: Citation


class RecoveryKind(StrEnum):
    """What a score on the well side of a threshold is called."""

    REMISSION = "remission"
    CLINICALLY_SIGNIFICANT = "clinically-significant-change"
    """Reliable improvement that also crosses the threshold from the unwell side."""


@dataclass(frozen=True, slots=True)
class RecoveryRule:
    """A score below `below`, or at most `at_most`: exactly one of them is given."""

    id: str
    kind: RecoveryKind
    score: str
    below: Decimal | None
    at_most: Decimal | None
    citation: Citation

    def met_by(self, value: Decimal) -> bool:
        """Whether a score lies on the well side."""
        if self.below is not None:
            return value < self.below
        return self.at_most is not None and value <= self.at_most
