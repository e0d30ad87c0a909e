"""A score, or what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from cairn.domain.instruments.answers import usable
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagState, flag_state
from cairn.domain.instruments.rules import Algorithm, ScoreRule, Sum, outcome, total


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: which score, scored which way, unrounded, and the band it lies in where there is one."""

    score: str
    variant: str
    value: Decimal
    band: str | None


@dataclass(frozen=True, slots=True)
class Category:
    """An outcome of a published algorithm. It is provisional: a person diagnoses, not a form."""

    score: str
    variant: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Score:
    """Every score of one complete form; the first is the instrument's primary one."""

    instrument: str
    results: tuple[Amount | Category, ...]

    @property
    def primary(self) -> Amount:
        """The score that is charted and compared; every instrument's first score is a number."""
        first = self.results[0]
        if isinstance(first, Amount):
            return first
        raise LookupError(f"{self.instrument} has no number as its first score.")

    @property
    def value(self) -> Decimal:
        """The primary score, unrounded."""
        return self.primary.value

    def amount(self, score: str) -> Decimal:
        """The number of one score by its id."""
        return next(each.value for each in self.results if isinstance(each, Amount) and each.score == score)

    def outcome(self, score: str) -> str:
        """The category of one score by its id."""
        return next(
            each.outcome for each in self.results if isinstance(each, Category) and each.score == score
        )


@dataclass(frozen=True, slots=True)
class Incomplete:
    """No score: these scored items have no answer, in the instrument's order."""

    instrument: str
    missing: tuple[str, ...]


def score(instrument: Instrument, answers: Mapping[str, object]) -> Score | Incomplete:
    """Every score of the instrument, or the items without an answer. A blank is never nought.

    :raises AnswersRefused: for answers that cannot be answers to this instrument.
    """
    given = usable(instrument, answers)
    missing = tuple(item.number for item in instrument.items if item.scored and item.number not in given)
    if missing:
        return Incomplete(instrument.key, missing)
    return Score(instrument.key, tuple(_result(instrument, rule, given) for rule in instrument.scores))


def flags(instrument: Instrument, partial: Mapping[str, object]) -> tuple[FlagState, ...]:
    """The state of every safety flag on the answers so far; never waits, and never raises."""
    return tuple(flag_state(flag, instrument.item(flag.item).values, partial) for flag in instrument.flags)


def _result(instrument: Instrument, rule: ScoreRule, given: Mapping[str, int]) -> Amount | Category:
    match rule.how:
        case Sum():
            value = total(rule.how, given)
            bands = instrument.band_set(rule.id)
            return Amount(rule.id, rule.variant, value, bands.band_of(value).id if bands else None)
        case Algorithm():
            return Category(rule.id, rule.variant, outcome(rule.how, given).id)
    assert_never(rule.how)
