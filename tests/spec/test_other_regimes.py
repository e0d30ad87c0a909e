"""Australia, Canada, Czechia, Germany, Switzerland, New Mexico and trials: what is known, and what nobody read."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs
from cairn.domain.citations import Reviewer
from cairn.domain.facts import Codes, Facts, FactValue
from cairn.domain.regimes.evaluation import outcome_of, requirements_at
from cairn.domain.regimes.events import Effect, Event, Standing
from cairn.domain.regimes.exclusions import screening_rules_of
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.replay import replayed
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import Found, NotEncoded

REVIEWED = (Reviewer("Ines Duarte, attorney", date(2026, 11, 1)),)
MET, UNMET, UNDETERMINED, OUT = (
    Standing.MET,
    Standing.UNMET,
    Standing.UNDETERMINED,
    Standing.NOT_APPLICABLE,
)
DUTY, GAP = Standing.STANDING_DUTY, Standing.GAP
ON = date(2026, 12, 1)
PACK_OF = {rule.id: pack for pack in packs().values() for rule in pack.rules}


def ask(
    rule: str, known: dict[str, Any], on: date | datetime = ON, reviewers: tuple[Reviewer, ...] = ()
) -> Outcome:
    pack = PACK_OF[rule]
    return outcome_of(pack.rule(rule), pack, Facts(declared_facts(), MappingProxyType(known)), on, reviewers)


def papers(*codes: str) -> Codes:
    return Codes(frozenset(codes), complete=True)


FILES = "documents.on_file"
ALBERTA = {"site.in_alberta": True}
RIGHT_CZ = {"care.indication": "depression-with-cancer", "care.registered_failed": True}
RIGHT_DE: dict[str, FactValue] = {
    "care.is_adult": True,
    "care.indication": "treatment-resistant-depression",
    "care.antidepressants_failed": 2,
    "care.trial_possible": False,
    "prescriber.kind": "psychiatrist",
}
IN_TIME = date(2026, 7, 10)
SUSAR = {"event.serious": True, "event.unexpected": True, "event.suspected": True}

# rule, what is known, day, what it says
RULES: list[tuple[str, dict[str, Any], date, Standing]] = [
    ("AU-PRES-01", {"prescriber.kind": "specialist-psychiatrist"}, ON, MET),
    ("AU-PRES-01", {"prescriber.kind": "psychiatrist"}, ON, UNMET),
    ("AU-PRES-01", {}, ON, UNDETERMINED),
    ("AU-PRES-01", {}, date(2023, 6, 30), Standing.NOT_IN_FORCE),
    ("AU-PRES-01", {}, date(2023, 7, 1), UNDETERMINED),
    ("AU-PRES-02", {FILES: papers("tga-authorisation")}, ON, MET),
    ("AU-PRES-03", {FILES: papers("hrec-approval")}, ON, UNMET),
    ("AU-PRES-04", {}, ON, DUTY),
    ("AU-IND-01", {"care.indication": "treatment-resistant-depression"}, ON, MET),
    ("AU-IND-01", {"care.indication": "ptsd"}, ON, UNMET),
    ("AU-IND-01", {}, ON, UNDETERMINED),
    ("AU-PRE-01", {FILES: papers()}, ON, UNMET),
    ("AU-REP-01", {}, ON, DUTY),
    ("AU-REP-01-AE", {}, ON, DUTY),
    ("AU-PROD-01", {"product.meets_standard": False}, ON, UNMET),
    ("AU-REP-02", {}, ON, GAP),
    ("CA-SAP-01", {FILES: papers("sap-authorisation-letter")}, ON, MET),
    ("CA-SAP-02", {}, ON, UNDETERMINED),
    ("CA-SAP-03", {}, ON, DUTY),
    ("CA-SAP-04", {"stock.unaccounted": Decimal(0)}, ON, MET),
    ("CA-SAP-04", {"stock.unaccounted": Decimal("0.5")}, ON, UNMET),
    ("CA-SAP-04", {}, ON, UNDETERMINED),
    ("CA-SAP-05", {}, date(2022, 1, 4), Standing.NOT_IN_FORCE),
    ("CA-SAP-05", {}, date(2022, 1, 5), DUTY),
    ("CA-SAP-06", {"care.serious_condition": True, "care.conventional_exhausted": True}, ON, MET),
    ("CA-SAP-06", {"care.serious_condition": True, "care.conventional_exhausted": False}, ON, UNMET),
    ("CA-SAP-06", {"care.serious_condition": True}, ON, UNDETERMINED),
    ("CA-SAP-07", {}, date(2023, 2, 26), Standing.NOT_IN_FORCE),
    ("CA-SAP-07", {FILES: papers("sap-psychotherapy-description")}, date(2023, 2, 27), MET),
    ("CA-AB-01", {"site.in_alberta": False}, ON, OUT),
    ("CA-AB-01", {**ALBERTA, FILES: papers()}, ON, UNMET),
    ("CA-AB-02", {**ALBERTA, "prescriber.kind": "physician", "prescriber.with_psychiatrist": True}, ON, MET),
    (
        "CA-AB-02",
        {**ALBERTA, "prescriber.kind": "physician", "prescriber.with_psychiatrist": False},
        ON,
        UNMET,
    ),
    ("CA-AB-02", {**ALBERTA, "prescriber.kind": "psychiatrist"}, ON, MET),
    ("CA-AB-02", {**ALBERTA}, ON, UNDETERMINED),
    ("CA-AB-02-WATCH", {**ALBERTA, "presence.sees_and_hears": True}, ON, MET),
    ("CA-AB-02-REPORT", {**ALBERTA, "event.serious_injury_or_death": False}, ON, OUT),
    ("CA-AB-02-REPORT", {**ALBERTA, "event.serious_injury_or_death": True}, ON, DUTY),
    ("CZ-01", {}, date(2025, 12, 31), Standing.NOT_IN_FORCE),
    ("CZ-01", {}, date(2026, 1, 1), DUTY),
    ("CZ-02", {"dose.total_mg_psilocybin": Decimal(35), "body.weight": Decimal(90)}, ON, MET),
    ("CZ-02", {"dose.total_mg_psilocybin": Decimal("35.1"), "body.weight": Decimal(90)}, ON, UNMET),
    ("CZ-02", {"dose.total_mg_psilocybin": Decimal(24), "body.weight": Decimal(60)}, ON, MET),
    ("CZ-02", {"dose.total_mg_psilocybin": Decimal("24.1"), "body.weight": Decimal(60)}, ON, UNMET),
    ("CZ-02", {"dose.total_mg_psilocybin": Decimal(30)}, ON, UNDETERMINED),
    ("CZ-02", {"dose.total_mg_psilocybin": Decimal(36)}, ON, UNMET),
    ("CZ-02", {"body.weight": Decimal(60)}, ON, UNDETERMINED),
    ("CZ-03", {"admin.sessions_in_month": 3}, ON, MET),
    ("CZ-03", {"admin.sessions_in_month": 4}, ON, UNMET),
    ("CZ-03-INTERVAL", {"admin.sessions_before": 0}, ON, OUT),
    ("CZ-03-INTERVAL", {"admin.sessions_before": 1, "admin.days_since_last": 6}, ON, UNMET),
    ("CZ-03-INTERVAL", {"admin.sessions_before": 1, "admin.days_since_last": 7}, ON, MET),
    ("CZ-03-INTERVAL", {}, ON, UNDETERMINED),
    ("CZ-03-MONTH", {"dose.month_mg_psilocybin": Decimal(75)}, ON, MET),
    ("CZ-03-MONTH", {"dose.month_mg_psilocybin": Decimal("75.1")}, ON, UNMET),
    ("CZ-04", RIGHT_CZ, ON, MET),
    ("CZ-04", {**RIGHT_CZ, "care.indication": "treatment-resistant-depression-psychotic"}, ON, UNMET),
    ("CZ-04", {"care.indication": "depression-with-cancer"}, ON, UNDETERMINED),
    ("CZ-05", {"prescriber.kind": "physician"}, ON, UNMET),
    (
        "CZ-05",
        {
            "prescriber.kind": "clinical-psychotherapist",
            "site.authorised_facility": True,
            "product.is_synthetic": True,
        },
        ON,
        MET,
    ),
    ("CZ-05-FORM", {FILES: papers("blue-striped-prescription")}, ON, MET),
    ("CZ-06", {}, ON, GAP),
    ("DE-01", {}, date(2025, 7, 10), Standing.NOT_IN_FORCE),
    ("DE-01", {FILES: papers("programme-confirmation")}, date(2025, 7, 11), MET),
    ("DE-01", {}, date(2026, 7, 11), Standing.NOT_IN_FORCE),
    ("DE-02", RIGHT_DE, IN_TIME, MET),
    ("DE-02", {**RIGHT_DE, "care.antidepressants_failed": 1}, IN_TIME, UNMET),
    ("DE-02", {**RIGHT_DE, "care.trial_possible": True}, IN_TIME, UNMET),
    ("DE-02", {}, IN_TIME, UNDETERMINED),
    ("DE-02-STAFF", {"staff.professionals_present": 1}, IN_TIME, UNMET),
    ("DE-02-PHYSICIAN", {"staff.physicians_present": 1}, IN_TIME, MET),
    ("DE-02-PRODUCT", {"product.is_the_programmes": False}, IN_TIME, UNMET),
    ("DE-03", {}, IN_TIME, Standing.NOT_IN_FORCE),
    ("DE-03", {}, date(2026, 7, 11), GAP),
    ("CH-01", {FILES: papers("bag-permit")}, ON, MET),
    ("CH-01", {FILES: papers()}, ON, UNMET),
    ("CH-02", {}, ON, DUTY),
    # New Mexico is disabled: nobody asks these, and this is what they would say
    ("NM-CLIN-01", {"prescriber.kind": "other"}, ON, UNMET),
    ("NM-SVC-01", {}, ON, UNDETERMINED),
    ("NM-COND-01", {"care.indication": "ptsd"}, ON, MET),
    ("NM-COND-01", {"care.indication": "other"}, ON, UNMET),
    ("NM-AGE-01", {}, ON, DUTY),
    ("NM-PROD-01", {"product.is_synthetic": True}, ON, UNMET),
    ("NM-PROD-01", {"product.is_synthetic": False}, ON, MET),
    ("NM-PROD-02", {}, date(2026, 6, 22), Standing.NOT_IN_FORCE),
    ("NM-PROD-02", {}, date(2026, 6, 23), DUTY),
    ("NM-TIME-01", {}, ON, DUTY),
    ("US-IND-01", {**SUSAR, "event.serious": False}, ON, OUT),
    ("US-IND-01", SUSAR, ON, DUTY),
    ("US-IND-03", {}, ON, DUTY),
    ("US-IND-04", {"event.serious": False}, ON, OUT),
    ("US-IND-05", {FILES: papers("trial-consent")}, ON, MET),
    ("US-IND-05-DRUG", {}, ON, UNMET),
    ("US-IND-06", {}, ON, DUTY),
    ("US-DEA-01", {}, ON, GAP),  # from memory: a question, not a rule
    ("US-P11-01", {}, ON, DUTY),
    ("US-P11-02", {}, ON, DUTY),
    ("US-P11-03", {}, ON, DUTY),
    ("US-P11-04", {}, ON, GAP),
    ("US-P11-05", {}, ON, GAP),
    (
        "US-P11-06",
        {"signature.biometric": False, "signature.continues_session": False, "signature.components": 1},
        ON,
        UNMET,
    ),
    (
        "US-P11-06",
        {"signature.biometric": False, "signature.continues_session": False, "signature.components": 2},
        ON,
        MET,
    ),
    ("US-P11-06", {"signature.biometric": True}, ON, OUT),
    (
        "US-P11-06-LATER",
        {"signature.biometric": False, "signature.continues_session": True, "signature.components": 1},
        ON,
        MET,
    ),
    ("US-P11-07", {}, ON, GAP),
    ("US-P11-08", {}, date(2024, 9, 30), Standing.NOT_IN_FORCE),
    ("US-P11-08", {}, date(2024, 10, 1), DUTY),
    *[(f"ICH-0{number}", {}, ON, DUTY) for number in range(1, 5)],
    ("ICH-05", {}, ON, UNMET),
    ("US-PSY-01", {"presence.monitors": 1}, ON, UNMET),
    ("US-PSY-01", {"presence.monitors": 2}, ON, MET),
    ("US-PSY-02", {"monitor.lead_qualified": True, "monitor.assistant_qualified": False}, ON, UNMET),
    ("US-PSY-03", {}, ON, UNMET),
    ("US-PSY-04", {}, ON, GAP),
    ("EU-GCP-01", {}, date(2025, 7, 22), Standing.NOT_IN_FORCE),
    ("EU-GCP-01", {}, date(2025, 7, 23), DUTY),
    ("EU-GUID-01", {}, date(2025, 9, 29), Standing.NOT_IN_FORCE),
    ("EU-GUID-01", {}, date(2025, 9, 30), DUTY),
    ("EU-SAF-01", {"event.serious": True}, ON, GAP),  # the hours are from memory
    ("EU-SAF-01", {"event.serious": False}, ON, OUT),
    ("EU-SAF-02-FOLLOW", {"event.life_threatening": False}, ON, OUT),
    ("EU-SAF-02-OTHER", {**SUSAR, "event.life_threatening": False}, ON, DUTY),
    ("EU-SAF-03", {}, ON, UNMET),
    ("EU-REC-01", {}, ON, GAP),
]


@pytest.mark.parametrize(("rule", "known", "on", "standing"), RULES)
def test_what_each_rule_says(rule: str, known: dict[str, Any], on: date, standing: Standing) -> None:
    said = ask(rule, known, on)
    assert said.standing is standing
    assert replayed(said.provenance, PACK_OF[rule]) == said


AT = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)

# rule, what is known, the end of what it says
AWARE = {"report.aware_at": AT}
RECEIVED = {**SUSAR, "event.life_threatening": True, "report.received_at": AT}
SENT = {**SUSAR, "event.life_threatening": True, "report.first_sent_at": AT}
QUALIFIES = "due 15 calendar days after the sponsor determines that it qualifies"
DEADLINES: list[tuple[str, dict[str, Any], str]] = [
    ("US-IND-01", {**SUSAR, "report.determined_at": AT}, f"{QUALIFIES}: by 2026-12-16."),
    ("US-IND-01", SUSAR, f"{QUALIFIES}. Nobody has said when that was."),
    ("US-IND-02", RECEIVED, "due 7 calendar days after the sponsor first receives it: by 2026-12-08."),
    (
        "US-IND-04",
        {"event.serious": True, **AWARE},
        "due at once when the investigator learns of it: by 2026-12-01 18:30-05:00.",
    ),
    ("EU-SAF-02", RECEIVED, "by 2026-12-09."),  # already the second in Brussels
    ("EU-SAF-02-FOLLOW", SENT, "by 2026-12-10."),
    ("AU-REP-01", {}, "due; the text that was read does not say by when."),
]


@pytest.mark.parametrize(("rule", "known", "ending"), DEADLINES)
def test_by_when_something_is_due(rule: str, known: dict[str, Any], ending: str) -> None:
    assert ask(rule, known).said.endswith(ending)


def test_the_two_clocks_of_a_fatal_reaction_start_at_different_events() -> None:
    known = {
        **SUSAR,
        "event.life_threatening": True,
        "report.received_at": AT,
        "report.determined_at": AT + timedelta(days=3),
    }
    assert ask("US-IND-02", known).said.endswith("by 2026-12-08.")
    assert ask("US-IND-01", known).said.endswith("by 2026-12-19.")


def test_a_disabled_pack_answers_with_its_questions_only() -> None:
    mexico = packs()["us-nm"]
    nothing = Facts(declared_facts())
    for event in Event:
        assert {each.standing for each in requirements_at(mexico, event, nothing, ON, REVIEWED)} <= {GAP}
    answer = session_requirements(mexico, dose=Decimal(500), clients=40, on=ON, reviewers=REVIEWED)
    values = (answer.min_duration, answer.facilitators_needed, answer.ceiling, answer.group_cap)
    assert all(isinstance(value, NotEncoded) for value in values)
    assert (answer.refused, len(answer.gaps)) == (False, 5)
    assert screening_rules_of(mexico, ON, REVIEWED) == ()
    assert len(mexico.rules) > len(mexico.asked)


def test_in_czechia_the_ceiling_of_a_session_is_the_smaller_of_the_two() -> None:
    czechia = packs()["cz"]
    unweighed = session_requirements(czechia, dose=Decimal(30), clients=1, on=ON).ceiling
    assert isinstance(unweighed, Found)
    assert (unweighed.value, unweighed.enforced, unweighed.note) == (
        35,
        False,
        "It may be lower: one of its limits is not known.",
    )


def test_what_is_secondary_stops_only_once_somebody_of_the_site_has_reviewed_it() -> None:
    heavy = {"dose.total_mg_psilocybin": Decimal(40)}
    assert (ask("CZ-02", heavy).stops, ask("CZ-02", heavy, ON, REVIEWED).stops) == (False, True)
    assert ask("CZ-04", {}, ON, REVIEWED).stops is True  # not known, on a rule that stops
    assert ask("EU-SAF-01", {"event.serious": True}, ON, REVIEWED).enforced is False


def test_every_rule_that_is_no_gap_is_specified() -> None:
    here = ("au", "ca", "ch", "cz", "de", "us-nm", "trial-us-ich", "trial-eu")
    rules = {rule.id for key in here for rule in packs()[key].rules if rule.effect is not Effect.GAP}
    timed = {rule for rule, _, _ in DEADLINES}
    assert rules - {rule for rule, _, _, _ in RULES} - timed == set()
