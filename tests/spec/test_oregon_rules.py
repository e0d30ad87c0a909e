"""Oregon's rules one by one: present, absent, unknown; the day before and the day of; who may let them stop."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cairn.domain.conditions import Not, evaluate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactValue
from cairn.domain.regimes.evaluation import requirements_at
from cairn.domain.regimes.events import Effect, Event, Standing
from cairn.domain.regimes.exclusions import screening_rules_of
from cairn.domain.regimes.replay import AnotherTextError, replayed
from cairn.domain.vocabulary import Basis
from tests.spec.oregon import DOCUMENTS, OREGON, REVIEWED, START, ZONE, ask, known

MET, UNMET, UNDETERMINED = Standing.MET, Standing.UNMET, Standing.UNDETERMINED
LITHIUM = frozenset({"lithium"})


def taken(last: object, classes: object = LITHIUM) -> Exposures:
    return Exposures((Exposure("Lithobid", classes, last),), complete=True)  # type: ignore[arg-type]


def done(*actions: str) -> Codes:
    return Codes(frozenset(actions))


# rule, what is different, what the rule says
RULES: list[tuple[str, dict[str, FactValue], Standing]] = [
    ("OR-AGE-01", {"patient__birth_date": date(2005, 12, 1)}, MET),  # 21 on the day
    ("OR-AGE-01", {"patient__birth_date": date(2005, 12, 2)}, UNMET),  # 21 the day after
    ("OR-AGE-01", {"patient__birth_date": UNKNOWN}, UNDETERMINED),
    ("OR-EXC-01", {}, MET),
    ("OR-EXC-01", {"medicines__lithium_30_days": True}, UNMET),
    ("OR-EXC-01", {"medicines": taken("ongoing")}, UNMET),
    ("OR-EXC-01", {"medicines": taken(date(2026, 11, 1))}, UNMET),  # 30 days before
    ("OR-EXC-01", {"medicines": taken(date(2026, 10, 31))}, MET),  # 31 days before
    ("OR-EXC-01", {"medicines": taken("ongoing", frozenset({"ssri"}))}, MET),
    ("OR-EXC-01", {"medicines": taken("ongoing", UNKNOWN)}, UNDETERMINED),  # a name nobody recognised
    ("OR-EXC-01", {"medicines__lithium_30_days": UNKNOWN}, UNDETERMINED),
    ("OR-EXC-02", {"harm__thoughts_now": False}, MET),
    ("OR-EXC-02", {"harm__thoughts_now": True}, UNMET),
    ("OR-EXC-02", {"harm__thoughts_now": UNKNOWN}, UNDETERMINED),
    ("OR-EXC-03", {"psychosis__ever": False}, MET),
    ("OR-EXC-03", {"psychosis__ever": True}, UNMET),
    ("OR-EXC-03", {"psychosis__ever": UNKNOWN}, UNDETERMINED),
    ("OR-PREP-02", {}, MET),
    ("OR-PREP-02", {"prep__completed_at": START - timedelta(hours=23, minutes=59)}, UNMET),
    ("OR-PREP-02", {"prep__completed_at": START - timedelta(hours=24)}, MET),
    ("OR-PREP-02", {"prep__completed_at": START.astimezone(UTC) - timedelta(days=90)}, MET),
    ("OR-PREP-02", {"prep__completed_at": UNKNOWN}, UNDETERMINED),
    ("OR-PREP-02", {"admin__start_at": UNKNOWN}, UNDETERMINED),
    ("OR-PREP-02", {"admin__is_first_with_facilitator": False}, Standing.NOT_APPLICABLE),
    ("OR-PREP-02", {"admin__is_first_with_facilitator": UNKNOWN}, MET),
    ("OR-PREP-05", {"prep__client_count": 1}, MET),
    ("OR-PREP-05", {"prep__client_count": 2}, UNMET),
    ("OR-PREP-05", {"prep__client_count": UNKNOWN}, UNDETERMINED),
    ("OR-DOSE-01", {"dose__total_mg_analyte": Decimal(50)}, MET),
    ("OR-DOSE-01", {"dose__total_mg_analyte": Decimal("50.1")}, UNMET),
    ("OR-DOSE-01", {"dose__total_mg_analyte": UNKNOWN}, UNDETERMINED),
    ("OR-DUR-01", {"admin__elapsed_min": Decimal(299)}, UNMET),
    ("OR-DUR-01", {"admin__elapsed_min": Decimal(300)}, MET),
    ("OR-DUR-01", {"admin__elapsed_min": UNKNOWN}, UNDETERMINED),
    ("OR-DUR-01", {"dose__total_mg_analyte": UNKNOWN}, UNDETERMINED),
    ("OR-DUR-01", {"dose__total_mg_analyte": Decimal(51), "admin__elapsed_min": Decimal(900)}, UNMET),
    ("OR-RATIO-01", {"admin__client_count": 7, "admin__facilitators_present": 1}, UNMET),
    ("OR-RATIO-01", {"admin__client_count": 7, "admin__facilitators_present": 2}, MET),
    ("OR-RATIO-01", {"admin__client_count": UNKNOWN}, UNDETERMINED),
    ("OR-RATIO-01", {"admin__client_count": UNKNOWN, "dose__group_max_mg_analyte": UNKNOWN}, UNDETERMINED),
    ("OR-RATIO-01", {"dose__group_max_mg_analyte": UNKNOWN}, UNDETERMINED),
    ("OR-RATIO-02", {"admin__client_count": 6}, MET),
    ("OR-RATIO-02", {"admin__client_count": 7}, UNMET),
    ("OR-RATIO-02", {"admin__area_occupancy_limit": UNKNOWN}, UNDETERMINED),
    ("OR-RATIO-02", {"admin__area_occupancy_limit": UNKNOWN, "admin__client_count": 26}, UNMET),
    ("OR-MON-03", {"admin__site_representatives_present": 0}, UNMET),
    ("OR-MON-03", {"admin__site_representatives_present": 1}, MET),
    ("OR-CIF-02", {}, MET),
    ("OR-CIF-02", {"documents__on_file": Codes(complete=True)}, UNMET),
    ("OR-CIF-02", {"documents__on_file": UNKNOWN}, UNDETERMINED),
    ("OR-CIF-02", {"documents__on_file": Codes()}, UNDETERMINED),
    ("OR-PREP-03", {}, MET),
    ("OR-PREP-03", {"touch__offered": True}, UNMET),
    ("OR-PREP-03", {"touch__offered": UNKNOWN}, UNMET),  # an unknown never lets a document off
    ("OR-PREP-03", {"admin__facilitator_differs": True}, UNMET),
    ("OR-DOCS-START", {}, MET),
    ("OR-DOCS-START", {"documents__on_file": Codes(DOCUMENTS - {"agreed-dose-plan"}, complete=True)}, UNMET),
    ("OR-SCR-DISPOSITIONS", {}, MET),
    ("OR-SCR-DISPOSITIONS", {"cif__interpreter": True}, UNMET),
    ("OR-SCR-DISPOSITIONS", {"cif__interpreter": UNKNOWN}, UNDETERMINED),
    ("OR-PLAN-03", {}, UNMET),
    ("OR-PLAN-03", {"actions__on_file": done("transport-deviation-written", "other-transport-tried")}, MET),
    ("OR-INT-01", {"actions__on_file": UNKNOWN}, UNMET),
    ("OR-CIF-01", {}, UNMET),
    ("OR-CIF-01", {"actions__on_file": done("cif-copy-to-centre", "cif-copy-to-facilitator")}, MET),
    ("OR-CIF-03", {}, MET),
    ("OR-CIF-03", {"cif__language_unmet": True}, UNMET),
    ("OR-CIF-03", {"cif__language_unmet": UNKNOWN}, UNDETERMINED),
    ("OR-CIF-04", {"cif__unanswered": 0}, MET),
    ("OR-CIF-04", {"cif__unanswered": 1}, UNMET),
    ("OR-CIF-04", {"cif__unanswered": UNKNOWN}, UNDETERMINED),
    ("OR-SCR-00", {"actions__on_file": done("support-person-considered")}, MET),
    ("OR-SCR-00", {}, UNMET),
    ("OR-FORMS-01", {}, MET),
    ("OR-FORMS-01", {"cif__session_medication": True}, UNMET),
    ("OR-FORMS-01", {"cif__session_medication": UNKNOWN}, UNMET),  # an unknown never lets a document off
    ("OR-PREP-01", {}, MET),
    ("OR-PREP-01", {"prep__completed_at": START + timedelta(minutes=1)}, UNMET),
    ("OR-PREP-01", {"prep__completed_at": UNKNOWN}, UNDETERMINED),
    ("OR-PREP-01-CERT", {"actions__on_file": done("preparation-certified")}, MET),
    ("OR-PREP-04", {}, MET),
    ("OR-PREP-04", {"admin__facilitator_differs": True}, UNMET),
    ("OR-PREP-04", {"admin__facilitator_differs": UNKNOWN}, UNDETERMINED),
    ("OR-PREP-06", {}, MET),
    ("OR-PREP-06", {"documents__on_file": Codes(complete=True)}, UNMET),
    ("OR-COND-01", {}, Standing.STANDING_DUTY),
    ("OR-COND-02", {}, UNMET),
    ("OR-COND-03", {}, MET),
    ("OR-COND-03", {"facilitator__has_authority": True}, UNMET),
    ("OR-COND-03", {"facilitator__has_authority": UNKNOWN}, UNDETERMINED),
    ("OR-CONS-02", {}, Standing.STANDING_DUTY),
    ("OR-CONS-03", {}, MET),
    ("OR-CONS-03", {"touch__between_clients": True}, MET),  # there is one client
    ("OR-CONS-03", {"touch__between_clients": True, "admin__client_count": 2}, UNMET),
    ("OR-CONS-04", {}, UNMET),  # as if the ground were consent, where nobody names one
    ("OR-CONS-04", {"disclosure__ground": "client-consent"}, UNMET),
    ("OR-CONS-04", {"disclosure__ground": "client-consent", "documents__on_file": UNKNOWN}, UNDETERMINED),
    ("OR-CONS-04", {"disclosure__ground": "minor-victim"}, Standing.NOT_APPLICABLE),
    ("OR-CONF-01-GROUND", {"disclosure__ground": "minor-victim"}, MET),
    ("OR-CONF-01-GROUND", {"disclosure__ground": "none"}, UNMET),
    ("OR-CONF-01-GROUND", {}, UNDETERMINED),
    ("OR-SITE-01", {}, MET),
    ("OR-SITE-01", {"site__licensed_area": False}, UNMET),
    ("OR-SITE-01", {"site__licensed_area": UNKNOWN}, UNDETERMINED),
    ("OR-RATIO-03", {}, MET),
    ("OR-RATIO-03", {"admin__client_count": 2}, UNMET),
    ("OR-MON-01", {}, MET),
    ("OR-MON-01", {"presence__sees_and_hears": False}, UNMET),
    ("OR-MON-01", {"presence__sees_and_hears": False, "presence__client_in_restroom": True}, MET),
    ("OR-MON-01", {"presence__sees_and_hears": UNKNOWN}, UNDETERMINED),
    ("OR-MON-02", {"presence__break_min": Decimal(5)}, MET),
    ("OR-MON-02", {"presence__break_min": Decimal("5.5")}, UNMET),
    ("OR-MON-02-WATCH", {}, MET),
    ("OR-MON-02-WATCH", {"presence__representative_watches": False}, UNMET),
    ("OR-MON-04", {}, MET),
    ("OR-MON-04", {"presence__others": 1}, UNMET),
    ("OR-MON-05", {}, MET),
    ("OR-MON-05", {"presence__client_accompanied": False}, UNMET),
    ("OR-FORMS-02", {}, UNMET),
    ("OR-FORMS-02-WASTE", {"actions__on_file": done("product-and-waste-record")}, MET),
    ("OR-PLAN-02", {"actions__on_file": done("driving-advised-against")}, MET),
    ("OR-PLAN-02", {"actions__on_file": done("driving-advised-against"), "transport__danger": True}, UNMET),
    ("OR-CERT-01", {}, UNMET),
    ("OR-INT-01-CERT", {}, UNMET),
    ("OR-AE-01", {}, MET),
    ("OR-AE-01", {"reaction__needed_care": True}, UNMET),
    ("OR-303-02", {}, UNMET),
    ("OR-303-03", {"actions__on_file": done("report-veteran-status")}, MET),
    ("OR-REC-03", {}, Standing.STANDING_DUTY),
    ("OR-REC-05", {}, Standing.STANDING_DUTY),
    ("OR-REC-06", {}, Standing.STANDING_DUTY),
    ("OR-SCOPE-01", {}, Standing.STANDING_DUTY),
    ("OR-AE-03", {}, Standing.GAP),
    ("OR-303-05", {}, Standing.STANDING_DUTY),
    ("OR-303-04", {}, Standing.STANDING_DUTY),
    ("OR-CONF-01", {}, Standing.STANDING_DUTY),
    ("OR-REC-01", {}, Standing.STANDING_DUTY),
    ("OR-REC-02", {}, Standing.STANDING_DUTY),
]


@pytest.mark.parametrize(("rule", "changes", "standing"), RULES)
def test_what_each_rule_says(rule: str, changes: dict[str, FactValue], standing: Standing) -> None:
    assert ask(rule, known(**changes)).standing is standing


def test_every_rule_of_the_pack_is_specified() -> None:
    gaps = {rule.id for rule in OREGON.rules if rule.effect is Effect.GAP}
    assert {rule for rule, _, _ in RULES} | gaps == {rule.id for rule in OREGON.rules}


# what the form says, what it calls for
DISPOSITIONS: list[tuple[dict[str, FactValue], str]] = [
    ({"cif__under_care": True}, "consultation-encouraged"),
    ({"allergy__mushrooms": True}, "alternative-product-discussed"),
    ({"cif__session_medication": True}, "medication-plan"),
    ({"cif__interpreter": True}, "interpreter-identified"),
    ({"cif__physical_assistance": True}, "assistance-plan"),
    ({"cif__communication_support": True}, "support-person-for-communication"),
    ({"cif__harm_history": True}, "consultation-encouraged-after-harm"),
    ({"suicide__attempt": True}, "consultation-encouraged-after-harm"),
    ({"pregnancy__status": "pregnant"}, "unknown-risk-told"),
    ({"lactation__now": True}, "unknown-risk-told"),
    ({"cif__mobility_device": True}, "exit-plan"),
    ({"cif__help_consuming": True}, "support-person-for-consuming"),
    ({"cif__other_condition": True}, "accommodation-plan"),
]


@pytest.mark.parametrize(("changes", "action"), DISPOSITIONS)
def test_what_an_answer_of_the_form_calls_for_and_that_it_is_a_task(
    changes: dict[str, FactValue], action: str
) -> None:
    due = ask("OR-SCR-DISPOSITIONS", known(**changes), reviewers=REVIEWED)
    assert (due.standing, due.lacking, due.stops) == (UNMET, (action,), False)
    done = known(**changes, actions__on_file=Codes(frozenset({action})))
    assert ask("OR-SCR-DISPOSITIONS", done).standing is MET


@pytest.mark.parametrize(
    "rule", ["OR-AGE-01", "OR-EXC-01", "OR-EXC-02", "OR-EXC-03", "OR-DOCS-START", "OR-MON-03"]
)
def test_what_rests_on_an_agency_page_or_older_text_stops_only_once_reviewed(rule: str) -> None:
    broken = known(
        patient__birth_date=date(2010, 1, 1),
        medicines__lithium_30_days=True,
        harm__thoughts_now=True,
        psychosis__ever=True,
        documents__on_file=Codes(complete=True),
        admin__site_representatives_present=0,
    )
    unreviewed, reviewed = ask(rule, broken), ask(rule, broken, reviewers=REVIEWED)
    assert (unreviewed.enforced, unreviewed.stops) == (False, False)
    assert (reviewed.enforced, reviewed.stops) == (True, True)


@pytest.mark.parametrize("rule", ["OR-PREP-02", "OR-CIF-02", "OR-DUR-01", "OR-RATIO-01"])
def test_what_was_read_in_the_rule_stops_by_itself_and_so_does_an_unknown(rule: str) -> None:
    nothing_known = known(
        prep__completed_at=UNKNOWN,
        documents__on_file=UNKNOWN,
        admin__elapsed_min=UNKNOWN,
        admin__facilitators_present=UNKNOWN,
    )
    outcome = ask(rule, nothing_known)
    assert (outcome.standing, outcome.stops) == (UNDETERMINED, True)


def test_a_gap_never_stops_even_when_reviewed() -> None:
    for rule in (rule for rule in OREGON.rules if rule.effect is Effect.GAP):
        outcome = ask(rule.id, known(), reviewers=REVIEWED)
        assert (outcome.standing, outcome.enforced, outcome.stops) == (Standing.GAP, False, False)
        assert outcome.said.startswith("Not encoded; ask your regulator.")


@pytest.mark.parametrize("rule", [rule.id for rule in OREGON.rules])
def test_the_day_before_a_rule_begins_it_is_not_in_force_and_stops_nothing(rule: str) -> None:
    since = OREGON.rule(rule).in_force.since
    if since is None:
        assert rule == "OR-SCOPE-01"  # the bill's first day in force was not read
        return
    before = ask(rule, known(), on=since - timedelta(days=1), reviewers=REVIEWED)
    assert (before.standing, before.stops) == (Standing.NOT_IN_FORCE, False)
    assert ask(rule, known(), on=since).standing is not Standing.NOT_IN_FORCE


def test_a_day_is_the_calendar_day_in_oregon() -> None:
    turns_21 = known(patient__birth_date=date(2005, 12, 2))
    evening_before = datetime(2026, 12, 1, 20, 0, tzinfo=ZONE)  # already the second in Greenwich
    assert ask("OR-AGE-01", turns_21, on=evening_before).standing is UNMET
    assert ask("OR-AGE-01", turns_21, on=evening_before + timedelta(hours=5)).standing is MET


def test_a_ready_person_meets_every_rule_of_the_start() -> None:
    outcomes = requirements_at(OREGON, Event.ADMINISTRATION_START, known(), START, REVIEWED)
    assert {outcome.rule: outcome.standing for outcome in outcomes if outcome.standing is not MET} == {
        "OR-TEXT-GAP": Standing.GAP,
        "OR-COND-01": Standing.STANDING_DUTY,
    }
    assert not any(outcome.stops for outcome in outcomes)


def test_what_a_decision_kept_is_enough_to_make_it_again() -> None:
    facts = known(admin__client_count=7)
    for rule in OREGON.rules:
        first = ask(rule.id, facts)
        assert replayed(first.provenance, OREGON) == first
    kept = ask("OR-RATIO-01", facts).provenance
    assert (kept.pack, kept.version, kept.content_hash) == ("us-or", OREGON.version, OREGON.content_hash)
    assert dict(kept.inputs) == {
        "admin.facilitators_present": 1,
        "admin.client_count": 7,
        "dose.group_max_mg_analyte": "25",
    }


def test_a_decision_under_another_text_is_not_made_again_with_this_one() -> None:
    kept = replace(ask("OR-RATIO-01", known()).provenance, content_hash="0" * 64)
    with pytest.raises(
        AnotherTextError, match=r"names us-or 0\.2\.0-draft \(000000000000\), at hand is us-or"
    ):
        replayed(kept, OREGON)


def test_the_screening_gets_age_and_the_three_exclusions_as_conditions_that_hold_where_nobody_may_take_part() -> (
    None
):
    rules = screening_rules_of(OREGON, START.date(), REVIEWED)
    assert [rule.id for rule in rules] == ["OR-AGE-01", "OR-EXC-01", "OR-EXC-02", "OR-EXC-03"]
    assert all(rule.enforced and rule.basis is Basis.REGULATORY for rule in rules)
    assert isinstance(rules[0].condition, Not)
    young = known(patient__birth_date=date(2010, 1, 1))
    assert [evaluate(rule.condition, young, START.date()).answer.value for rule in rules] == [
        "yes",
        "no",
        "no",
        "no",
    ]


def test_the_screening_gets_nothing_before_the_text_took_effect_and_nothing_enforced_before_review() -> None:
    assert screening_rules_of(OREGON, date(2024, 12, 31)) == ()
    assert not any(rule.enforced for rule in screening_rules_of(OREGON, START.date()))
