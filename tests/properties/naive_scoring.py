"""Scoring written the slow and plain way, from the definition's words: what the engine must agree with."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Item, SymptomCount
from cairn.domain.instruments.rules import (
    Algorithm,
    Count,
    Mean,
    MeanOf,
    Percent,
    Profile,
    ScoreRule,
    Sum,
    SumOf,
    SumOfMaxima,
)

Answers = Mapping[str, int]
NOT_ASKED = "not asked"
BLANK = None


def asked(instrument: Instrument, item: Item, answers: Answers) -> bool | None:
    """Try every way the blank answers could turn out; what they agree on is known."""
    held = [_held(instrument, count, answers) for count in item.enabled_when]
    if False in held:
        return False
    return None if None in held else True


def _held(instrument: Instrument, count: SymptomCount, answers: Answers) -> bool | None:
    sure = perhaps = 0
    for each in count.endorsements:
        on = instrument.item(each.item)
        is_asked = asked(instrument, on, answers)
        answer = answers.get(each.item)
        could = is_asked is not False and (answer is None or answer >= each.at_least)
        must = is_asked is True and answer is not None and answer >= each.at_least
        perhaps += could
        sure += must
    most = len(count.endorsements) if count.maximum is None else count.maximum
    possible = {count.minimum <= n <= most for n in range(sure, perhaps + 1)}
    return possible.pop() if len(possible) == 1 else None


def keyed(instrument: Instrument, number: str, answers: Answers) -> Any:
    """An item's keyed value, BLANK, or NOT_ASKED."""
    item = instrument.item(number)
    is_asked = asked(instrument, item, answers)
    if is_asked is False:
        return NOT_ASKED if item.skipped_as is None else item.skipped_as
    if is_asked is None or number not in answers:
        return BLANK
    value = answers[number]
    return item.values[0] + item.values[-1] - value if item.reverse else value


def slots(instrument: Instrument, numbers: tuple[str, ...], answers: Answers) -> list[Any]:
    """The values to be added: a group of which one is enough counts once, with its greatest."""
    found: list[Any] = []
    for number in numbers:
        group = next((each for each in instrument.one_of if number in each), (number,))
        if number != group[0] and group[0] in numbers:
            continue
        values = [keyed(instrument, each, answers) for each in group]
        given = [value for value in values if value is not BLANK]
        found.append(max(given) if given and NOT_ASKED not in given else (NOT_ASKED if given else BLANK))
    return found


def results(instrument: Instrument, answers: Answers) -> dict[str, Any]:
    """By score id: a Fraction, an outcome, or None where there is none."""
    found: dict[str, Any] = {}
    for rule in instrument.scores:
        found[rule.id] = None if rule.draft is not None else _result(instrument, rule, answers, found)
    return found


def _result(instrument: Instrument, rule: ScoreRule, answers: Answers, earlier: Mapping[str, Any]) -> Any:
    how = rule.how
    if isinstance(how, SumOf | MeanOf):
        parts = [earlier[each] for each in how.scores]
        if None in parts:
            return None
        return sum(parts) / (len(parts) if isinstance(how, MeanOf) else 1)
    if isinstance(how, Algorithm):
        return _outcome(instrument, how, answers, earlier)
    if isinstance(how, SumOfMaxima):
        groups = [slots(instrument, group, answers) for group in how.groups]
        if any(_lacks(group) for group in groups):
            return None
        return Fraction(sum(max(group) for group in groups))
    if isinstance(how, Sum | Mean | Percent | Count | Profile):
        return _of_items(instrument, how, slots(instrument, how.items, answers))
    return None  # a value set, of which the test has none


def _lacks(values: list[Any]) -> bool:
    return BLANK in values or NOT_ASKED in values


def _of_items(instrument: Instrument, how: Sum | Mean | Percent | Count | Profile, values: list[Any]) -> Any:
    given = [value for value in values if value is not BLANK]
    rule = how.prorating if isinstance(how, Sum | Mean) else None
    enough = len(given) == len(values) or (rule is not None and len(given) >= rule.answered_at_least)
    if not enough or NOT_ASKED in values:
        return None
    match how:
        case Sum():
            return how.times * Fraction(sum(given)) * len(values) / len(given)
        case Mean():
            return Fraction(sum(given)) / len(given)
        case Count():
            return Fraction(len([value for value in given if value >= how.at_least]))
        case Profile():
            return "".join(str(value) for value in given)
        case Percent():
            ends = [instrument.item(number).values for number in how.items]
            low, high = sum(values[0] for values in ends), sum(values[-1] for values in ends)
            return 100 * Fraction(sum(given) - low, high - low)


def _outcome(instrument: Instrument, how: Algorithm, answers: Answers, earlier: Mapping[str, Any]) -> Any:
    for outcome in how.outcomes:
        for count in outcome.counts:
            if _lacks(slots(instrument, count.items, answers)):
                return None
        if any(earlier[each.score] is None for each in outcome.scores):
            return None
    for outcome in how.outcomes:
        reached = all(earlier[each.score] >= each.at_least for each in outcome.scores)
        if reached and all(_counts(instrument, count, answers) for count in outcome.counts):
            return outcome.id
    return how.otherwise.id


def _counts(instrument: Instrument, count: SymptomCount, answers: Answers) -> bool:
    values = [(keyed(instrument, each.item, answers), each.at_least) for each in count.endorsements]
    endorsed = len([1 for value, least in values if value is not BLANK and value >= least])
    most = len(values) if count.maximum is None else count.maximum
    return count.minimum <= endorsed <= most
