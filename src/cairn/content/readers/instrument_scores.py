"""The scores of an instrument file: what is added, averaged, counted or decided, and the range it can have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cairn.content.readers.fields import Fields, refuse_twice
from cairn.content.readers.instrument_algorithm import read_algorithm
from cairn.content.readers.instrument_coding import read_coding
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.ratio import Slots, lowest_and_highest, slots_of
from cairn.domain.instruments.rules import (
    Count,
    How,
    Mean,
    MeanOf,
    Percent,
    Profile,
    Prorating,
    ScoreRule,
    Sum,
    SumOf,
    SumOfMaxima,
    ValueLookup,
)

_HIGHEST_DIGIT = 9
_LONGEST_ID = 40
"""What a stored score has room for."""
_LONGEST_SET_ID = 20
"""The id of a value set stands behind the variant."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a score may refer to."""

    items: Mapping[str, Item]
    one_of: Slots
    earlier: Mapping[str, ScoreRule]


def read_scores(top: Fields, items: tuple[Item, ...], one_of: Slots) -> tuple[ScoreRule, ...]:
    """Every score in its order; each may build on those before it."""
    by_number = {item.number: item for item in items}
    found: list[ScoreRule] = []
    for row in top.rows("scores"):
        earlier = {rule.id: rule for rule in found}
        found.append(_score(top, row, Around(by_number, one_of, earlier)))
    refuse_twice(top, "scores", [rule.id for rule in found])
    first = found[0] if found else None
    if first is None or (first.draft is None and first.lowest is None):
        top.fault("the first score is not a number.", "Put the score that is charted first, as a number.")
    if first.draft is not None and any(rule.draft is None for rule in found):
        top.fault("the first score is a draft and another is not.", "Put a score that is given first.")
    return tuple(found)


def _score(top: Fields, row: object, around: Around) -> ScoreRule:
    fields = Fields(top.file, f"{top.entry}, score", row)
    score = fields.text("id")
    fields.entry = f"{fields.entry} {score}"
    ways = [key for key in _WAYS if fields.has(key)]
    draft = fields.text("draft") if fields.has("draft") else None
    if len(ways) > 1 or not (ways or draft):
        fields.fault("it needs exactly one way of scoring.", f"Write one of {', '.join(_WAYS)}, or 'draft'.")
    how = _WAYS[ways[0]](fields, around) if ways else None
    rule = ScoreRule(
        id=score,
        variant=fields.text("variant"),
        title=fields.wording("title"),
        how=how,
        citation=fields.citation("source"),
        code=read_coding(fields.inner("code")) if fields.has("code") else None,
        draft=draft,
    )
    fields.close()
    most = _LONGEST_ID - _LONGEST_SET_ID - 1 if isinstance(how, ValueLookup) else _LONGEST_ID
    if len(rule.id) > _LONGEST_ID or len(rule.variant) > most:
        fields.fault(
            "its id or variant is too long to be stored.",
            f"Use at most {_LONGEST_ID} characters, for the variant {most}.",
        )
    _check_whole_groups(fields, rule, around)
    return rule


def _check_whole_groups(fields: Fields, rule: ScoreRule, around: Around) -> None:
    for group in around.one_of:
        if rule.items and not rule.items.isdisjoint(group) and not rule.items.issuperset(group):
            fields.fault(f"it uses a part of the group {' or '.join(group)}.", "Use the whole group.")
    for earlier in rule.builds_on:
        if around.earlier[earlier].draft is not None and rule.draft is None:
            fields.fault(f"it builds on '{earlier}', a draft.", "Let it be a draft too, and say why.")


def _sum(fields: Fields, around: Around) -> Sum:
    numbers = _numbers(fields, "sum", around)
    times = fields.integer("times") if fields.has("times") else 1
    if times < 1:
        fields.fault("'times' makes nothing of the sum.", "Write a whole number of 1 or more.")
    low, high = lowest_and_highest(slots_of(numbers, around.one_of), around.items)
    lowest, highest = _range(fields, Decimal(times * low), Decimal(times * high))
    return Sum(numbers, lowest, highest, times, _prorating(fields, numbers, around))


def _mean(fields: Fields, around: Around) -> Mean:
    numbers = _numbers(fields, "mean", around)
    slots = slots_of(numbers, around.one_of)
    low, high = lowest_and_highest(slots, around.items)
    lowest, highest = _range(fields, Decimal(low) / len(slots), Decimal(high) / len(slots))
    return Mean(numbers, lowest, highest, _prorating(fields, numbers, around))


def _percent(fields: Fields, around: Around) -> Percent:
    return Percent(_numbers(fields, "percent", around), *_range(fields, Decimal(0), Decimal(100)))


def _maxima(fields: Fields, around: Around) -> SumOfMaxima:
    rows = [
        Fields(fields.file, f"{fields.entry}, group", {"group": row}) for row in fields.rows("sum_of_maxima")
    ]
    groups = tuple(_numbers(row, "group", around) for row in rows)
    numbers = [number for group in groups for number in group]
    if len(set(numbers)) != len(numbers):
        fields.fault("an item is used twice.", "List each item once.")
    for alternates in around.one_of:
        if any(0 < len(set(group) & set(alternates)) < len(alternates) for group in groups):
            fields.fault(f"{' or '.join(alternates)} is torn apart.", "Keep it within one group.")
    low = sum(_least_maximum(slots_of(group, around.one_of), around.items) for group in groups)
    high = lowest_and_highest(groups, around.items)[1]
    return SumOfMaxima(groups, *_range(fields, Decimal(low), Decimal(high)))


