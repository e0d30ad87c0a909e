"""What the answers to one measure come to: every score, what sources say of it, and why one is not given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cairn.components.content_sections.instrument import for_whom, threshold
from cairn.components.score_words import number
from cairn.domain.instruments.change import Change
from cairn.domain.instruments.cutoff import Cutoff, CutoffState
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagState, FlagStatus
from cairn.domain.instruments.meaning import is_asserted
from cairn.domain.instruments.scoring import Amount, Category, Incomplete, Result, Score, Unscored
from cairn.record.selectors.response import Score as ScoreRow

_STATES = {
    CutoffState.REACHED: "reached",
    CutoffState.WITHIN_RANGE: "within the range its source leaves to judgement",
    CutoffState.BELOW: "not reached",
    CutoffState.ABOVE: "not reached",
}


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One score.

    :param said: the number with its range, the category, or that there is none.
    :param band: where it lies in each published set of bands, with the set's source.
    :param why_not: why it is not given; empty where it is.
    """

    title: str
    said: str
    band: str
    why_not: str


@dataclass(frozen=True, slots=True)
class CutoffLine:
    """One published threshold against a score. `is_sure` is false where its number was not verified."""

    title: str
    said: str
    whom: str
    calls_for: str
    source: str
    is_reached: bool
    is_sure: bool


def result_lines(instrument: Instrument, result: Score | Incomplete) -> tuple[ResultLine, ...]:
    """Every score of one form in the instrument's order."""
    return tuple(_line(instrument, each) for each in result.results)


def _line(instrument: Instrument, result: Result) -> ResultLine:
    rule = instrument.score_rule(result.score)
    match result:
        case Unscored():
            return ResultLine(rule.title.en, "no score", "", result.words)
        case Category():
            return ResultLine(rule.title.en, rule.outcome_title(result.outcome).en, "", "")
        case Amount(_, _, value, _):
            reach = "" if rule.highest is None else f" of {number(rule.highest)}"
            return ResultLine(
                rule.title.en, f"{number(value)}{reach}", _bands(instrument, rule.id, value), ""
            )


def _bands(instrument: Instrument, score: str, value: Decimal) -> str:
    sets = [each for each in instrument.bands if each.score == score]
    if len(sets) == 1:
        return sets[0].band_of(value).title.en
    return "; ".join(f"{each.band_of(value).title.en} ({each.citation.text})" for each in sets)


def cutoff_lines(instrument: Instrument, results: Iterable[Result]) -> tuple[CutoffLine, ...]:
    """Every published cut-off of the scores that are there. Where sources differ by sex, both are shown."""
    amounts = {each.score: each.value for each in results if isinstance(each, Amount)}
    return tuple(
        _cutoff(cutoff, amounts[cutoff.score]) for cutoff in instrument.cutoffs if cutoff.score in amounts
    )


def _cutoff(cutoff: Cutoff, value: Decimal) -> CutoffLine:
    state = cutoff.state(value)
    return CutoffLine(
        title=cutoff.title.en,
        said=f"{threshold(cutoff)}: {_STATES[state]}",
        whom=for_whom(cutoff),
        calls_for=cutoff.then.en if cutoff.then and state is CutoffState.REACHED else "",
        source=f"{cutoff.citation.text}, grade {cutoff.citation.grade.value}",
        is_reached=state is CutoffState.REACHED,
        is_sure=is_asserted(cutoff.citation),
    )


def score_words(instrument: Instrument, rows: Sequence[ScoreRow]) -> str:
    """The stored primary score in a few words, or that there is none.

    Where nobody has published bands for it, the first category says more than the number: a triage level.
    """
    primary = instrument.primary
    row = next((each for each in rows if each.score == primary.id), None)
    if row is None or row.value is None:
        return "no score"
    reach = "" if primary.highest is None else f" of {number(primary.highest)}"
    bands = instrument.band_set(primary.id)
    if bands is None:
        meaning = _first_category(instrument, rows)
    else:
        meaning = next((each.title.en.lower() for each in bands.bands if each.id == row.band), "")
    return ", ".join(filter(None, (f"{number(row.value)}{reach}", meaning)))


def _first_category(instrument: Instrument, rows: Sequence[ScoreRow]) -> str:
    known = {rule.id: rule for rule in instrument.scores}
    category = next((each for each in rows if each.value is None and each.score in known), None)
    return "" if category is None else known[category.score].outcome_title(category.band).en


def change_line(change: Change, since: str) -> str:
    """The change of the primary score since an earlier form; empty where it cannot be compared."""
    if change.points is None:
        return ""
    sign = "+" if change.points > 0 else "−" if change.points < 0 else ""
    rule = change.reliable_rule
    moved = (
        f"{sign}{number(abs(change.points))} points since {since}: {change.reliable.value.replace('-', ' ')}."
    )
    if rule is None:
        return moved
    return f"{moved} {number(rule.points)} points or more count as reliable ({rule.population}; {rule.citation.text})."


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One safety flag against the answers."""

    words: str
    kind: str
    state: str


_FLAG_STATES = {
    FlagStatus.RAISED: ("block", "raised"),
    FlagStatus.CLEAR: ("clear", "clear"),
    FlagStatus.NOT_ASSESSED: ("not-assessed", "not assessed"),
}


def flag_lines(states: Iterable[FlagState]) -> tuple[FlagLine, ...]:
    """Every safety flag of the measure; an item without an answer is not assessed, never clear."""
    return tuple(
        FlagLine(f"{state.flag.title.en} (item {state.flag.item})", *_FLAG_STATES[state.status])
        for state in states
    )
