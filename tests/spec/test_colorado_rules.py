"""Colorado's rules: present, absent, unknown; signatures and their waiver; dates; what nobody read stays a question."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs
from cairn.domain.citations import Reviewer
from cairn.domain.facts import UNKNOWN, Codes, Facts, FactValue
from cairn.domain.regimes.evaluation import outcome_of, requirements_at
from cairn.domain.regimes.events import Effect, Event, Standing
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.replay import replayed
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import NotEncoded

COLORADO = packs()["us-co"]
ON = datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo("America/Denver"))
REVIEWED = (Reviewer("Ines Duarte, attorney", date(2026, 11, 1)),)
MET, UNMET, UNDETERMINED, OUT = (
    Standing.MET,
    Standing.UNMET,
    Standing.UNDETERMINED,
    Standing.NOT_APPLICABLE,
)
DUTY, GAP = Standing.STANDING_DUTY, Standing.GAP


def ask(rule: str, on: date | datetime = ON, *, reviewed: bool = False, **known: FactValue) -> Outcome:
    values = {name.replace("__", "."): value for name, value in known.items()}
    facts = Facts(declared_facts(), MappingProxyType(values))
    return outcome_of(COLORADO.rule(rule), COLORADO, facts, on, REVIEWED if reviewed else ())


def papers(*codes: str) -> Codes:
    return Codes(frozenset(codes), complete=True)


SIGNED = [
    f"session-disclosure-form:{who}"
    for who in ("participant", "facilitator", "healing-centre-representative")
]
BUNDLE = [
    "co-form-1-screening", "co-form-2-informed-consent", "co-form-3-safety-plan", "co-form-5-transportation-plan",
    "co-form-8-fees-and-termination", "co-form-9-demographics", "preferred-communication",
]  # fmt: skip
DATED = ["co-form-1-attestation-of-the-day", "co-form-5-transportation-plan"]

# rule, what is known, what it says
RULES: list[tuple[str, dict[str, FactValue], Standing]] = [
    ("CO-AGE-01", {"patient__birth_date": date(2005, 12, 1)}, MET),
    ("CO-AGE-01", {"patient__birth_date": date(2005, 12, 2)}, UNMET),
    ("CO-AGE-01", {}, UNDETERMINED),
    ("CO-LIC-01", {"facilitator__license_class": "training"}, MET),
    ("CO-LIC-01", {}, UNDETERMINED),
    ("CO-LIC-04", {"service__intent": "wellness"}, OUT),
    ("CO-LIC-04", {"service__intent": "treatment", "facilitator__license_class": "facilitator"}, UNMET),
    (
        "CO-LIC-04",
        {
            "service__intent": "treatment",
            "facilitator__license_class": "clinical-facilitator",
            "facilitator__scope_covers_diagnosis": True,
        },
        MET,
    ),
    ("CO-LIC-04", {}, UNDETERMINED),
    ("CO-SITE-01", {"site__permitted_place": True}, MET),
    ("CO-SITE-01", {"site__permitted_place": False}, UNMET),
    ("CO-SITE-01", {}, UNDETERMINED),
    ("CO-SCR-01", {"documents__on_file": papers("co-form-1-screening")}, MET),
    ("CO-SCR-01", {"documents__on_file": papers()}, UNMET),
    ("CO-SCR-01", {}, UNDETERMINED),
    ("CO-SCR-02", {}, DUTY),
    ("CO-SCR-03", {"screen__risk_factors": Codes(complete=True)}, OUT),
    ("CO-SCR-03", {"screen__risk_factors": papers("seizure"), "facilitator__scope_covers_risks": True}, OUT),
    ("CO-SCR-03", {"screen__risk_factors": papers("seizure")}, UNDETERMINED),
    ("CO-SCR-03", {"documents__on_file": papers()}, UNMET),  # nobody has said whether there is a risk factor
    (
        "CO-SCR-03-HEIGHTENED",
        {"screen__risk_factors": papers("seizure"), "screen__heightened_risk": False},
        MET,
    ),
    (
        "CO-SCR-03-HEIGHTENED",
        {"screen__risk_factors": papers("seizure"), "documents__on_file": papers()},
        UNMET,
    ),
    ("CO-SCR-04", {}, UNDETERMINED),
    ("CO-FORM-01", {}, UNDETERMINED),
    ("CO-FORM-01", {"documents__on_file": papers()}, UNMET),
    ("CO-FORM-01", {"documents__on_file": papers("session-disclosure-form")}, UNDETERMINED),
    (
        "CO-FORM-01",
        {"documents__on_file": papers("session-disclosure-form"), "documents__signatures": papers(*SIGNED)},
        MET,
    ),
    (
        "CO-FORM-01",
        {
            "documents__on_file": papers("session-disclosure-form"),
            "documents__signatures": papers(*SIGNED[:2]),
        },
        UNMET,
    ),
    (
        "CO-FORM-01",
        {
            "documents__on_file": papers("session-disclosure-form"),
            "documents__signatures": papers(*SIGNED[:2]),
            "session__sole_practitioner": True,
        },
        MET,
    ),
    ("CO-FORM-03", {}, DUTY),
    ("CO-DOCS-START", {"documents__on_file": papers(*BUNDLE), "touch__offered": False}, MET),
    ("CO-DOCS-START", {"documents__on_file": papers(*BUNDLE)}, UNMET),  # an unknown lets no contract off
    (
        "CO-FORM-04",
        {
            "documents__on_file": papers(
                "co-form-6-privacy", "co-form-7-data-choice", "co-form-8-fees-and-termination"
            ),
            "session__medicines_or_devices": False,
            "session__observers_or_recording": False,
        },
        MET,
    ),
    (
        "CO-FORM-05",
        {
            "documents__on_file": papers(*DATED),
            "documents__dated_on_day": papers(*DATED),
            "touch__offered": False,
            "session__observers_or_recording": False,
        },
        MET,
    ),
    (
        "CO-FORM-05",
        {
            "documents__on_file": papers(*DATED),
            "documents__dated_on_day": papers(DATED[0]),
            "touch__offered": False,
            "session__observers_or_recording": False,
        },
        UNMET,
    ),
    ("CO-DISC-01", {}, DUTY),
    ("CO-DOSE-01", {"dose__serving_mg_psilocin": Decimal(10)}, MET),
    ("CO-DOSE-02", {"dose__container_mg_psilocin": Decimal(50)}, MET),
    ("CO-DOSE-02", {"dose__container_mg_psilocin": Decimal("50.1")}, UNMET),
    ("CO-DOSE-03", {"actions__on_file": Codes(frozenset({"servings-agreed"}))}, MET),
    ("CO-SESS-02", {}, UNMET),
    ("CO-SITE-03", {}, UNDETERMINED),
    ("CO-SITE-04", {"transfer__mg_psilocin": Decimal(751)}, UNMET),
    ("CO-SITE-04", {"transfer__mg_psilocin": Decimal(750)}, MET),
    ("CO-SESS-01", {"presence__others": 0}, MET),
    ("CO-SESS-01", {"presence__others": 1, "documents__on_file": papers()}, UNMET),
    ("CO-SESS-06", {}, DUTY),
    ("CO-REC-01", {}, UNMET),
    ("CO-REC-02", {}, DUTY),
    ("CO-REC-03", {"actions__on_file": Codes(frozenset({"log-written"}))}, MET),
    ("CO-REC-04", {}, DUTY),
    ("CO-REC-05", {}, DUTY),
    ("CO-AE-01", {}, DUTY),
    ("CO-AE-02", {}, DUTY),
    ("CO-AE-03", {}, DUTY),
    ("CO-DATA-01", {}, DUTY),
    ("CO-DATA-02", {}, DUTY),
]


@pytest.mark.parametrize(("rule", "known", "standing"), RULES)
def test_what_each_rule_says(rule: str, known: dict[str, FactValue], standing: Standing) -> None:
    said = ask(rule, **known)
    assert said.standing is standing
    assert replayed(said.provenance, COLORADO).said == said.said


def test_every_rule_of_the_pack_is_specified() -> None:
    gaps = {rule.id for rule in COLORADO.rules if rule.effect is Effect.GAP}
    assert {rule for rule, _, _ in RULES} | gaps == {rule.id for rule in COLORADO.rules}


@pytest.mark.parametrize("rule", [rule for rule in COLORADO.rules if rule.in_force.since is not None])
def test_the_day_before_a_rule_begins_and_the_day_of(rule: object) -> None:
    since = COLORADO.rule(rule.id).in_force.since  # type: ignore[attr-defined]  # a rule
    assert since is not None
    before = ask(rule.id, since - timedelta(days=1), reviewed=True)  # type: ignore[attr-defined]
    assert (before.standing, before.stops) == (Standing.NOT_IN_FORCE, False)
    assert ask(rule.id, since).standing is not Standing.NOT_IN_FORCE  # type: ignore[attr-defined]


def test_a_missing_signature_or_date_is_named() -> None:
    on_file = papers("session-disclosure-form")
    said = ask("CO-FORM-01", documents__on_file=on_file, documents__signatures=papers(*SIGNED[:2]))
    assert said.said == (
        "Not on file: Disclosure form of the session, signature of the healing centre representative."
    )
    assert (said.lacking, said.stops) == ((SIGNED[2],), True)
    dated = ask(
        "CO-FORM-05",
        documents__on_file=papers(*DATED),
        documents__dated_on_day=papers(DATED[0]),
        touch__offered=False,
        session__observers_or_recording=False,
    )
    assert dated.said == "Not on file: Form 5, transportation plan, dated on the day of the session."


def test_a_waiver_nobody_has_confirmed_waives_nothing() -> None:
    known = {
        "documents__on_file": papers("session-disclosure-form"),
        "documents__signatures": papers(*SIGNED[:2]),
    }
    assert ask("CO-FORM-01", **known, session__sole_practitioner=UNKNOWN).standing is UNMET


def test_where_one_of_several_papers_is_enough_all_of_them_are_offered() -> None:
    said = ask(
        "CO-SCR-03", screen__risk_factors=papers("seizure"), documents__on_file=papers(), reviewed=True
    )
    assert said.said == (
        "Not on file: at least one of Referral, or Medical clearance, "
        "or Consultation and risk review with a provider licensed for that condition."
    )
    assert (said.lacking, said.stops) == (
        ("provider-referral", "medical-clearance", "consultation-and-risk-review"),
        True,
    )


def test_a_secondary_source_stops_only_once_reviewed() -> None:
    young = date(2010, 1, 1)
    assert ask("CO-AGE-01", patient__birth_date=young).stops is False
    assert ask("CO-AGE-01", patient__birth_date=young, reviewed=True).stops is True


def test_there_is_no_ceiling_no_duration_and_no_ratio_and_each_is_a_question() -> None:
    answer = session_requirements(COLORADO, dose=Decimal(400), clients=9, on=ON.date(), reviewers=REVIEWED)
    assert [
        value.words
        for value in (answer.min_duration, answer.facilitators_needed, answer.ceiling, answer.group_cap)
        if isinstance(value, NotEncoded)
    ] == [
        "Not encoded; ask your regulator. Is there a minimum duration, or an assessment before release?",
        "Not encoded; ask your regulator. Is there a ratio or a group cap, and does it depend on the dose?",
        "Not encoded; ask your regulator. Does 4 CCR 755-1 section 6 set a ceiling per session?",
        f"{COLORADO.title} holds no rule about this. Ask your regulator.",
    ]
    assert (answer.refused, answer.broken) == (False, ())
    assert {gap.rule for gap in answer.gaps} >= {"CO-SESS-03", "CO-SESS-04", "CO-SESS-05", "CO-DOSE-04"}


def test_a_duty_whose_time_was_not_read_says_so() -> None:
    assert ask("CO-AE-02").said == (
        "Report of an adverse health event to the DORA Director: due; the text that was read does not say by when."
    )


def test_the_gaps_of_an_event_are_shown_with_its_rules() -> None:
    outcomes = requirements_at(COLORADO, Event.ADVERSE_REACTION, Facts(declared_facts()), ON)
    assert {outcome.rule: outcome.standing for outcome in outcomes} == {
        "CO-AE-01": DUTY,
        "CO-AE-02": DUTY,
        "CO-AE-03": DUTY,
        "CO-AE-GAP": GAP,
    }
