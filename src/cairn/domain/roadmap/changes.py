"""What a revision changed: the steps that moved, came or went."""

from dataclasses import dataclass
from datetime import datetime

from cairn.domain.roadmap.roadmap import Roadmap


@dataclass(frozen=True, slots=True)
class Change:
    """One step that is not where it was.

    :param was: None for a step that is new.
    :param now: None for a step that is no longer there.
    """

    step: str
    was: datetime | None
    now: datetime | None


def changes_between(before: Roadmap, after: Roadmap) -> tuple[Change, ...]:
    """Every step that moved, came or went, by the day it is on now, then those that went."""
    old = {step.id: step.starts for step in before.steps}
    new = {step.id: step.starts for step in after.steps}
    here = (Change(step, old.get(step), now) for step, now in new.items() if old.get(step) != now)
    gone = (Change(step, was, None) for step, was in old.items() if step not in new)
    return (*here, *gone)
