"""What must happen before each stage: one thing missing at a time, with who can see to it."""

from dataclasses import replace

import pytest

from cairn.domain.facts import UNKNOWN, Codes
from cairn.domain.pathway.gates import GATES, unmet_before
from cairn.domain.pathway.situation import (
    Fit,
    FitDecision,
    OpenGate,
    Paper,
    ReviewDecision,
    ScreeningState,
    Situation,
    Staffing,
)
from cairn.domain.pathway.stages import Stage
from cairn.domain.regimes.evaluation import requirements_at
from cairn.domain.regimes.events import Event
from cairn.domain.vocabulary import Disposition, EncounterKind, Role, Severity
from tests.spec.oregon import OREGON, REVIEWED, START, known

GOOD_SCREENING = ScreeningState(Disposition.NEEDS_REVIEW, ReviewDecision.ACCEPT, signed=True)
READY = Situation(
    contact_allowed=True,
    fit=Fit(consultation_finished=True, client=FitDecision.GO_ON, practitioner=FitDecision.GO_ON),
    intake_finished=True,
    screening=GOOD_SCREENING,
    roadmap_proposed=True,
    roadmap_agreed=True,
    preparation_finished=3,
    preparation_needed=3,
    intention_present=True,
    documents=frozenset({"informed-consent"}),
    papers_needed=(Paper("informed-consent", "Informed consent", "OHA page on access"),),
    rescreened=True,
    requirements=requirements_at(OREGON, Event.ADMINISTRATION_START, known(), START, REVIEWED),
    staffing=Staffing(assigned=2, needed=2, source="OR-RATIO-01"),
    administration_released=True,
    administration_signed=True,
    integration_finished=3,
    integration_needed=3,
)
CLIENT, FACILITATOR, REVIEWER, COORDINATOR = (
    Role.CLIENT,
    Role.FACILITATOR,
    Role.CLINICAL_REVIEWER,
    Role.COORDINATOR,
)
BLOCK, HOLD, NOT_ASSESSED, NOTE = Severity.BLOCK, Severity.HOLD, Severity.NOT_ASSESSED, Severity.NOTE


def screening(**changes: object) -> dict[str, object]:
    return {"screening": replace(GOOD_SCREENING, **changes)}  # type: ignore[arg-type]


def fit(**changes: object) -> dict[str, object]:
    return {"fit": replace(READY.fit, **changes)}  # type: ignore[arg-type]


def gate(before: EncounterKind) -> OpenGate:
    return OpenGate("asked", "The family doctor knows", (COORDINATOR,), before)


