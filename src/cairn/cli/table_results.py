"""The scores of a table as columns to write, and as a summary to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cairn.cli.table_file import sql_text
from cairn.domain.instruments.flags import FlagStatus
from cairn.domain.instruments.result import Reason
from cairn.domain.outcomes.table_answers import Rows
from cairn.domain.outcomes.table_scores import FLAG_STATES, NONE, REASONS, ScoreColumn, TableScores

STATUSES = ("scored", "incomplete", "refused", "draft")
_BITS = 62


@dataclass(frozen=True, slots=True)
class Written:
    """New columns: the arrays they are made of, and how each is made of them, in SQL."""

    arrays: Mapping[str, Any]
    results: Mapping[str, str]


def as_written(scores: TableScores, into: str, *, lists: bool) -> Written:
    """Each score with its band, each flag's state, what is missing, and the status of the row.

    :param into: what the new columns' names begin with.
    :param lists: whether the file can hold a list in a cell; else the items stand there with semicolons between.
    """
    arrays: dict[str, Any] = {}
    results: dict[str, str] = {}
    for place, column in enumerate(scores.columns):
        _score(column, f"s{place}", into, arrays, results)
        if column.rule.draft is not None or not scores.instrument.plan.is_plain or column.rule.builds_on:
            arrays[f"s{place}_why"] = column.reasons
            results[f"{into}{column.rule.id}_unscored"] = _word(REASONS, f"s{place}_why")
    for place, (flag, states) in enumerate(scores.flags):
        arrays[f"f{place}"] = states
        results[f"{into}flag_{flag.id}"] = _word(FLAG_STATES, f"f{place}")
    arrays |= _masks(scores)
    missing = _missing(tuple(scores.missing))
    results[f"{into}missing"] = missing if lists else f"array_to_string({missing}, '; ')"
    arrays["status"] = statuses(scores)
    results[f"{into}status"] = _word(STATUSES, "status")
    return Written(arrays, results)


def statuses(scores: TableScores) -> "np.ndarray[Any, np.dtype[np.int8]]":
    """The status of every row, as a place in ``STATUSES``."""
    drafts = all(column.rule.draft is not None for column in scores.columns)
    status = np.full(len(scores.refused), STATUSES.index("draft" if drafts else "scored"), dtype=np.int8)
    status[scores.incomplete] = STATUSES.index("incomplete")
    status[scores.refused] = STATUSES.index("refused")
    return status


def summary(scores: TableScores) -> dict[str, object]:
    """What came out, counted."""
    status = statuses(scores)
    return {
        "rows": len(scores.refused),
        **{each: int((status == place).sum()) for place, each in enumerate(STATUSES)},
        "missing": {label: int(rows.sum()) for label, rows in scores.missing.items()},
        "scores": [_score_summary(column) for column in scores.columns],
        "flags": [
            {
                "id": flag.id,
                "item": flag.item,
                **{state.value: _count(states == place) for place, state in enumerate(FLAG_STATES)},
            }
            for flag, states in scores.flags
        ],
    }


def lines(scores: TableScores) -> Iterator[str]:
    """The same for a person."""
    for column in scores.columns:
        given, titled = _count(column.given), column.rule.title.en
        numbers = _range(column) if given else ""
        yield f"{titled}: given in {given} rows{numbers}"
    for flag, states in scores.flags:
        raised, unknown = (
            _count(states == FLAG_STATES.index(each)) for each in (FlagStatus.RAISED, FlagStatus.NOT_ASSESSED)
        )
        yield f"{flag.title.en} (item {flag.item}): RAISED in {raised} rows, not assessed in {unknown}"


def _score(
    column: ScoreColumn, name: str, into: str, arrays: dict[str, Any], results: dict[str, str]
) -> None:
    score = f"{into}{column.rule.id}"
    if column.reached is not None:
        arrays[name] = column.reached
        results[score] = _word(column.outcomes, name)
        return
    if column.numbers is None:
        results[score] = "NULL::DOUBLE"
        return
    arrays[name], arrays[f"{name}_given"] = column.numbers.numerators, column.given
    value = name if column.numbers.divisor == 1 else f"{name}::DOUBLE / {column.numbers.divisor}"
    results[score] = f"CASE WHEN {name}_given THEN {value} END"
    if column.band_set is not None and column.bands is not None:
        arrays[f"{name}_band"] = column.bands
        results[f"{score}_band"] = _word(tuple(band.id for band in column.band_set.bands), f"{name}_band")


def _score_summary(column: ScoreColumn) -> dict[str, object]:
    said: dict[str, object] = {"id": column.rule.id, "variant": column.variant, "given": _count(column.given)}
    reasons = (each for each in Reason if (column.reasons == REASONS.index(each)).any())
    said["unscored"] = {each.value: _count(column.reasons == REASONS.index(each)) for each in reasons}
    if column.numbers is not None:
        said |= dict(zip(("lowest", "mean", "highest"), _spread(column), strict=True))
    if column.band_set is not None and column.bands is not None:
        counts = np.bincount(column.bands[column.given], minlength=len(column.band_set.bands))
        said["bands"] = {
            band.id: int(count) for band, count in zip(column.band_set.bands, counts, strict=True)
        }
    if column.reached is not None:
        counts = np.bincount(column.reached[column.given], minlength=len(column.outcomes))
        said["outcomes"] = {
            name: int(count) for name, count in zip(column.outcomes, counts, strict=True) if count
        }
    return said


def _spread(column: ScoreColumn) -> tuple[float | None, float | None, float | None]:
    """The lowest, the mean and the highest of the rows in which it is given."""
    assert column.numbers is not None  # noqa: S101 -- asked only of numbers
    given = column.numbers.numerators[column.given]
    if not given.size:
        return None, None, None
    total = int(given.sum()) / given.size
    return tuple(float(each) / column.numbers.divisor for each in (given.min(), total, given.max()))  # type: ignore[return-value]


def _range(column: ScoreColumn) -> str:
    if column.numbers is None:
        return ""
    lowest, mean, highest = _spread(column)
    return f", from {lowest:g} to {highest:g}, mean {mean:.4g}"


def _masks(scores: TableScores) -> dict[str, Any]:
    """Which labels are missing in each row, as bits of whole numbers."""
    masks: dict[str, Any] = {}
    for place, rows in enumerate(scores.missing.values()):
        name, bit = f"m{place // _BITS}", place % _BITS
        mask = masks.setdefault(name, np.zeros(len(rows), dtype=np.int64))
        mask |= rows.astype(np.int64) << bit
    return masks


def _missing(labels: tuple[str, ...]) -> str:
    """The list of what is missing, in SQL."""
    parts = []
    for start in range(0, len(labels), _BITS):
        name, some = f"m{start // _BITS}", labels[start : start + _BITS]
        listed = ", ".join(map(sql_text, some))
        bits = f"list_filter(range({len(some)}), lambda bit: ({name} >> bit) & 1 = 1)"
        one = f"list_transform({bits}, lambda bit: list_extract([{listed}], bit + 1))"
        parts.append(f"CASE WHEN {name} = 0 THEN []::VARCHAR[] ELSE {one} END")
    return f"list_concat({', '.join(parts)})" if len(parts) > 1 else parts[0] if parts else "[]::VARCHAR[]"


def _word(words: tuple[str, ...], code: str) -> str:
    """A word by its place, in SQL; nothing where there is no place."""
    if not words:
        return "NULL::VARCHAR"
    listed = ", ".join(map(sql_text, words))
    return f"CASE WHEN {code} <> {NONE} THEN list_extract([{listed}], {code} + 1) END"


def _count(rows: Rows) -> int:
    return int(rows.sum())
