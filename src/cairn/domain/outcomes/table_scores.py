"""Scores a whole table of answers at once, exactly as ``instruments.scoring`` scores one form."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm
from typing import Final

import numpy as np
import numpy.typing as npt

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagStatus, SafetyFlag
from cairn.domain.instruments.item import SymptomCount
from cairn.domain.instruments.meaning import BandSet
from cairn.domain.instruments.plan import Step
from cairn.domain.instruments.result import Reason
from cairn.domain.instruments.rules import Algorithm, Profile, ScoreRule, ValueLookup
from cairn.domain.instruments.value_set import ValueSet
from cairn.domain.outcomes.table_answers import BLANK, AnswerTable, Cells, Rows
from cairn.domain.outcomes.table_numbers import Adding, Numbers, numbers_of
from cairn.domain.outcomes.table_standing import TableStanding, table_standing

Codes = npt.NDArray[np.int16]
NONE: Final = -1
"""Stands where a row has no code: no band, no outcome, no reason."""
REFUSED: Final = "refused"
REASONS: Final[tuple[str, ...]] = (*Reason, REFUSED)
"""Why a score is not given; the last: the row holds a cell that cannot be an answer."""
FLAG_STATES: Final = tuple(FlagStatus)


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One score of every row.

    :param reasons: why it is not given, as a place in ``REASONS``; ``NONE`` where it is given.
    :param numbers: None for a category and for a draft.
    :param bands: the place of its band in the band set, where there is one.
    :param outcomes: the names of its outcomes, and each row's place among them, for a category.
    """

    rule: ScoreRule
    variant: str
    reasons: Codes
    numbers: Numbers | None = None
    band_set: BandSet | None = None
    bands: Codes | None = None
    outcomes: tuple[str, ...] = ()
    reached: Codes | None = None

    @property
    def given(self) -> Rows:
        """In which rows it is given."""
        given: Rows = self.reasons == NONE
        return given


@dataclass(frozen=True, slots=True)
class TableScores:
    """Every score and flag of every row.

    :param missing: what is missing, by its label, in the instrument's order.
    :param flags: each flag's state in every row, as a place in ``FLAG_STATES``.
    :param refused: the rows that hold a cell that cannot be an answer; they have no scores.
    """

    instrument: Instrument
    columns: tuple[ScoreColumn, ...]
    missing: Mapping[str, Rows]
    flags: tuple[tuple[SafetyFlag, Codes], ...]
    refused: Rows

    @property
    def incomplete(self) -> Rows:
        """The rows some score of which lacks an answer."""
        rows = np.zeros(len(self.refused), dtype=np.bool_)
        for lacking in self.missing.values():
            rows |= lacking
        return rows & ~self.refused


def score_table(instrument: Instrument, table: AnswerTable, value_set: ValueSet | None = None) -> TableScores:
    """Every score of every row.

    :param value_set: the site's value set of the instrument, where it has one.
    """
    standing = table_standing(instrument.plan, table.answers)
    scoring = _Scoring(instrument, standing, table.refused, value_set)
    columns = tuple(scoring.column(step) for step in instrument.plan.steps)
    all_drafts = all(column.rule.draft is not None for column in columns)
    missing: dict[str, Rows] = {}
    for step, column in zip(instrument.plan.steps, columns, strict=True):
        rows = None if all_drafts else column.reasons == REASONS.index(Reason.MISSING)
        if rows is None or rows.any():
            for label, lacking in scoring.lacking(step):
                now = lacking if rows is None else lacking & rows
                missing[label] = missing[label] | now if label in missing else now
    places = instrument.plan.places
    ordered = {label: missing[label] & ~table.refused for label in sorted(missing, key=places.__getitem__)}
    return TableScores(
        instrument,
        columns,
        {label: rows for label, rows in ordered.items() if rows.any()},
        tuple((flag, _flag(flag, table.answers[flag.item])) for flag in instrument.flags),
        table.refused,
    )


def _flag(flag: SafetyFlag, cells: Cells) -> Codes:
    """The state of a flag in every row; it looks at the raw answer, asked or not."""
    raised, clear, not_assessed = (
        np.int16(FLAG_STATES.index(state))
        for state in (FlagStatus.RAISED, FlagStatus.CLEAR, FlagStatus.NOT_ASSESSED)
    )
    return np.where(cells == BLANK, not_assessed, np.where(cells >= flag.at_least, raised, clear))


