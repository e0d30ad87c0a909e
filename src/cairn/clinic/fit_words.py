"""The decision after a fit consultation, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cairn.domain.pathway.situation import FitDecision
from cairn.domain.pathway.stages import Ending

ANSWER_WORDS: Final[Mapping[FitDecision, str]] = MappingProxyType(
    {FitDecision.GO_ON: "Go on", FitDecision.NOT_NOW: "Not now", FitDecision.NOT_A_FIT: "Not a fit"}
)
ENDING_OF: Final[Mapping[FitDecision, Ending | None]] = MappingProxyType(
    {FitDecision.GO_ON: None, FitDecision.NOT_NOW: Ending.NOT_NOW, FitDecision.NOT_A_FIT: Ending.NOT_A_FIT}
)
"""Why an episode closes that ends with this answer."""

REASON_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "good-match": "It is a good match",
        "timing": "The time is not right",
        "wants-time-to-think": "Wants time to think",
        "support-not-in-place": "Support is not in place yet",
        "cost": "The cost",
        "other-care-first": "Other care comes first",
        "approach-not-right": "This approach is not right",
        "practitioner-not-right": "This practitioner is not right",
        "expectations-differ": "Expectations differ from what the work is",
        "needs-other-care": "Another kind of care is needed",
        "safety": "Safety",
    }
)
SIDE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"client": "Their answer", "practitioner": "Your answer"}
)


def decision_words(answer: str, reason: str) -> str:
    """Such as ``Not now: wants time to think``."""
    why = REASON_WORDS.get(reason, reason)
    return f"{ANSWER_WORDS[FitDecision(answer)]}: {why[:1].lower()}{why[1:]}"
