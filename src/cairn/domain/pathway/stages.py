"""The stages of a person's way, as a table, and the one function that takes a step along it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Stage(StrEnum):
    """Where a person stands on the way, in order."""

    INQUIRY = "inquiry"
    FIT = "fit"
    SCREENING = "screening"
    ROADMAP = "roadmap"
    PREPARATION = "preparation"
    ADMINISTRATION = "administration"
    INTEGRATION = "integration"
    FOLLOWING_UP = "following-up"
    CLOSED = "closed"


class Ending(StrEnum):
    """Why an episode closed."""

    COMPLETED = "completed"
    NOT_A_FIT = "not-a-fit"
    NOT_NOW = "not-now"
    DECLINED = "declined"
    """The centre does not offer the work, after screening."""
    WITHDRAWN = "withdrawn"
    """The client chose to stop."""
    REFERRED_ON = "referred-on"
    LOST_CONTACT = "lost-contact"


NEXT: Final[Mapping[Stage, tuple[Stage, ...]]] = MappingProxyType(
    {
        Stage.INQUIRY: (Stage.FIT, Stage.CLOSED),
        Stage.FIT: (Stage.SCREENING, Stage.CLOSED),
        Stage.SCREENING: (Stage.ROADMAP, Stage.CLOSED),
        Stage.ROADMAP: (Stage.PREPARATION, Stage.CLOSED),
        Stage.PREPARATION: (Stage.ADMINISTRATION, Stage.CLOSED),
        # Back to preparation: the day was called off before anything was taken.
        Stage.ADMINISTRATION: (Stage.INTEGRATION, Stage.PREPARATION, Stage.CLOSED),
        Stage.INTEGRATION: (Stage.FOLLOWING_UP, Stage.CLOSED),
        Stage.FOLLOWING_UP: (Stage.CLOSED,),
        Stage.CLOSED: (),
    }
)
"""What may follow each stage, the usual step first."""

_LEAVING: Final = (Ending.WITHDRAWN, Ending.REFERRED_ON, Ending.LOST_CONTACT)

ENDINGS: Final[Mapping[Stage, tuple[Ending, ...]]] = MappingProxyType(
    {
        Stage.INQUIRY: (Ending.NOT_A_FIT, Ending.NOT_NOW, *_LEAVING),
        Stage.FIT: (Ending.NOT_A_FIT, Ending.NOT_NOW, *_LEAVING),
        Stage.SCREENING: (Ending.DECLINED, Ending.NOT_NOW, *_LEAVING),
        Stage.ROADMAP: (Ending.DECLINED, Ending.NOT_NOW, *_LEAVING),
        Stage.PREPARATION: (Ending.DECLINED, Ending.NOT_NOW, *_LEAVING),
        Stage.ADMINISTRATION: (Ending.DECLINED, Ending.NOT_NOW, *_LEAVING),
        Stage.INTEGRATION: _LEAVING,
        Stage.FOLLOWING_UP: (Ending.COMPLETED, *_LEAVING),
        Stage.CLOSED: (),
    }
)
"""The reasons an episode may close for, by the stage it closes from."""


class StepRefusedError(ValueError):
    """A step the way does not have. The words say what is possible instead.

    :param code: ``not-a-step``, ``reason-needed`` or ``reason-does-not-fit``.
    """

    def __init__(self, code: str, words: str) -> None:
        """Keep the code beside the words."""
        super().__init__(words)
        self.code = code


def usual_next(here: Stage) -> Stage | None:
    """The step that ordinarily follows, or None at the end of the way."""
    return NEXT[here][0] if NEXT[here] else None


def advance(here: Stage, to: Stage, ending: Ending | None = None) -> Stage:
    """Take one step along the way.

    :param ending: why the episode closes; needed to close it and refused otherwise.
    :raises StepRefusedError: with what is possible instead.
    """
    if to not in NEXT[here]:
        raise StepRefusedError(
            "not-a-step", f"From {here.value} there is no step to {to.value}. {_possible(here)}"
        )
    if to is not Stage.CLOSED:
        if ending is not None:
            raise StepRefusedError(
                "reason-does-not-fit", f"A reason for closing does not go with {to.value}."
            )
        return to
    if ending is None:
        raise StepRefusedError("reason-needed", f"To close an episode, say why. {_endings(here)}")
    if ending not in ENDINGS[here]:
        raise StepRefusedError(
            "reason-does-not-fit", f"From {here.value} no episode closes as {ending.value}. {_endings(here)}"
        )
    return to


def _possible(here: Stage) -> str:
    if not NEXT[here]:
        return "The episode is closed. Open a new episode to begin again."
    return f"Possible: {', '.join(stage.value for stage in NEXT[here])}."


def _endings(here: Stage) -> str:
    return f"Possible reasons: {', '.join(ending.value for ending in ENDINGS[here])}."