# before which stage, what is different, what is unmet, how serious, who can see to it
GATES_SHUT: list[tuple[Stage, dict[str, object], str, Severity, tuple[Role, ...]]] = [
    (Stage.FIT, {"contact_allowed": False}, "inquiry.contact", HOLD, (COORDINATOR,)),
    (Stage.SCREENING, fit(consultation_finished=False), "fit.consultation", HOLD, (COORDINATOR, FACILITATOR)),
    (Stage.SCREENING, fit(client=None), "fit.client-decision", HOLD, (CLIENT, FACILITATOR)),
    (Stage.SCREENING, fit(client=FitDecision.NOT_NOW), "fit.client-decision", HOLD, (CLIENT, FACILITATOR)),
    (Stage.SCREENING, fit(practitioner=None), "fit.practitioner-decision", HOLD, (FACILITATOR,)),
    (
        Stage.SCREENING,
        fit(practitioner=FitDecision.NOT_A_FIT),
        "fit.practitioner-decision",
        HOLD,
        (FACILITATOR,),
    ),
    (Stage.ROADMAP, {"intake_finished": False}, "intake.finished", HOLD, (CLIENT,)),
    (Stage.ROADMAP, {"measures_missing": ("PHQ-9",)}, "measure.PHQ-9", HOLD, (CLIENT,)),
    (Stage.ROADMAP, {"open_flags": 1}, "safety.flags", HOLD, (REVIEWER, FACILITATOR)),
    (Stage.ROADMAP, {"screening": ScreeningState()}, "screening.run", HOLD, (REVIEWER,)),
    (Stage.ROADMAP, screening(disposition=Disposition.BLOCKED), "screening.blocked", BLOCK, (REVIEWER,)),
    (Stage.ROADMAP, screening(decision=None), "screening.decision", HOLD, (REVIEWER,)),
    (Stage.ROADMAP, screening(decision=ReviewDecision.DEFER), "screening.decision", HOLD, (REVIEWER,)),
    (Stage.ROADMAP, screening(decision=ReviewDecision.DECLINE), "screening.decision", BLOCK, (REVIEWER,)),
    (Stage.ROADMAP, screening(signed=False), "screening.signature", HOLD, (REVIEWER,)),
    (Stage.ROADMAP, screening(facts_unchanged=False), "screening.changed", HOLD, (REVIEWER,)),
    (
        Stage.ROADMAP,
        screening(decision=ReviewDecision.ACCEPT_WITH_CONDITIONS, open_conditions=("An ECG.",)),
        "screening.condition",
        HOLD,
        (REVIEWER, COORDINATOR),
    ),
    (Stage.PREPARATION, {"roadmap_proposed": False}, "roadmap.proposed", HOLD, (COORDINATOR,)),
    (Stage.PREPARATION, {"roadmap_agreed": False}, "roadmap.agreed", HOLD, (CLIENT,)),
    (Stage.PREPARATION, screening(facts_unchanged=False), "screening.changed", HOLD, (REVIEWER,)),
    (
        Stage.PREPARATION,
        {"gates_open": (gate(EncounterKind.PREPARATION),)},
        "roadmap.gate.asked",
        HOLD,
        (COORDINATOR,),
    ),
    (Stage.ADMINISTRATION, {"preparation_finished": 2}, "preparation.sessions", HOLD, (FACILITATOR,)),
    (
        Stage.ADMINISTRATION,
        {"intention_present": False},
        "preparation.intention",
        HOLD,
        (CLIENT, FACILITATOR),
    ),
    (Stage.ADMINISTRATION, {"rescreened": False}, "screening.again", NOT_ASSESSED, (FACILITATOR, REVIEWER)),
    (
        Stage.ADMINISTRATION,
        {"documents": frozenset()},
        "document.informed-consent",
        HOLD,
        (FACILITATOR, CLIENT),
    ),
    (
        Stage.ADMINISTRATION,
        {"staffing": Staffing()},
        "staffing.unknown",
        NOT_ASSESSED,
        (COORDINATOR, FACILITATOR),
    ),
    (
        Stage.ADMINISTRATION,
        {"staffing": Staffing(1, 2, "OR-RATIO-01")},
        "staffing.facilitators",
        HOLD,
        (COORDINATOR,),
    ),
    (Stage.ADMINISTRATION, {"open_flags": 2}, "safety.flags", HOLD, (REVIEWER, FACILITATOR)),
    (Stage.ADMINISTRATION, screening(signed=False), "screening.signature", HOLD, (REVIEWER,)),
    (Stage.ADMINISTRATION, {"roadmap_agreed": False}, "roadmap.agreed", HOLD, (CLIENT,)),
    (
        Stage.ADMINISTRATION,
        {"gates_open": (gate(EncounterKind.ADMINISTRATION),)},
        "roadmap.gate.asked",
        HOLD,
        (COORDINATOR,),
    ),
    (Stage.INTEGRATION, {"administration_released": False}, "administration.release", HOLD, (FACILITATOR,)),
    (Stage.INTEGRATION, {"administration_signed": False}, "administration.signature", HOLD, (FACILITATOR,)),
    (Stage.FOLLOWING_UP, {"integration_finished": 1}, "integration.sessions", HOLD, (FACILITATOR, CLIENT)),
    (Stage.CLOSED, {"follow_ups_open": ("Week 26",)}, "follow-up.Week 26", NOTE, (COORDINATOR, FACILITATOR)),
]


def stopping(stage: Stage, situation: Situation) -> list[str]:
    return [unmet.id for unmet in unmet_before(stage, situation) if unmet.stops]


@pytest.mark.parametrize("stage", Stage)
def test_a_person_for_whom_all_is_done_may_enter_every_stage(stage: Stage) -> None:
    assert stopping(stage, READY) == []


