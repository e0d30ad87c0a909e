"""When a step may be held, counted from another, and how it may be held."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.domain.dates import Period

START: Final = "start"
"""The anchor of the first step: the day the roadmap begins."""


class Modality(StrEnum):
    """How a session may be held."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"


class Side(StrEnum):
    """On which side of another step a window lies."""

    AFTER = "after"
    """Counted forward from its end."""
    BEFORE = "before"
    """Counted back from its start: the step is over before the other begins."""
    WITH = "with"
    """Both begin together."""


@dataclass(frozen=True, slots=True)
class Window:
    """When something may happen, counted from another step.

    :param after: the id of that step, or ``start``.
    :param opens: not earlier than this; whole days count calendar days in the centre's zone. Counted back, it is the
        longer of the two: ``opens: P7D, closes: P1D`` before a session is from seven days before to the day before.
    :param closes: not later than this.
    :param typical: where the planner looks first.
    :param side: after the other's end, before its start, or beginning with it.
    """

    after: str
    opens: Period
    closes: Period
    typical: Period
    side: Side = Side.AFTER