class _Scoring:
    """All rows' scores, worked out in the instrument's order."""

    def __init__(
        self, instrument: Instrument, standing: TableStanding, refused: Rows, values: ValueSet | None
    ) -> None:
        self._plan, self._standing, self._values = instrument.plan, standing, values
        self._refused, self._rows = refused, len(refused)
        self._columns: dict[str, ScoreColumn] = {}
        self._numbers: dict[str, Numbers] = {}

    def column(self, step: Step) -> ScoreColumn:
        """The column of the next score."""
        found = self._given(step, self._reasons(step))
        self._columns[step.rule.id] = found
        return found

    def lacking(self, step: Step) -> list[tuple[str, Rows]]:
        """What a score's own items lack, and where."""
        return [pair for item in sorted(step.needs) for pair in self._standing.lacking[item].items()]

    def _reasons(self, step: Step) -> Codes:
        """Why the score is not given, decided in the same order as for one form; what comes last is written first."""
        if step.rule.draft is not None:
            return np.full(self._rows, REASONS.index(Reason.DRAFT), dtype=np.int16)
        reasons = np.full(self._rows, NONE, dtype=np.int16)
        reasons[self._blank(step)] = REASONS.index(Reason.MISSING)
        for item in step.needs & self._standing.not_asked.keys():
            reasons[self._standing.not_asked[item]] = REASONS.index(Reason.NOT_APPLICABLE)
        for earlier in reversed(step.builds_on):
            before = self._columns[earlier].reasons
            reasons = np.where(before != NONE, before, reasons)
        reasons[self._refused] = REASONS.index(REFUSED)
        return reasons

    def _blank(self, step: Step) -> Rows:
        """Where blanks keep the score from being given."""
        blanks = [self._standing.blank[item] for item in step.needs]
        if not blanks:
            return np.zeros(self._rows, dtype=np.bool_)
        if step.prorated_from is None:
            blank: Rows = np.logical_or.reduce(blanks)
            return blank
        filled = np.full(self._rows, len(blanks), dtype=np.int16)
        for each in blanks:
            filled -= each
        return filled < step.prorated_from

    def _given(self, step: Step, reasons: Codes) -> ScoreColumn:
        rule, how = step.rule, step.rule.how
        if rule.draft is not None or how is None:
            return ScoreColumn(rule, rule.variant, reasons)
        match how:
            case Profile():
                names, reached = self._profiles(how, reasons == NONE)
                return ScoreColumn(rule, rule.variant, reasons, outcomes=names, reached=reached)
            case Algorithm():
                names, reached = self._outcomes(how, reasons == NONE)
                return ScoreColumn(rule, rule.variant, reasons, outcomes=names, reached=reached)
            case ValueLookup():
                return self._looked_up(step, how, reasons)
            case _:
                return self._numbered(step, how, reasons)

    def _numbered(self, step: Step, how: Adding, reasons: Codes) -> ScoreColumn:
        numbers = numbers_of(how, step, self._plan, self._standing.keyed, self._numbers)
        self._numbers[step.rule.id] = numbers
        bands = _bands(numbers, step.bands, reasons == NONE)
        return ScoreColumn(step.rule, step.rule.variant, reasons, numbers, step.bands, bands)

    def _profiles(self, how: Profile, given: Rows) -> tuple[tuple[str, ...], Codes]:
        """The answers in a row, as names and each row's place among them."""
        cells = np.stack([self._standing.keyed[number] for number in how.items], axis=1)
        distinct, place = np.unique(cells[given], axis=0, return_inverse=True)
        reached = np.full(self._rows, NONE, dtype=np.int16)
        reached[given] = place.reshape(-1)
        return tuple("".join(map(str, profile)) for profile in distinct.tolist()), reached

    def _looked_up(self, step: Step, how: ValueLookup, reasons: Codes) -> ScoreColumn:
        rule = step.rule
        if self._values is None:
            none = np.int16(REASONS.index(Reason.NO_VALUE_SET))
            return ScoreColumn(rule, rule.variant, np.where(reasons == NONE, none, reasons))
        profile = self._columns[how.profile]
        assert profile.reached is not None  # noqa: S101 -- the reader lets only a profile be looked up
        ratios = [self._values.values[name].as_integer_ratio() for name in profile.outcomes]
        divisor = lcm(*(each[1] for each in ratios))
        numerators = np.array([0, *(n * (divisor // d) for n, d in ratios)], dtype=np.int64)
        numbers = Numbers(numerators[profile.reached + 1], divisor)
        bands = _bands(numbers, step.bands, reasons == NONE)
        variant = f"{rule.variant}/{self._values.id}"
        return ScoreColumn(rule, variant, reasons, numbers, step.bands, bands)

    def _outcomes(self, how: Algorithm, given: Rows) -> tuple[tuple[str, ...], Codes]:
        names = tuple(each.id for each in (*how.outcomes, how.otherwise))
        reached = np.where(given, np.int16(len(names) - 1), np.int16(NONE))
        for place in reversed(range(len(how.outcomes))):
            holds = given.copy()
            for count in how.outcomes[place].counts:
                holds &= self._holds(count)
            for each in how.outcomes[place].scores:
                holds &= self._numbers[each.score].at_least(each.at_least)
            reached[holds] = place
        return names, reached

    def _holds(self, count: SymptomCount) -> Rows:
        endorsed = np.zeros(self._rows, dtype=np.int16)
        for each in count.endorsements:
            endorsed += self._standing.keyed[each.item] >= each.at_least
        holds = endorsed >= count.minimum
        return holds if count.maximum is None else holds & (endorsed <= count.maximum)


def _bands(numbers: Numbers, band_set: BandSet | None, given: Rows) -> Codes | None:
    """Each row's place in the bands, lowest first."""
    if band_set is None:
        return None
    places = np.zeros(len(given), dtype=np.int16)
    for place, band in enumerate(band_set.bands[1:], start=1):
        places[numbers.at_least(band.at_least)] = place
    places[~given] = NONE
    return places
