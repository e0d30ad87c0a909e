"""What a person's record holds that the gates ask about, as one frozen value."""

from dataclasses import dataclass
from enum import StrEnum

from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.screening.finding import Finding
from cairn.domain.vocabulary import Disposition, EncounterKind, Role


class FitDecision(StrEnum):
    """What one side decides after the fit consultation."""

    GO_ON = "go-on"
    NOT_NOW = "not-now"
    NOT_A_FIT = "not-a-fit"


class ReviewDecision(StrEnum):
    """What a clinical reviewer decides about a screening."""

    ACCEPT = "accept"
    ACCEPT_WITH_CONDITIONS = "accept-with-conditions"
    DEFER = "defer"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Fit:
    """The fit consultation and both decisions; None where that side has not decided."""

    consultation_finished: bool = False
    client: FitDecision | None = None
    practitioner: FitDecision | None = None


@dataclass(frozen=True, slots=True)
class ScreeningState:
    """The latest screening.

    :param disposition: computed from the findings, None where no screening has been run.
    :param decision: the latest decision of a reviewer, None where there is none.
    :param signed: whether that decision is signed.
    :param facts_unchanged: whether every fact is still as it was when it was signed.
    :param open_conditions: what an acceptance with conditions still waits for, in words.
    """

    disposition: Disposition | None = None
    decision: ReviewDecision | None = None
    signed: bool = False
    facts_unchanged: bool = True
    open_conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenGate:
    """What the roadmap says must be true before a step, and nobody has marked done.

    :param who: who can see to it.
    :param before: the kind of that step.
    """

    id: str
    what: str
    who: tuple[Role, ...]
    before: EncounterKind


@dataclass(frozen=True, slots=True)
class DoseDay:
    """What the rules of the dose day say, from the day of the session on.

    :param findings: of those rules, the clear ones among them; empty before that day.
    :param weighed: the rules a reviewer weighed by name and signed for, on that day and over the facts as they are.
    """

    findings: tuple[Finding, ...] = ()
    weighed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document the protocol asks for before a step.

    :param code: as in ``documents.on_file``.
    :param title: in words.
    :param source: why it is asked for.
    """

    code: str
    title: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who is assigned to the administration session; None where nobody has worked it out.

    :param needed: facilitators needed by the regime and the protocol, whichever is more.
    :param source: the rule that asks for them.
    """

    assigned: int = 0
    needed: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the gates may ask about one episode, at one moment.

    :param contact_allowed: the person, or the referrer for them, agreed to be contacted.
    :param intake_finished: the client has finished the intake.
    :param measures_missing: baseline measures not completed yet, by title.
    :param open_flags: safety flags nobody has acknowledged yet.
    :param roadmap_agreed: the client agreed to the roadmap that is in force.
    :param gates_open: what the roadmap says must be true first, and is not marked done.
    :param preparation_finished: preparation sessions finished, of ``preparation_needed`` by the protocol.
    :param intention_present: the client's intention is written down, in their words.
    :param documents: codes of the documents signed and in force, the safety and transport plans among them.
    :param papers_needed: documents the protocol asks for before the administration session.
    :param rescreened: the changes since the screening were asked about for this administration session.
    :param dose_day: what the rules of the day itself say.
    :param requirements: what the regime's rules say of the administration session.
    :param administration_released: the client was released from the administration session.
    :param administration_signed: its record is signed by those who were there.
    :param integration_finished: integration sessions finished, of ``integration_needed`` by the protocol.
    :param integration_declined: the client was offered the remaining sessions and does not want them.
    :param follow_ups_open: follow-up contacts neither held nor given up with a reason, by title.
    """

    contact_allowed: bool = False
    fit: Fit = Fit()
    intake_finished: bool = False
    measures_missing: tuple[str, ...] = ()
    screening: ScreeningState = ScreeningState()
    open_flags: int = 0
    roadmap_proposed: bool = False
    roadmap_agreed: bool = False
    gates_open: tuple[OpenGate, ...] = ()
    preparation_finished: int = 0
    preparation_needed: int = 0
    intention_present: bool = False
    documents: frozenset[str] = frozenset()
    papers_needed: tuple[Paper, ...] = ()
    rescreened: bool = False
    dose_day: DoseDay = DoseDay()
    requirements: tuple[Outcome, ...] = ()
    staffing: Staffing = Staffing()
    administration_released: bool = False
    administration_signed: bool = False
    integration_finished: int = 0
    integration_needed: int = 0
    integration_declined: bool = False
    follow_ups_open: tuple[str, ...] = ()
