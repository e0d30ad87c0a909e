"""What published sources say a band or a change of a score means, each with its population and its grade."""

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


class ChangeKind(StrEnum):
    """What a number of points is evidence of."""

    RELIABLE = "reliable"
    """More than measurement error would give."""
    IMPORTANT = "minimal-important"
    """The least change people notice."""


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """A change of `points` or more on a score, in the population it was worked out in.

    `sd` and `r` stand there where `points` was worked out from them by `reliable_points`.
    """

    id: str
    kind: ChangeKind
    score: str
    points: Decimal
    up_to: Decimal | None
    """The other end where the source gives a range."""
    population: str
    citation: Citation
    sd: Decimal | None = None
    r: Decimal | None = None


def reliable_points(sd: Decimal, r: Decimal) -> Decimal:
    """The least reliable change by Jacobson and Truax: 1.96 standard errors of a difference.

    :param sd: the standard deviation of the score in the population.
    :param r: its reliability there, from 0 up to but not including 1.
    """
    return Decimal("1.96") * Decimal(2).sqrt() * sd * (1 - r).sqrt()


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
    """The well side of a threshold: exactly one of the four is given.

    `below` and `at_most` where a higher score is worse, `at_least` and `above` where it is better.
    """

    id: str
    kind: RecoveryKind
    score: str
    below: Decimal | None
    at_most: Decimal | None
    citation: Citation
    at_least: Decimal | None = None
    above: Decimal | None = None

    def met_by(self, value: Decimal) -> bool:
        """Whether a score lies on the well side."""
        if self.below is not None:
            return value < self.below
        if self.at_most is not None:
            return value <= self.at_most
        if self.at_least is not None:
            return value >= self.at_least
        return self.above is not None and value > self.above
