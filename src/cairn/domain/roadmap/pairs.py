"""Which preparation the rules of a place count an administration from."""

from collections.abc import Iterator
from typing import Final

from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import Protocol, Step
from cairn.domain.protocols.soundness import order
from cairn.domain.protocols.window import Side
from cairn.domain.roadmap.law import Once
from cairn.domain.vocabulary import EncounterKind

Pair = tuple[str, str]
"""The ids of a preparation and of the administration it serves."""

_PAIRS: Final = Once()


def pairs_of(protocol: Protocol) -> tuple[Pair, ...]:
    """For each person and the first session they take the product in, their last preparation before it.

    A session held with one person alone is preferred, because a place may count no other.
    """
    return _PAIRS.answer(protocol, None, lambda: tuple(dict.fromkeys(_pairs(protocol))))


def _pairs(protocol: Protocol) -> Iterator[Pair]:
    steps = {step.id: step for step in protocol.steps}
    ordered = [steps[name] for name in order({step.id: step.window.after for step in protocol.steps})]
    for who in Who:
        days = [step for step in ordered if _takes(step, who)]
        before = [step for step in ordered if days and _serves(step, days[0], who, steps)]
        alone = [step for step in before if step.coming == (who,)]
        if before:
            yield (alone or before)[-1].id, days[0].id


def _serves(step: Step, day: Step, who: Who, steps: dict[str, Step]) -> bool:
    """Whether a step prepares somebody for their first day: it is not counted from a day of theirs, or is before it."""
    if step.kind is not EncounterKind.PREPARATION or who not in step.coming:
        return False
    if step.window.after == day.id:
        return step.window.side is Side.BEFORE
    return not any(_takes(other, who) for other in _counted_from(step, steps))


def _takes(step: Step, who: Who) -> bool:
    return (who, Part.DOSED) in step.people


def _counted_from(step: Step, steps: dict[str, Step]) -> Iterator[Step]:
    """What a step is counted from, what that is counted from, and so on."""
    anchor = steps.get(step.window.after)
    while anchor is not None:
        yield anchor
        anchor = steps.get(anchor.window.after)
