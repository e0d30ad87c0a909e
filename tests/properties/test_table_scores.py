"""A whole table is scored exactly as each of its rows alone, for every instrument there is."""

from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.content.readers.instrument import instruments
from cairn.domain.citations import Citation
from cairn.domain.instruments.answers import AnswersRefused
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.result import Amount, Category, Incomplete, Result, Unscored
from cairn.domain.instruments.rules import Profile, ValueLookup
from cairn.domain.instruments.scoring import flags, score
from cairn.domain.instruments.value_set import ValueSet
from cairn.domain.outcomes.table_answers import BLANK, NOT_WHOLE, read_answers
from cairn.domain.outcomes.table_scores import FLAG_STATES, NONE, REASONS, REFUSED, ScoreColumn, score_table
from cairn.domain.vocabulary import Grade

EVERY = list(instruments().values())
Row = dict[str, int | None]


def chance_of(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- invented answers need no secret


def spoiled_row(row: Row, chance: Random) -> Row:
    """The same response, with a cell here and there that cannot be an answer."""
    odd = [NOT_WHOLE, -1, 7_777]
    return {number: chance.choice(odd) if chance.random() < 0.03 else value for number, value in row.items()}


def rows_of(instrument: Instrument, chance: Random, number: int = 40) -> list[Row]:
    """Responses with all kinds of blanks: none, few, many, and the answers that open or skip other items."""
    rows: list[Row] = []
    for _ in range(number):
        blank = chance.choice([0.0, 0.0, 0.05, 0.3, 0.9])
        lowest = chance.choice([0.0, 0.0, 0.5])
        rows.append(
            {
                item.number: None
                if chance.random() < blank
                else item.values[0]
                if chance.random() < lowest
                else chance.choice(item.values)
                for item in instrument.items
            }
        )
    return rows


def as_columns(instrument: Instrument, rows: list[Row]) -> dict[str, Any]:
    return {
        item.number: np.array(
            [BLANK if row[item.number] is None else row[item.number] for row in rows], dtype=np.int16
        )
        for item in instrument.items
    }


def value_set(instrument: Instrument) -> ValueSet | None:
    """Invented values, for a measure that looks its profiles up."""
    for rule in instrument.scores:
        if isinstance(rule.how, ValueLookup):
            profile = instrument.score_rule(rule.how.profile).how
            assert isinstance(profile, Profile)
            return ValueSet("XX", instrument.key, "XX", Citation("invented", Grade.U), Invented())
    return None


class Invented(dict[str, Decimal]):
    """A value for every profile."""

    def __missing__(self, profile: str) -> Decimal:
        return 1 - Decimal(sum(map(int, profile)) - 5) / Decimal("16.384")


def in_row(column: ScoreColumn, row: int) -> tuple[object, ...]:
    """What a column says in one row, as parts that can be compared."""
    if column.reasons[row] != NONE:
        return column.rule.id, column.rule.variant, REASONS[column.reasons[row]]
    if column.reached is not None:
        return column.rule.id, column.variant, column.outcomes[column.reached[row]]
    assert column.numbers is not None
    band = (
        column.band_set.bands[column.bands[row]].id if column.band_set and column.bands is not None else None
    )
    value = Decimal(int(column.numbers.numerators[row])) / column.numbers.divisor
    return column.rule.id, column.variant, value, band


def parts(result: Result) -> tuple[object, ...]:
    match result:
        case Amount():
            return result.score, result.variant, result.value, result.band
        case Category():
            return result.score, result.variant, result.outcome
        case Unscored():
            return result.score, result.variant, result.reason


@pytest.mark.parametrize("instrument", EVERY, ids=lambda each: each.id)
@settings(max_examples=6, deadline=None)
@given(st.integers(min_value=0), st.booleans())
def test_a_table_is_scored_as_its_rows_are(instrument: Instrument, seed: int, with_values: bool) -> None:
    rows = rows_of(instrument, chance_of(seed))
    values = value_set(instrument) if with_values else None
    table, refusals = read_answers(instrument, as_columns(instrument, rows), len(rows))
    scored = score_table(instrument, table, values)
    assert (refusals.count, refusals.first(10)) == (0, ())
    for place, row in enumerate(rows):
        alone = score(instrument, row, value_sets={} if values is None else {instrument.key: values})
        assert [in_row(column, place) for column in scored.columns] == [parts(each) for each in alone.results]
        missing = tuple(label for label, lacking in scored.missing.items() if lacking[place])
        assert missing == (alone.missing if isinstance(alone, Incomplete) else ())
        assert bool(scored.incomplete[place]) == isinstance(alone, Incomplete)
        assert [FLAG_STATES[states[place]] for _, states in scored.flags] == [
            state.status for state in flags(instrument, row)
        ]


@pytest.mark.parametrize("instrument", EVERY, ids=lambda each: each.id)
@settings(max_examples=3, deadline=None)
@given(st.integers(min_value=0))
def test_a_row_is_refused_where_it_would_be_alone(instrument: Instrument, seed: int) -> None:
    chance = chance_of(seed)
    rows = rows_of(instrument, chance, 20)
    spoiled = [spoiled_row(row, chance) for row in rows]
    table, refusals = read_answers(instrument, as_columns(instrument, spoiled), len(rows))
    scored = score_table(instrument, table)
    told = {}
    for cell in refusals.first(100):
        told.setdefault(cell.row, []).append((cell.item, cell.code))
    for place, row in enumerate(spoiled):
        alone = {number: "x" if value == NOT_WHOLE else value for number, value in row.items()}
        found = []
        try:
            score(instrument, alone)
        except AnswersRefused as refused:
            found = [(each.item, each.code) for each in refused.refusals]
            given = [column for column in scored.columns if column.rule.draft is None]
            assert all(REASONS[column.reasons[place]] == REFUSED for column in given)
        assert told.get(place + 1, []) == sorted(found, key=lambda each: list(row).index(each[0]))
        assert bool(table.refused[place]) == bool(found)
        assert [FLAG_STATES[states[place]] for _, states in scored.flags] == [
            state.status for state in flags(instrument, alone)
        ]
