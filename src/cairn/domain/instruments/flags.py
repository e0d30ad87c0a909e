"""Answers that cannot wait for the form to be finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.instruments.wording import Wording


class FlagKind(StrEnum):
    """What a raised flag is about."""

    SUICIDALITY = "suicidality"


class Urgency(StrEnum):
    """FHIR R4 RequestPriority, without its routine: nothing routine is flagged."""

    URGENT = "urgent"
    ASAP = "asap"
    STAT = "stat"


class FlagStatus(StrEnum):
    """What the answers so far say."""

    RAISED = "raised"
    CLEAR = "clear"
    NOT_ASSESSED = "not-assessed"
    """The item has no usable answer. That is not a negative."""


@dataclass(frozen=True, slots=True)
class SafetyFlag:
    """Raised by an answer of `at_least` to one item, on a partial form too."""

    id: str
    item: str
    at_least: int
    kind: FlagKind
    urgency: Urgency
    title: Wording
    citation: Citation


@dataclass(frozen=True, slots=True)
class FlagState:
    """One flag of an instrument against the answers so far."""

    flag: SafetyFlag
    status: FlagStatus
    answer: int | None
    """The usable answer, None when not assessed."""


def flag_state(flag: SafetyFlag, values: tuple[int, ...], answers: Mapping[str, object]) -> FlagState:
    """The state of one flag; an answer that is none of the item's `values` counts as not assessed."""
    answer = answers.get(flag.item)
    if isinstance(answer, bool) or not isinstance(answer, int) or answer not in values:
        return FlagState(flag, FlagStatus.NOT_ASSESSED, None)
    status = FlagStatus.RAISED if answer >= flag.at_least else FlagStatus.CLEAR
    return FlagState(flag, status, answer)
