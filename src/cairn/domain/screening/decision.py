"""What a named, licensed person may decide on a screening, and in words why not yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.vocabulary import Basis, Severity


class Decision(StrEnum):
    """The four decisions."""

    ACCEPT = "accept"
    ACCEPT_WITH_CONDITIONS = "accept-with-conditions"
    DEFER = "defer"
    DECLINE = "decline"

    @property
    def accepts(self) -> bool:
        """Whether it lets the person go on."""
        return self in {Decision.ACCEPT, Decision.ACCEPT_WITH_CONDITIONS}


class Ground(StrEnum):
    """Why a decision is not open."""

    FACTS_CHANGED = "facts-changed"
    LAW = "law"
    BLOCKED = "blocked"
    NOT_ASKED = "not-asked"
    HELD = "held"
    NOT_REVIEWED = "not-reviewed"
    SECOND_PERSON = "second-person"
    NO_CONDITIONS = "no-conditions"
    NO_REASON = "no-reason"


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word on one finding: what was weighed, and why it need not stop.

    :param rule: the rule's id.
    :param by: who says so.
    :param second: the second authorised person, where the rule asks for one.
    """

    rule: str
    reason: str
    by: str
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a decision is not open yet, and what opens it."""

    ground: Ground
    words: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision as somebody is about to sign it.

    :param conditions: what must be seen to, for accepting with conditions.
    :param reason: why, for deferring and declining.
    :param overrides: words on single findings.
    :param facts_hash: of the facts as they were read; None before anything was signed.
    """

    decision: Decision
    reason: str = ""
    conditions: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    facts_hash: str | None = None


def unmet_before(proposal: Proposal, result: ScreeningResult) -> tuple[Refusal, ...]:
    """What stands before a decision, most serious first; empty when it may be signed.

    A person may always defer or decline, with a reason. Accepting opens when nothing blocks, every question that
    could stop is answered, and each hold and each review has been weighed by name, with a reason. What the law
    forbids, and what is not known, no reason opens.
    """
    stale = proposal.facts_hash is not None and proposal.facts_hash != result.facts_hash
    changed = (Refusal(Ground.FACTS_CHANGED, _CHANGED),) if stale else ()
    if not proposal.decision.accepts:
        return changed if proposal.reason.strip() else (*changed, Refusal(Ground.NO_REASON, _NO_REASON))
    lacking = proposal.decision is Decision.ACCEPT_WITH_CONDITIONS and not any(
        map(str.strip, proposal.conditions)
    )
    conditions = (Refusal(Ground.NO_CONDITIONS, _NO_CONDITIONS),) if lacking else ()
    return (*changed, *_standing(result.findings, proposal.overrides), *conditions)


def open_decisions(result: ScreeningResult, overrides: Iterable[Override] = ()) -> Mapping[Decision, bool]:
    """For each decision, whether findings leave it open; conditions and reasons are asked when it is signed."""
    blocked = bool(_standing(result.findings, tuple(overrides)))
    return {decision: not (decision.accepts and blocked) for decision in Decision}


def accepting_opens(result: ScreeningResult, overrides: Iterable[Override] = ()) -> str:
    """One sentence for the page: what accepting waits for; empty when it is open."""
    grounds = [refusal.ground for refusal in _standing(result.findings, tuple(overrides))]
    if Ground.LAW in grounds:
        return "Accepting is not possible: the law of this place does not allow it as things stand."
    stops = {Severity.BLOCK, Severity.HOLD}
    asked = sum(question.could_bring in stops for question in result.questions)
    parts = [
        _count(grounds.count(Ground.BLOCKED), "block is", "blocks are", "lifted"),
        _count(asked, "question is", "questions are", "answered"),
        _count(grounds.count(Ground.HELD), "hold is", "holds are", "resolved"),
        _count(grounds.count(Ground.NOT_REVIEWED), "review is", "reviews are", "written"),
        _count(grounds.count(Ground.SECOND_PERSON), "second signature is", "second signatures are", "given"),
    ]
    said = [part for part in parts if part]
    return f"Accepting opens when {_listed(said)}." if said else ""


def _standing(findings: Iterable[Finding], overrides: tuple[Override, ...]) -> tuple[Refusal, ...]:
    words = {override.rule: override for override in overrides if override.reason.strip()}
    found = [refusal for finding in findings for refusal in _refusals(finding, words.get(finding.rule.id))]
    return tuple(sorted(found, key=lambda refusal: _GROUNDS.index(refusal.ground)))


def _refusals(finding: Finding, override: Override | None) -> Iterator[Refusal]:
    rule = finding.rule
    if finding.weighs in {Severity.CLEAR, Severity.NOTE}:
        return
    if finding.said is Said.NOT_ASKED and finding.weighs is Severity.HOLD:
        yield Refusal(Ground.NOT_ASKED, f"{rule.title}: not asked yet. {rule.question}", rule.id)
    elif finding.weighs is Severity.BLOCK and not _may_pass(finding):
        ground = Ground.LAW if rule.basis is Basis.REGULATORY else Ground.BLOCKED
        why = "The law of this place does not allow it." if ground is Ground.LAW else "No reason opens this."
        yield Refusal(ground, f"{finding.headline}: {why} {rule.resolve}", rule.id)
    elif override is None:
        yield Refusal(
            _waits(finding.weighs), f"{finding.headline}: write what was weighed. {rule.resolve}", rule.id
        )
    elif rule.needs_second_person and override.second in {None, "", override.by}:
        yield Refusal(
            Ground.SECOND_PERSON, f"{finding.headline}: a second authorised person must agree.", rule.id
        )


def _may_pass(finding: Finding) -> bool:
    return finding.rule.overridable and finding.rule.basis is not Basis.REGULATORY


def _waits(weight: Severity) -> Ground:
    return {Severity.BLOCK: Ground.BLOCKED, Severity.HOLD: Ground.HELD}.get(weight, Ground.NOT_REVIEWED)


def _count(number: int, one: str, many: str, done: str) -> str:
    return f"the {one} {done}" if number == 1 else f"the {number} {many} {done}" if number else ""


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


_GROUNDS: Final = tuple(Ground)
_CHANGED: Final = (
    "Something about this person changed since it was read. Look at the findings again, then sign."
)
_NO_REASON: Final = "Write why, so that the person and the team can understand it later."
_NO_CONDITIONS: Final = "Write at least one condition, or accept without conditions."
