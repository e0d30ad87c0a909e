"""Scores of a whole table as whole numbers over one divisor, so that nothing is rounded before the very end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from typing import Final, assert_never

import numpy as np
import numpy.typing as npt

from cairn.domain.instruments.plan import Plan, Step
from cairn.domain.instruments.ratio import Slots, lowest_and_highest, slots_of
from cairn.domain.instruments.rules import Count, Mean, MeanOf, Percent, Sum, SumOf, SumOfMaxima
from cairn.domain.outcomes.table_answers import BLANK, Cells, Rows, Whole

_LARGEST: Final = 2**62
Adding = Sum | Mean | Percent | SumOfMaxima | Count | SumOf | MeanOf
"""The ways of scoring that give a number from answers alone."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """One score in every row: ``numerators / divisor``. Rows whose score is not given hold anything."""

    numerators: Whole
    divisor: int

    def over(self, divisor: int) -> Whole:
        """The numerators over a multiple of the divisor.

        :raises OverflowError: when they would not be exact any more.
        """
        return _times(self.numerators, divisor // self.divisor)

    def at_least(self, value: Decimal) -> Rows:
        """In which rows the score is at least so much."""
        numerator, denominator = value.as_integer_ratio()
        return self.over(self.divisor * denominator) >= numerator * self.divisor


def numbers_of(
    how: Adding, step: Step, plan: Plan, keyed: Mapping[str, Cells], earlier: Mapping[str, Numbers]
) -> Numbers:
    """One score in every row.

    :param keyed: by item number, ``BLANK`` where there is no value.
    """
    one_of = tuple(dict.fromkeys(plan.alternates.values()))
    match how:
        case Sum() | Mean():
            slots = slots_of(how.items, one_of)
            times = how.times if isinstance(how, Sum) else 1
            if step.prorated_from is not None:
                whole = times * len(slots) if isinstance(how, Sum) else 1
                return _prorated(slots, keyed, step.prorated_from, whole)
            return Numbers(_added(slots, keyed) * times, 1 if isinstance(how, Sum) else len(slots))
        case Percent():
            slots = slots_of(how.items, one_of)
            low, high = lowest_and_highest(slots, plan.items)
            return Numbers(100 * (_added(slots, keyed) - low), high - low)
        case SumOfMaxima():
            return Numbers(_added(how.groups, keyed), 1)
        case Count():
            slots = slots_of(how.items, one_of)
            reached = (_greatest(slot, keyed) >= how.at_least for slot in slots)
            return Numbers(_total(reached), 1)
        case SumOf() | MeanOf():
            return _combined(how, [earlier[score] for score in how.scores])
        case _:
            assert_never(how)


def _combined(how: SumOf | MeanOf, parts: list[Numbers]) -> Numbers:
    divisor = lcm(*(part.divisor for part in parts))
    total = _total(part.over(divisor) for part in parts)
    return Numbers(total, divisor * (len(parts) if isinstance(how, MeanOf) else 1))


def _prorated(slots: Slots, keyed: Mapping[str, Cells], enough: int, times: int) -> Numbers:
    """The answered ones' mean, ``times`` over: each row has its own count of them, and all rows one divisor."""
    values = [_greatest(slot, keyed) for slot in slots]
    answered = _total(value != BLANK for value in values)
    total = _total(np.where(value == BLANK, 0, value) for value in values)
    divisor = lcm(*range(enough, len(slots) + 1))
    _times(total, times * divisor)
    return Numbers(total * times * (divisor // np.maximum(answered, enough)), divisor)


def _times(whole: Whole, times: int) -> Whole:
    """Whole numbers, multiplied.

    :raises OverflowError: when they would not be exact any more.
    """
    if int(np.abs(whole).max(initial=0)) * times > _LARGEST:
        raise OverflowError("These scores are too large to be exact.")
    return whole * times if times != 1 else whole


def _added(slots: Slots, keyed: Mapping[str, Cells]) -> Whole:
    return _total(_greatest(slot, keyed) for slot in slots)


def _greatest(slot: tuple[str, ...], keyed: Mapping[str, Cells]) -> Cells:
    """The greatest value of a group; ``BLANK`` lies below every value."""
    first, *others = (keyed[number] for number in slot)
    for other in others:
        first = np.maximum(first, other)
    return first


def _total(parts: Iterable[Cells | Whole | Rows]) -> Whole:
    """The parts, added as wide whole numbers; a few small ones first as narrower ones, which is quicker."""
    narrow: npt.NDArray[np.int32] | None = None
    wide: Whole | None = None
    for part in parts:
        if part.dtype == np.int64:
            wide = part.astype(np.int64) if wide is None else wide + part
        elif narrow is None:
            narrow = part.astype(np.int32)
        else:
            narrow += part
    if narrow is None:
        assert wide is not None  # noqa: S101 -- a score adds at least one part
        return wide
    return narrow.astype(np.int64) if wide is None else wide + narrow
