"""The day of a dose: what its rules stop, what they only say, and who can see to it; and what a signature covers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.content.readers.screening import rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.pathway.dose_day import dose_day_unmet
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.situation import DoseDay, Situation
from cairn.domain.pathway.stages import Stage
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.screening.finding import Said
from cairn.domain.screening.profile import ALL_RULES
from cairn.domain.screening.result import ScreeningResult, same_facts, screen
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Role, Severity
from tests.spec.screening_facts import CALM_DAY, ON, facts, screened

DAY = Occasion.DOSE_DAY
AOKI = Reviewer("Dr Aoki", ON)
BLOCK, HOLD, REVIEW, NOTE, OPEN = (
    Severity.BLOCK, Severity.HOLD, Severity.REVIEW, Severity.NOTE, Severity.NOT_ASSESSED,
)  # fmt: skip
REVIEWER, FACILITATOR = Role.CLINICAL_REVIEWER, Role.FACILITATOR

# what is different from a calm day, then what each rule that names it says: nothing at all where it is clear
# the last column: the same, where the centre's reviewers have signed every rule
ROWS: list[tuple[dict[str, object], list[tuple[str, Severity]], list[tuple[str, Severity]]]] = [
    ({}, [], []),
    ({"pregnancy.test_today": "positive"}, [("SCR-PREG-01-DAY", BLOCK)], [("SCR-PREG-01-DAY", BLOCK)]),
    ({"pregnancy.test_today": None}, [("SCR-PREG-01-DAY", OPEN)], [("SCR-PREG-01-DAY", OPEN)]),
    ({"pregnancy.test_today": None, "pregnancy.status": "not-applicable"}, [], []),
    ({"substance.affected_now": True}, [("SCR-SUD-01-NOW", HOLD)], [("SCR-SUD-01-NOW", HOLD)]),
    ({"substance.affected_now": None}, [("SCR-SUD-01-NOW", OPEN)], [("SCR-SUD-01-NOW", OPEN)]),
    ({"substance.screen_today": "positive"}, [("SCR-SUD-02", HOLD)], [("SCR-SUD-02", HOLD)]),
    ({"substance.screen_today": "prescribed-only"}, [], []),
    ({"substance.screen_today": None}, [("SCR-SUD-02", OPEN)], [("SCR-SUD-02", OPEN)]),
    ({"supplements.last_week": "not-approved"}, [("DDI-28-WEEK", HOLD)], [("DDI-28-WEEK", HOLD)]),
    ({"supplements.last_week": None}, [("DDI-28-WEEK", OPEN)], [("DDI-28-WEEK", OPEN)]),
    ({"vitals.predose_systolic": 152}, [("SCR-CV-02", REVIEW)], [("SCR-CV-02", HOLD)]),
    ({"vitals.predose_systolic": None}, [("SCR-CV-02", NOTE)], [("SCR-CV-02", OPEN)]),
    ({"medicines.as_needed_today": True}, [("DDI-19-MORNING", REVIEW)], [("DDI-19-MORNING", REVIEW)]),
    ({"medicines.as_needed_today": None}, [("DDI-19-MORNING", NOTE)], [("DDI-19-MORNING", NOTE)]),
    ({"caffeine.as_usual": False}, [("DDI-29-CAFFEINE", NOTE)], [("DDI-29-CAFFEINE", NOTE)]),
    ({"food.today": "full"}, [("DDI-35-FOOD", NOTE)], [("DDI-35-FOOD", NOTE)]),
    (
        {"eating.disorder_active": True, "lab.electrolytes_on": "2026-11-20"},
        [("SCR-CV-09-DAY", HOLD)],
        [("SCR-CV-09-DAY", HOLD)],
    ),
    ({"eating.disorder_active": True, "lab.electrolytes_on": "2026-11-30"}, [], []),
    ({"eating.disorder_active": None}, [("SCR-CV-09-DAY", OPEN)], [("SCR-CV-09-DAY", OPEN)]),
    (
        {"substances.last_24_hours": {"known": ["cannabis"], "complete": True}},
        [("DDI-29-CANNABIS", REVIEW)],
        [("DDI-29-CANNABIS", REVIEW)],
    ),
    (
        {"substances.last_24_hours": None},
        [("DDI-29", OPEN), ("DDI-29-CANNABIS", NOTE)],
        [("DDI-29", OPEN), ("DDI-29-CANNABIS", NOTE)],
    ),
]


def on_the_day(changes: dict[str, object], *reviewers: Reviewer) -> ScreeningResult:
    rules = rule_set().reviewed_by({ALL_RULES: reviewers} if reviewers else {})
    return screen(facts(changes), rules, ON, occasion=DAY)


def gist(unmet: tuple[Unmet, ...]) -> list[tuple[str, Severity]]:
    return sorted((each.id.removeprefix("day."), each.severity) for each in unmet)


@pytest.mark.parametrize(("changes", "unread", "reviewed"), ROWS)
def test_each_rule_of_the_day_stops_what_its_grade_and_the_centre_let_it(
    changes: dict[str, object], unread: list[tuple[str, Severity]], reviewed: list[tuple[str, Severity]]
) -> None:
    found = [tuple(dose_day_unmet(on_the_day(changes, *who).findings)) for who in ((), (AOKI,))]
    assert [gist(each) for each in found] == [sorted(unread), sorted(reviewed)]


def test_every_rule_of_the_day_is_drawn_fired_and_unknown() -> None:
    drawn = {rule for _, unread, _ in ROWS for rule, _ in unread}
    silent = {"DDI-35-FOOD", "DDI-29-CAFFEINE"}
    assert drawn == {each.rule.id for each in on_the_day({}).of_the_day}
    unknown = {rule for changes, unread, _ in ROWS for rule, _ in unread if None in changes.values()}
    assert unknown == drawn - silent


def test_what_is_found_says_what_settles_it_and_what_is_open_says_its_question_and_who_asks() -> None:
    told = {
        "vitals.predose_systolic": 152,
        "substance.screen_today": None,
        "pregnancy.test_today": "positive",
        "pregnancy.status": None,
    }
    result = on_the_day(told, AOKI)
    by_id = {each.id: each for each in dose_day_unmet(result.findings)}
    pressure, test, pregnant = (
        result.finding(rule).rule for rule in ("SCR-CV-02", "SCR-SUD-02", "SCR-PREG-01-DAY")
    )
    asks = "Ask on the day, and write the answer down."
    signs = "A clinical reviewer may weigh it: screen again, decide and sign, today."
    assert by_id == {
        "day.SCR-CV-02": Unmet(
            "day.SCR-CV-02", "Before the dose 152/74.", (REVIEWER, FACILITATOR), HOLD,
            pressure.citation.text, f"{pressure.resolve} {signs}",
        ),
        "day.SCR-SUD-02": Unmet(
            "day.SCR-SUD-02", test.question, (FACILITATOR,), OPEN, test.citation.text, asks,
        ),
        "day.SCR-PREG-01-DAY": Unmet(
            "day.SCR-PREG-01-DAY", pregnant.question, (Role.CLIENT, FACILITATOR), OPEN,
            pregnant.citation.text, asks,
        ),
    }  # fmt: skip
    (block,) = dose_day_unmet(on_the_day({"pregnancy.test_today": "positive"}).findings)
    assert block.how == pregnant.resolve


def test_what_was_weighed_by_name_does_not_stop_again_but_blocks_and_open_questions_do() -> None:
    told = {
        "pregnancy.test_today": "positive",
        "substance.affected_now": True,
        "substance.screen_today": "positive",
        "supplements.last_week": None,
    }
    findings = on_the_day(told).findings
    weighed = frozenset({"SCR-PREG-01-DAY", "SCR-SUD-01-NOW", "DDI-28-WEEK"})
    assert gist(tuple(dose_day_unmet(findings, weighed))) == [
        ("DDI-28-WEEK", OPEN),
        ("SCR-PREG-01-DAY", BLOCK),
        ("SCR-SUD-02", HOLD),
    ]


def test_a_rule_of_every_screening_is_not_of_the_day() -> None:
    assert tuple(dose_day_unmet(on_the_day({"psychosis.ever": True, "lab.alt": None}).findings)) == ()
    assert tuple(dose_day_unmet(screened(dict.fromkeys(CALM_DAY)).findings)) == ()


def test_the_day_stands_in_the_gate_before_the_session_and_in_no_other() -> None:
    findings = on_the_day({"substance.affected_now": True}).findings
    here = replace(Situation(), dose_day=DoseDay(findings))
    with_it = [stage for stage in Stage if "day.SCR-SUD-01-NOW" in {u.id for u in unmet_before(stage, here)}]
    weighed = replace(here, dose_day=DoseDay(findings, frozenset({"SCR-SUD-01-NOW"})))
    assert with_it == [Stage.ADMINISTRATION]
    assert "day.SCR-SUD-01-NOW" not in {u.id for u in unmet_before(Stage.ADMINISTRATION, weighed)}


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted(CALM_DAY))), st.sampled_from([row[0] for row in ROWS]))
def test_taking_an_answer_away_never_opens_the_session(lost: set[str], told: dict[str, object]) -> None:
    result = on_the_day(told, AOKI)
    fewer = on_the_day({**told, **dict.fromkeys(lost)}, AOKI)
    stopped = {each.id for each in dose_day_unmet(result.findings) if each.stops}
    still = {each.id for each in dose_day_unmet(fewer.findings) if each.stops}
    assert stopped <= still
    unknown = {each.rule.id for each in fewer.of_the_day if each.said is Said.NOT_ASKED}
    said = {each.id.removeprefix("day.") for each in dose_day_unmet(fewer.findings)}
    assert unknown <= said


def test_a_signature_covers_the_facts_that_are_still_asked() -> None:
    signed = screened(occasion=DAY).inputs
    assert same_facts(signed, screened())
    assert same_facts(signed, screened({"food.today": "full"}))
    assert not same_facts(signed, screened({"food.today": "full"}, occasion=DAY))
    assert not same_facts(signed, screened({"lab.alt": 30}))
    assert not same_facts(signed, screened({"lab.alt": None}))
