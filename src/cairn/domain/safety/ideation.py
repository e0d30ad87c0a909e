"""The level of suicidal thoughts that answers to the C-SSRS screener give."""

from collections.abc import Mapping
from typing import Final

LEVELS: Final = ("1", "2", "3", "4", "5")
"""The screener's questions about thoughts, mildest first; the last three are asked only after a yes to the second."""
_INTENT: Final = 4


def ideation_level(answers: Mapping[str, object]) -> int | None:
    """The highest question about thoughts answered with yes, nought where all were answered with no.

    None while a question that could still raise it is open, unless what was answered already speaks of intent:
    a blank is never a no, and never hides what was said.
    """
    said = {level: answers.get(level) for level in LEVELS}
    highest = max((int(level) for level in LEVELS if _yes(said[level])), default=0)
    if highest >= _INTENT:
        return highest
    skipped = said["2"] is not None and not _yes(said["2"])
    wanted = LEVELS[:2] if skipped else LEVELS
    return None if any(said[level] is None for level in wanted) else highest


def _yes(answer: object) -> bool:
    return answer is not None and int(str(answer)) == 1
