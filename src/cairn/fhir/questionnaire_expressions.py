"""FHIRPath that any engine can run: answers to keyed values, and a score that waits for all of them.

Nothing here leans on `weight()` or `ordinal()`, which engines support unevenly, or on how items are nested.
"""

from collections.abc import Mapping

from cairn.domain.instruments.item import Item, SymptomCount
from cairn.domain.instruments.ratio import lowest_and_highest
from cairn.domain.instruments.rules import Mean, Percent, Sum
from cairn.fhir.canonical import answer_code

VALUES = "values"
"""The variable that holds the keyed values of the answered items."""


def answered_values(items: tuple[Item, ...]) -> str:
    """The keyed values of those items that have exactly one answer, in a response nested or flat.

    Items whose answers are keyed alike are read together.
    """
    alike: dict[str, list[Item]] = {}
    for item in items:
        alike.setdefault(_keyed_value(item), []).append(item)
    first, *others = (f"{_answers(group)}{keyed}" for keyed, group in alike.items())
    return first + "".join(f".combine({other})" for other in others)


def guarded_score(how: Sum | Mean | Percent, items: tuple[Item, ...]) -> str:
    """The score of `%values`, and nothing while one is missing."""
    return f"iif(%{VALUES}.count() = {len(items)}, {_score(how, items)}, {{}})"


def enabled(counts: tuple[SymptomCount, ...], items: Mapping[str, Item]) -> str:
    """Whether every count certainly holds."""
    return " and ".join(f"({_holds(count, items)})" for count in counts)


def _score(how: Sum | Mean | Percent, items: tuple[Item, ...]) -> str:
    total = f"%{VALUES}.sum()"
    if isinstance(how, Sum):
        return total if how.times == 1 else f"{how.times} * {total}"
    if isinstance(how, Mean):
        return f"{total} / {len(items)}"
    low, high = lowest_and_highest(tuple((item.number,) for item in items), _by_number(items))
    return f"100 * ({total} - {low}) / {high - low}"


def _by_number(items: tuple[Item, ...]) -> dict[str, Item]:
    return {item.number: item for item in items}


def _answers(items: list[Item]) -> str:
    numbers = " | ".join(f"'{item.number}'" for item in items)
    return f"%resource.repeat(item).where(linkId in ({numbers}) and answer.count() = 1).answer.value"


def _keyed_value(item: Item) -> str:
    """From one answer's value to its keyed value; an unknown code, or a number off the scale, gives nothing."""
    low, high = item.values[0], item.values[-1]
    if item.scale is not None:
        keyed = f"{low + high} - $this" if item.reverse else "$this"
        return f".where($this >= {low} and $this <= {high}).select({keyed})"
    expression = "{}"
    for choice in reversed(item.choices):
        expression = f"iif($this = '{answer_code(choice)}', {item.keyed(choice.value)}, {expression})"
    return f".code.select({expression})"


def _holds(count: SymptomCount, items: Mapping[str, Item]) -> str:
    endorsed = " + ".join(
        f"{_answers([items[each.item]])}{_at_least(items[each.item], each.at_least)}.count()"
        for each in count.endorsements
    )
    if count.maximum is None:
        return f"{endorsed} >= {count.minimum}"
    answered = " + ".join(f"{_answers([items[number]])}.count()" for number in count.items)
    possible = f"{endorsed} + {len(count.endorsements)} - ({answered})"
    return f"{endorsed} >= {count.minimum} and {possible} <= {count.maximum}"


def _at_least(item: Item, least: int) -> str:
    if item.scale is not None:
        return f".where($this >= {least})"
    codes = [answer_code(choice) for choice in item.choices if choice.value >= least]
    return f".code.where($this in ({' | '.join(repr(code) for code in codes)}))"
