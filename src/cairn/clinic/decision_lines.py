"""What may be decided on a screening, and what was decided, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from cairn.domain.screening.decision import (
    Decision,
    Override,
    Proposal,
    accepting_opens,
    open_decisions,
    unmet_before,
)
from cairn.domain.screening.finding import Finding
from cairn.domain.screening.result import ScreeningResult
from cairn.record.selectors.screening import ScreeningDecision

DECISION_WORDS: Final[Mapping[Decision, str]] = MappingProxyType(
    {
        Decision.ACCEPT: "Accept",
        Decision.ACCEPT_WITH_CONDITIONS: "Accept with conditions",
        Decision.DEFER: "Defer: ask what is missing",
        Decision.DECLINE: "Decline",
    }
)
DECIDED_WORDS: Final[Mapping[Decision, str]] = MappingProxyType(
    {
        Decision.ACCEPT: "Accepted",
        Decision.ACCEPT_WITH_CONDITIONS: "Accepted with conditions",
        Decision.DEFER: "Deferred",
        Decision.DECLINE: "Declined",
    }
)
DECIDED_KINDS: Final[Mapping[Decision, str]] = MappingProxyType(
    {
        Decision.ACCEPT: "clear",
        Decision.ACCEPT_WITH_CONDITIONS: "clear",
        Decision.DEFER: "hold",
        Decision.DECLINE: "block",
    }
)
_METHODS: Final = {"password": "password", "code": "one-time code", "passkey": "passkey"}


@dataclass(frozen=True, slots=True)
class WayToDecide:
    """One of the four decisions, and whether it is open."""

    code: str
    words: str
    is_open: bool
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Deciding:
    """The four decisions and one sentence on what accepting waits for."""

    words: str
    ways: tuple[WayToDecide, ...]


@dataclass(frozen=True, slots=True)
class SignedLine:
    """Who signed, when, and how they proved it."""

    name: str
    at: datetime
    method: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided."""

    kind: str
    words: str
    reason: str
    weighed: tuple[tuple[str, str], ...]
    signed: tuple[SignedLine, ...]


def to_be_weighed(result: ScreeningResult) -> tuple[Finding, ...]:
    """The findings on which a reviewer writes what was weighed before accepting; a word opens no others."""
    refused = {refusal.rule for refusal in unmet_before(Proposal(Decision.ACCEPT), result)}
    left = {refusal.rule for refusal in unmet_before(_all_weighed(result), result)}
    return tuple(each for each in result.findings if each.rule.id in refused - left)


def ways_to_decide(result: ScreeningResult) -> Deciding:
    """Which decisions are open, once each finding that can be weighed has its word."""
    overrides = _all_weighed(result).overrides
    is_open = open_decisions(result, overrides)
    weighing = len(to_be_weighed(result))
    usual = Decision.ACCEPT if is_open[Decision.ACCEPT] else Decision.DEFER
    asks = f"Accepting asks what was weighed on {weighing} finding{'' if weighing == 1 else 's'}."
    order = (Decision.DECLINE, Decision.DEFER, Decision.ACCEPT_WITH_CONDITIONS, Decision.ACCEPT)
    return Deciding(
        words=accepting_opens(result, overrides)
        or (asks if weighing else "Nothing stands against accepting."),
        ways=tuple(
            WayToDecide(each.value, DECISION_WORDS[each], is_open[each], each is usual) for each in order
        ),
    )


def _all_weighed(result: ScreeningResult) -> Proposal:
    words = tuple(Override(each.rule.id, "weighed", "one", "another") for each in result.findings)
    return Proposal(Decision.ACCEPT, overrides=words)


def decision_lines(row: ScreeningDecision, result: ScreeningResult) -> Decided:
    """A signed decision."""
    decision = Decision(row.decision)
    titles = {each.rule.id: each.rule.title for each in result.findings}
    signatures = [row.signature, *([row.second_signature] if row.second_signature else [])]
    return Decided(
        kind=DECIDED_KINDS[decision],
        words=DECIDED_WORDS[decision],
        reason=row.reason,
        weighed=tuple((titles.get(rule, rule), words) for rule, words in (row.overrides or {}).items()),
        signed=tuple(
            SignedLine(each.printed_name, each.at, _METHODS.get(each.method, each.method))
            for each in signatures
        ),
    )
