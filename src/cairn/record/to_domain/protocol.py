"""The protocol a roadmap names, and the sessions it is made of."""

from datetime import datetime
from typing import Final

from cairn.content.readers.protocol import protocols
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.vocabulary import EncounterKind
from cairn.record.models import CarePlan

DEFAULT_PROTOCOL: Final = "supported-session@1"


def protocol_of(key: str | None) -> Protocol:
    """The protocol by the key a roadmap names, or the one a person would be offered."""
    return protocols()[key or DEFAULT_PROTOCOL]


def sessions_needed(plan: CarePlan | None) -> tuple[int, int]:
    """How many preparation sessions come before the first administration, and how many integration sessions there are.

    By the roadmap in force, which may have been tailored; where there is none, by the protocol offered first.
    """
    if plan is None:
        usual = protocol_of(None)
        return (
            len(usual.of_kind(EncounterKind.PREPARATION)),
            len(usual.of_kind(EncounterKind.INTEGRATION)),
        )
    steps = plan.steps["steps"]
    days = [_starts(step) for step in steps if step["kind"] == EncounterKind.ADMINISTRATION.value]
    before = [
        step
        for step in steps
        if step["kind"] == EncounterKind.PREPARATION.value and (not days or _starts(step) < min(days))
    ]
    after = [step for step in steps if step["kind"] == EncounterKind.INTEGRATION.value]
    return len(before), len(after)


def _starts(step: dict[str, str]) -> datetime:
    return datetime.fromisoformat(step["starts"])
