"""What must still happen before a stage: reasons, each with who can see to it and how. Empty means ready."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, assert_never

from cairn.domain.pathway.day_gate import before_administration
from cairn.domain.pathway.situation import FitDecision, ReviewDecision, Situation
from cairn.domain.pathway.stages import Stage
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.vocabulary import Disposition, EncounterKind, Role, Severity

Gate = Callable[[Situation], Iterator[Unmet]]

_TEAM: Final = (Role.COORDINATOR, Role.FACILITATOR)


def unmet_before(stage: Stage, situation: Situation) -> tuple[Unmet, ...]:
    """What must still happen before a person enters a stage, most serious first; empty means ready."""
    order = tuple(Severity)
    return tuple(sorted(GATES[stage](situation), key=lambda unmet: order.index(unmet.severity)))


def _hold(key: str, what: str, who: tuple[Role, ...], how: str, source: str | None = None) -> Unmet:
    return Unmet(key, what, who, Severity.HOLD, source, how)


def _nothing(_: Situation) -> Iterator[Unmet]:
    return iter(())


def _before_fit(situation: Situation) -> Iterator[Unmet]:
    if not situation.contact_allowed:
        yield _hold(
            "inquiry.contact",
            "Nobody has said yet that this person may be contacted.",
            (Role.COORDINATOR,),
            "Ask the person, or whoever referred them, and write down the answer.",
        )


def _before_screening(situation: Situation) -> Iterator[Unmet]:
    fit = situation.fit
    if not fit.consultation_finished:
        yield _hold(
            "fit.consultation", "The fit consultation has not been held.", _TEAM, "Hold it, then finish it."
        )
    sides = (
        ("client", fit.client, (Role.CLIENT, Role.FACILITATOR)),
        ("practitioner", fit.practitioner, _TEAM[1:]),
    )
    for side, decision, who in sides:
        if decision is None:
            what = f"The {side} has not decided yet."
            yield _hold(f"fit.{side}-decision", what, who, "Record the decision after the consultation.")
        elif decision is not FitDecision.GO_ON:
            what = f"The {side} decided: {decision.value}."
            yield _hold(
                f"fit.{side}-decision", what, who, "Close the episode with a warm referral, or decide again."
            )


def _before_roadmap(situation: Situation) -> Iterator[Unmet]:
    if not situation.intake_finished:
        yield _hold(
            "intake.finished",
            "The intake is not finished.",
            (Role.CLIENT,),
            "Finish the intake in the portal.",
        )
    for title in situation.measures_missing:
        what = f"{title} has not been completed before the work begins."
        yield _hold(
            f"measure.{title}", what, (Role.CLIENT,), "Complete it in the portal, or together at the centre."
        )
    yield from _flags(situation)
    yield from screening_unmet(situation)


def _flags(situation: Situation) -> Iterator[Unmet]:
    if situation.open_flags:
        yield _hold(
            "safety.flags",
            f"{situation.open_flags} safety flag(s) wait for a person to acknowledge them.",
            (Role.CLINICAL_REVIEWER, Role.FACILITATOR),
            "Open the safety queue, speak with the person, and acknowledge.",
        )


def screening_unmet(situation: Situation) -> Iterator[Unmet]:
    """What the screening still waits for: run, decided, signed, and still true."""
    state, who = situation.screening, (Role.CLINICAL_REVIEWER,)
    if state.disposition is None:
        yield _hold("screening.run", "No screening has been run.", who, "Open Screening and run it.")
        return
    if state.disposition is Disposition.BLOCKED:
        what = "The screening holds a finding that blocks."
        how = "Open the finding: it says which fact fired it and who may change that."
        yield Unmet("screening.blocked", what, who, Severity.BLOCK, None, how)
    yield from _decision_unmet(situation, who)


def _decision_unmet(situation: Situation, who: tuple[Role, ...]) -> Iterator[Unmet]:
    state = situation.screening
    match state.decision:
        case None:
            yield _hold(
                "screening.decision",
                "Nobody has decided on the screening.",
                who,
                "Review the findings and decide.",
            )
            return
        case ReviewDecision.DEFER:
            what, how = (
                "The reviewer deferred the decision.",
                "See to what the reviewer asked for, then decide again.",
            )
            yield _hold("screening.decision", what, who, how)
        case ReviewDecision.DECLINE:
            what, how = "The reviewer declined.", "Close the episode with a warm referral, or review again."
            yield Unmet("screening.decision", what, who, Severity.BLOCK, None, how)
        case ReviewDecision.ACCEPT | ReviewDecision.ACCEPT_WITH_CONDITIONS:
            pass
        case _:
            assert_never(state.decision)
    if not state.signed:
        yield _hold(
            "screening.signature",
            "The decision is not signed.",
            who,
            "Sign it with your password or passkey.",
        )
    if not state.facts_unchanged:
        what = "Facts have changed since the decision was signed."
        yield _hold("screening.changed", what, who, "Look at what changed, decide again and sign.")
    for condition in state.open_conditions:
        what = f"A condition of the decision is open: {condition}"
        yield _hold(
            "screening.condition", what, (Role.CLINICAL_REVIEWER, Role.COORDINATOR), "Do it and mark it done."
        )


def _before_preparation(situation: Situation) -> Iterator[Unmet]:
    yield from screening_unmet(situation)
    if not situation.roadmap_proposed:
        what, how = "There is no roadmap yet.", "Propose one from the protocol and the person's days."
        yield _hold("roadmap.proposed", what, (Role.COORDINATOR,), how)
    elif not situation.roadmap_agreed:
        what, how = (
            "The client has not agreed to the roadmap.",
            "The client agrees in the portal, or at the centre.",
        )
        yield _hold("roadmap.agreed", what, (Role.CLIENT,), how)
    yield from _of_roadmap(situation, EncounterKind.PREPARATION)


def _of_roadmap(situation: Situation, kind: EncounterKind) -> Iterator[Unmet]:
    """What the way of care says must be true before a step of this kind."""
    for gate in situation.gates_open:
        if gate.before is kind:
            how = "See to it, then mark the task done."
            what = f"Not yet: {gate.what.removesuffix('.')}."
            yield _hold(f"roadmap.gate.{gate.id}", what, gate.who, how, "protocol")


def _before_administration(situation: Situation) -> Iterator[Unmet]:
    yield from _flags(situation)
    yield from _before_preparation(situation)
    yield from _of_roadmap(situation, EncounterKind.ADMINISTRATION)
    yield from before_administration(situation)


def _before_integration(situation: Situation) -> Iterator[Unmet]:
    if not situation.administration_released:
        what, how = "The client has not been released from the session.", "Finish the release checklist."
        yield _hold("administration.release", what, (Role.FACILITATOR,), how)
    if not situation.administration_signed:
        what = "The record of the session is not signed by everyone who was there."
        yield _hold(
            "administration.signature", what, (Role.FACILITATOR,), "Each person who was there signs it."
        )


def _before_following_up(situation: Situation) -> Iterator[Unmet]:
    left = situation.integration_needed - situation.integration_finished
    if left > 0 and not situation.integration_declined:
        what = f"{left} of {situation.integration_needed} integration sessions have not been held."
        how = "Hold them, or record that the client was offered them and does not want them."
        yield _hold("integration.sessions", what, (Role.FACILITATOR, Role.CLIENT), how)


def _before_closed(situation: Situation) -> Iterator[Unmet]:
    for title in situation.follow_ups_open:
        how = "Hold the contact, or record why it was not held."
        yield Unmet(
            f"follow-up.{title}", f"Follow-up contact open: {title}.", _TEAM, Severity.NOTE, None, how
        )


GATES: Final[Mapping[Stage, Gate]] = MappingProxyType(
    {
        Stage.INQUIRY: _nothing,
        Stage.FIT: _before_fit,
        Stage.SCREENING: _before_screening,
        Stage.ROADMAP: _before_roadmap,
        Stage.PREPARATION: _before_preparation,
        Stage.ADMINISTRATION: _before_administration,
        Stage.INTEGRATION: _before_integration,
        Stage.FOLLOWING_UP: _before_following_up,
        Stage.CLOSED: _before_closed,
    }
)
"""The gate before each stage. A person may leave at any stage, so only notes stand before closing."""