@pytest.mark.parametrize(("stage", "changes", "key", "severity", "who"), GATES_SHUT)
def test_one_thing_missing_shuts_one_gate(
    stage: Stage, changes: dict[str, object], key: str, severity: Severity, who: tuple[Role, ...]
) -> None:
    unmet = [
        one
        for one in unmet_before(stage, replace(READY, **changes))
        if one.severity is not NOTE or severity is NOTE
    ]  # type: ignore[arg-type]
    found = [one for one in unmet if not one.id.startswith("OR-")]
    assert [(one.id, one.severity, one.who) for one in found] == [(key, severity, who)]
    assert found[0].what.endswith(".")
    assert found[0].how.endswith(".")


def test_what_the_roadmap_asks_for_later_does_not_hold_an_earlier_step() -> None:
    later = replace(READY, gates_open=(gate(EncounterKind.ADMINISTRATION),))
    assert stopping(Stage.PREPARATION, later) == []


def test_there_is_a_gate_before_every_stage() -> None:
    assert set(GATES) == set(Stage)


def test_a_person_may_leave_whatever_is_unmet() -> None:
    assert stopping(Stage.CLOSED, replace(Situation(), follow_ups_open=("Day 1",))) == []


def test_integration_sessions_the_client_does_not_want_keep_nobody() -> None:
    assert (
        stopping(Stage.FOLLOWING_UP, replace(READY, integration_finished=0, integration_declined=True)) == []
    )


def test_an_empty_record_is_ready_for_nothing_but_an_inquiry() -> None:
    ready = [
        stage for stage in Stage if not stopping(stage, Situation(preparation_needed=3, integration_needed=3))
    ]
    assert ready == [Stage.INQUIRY, Stage.CLOSED]


def test_the_most_serious_comes_first() -> None:
    shut = replace(
        READY,
        screening=replace(GOOD_SCREENING, disposition=Disposition.BLOCKED, signed=False),
        rescreened=False,
    )
    severities = [unmet.severity for unmet in unmet_before(Stage.ADMINISTRATION, shut)]
    assert severities == [BLOCK, HOLD, NOT_ASSESSED, NOTE]


def requirements(*reviewers: object, **changes: object) -> dict[str, Severity]:
    facts = known(**changes)  # type: ignore[arg-type]
    outcomes = requirements_at(OREGON, Event.ADMINISTRATION_START, facts, START, reviewers)  # type: ignore[arg-type]
    unmet = unmet_before(Stage.ADMINISTRATION, replace(READY, requirements=outcomes))
    return {one.id: one.severity for one in unmet}


# what is different, the rule, how serious it is once reviewed
REGIME: list[tuple[dict[str, object], str, Severity]] = [
    ({"harm__thoughts_now": True}, "OR-EXC-02", BLOCK),
    ({"harm__thoughts_now": UNKNOWN}, "OR-EXC-02", NOT_ASSESSED),
    ({"documents__on_file": Codes(complete=True)}, "OR-CIF-02", HOLD),
    ({"admin__facilitators_present": 0}, "OR-RATIO-01", HOLD),
    ({"admin__client_count": 7}, "OR-RATIO-02", BLOCK),
    ({"cif__interpreter": True}, "OR-SCR-DISPOSITIONS", NOTE),
    ({}, "OR-TEXT-GAP", NOTE),
]


@pytest.mark.parametrize(("changes", "rule", "severity"), REGIME)
def test_a_rule_of_the_regime_stands_in_the_gate_as_seriously_as_it_may(
    changes: dict[str, object], rule: str, severity: Severity
) -> None:
    assert requirements(*REVIEWED, **changes)[rule] is severity


def test_a_rule_nobody_has_reviewed_is_a_note() -> None:
    assert requirements(harm__thoughts_now=True)["OR-EXC-02"] is NOTE


def test_a_document_the_law_asks_for_is_named_once() -> None:
    none = replace(READY, documents=frozenset())
    asked = requirements_at(
        OREGON, Event.ADMINISTRATION_START, known(documents__on_file=Codes(complete=True)), START, REVIEWED
    )
    ids = [unmet.id for unmet in unmet_before(Stage.ADMINISTRATION, replace(none, requirements=asked))]
    assert "document.informed-consent" not in ids
    assert "OR-DOCS-START" in ids
