"""One measure over time for one person: each occasion with its band and its change from baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cairn.domain.instruments.change import Change, change_between
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.meaning import Band, ChangeRule
from cairn.domain.instruments.scoring import Incomplete, Score
from cairn.domain.instruments.wording import Wording
from cairn.domain.vocabulary import EncounterKind


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which the measure was given or was due. `result` is None when nothing came back."""

    on: date
    label: Wording
    result: Score | Incomplete | None


@dataclass(frozen=True, slots=True)
class Session:
    """A session that a chart marks beside the scores."""

    on: date
    kind: EncounterKind
    label: Wording


class PointStatus(StrEnum):
    """What there is on an occasion."""

    SCORED = "scored"
    UNSCORED = "unscored"
    """Answered, but the score is not given: a draft, or it does not apply."""
    INCOMPLETE = "incomplete"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Point:
    """One occasion. `value` and `band` are None unless scored; a missing occasion stays in the series."""

    on: date
    label: Wording
    status: PointStatus
    value: Decimal | None
    band: Band | None
    change: Change | None
    """From the baseline; None on the baseline itself, before it, and where there is none."""
    is_baseline: bool


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The points and sessions in order of day."""

    instrument: Instrument
    points: tuple[Point, ...]
    sessions: tuple[Session, ...]

    @property
    def baseline(self) -> Point | None:
        """The point others are compared with."""
        return next((point for point in self.points if point.is_baseline), None)

    @property
    def latest(self) -> Point | None:
        """The last point with a score."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


class DifferentVersion(ValueError):
    """A score of another version of the instrument: not comparable on one line."""


def trajectory(
    instrument: Instrument,
    occasions: Sequence[Occasion],
    sessions: Sequence[Session] = (),
    *,
    baseline_on: date | None = None,
    rule: ChangeRule | None = None,
) -> Trajectory:
    """The series of the instrument's primary score.

    The baseline is the first scored occasion, or the first scored one on or after `baseline_on`.

    :raises DifferentVersion: when a result belongs to another instrument or version.
    """
    ordered = sorted(occasions, key=lambda occasion: occasion.on)
    for occasion in ordered:
        if occasion.result is not None and occasion.result.instrument != instrument.key:
            raise DifferentVersion(f"{occasion.result.instrument} cannot be drawn as {instrument.key}.")
    start = _baseline(ordered, baseline_on)
    points = tuple(
        _point(
            instrument,
            occasion,
            is_baseline=place == start,
            before=ordered[start].result if start is not None and place > start else None,
            rule=rule,
        )
        for place, occasion in enumerate(ordered)
    )
    return Trajectory(instrument, points, tuple(sorted(sessions, key=lambda session: session.on)))


def _baseline(ordered: Sequence[Occasion], baseline_on: date | None) -> int | None:
    for place, occasion in enumerate(ordered):
        late_enough = baseline_on is None or occasion.on >= baseline_on
        if late_enough and isinstance(occasion.result, Score) and occasion.result.value is not None:
            return place
    return None


def _point(
    instrument: Instrument,
    occasion: Occasion,
    *,
    is_baseline: bool,
    before: Score | Incomplete | None,
    rule: ChangeRule | None,
) -> Point:
    result = occasion.result
    value = result.value if isinstance(result, Score) else None
    bands = instrument.band_set(instrument.primary.id)
    return Point(
        on=occasion.on,
        label=occasion.label,
        status=_status(result),
        value=value,
        band=None if bands is None or value is None else bands.band_of(value),
        change=None if before is None else change_between(instrument, before, result, rule),
        is_baseline=is_baseline,
    )


def _status(result: Score | Incomplete | None) -> PointStatus:
    if result is None:
        return PointStatus.MISSING
    if isinstance(result, Incomplete):
        return PointStatus.INCOMPLETE
    return PointStatus.SCORED if result.value is not None else PointStatus.UNSCORED
