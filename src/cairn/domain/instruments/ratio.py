"""Scores as exact ratios of whole numbers: a mean is divided once, at the very end, and never rounded before."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias, assert_never

from cairn.domain.instruments.item import Item
from cairn.domain.instruments.rules import (
    Algorithm,
    Count,
    How,
    Mean,
    MeanOf,
    Percent,
    Profile,
    Sum,
    SumOf,
    SumOfMaxima,
    ValueLookup,
)

Ratio: TypeAlias = tuple[int, int]
"""Numerator and (positive) denominator."""
Compute: TypeAlias = Callable[[Mapping[str, int], Mapping[str, Ratio]], Ratio]
"""From keyed values and the earlier scores, both complete for this score, to its exact value."""
Slots: TypeAlias = tuple[tuple[str, ...], ...]
"""What is added: an item, or a one-of group that counts as one."""


def as_decimal(ratio: Ratio) -> Decimal:
    """The value of a ratio, to the precision of Decimal."""
    numerator, denominator = ratio
    return Decimal(numerator) if denominator == 1 else Decimal(numerator) / denominator


def slots_of(items: tuple[str, ...], one_of: Slots) -> Slots:
    """The items, with each one-of group among them as one."""
    groups = {group[0]: group for group in one_of}
    rest = {number for group in one_of for number in group[1:]}
    return tuple(groups.get(number, (number,)) for number in items if number not in rest)


def compute(how: How, items: Mapping[str, Item], one_of: Slots) -> Compute | None:
    """How to work the score out; None where it is not a number that answers alone give."""
    match how:
        case Sum():
            return _sum(how, slots_of(how.items, one_of))
        case Mean():
            return _mean(how, slots_of(how.items, one_of))
        case Percent():
            return _percent(slots_of(how.items, one_of), items)
        case SumOfMaxima():
            return _maxima(how)
        case Count():
            return _count(how, slots_of(how.items, one_of))
        case SumOf() | MeanOf():
            return _of_scores(how)
        case Profile() | ValueLookup() | Algorithm():
            return None
        case _:
            assert_never(how)


def lowest_and_highest(slots: Slots, items: Mapping[str, Item]) -> tuple[int, int]:
    """The least and the greatest sum, counting what a skipped item counts as."""
    low = high = 0
    for slot in slots:
        given = [value for number in slot for value in _keyed_values(items[number])]
        low, high = low + min(given), high + max(given)
    return low, high


def _keyed_values(item: Item) -> tuple[int, ...]:
    return item.values if item.skipped_as is None else (*item.values, item.skipped_as)


def _adder(slots: Slots) -> Callable[[Mapping[str, int]], int]:
    if all(len(slot) == 1 for slot in slots):
        numbers = tuple(slot[0] for slot in slots)
        return lambda keyed: sum(map(keyed.__getitem__, numbers))
    return lambda keyed: sum(_greatest(slot, keyed) for slot in slots)


def _greatest(slot: tuple[str, ...], keyed: Mapping[str, int]) -> int:
    return max(keyed[number] for number in slot if number in keyed)


def _answered(slots: Slots, keyed: Mapping[str, int]) -> list[int]:
    return [_greatest(slot, keyed) for slot in slots if any(number in keyed for number in slot)]


def _sum(how: Sum, slots: Slots) -> Compute:
    times, count = how.times, len(slots)
    if how.prorating is not None:

        def prorated(keyed: Mapping[str, int], _: Mapping[str, Ratio]) -> Ratio:
            answered = _answered(slots, keyed)
            if len(answered) == count:
                return times * sum(answered), 1
            return times * sum(answered) * count, len(answered)

        return prorated
    add = _adder(slots)
    return lambda keyed, _: (times * add(keyed), 1)


def _mean(how: Mean, slots: Slots) -> Compute:
    if how.prorating is not None:

        def prorated(keyed: Mapping[str, int], _: Mapping[str, Ratio]) -> Ratio:
            answered = _answered(slots, keyed)
            return sum(answered), len(answered)

        return prorated
    add, count = _adder(slots), len(slots)
    return lambda keyed, _: (add(keyed), count)


def _percent(slots: Slots, items: Mapping[str, Item]) -> Compute:
    add = _adder(slots)
    low, high = lowest_and_highest(slots, items)
    return lambda keyed, _: (100 * (add(keyed) - low), high - low)


def _maxima(how: SumOfMaxima) -> Compute:
    groups = how.groups
    return lambda keyed, _: (sum(_greatest(group, keyed) for group in groups), 1)


def _count(how: Count, slots: Slots) -> Compute:
    least = how.at_least
    return lambda keyed, _: (sum(_greatest(slot, keyed) >= least for slot in slots), 1)


def _of_scores(how: SumOf | MeanOf) -> Compute:
    scores = how.scores
    parts = len(scores) if isinstance(how, MeanOf) else 1

    def combined(_: Mapping[str, int], earlier: Mapping[str, Ratio]) -> Ratio:
        numerator, denominator = 0, 1
        for score in scores:
            n, d = earlier[score]
            numerator, denominator = numerator * d + n * denominator, denominator * d
        return numerator, denominator * parts

    return combined