def _least_maximum(slots: Slots, items: Mapping[str, Item]) -> int:
    return max(lowest_and_highest((slot,), items)[0] for slot in slots)


def _count(fields: Fields, around: Around) -> Count:
    inner = fields.inner("count")
    numbers = _numbers(inner, "of", around)
    at_least = inner.integer("at_least")
    inner.close()
    for number in numbers:
        if at_least not in around.items[number].values:
            inner.fault(f"item {number} cannot be answered {at_least}.", "Use one of its values.")
    slots = slots_of(numbers, around.one_of)
    return Count(numbers, at_least, *_range(fields, Decimal(0), Decimal(len(slots))))


def _sum_of(fields: Fields, around: Around) -> SumOf:
    scores, lows, highs = _earlier_numbers(fields, "sum_of", around)
    return SumOf(scores, *_range(fields, sum(lows, Decimal(0)), sum(highs, Decimal(0))))


def _mean_of(fields: Fields, around: Around) -> MeanOf:
    scores, lows, highs = _earlier_numbers(fields, "mean_of", around)
    low, high = sum(lows, Decimal(0)) / len(scores), sum(highs, Decimal(0)) / len(scores)
    return MeanOf(scores, *_range(fields, low, high))


def _profile(fields: Fields, around: Around) -> Profile:
    numbers = _numbers(fields, "profile", around)
    for number in numbers:
        values = around.items[number].values
        if values[0] < 0 or values[-1] > _HIGHEST_DIGIT:
            fields.fault(f"item {number} has answers of more than one digit.", "Use items of one digit.")
        if any(number in group for group in around.one_of):
            fields.fault(f"item {number} may stay blank.", "Use items that are always answered.")
    return Profile(numbers)


def _value_set(fields: Fields, around: Around) -> ValueLookup:
    inner = fields.inner("value_set")
    profile = inner.text("profile")
    rule = around.earlier.get(profile)
    if rule is None or not isinstance(rule.how, Profile):
        inner.fault(f"'{profile}' is no profile that stands before it.", "Name an earlier 'profile' score.")
    ends = [_number(inner, row) for row in inner.rows_if_any("range")]
    inner.close()
    if not ends:
        return ValueLookup(profile)
    if len(ends) != 2 or ends[0] >= ends[1]:  # noqa: PLR2004 - a lowest and a highest
        inner.fault("'range' is not a lowest and a highest.", "Write two numbers that rise.")
    return ValueLookup(profile, ends[0], ends[1])


_WAYS: Mapping[str, Callable[[Fields, Around], How]] = {
    "sum": _sum,
    "mean": _mean,
    "percent": _percent,
    "sum_of_maxima": _maxima,
    "count": _count,
    "sum_of": _sum_of,
    "mean_of": _mean_of,
    "profile": _profile,
    "value_set": _value_set,
    "algorithm": lambda fields, around: read_algorithm(
        fields.inner("algorithm"), around.items, around.earlier
    ),
}


def _numbers(fields: Fields, key: str, around: Around) -> tuple[str, ...]:
    numbers = fields.texts(key)
    unknown = [number for number in numbers if number not in around.items]
    if unknown:
        fields.fault(f"there is no item '{unknown[0]}'.", "Use an item's number.")
    if len(set(numbers)) != len(numbers):
        fields.fault("an item is used twice.", "List each item once.")
    return numbers


def _earlier_numbers(
    fields: Fields, key: str, around: Around
) -> tuple[tuple[str, ...], list[Decimal], list[Decimal]]:
    scores = fields.texts(key)
    lows, highs = [], []
    for score in scores:
        rule = around.earlier.get(score)
        if rule is None or rule.lowest is None or rule.highest is None or isinstance(rule.how, ValueLookup):
            fields.fault(f"'{score}' is no number that stands before it.", "Name scores that stand earlier.")
        lows.append(rule.lowest)
        highs.append(rule.highest)
    if len(set(scores)) != len(scores):
        fields.fault("a score is used twice.", "List each once.")
    return scores, lows, highs


def _range(fields: Fields, lowest: Decimal, highest: Decimal) -> tuple[Decimal, Decimal]:
    written = [_number(fields, row) for row in fields.rows("range")]
    if written != [lowest, highest]:
        fields.fault(
            f"the range is not what its items give ({lowest} to {highest}).", "Mend the range or the items."
        )
    return lowest, highest


def _number(fields: Fields, row: object) -> Decimal:
    return Fields(fields.file, fields.entry, {"range": row}).decimal("range")


def _prorating(fields: Fields, numbers: tuple[str, ...], around: Around) -> Prorating | None:
    if not fields.has("prorate"):
        return None
    inner = fields.inner("prorate")
    prorating = Prorating(inner.integer("answered_at_least"), inner.citation("source"))
    inner.close()
    if not 0 < prorating.answered_at_least < len(numbers):
        inner.fault("so many answers are none or all.", "Write how many of its items must be answered.")
    if any(number in group for group in around.one_of for number in numbers):
        inner.fault("blanks of a one-of group are normal.", "Leave 'prorate' out here.")
    return prorating
