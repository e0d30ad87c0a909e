"""Each rule of screening answers present, absent and unknown."""

from datetime import date
from typing import Any

import pytest

from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.screening.finding import Said
from cairn.domain.screening.rule import Occasion, Rule
from cairn.domain.vocabulary import Disposition, Severity
from tests.spec.screening_facts import CALM_DAY, CLEAR, screened, taking
from tests.spec.screening_rules import FIRES, OWN

RULES = {rule.id: rule for rule in rule_set().rules}
MISSING_ONLY = {"SCR-CV-08"}
DAY = Occasion.DOSE_DAY
NOTED_ONLY = {
    fact
    for fact in CLEAR
    if {rule.severity for rule in RULES.values() if fact in rule.asks} == {Severity.NOTE}
}


def test_every_rule_has_its_cases() -> None:
    assert set(FIRES) == set(RULES)


@pytest.mark.parametrize("rule", FIRES)
def test_the_rule_fires_where_its_facts_are_present(rule: str) -> None:
    finding = screened(FIRES[rule], occasion=DAY).finding(rule)
    assert (finding.said, finding.severity, finding.missing) == (Said.FIRED, RULES[rule].severity, ())


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_clear_where_its_facts_are_absent(rule: str) -> None:
    finding = screened(occasion=DAY).finding(rule)
    assert (finding.said, finding.severity, finding.weighs) == (Said.CLEAR, Severity.CLEAR, Severity.CLEAR)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in MISSING_ONLY])
def test_the_rule_is_not_asked_where_its_facts_are_unknown(rule: str) -> None:
    finding = screened(dict.fromkeys(RULES[rule].asks), occasion=DAY).finding(rule)
    assert (finding.said, finding.severity) == (Said.NOT_ASKED, Severity.NOT_ASSESSED)
    assert set(finding.missing) == set(RULES[rule].asks)


OWN_RULES = {rule.id: (name, rule) for name, profile in profiles().items() for rule in profile.adds}


def test_every_rule_of_a_profile_has_its_cases() -> None:
    assert {rule: name for rule, (name, _) in OWN.items()} == {r: name for r, (name, _) in OWN_RULES.items()}


@pytest.mark.parametrize("rule", OWN)
def test_a_rule_of_a_profile_answers_present_absent_and_unknown(rule: str) -> None:
    profile, changes = OWN[rule]
    asks = OWN_RULES[rule][1].asks
    said = [screened(each, profile=profile).finding(rule).said for each in (changes, {}, dict.fromkeys(asks))]
    assert said == [Said.FIRED, Said.CLEAR, Said.NOT_ASKED]


@pytest.mark.parametrize("profile", profiles())
def test_the_clear_person_is_clear_under_every_profile(profile: str) -> None:
    for occasion in Occasion:
        result = screened(profile=profile, occasion=occasion)
        assert (result.disposition, result.questions) == (Disposition.CLEAR, ())


def test_a_rule_of_the_dose_day_does_not_hold_an_earlier_screening() -> None:
    of_the_day = {rule.id for rule in RULES.values() if rule.asked_at is DAY}
    nothing_of_the_day = dict.fromkeys(CALM_DAY)
    assert screened(nothing_of_the_day).disposition is Disposition.CLEAR
    assert screened(nothing_of_the_day, occasion=DAY).disposition is Disposition.ON_HOLD
    assert set(RULES) - {finding.rule.id for finding in screened().findings} == of_the_day
    assert set(RULES) == {finding.rule.id for finding in screened(occasion=DAY).findings}


def test_a_measurement_a_person_may_find_needless_asks_for_a_review_and_not_a_hold() -> None:
    finding = screened({"lab.meld": None}).finding("SCR-HEP-01-MELD")
    assert (finding.said, finding.weighs, finding.lifts) == (Said.NOT_ASKED, Severity.REVIEW, Severity.HOLD)
    assert screened({"lab.meld": 10}).disposition is Disposition.ON_HOLD


@pytest.mark.parametrize("fact", [fact for fact in CLEAR if fact not in NOTED_ONLY])
def test_no_fact_can_go_unasked_under_the_general_profile(fact: str) -> None:
    assert screened({fact: None}).disposition in {Disposition.ON_HOLD, Disposition.NEEDS_REVIEW}


EDGES: list[tuple[str, dict[str, Any], str, Said]] = [
    ("140/90 is not above 140/90", {"vitals.systolic": 140, "vitals.diastolic": 90}, "SCR-CV-01", Said.CLEAR),
    ("the diastolic value alone is enough", {"vitals.diastolic": 91}, "SCR-CV-01", Said.FIRED),
    ("QTc 450 is not above 450", {"ecg.qtc": 450}, "SCR-CV-03", Said.CLEAR),
    ("QTc 499 is not 500", {"ecg.qtc": 499}, "SCR-CV-03-LONG", Said.CLEAR),
    ("eGFR 41 is above 40", {"lab.egfr": 41}, "SCR-REN-01", Said.CLEAR),
    ("AST counts as ALT does", {"lab.ast": 150.5}, "SCR-HEP-01", Said.FIRED),
    ("21 on the day", {"patient.birth_date": "2005-12-01"}, "SCR-AGE-01", Said.CLEAR),
    ("born some time in 2005", {"patient.birth_date": "2005"}, "SCR-AGE-01", Said.NOT_ASKED),
    ("65 on the day", {"patient.birth_date": "1960-12-02"}, "SCR-AGE-02", Said.CLEAR),
    (
        "a year ago to the day",
        {**FIRES["SCR-CV-04"], "cardiac.infarction_on": "2025-12-01"},
        "SCR-CV-04",
        Said.FIRED,
    ),
    (
        "a year and a day ago",
        {**FIRES["SCR-CV-04"], "cardiac.infarction_on": "2025-11-30"},
        "SCR-CV-04",
        Said.CLEAR,
    ),
    ("some time last year", {**FIRES["SCR-CV-05"], "cardiac.stroke_on": "2025"}, "SCR-CV-05", Said.NOT_ASKED),
    ("a childhood fever", {"history.seizure": "febrile-or-ect-only"}, "SCR-NEU-01", Said.CLEAR),
    ("not sure about mania", {"bipolar.kind": "unsure"}, "SCR-PSY-04", Said.NOT_ASKED),
    ("lithium 30 days ago", taking("lithium", last_taken="2026-11-01"), "DDI-01", Said.FIRED),
    ("lithium 31 days ago", taking("lithium", last_taken="2026-10-31"), "DDI-01", Said.CLEAR),
    ("lithium on the list against the answer", taking("lithium"), "SCR-MED-01", Said.FIRED),
    ("an SSRI four months ago", taking("Zoloft", last_taken="2026-08-01"), "DDI-06", Said.CLEAR),
    ("an SSRI, nobody knows when", taking("Zoloft", last_taken=None), "DDI-06", Said.NOT_ASKED),
    ("a list that may not be all", taking("ibuprofen", complete=False), "DDI-06", Said.NOT_ASKED),
    ("a name nobody knows", taking("Zentrium"), "DDI-04", Said.NOT_ASKED),
    ("one medicine that prolongs QT", taking("ondansetron"), "DDI-26", Said.CLEAR),
    ("one, with a QTc above 450", {**taking("ondansetron"), "ecg.qtc": 455}, "DDI-26", Said.FIRED),
    ("one, and a name nobody knows", taking("ondansetron", "Zentrium"), "DDI-26", Said.NOT_ASKED),
    ("BMI 18 is not below 18", {"body.bmi": 18}, "SCR-BMI-01-LOW", Said.CLEAR),
    ("BMI 33 is not above 33", {"body.bmi": 33}, "SCR-BMI-01", Said.CLEAR),
    ("MELD 9 is not above 9", {"lab.meld": 9}, "SCR-HEP-01-MELD", Said.CLEAR),
    ("potassium alone is enough", {"lab.potassium": "abnormal"}, "SCR-CV-09", Said.FIRED),
    ("MSI-BPD 6 is below 7", {"personality.msi_bpd": 6}, "SCR-PSY-07-MSI", Said.CLEAR),
    ("C-SSRS 3 is no intent", {"suicide.cssrs_ideation": 3}, "SCR-PSY-08-CSSRS", Said.CLEAR),
    ("C-SSRS 4 is intent", {"suicide.cssrs_ideation": 4}, "SCR-PSY-10-CSSRS", Said.CLEAR),
    (
        "cannot be pregnant",
        {"pregnancy.status": "not-applicable", "pregnancy.test": None},
        "SCR-PREG-01-TEST",
        Said.CLEAR,
    ),
    ("an interpreter is there", {"consent.language": "interpreter"}, "SCR-PSY-15-LANGUAGE", Said.CLEAR),
    ("a cardiologist has answered", {"ecg.reading": "abnormal-cleared"}, "SCR-CV-08-ABNORMAL", Said.CLEAR),
    ("a combination product", taking("Symbyax 6/25"), "DDI-15", Said.FIRED),
]


@pytest.mark.parametrize(("words", "changes", "rule", "said"), EDGES)
def test_the_edges_of_a_rule(words: str, changes: dict[str, Any], rule: str, said: Said) -> None:
    assert screened(changes).finding(rule).said is said


DAY_EDGES: list[tuple[str, dict[str, Any], str, Said]] = [
    ("140/90 is not above 140/90", {"vitals.predose_systolic": 140}, "SCR-CV-02", Said.CLEAR),
    (
        "electrolytes two days ago",
        {"eating.disorder_active": True, "lab.electrolytes_on": "2026-11-29"},
        "SCR-CV-09-DAY",
        Said.CLEAR,
    ),
    (
        "nobody knows when",
        {"eating.disorder_active": True, "lab.electrolytes_on": None},
        "SCR-CV-09-DAY",
        Said.NOT_ASKED,
    ),
    ("only what is prescribed", {"substance.screen_today": "prescribed-only"}, "SCR-SUD-02", Said.CLEAR),
    ("what the team agreed to", {"supplements.last_week": "approved"}, "DDI-28-WEEK", Said.CLEAR),
    (
        "cannabis is another rule",
        {"substances.last_24_hours": {"known": ["cannabis"], "complete": True}},
        "DDI-29",
        Said.CLEAR,
    ),
    (
        "a list that may not be all",
        {"substances.last_24_hours": {"known": [], "complete": False}},
        "DDI-29",
        Said.NOT_ASKED,
    ),
]


@pytest.mark.parametrize(("words", "changes", "rule", "said"), DAY_EDGES)
def test_the_edges_of_a_rule_of_the_day(words: str, changes: dict[str, Any], rule: str, said: Said) -> None:
    assert screened(changes, occasion=DAY).finding(rule).said is said


DISPOSITIONS: list[tuple[str, dict[str, Any], str, Disposition]] = [
    ("a psychotic disorder", FIRES["SCR-PSY-01"], "general", Disposition.BLOCKED),
    ("family history", FIRES["SCR-PSY-06"], "general", Disposition.NEEDS_REVIEW),
    ("family history", FIRES["SCR-PSY-06"], "strict", Disposition.BLOCKED),
    ("bipolar II", FIRES["SCR-PSY-05"], "general", Disposition.BLOCKED),
    ("bipolar II", FIRES["SCR-PSY-05"], "oregon", Disposition.NEEDS_REVIEW),
    ("an old stroke", FIRES["SCR-CV-05-EARLIER"], "general", Disposition.NEEDS_REVIEW),
    ("an old stroke", FIRES["SCR-CV-05-EARLIER"], "embrace-2024", Disposition.BLOCKED),
    ("blood pressure 148/76", FIRES["SCR-CV-01"], "general", Disposition.ON_HOLD),
    ("blood pressure 148/76", FIRES["SCR-CV-01"], "embrace-2024", Disposition.BLOCKED),
    ("19 years old", {"patient.birth_date": "2007-01-01"}, "general", Disposition.BLOCKED),
    ("19 years old", {"patient.birth_date": "2007-01-01"}, "embrace-2024", Disposition.CLEAR),
    ("24 years old", {"patient.birth_date": "2002-01-01"}, "strict", Disposition.BLOCKED),
    ("exactly 65", {"patient.birth_date": "1961-12-01"}, "embrace-2024", Disposition.BLOCKED),
    ("exactly 65", {"patient.birth_date": "1961-12-01"}, "general", Disposition.CLEAR),
    ("an SSRI", FIRES["DDI-06"], "general", Disposition.NEEDS_REVIEW),
    ("an SSRI", FIRES["DDI-06"], "strict", Disposition.ON_HOLD),
    ("only a note", FIRES["DDI-31"], "general", Disposition.CLEAR),
    ("grade C at hold, fired", FIRES["DDI-21"], "general", Disposition.NEEDS_REVIEW),
    ("grade C at block, fired", FIRES["DDI-05"], "general", Disposition.NEEDS_REVIEW),
    ("grade P at hold, fired", FIRES["SCR-PSY-09"], "general", Disposition.NEEDS_REVIEW),
    ("grade C at hold, not asked", {"liver.disease": None}, "general", Disposition.NEEDS_REVIEW),
    ("a block not asked", {"psychosis.ever": None}, "general", Disposition.ON_HOLD),
    ("a review not asked", {"personality.borderline": None}, "general", Disposition.NEEDS_REVIEW),
    ("no ECG", {"ecg.qtc": None}, "general", Disposition.ON_HOLD),
    ("no ECG", {"ecg.qtc": None}, "oregon", Disposition.NEEDS_REVIEW),
    ("a name nobody knows", taking("Zentrium"), "general", Disposition.ON_HOLD),
]


@pytest.mark.parametrize(("words", "changes", "profile", "expected"), DISPOSITIONS)
def test_where_a_person_stands(
    words: str, changes: dict[str, Any], profile: str, expected: Disposition
) -> None:
    assert screened(changes, profile=profile).disposition is expected


def _speaks_of_stopping(rule: Rule) -> bool:
    told = f"{rule.resolve} {rule.headline}".casefold()
    return any(word in told for word in ("stop taking", "taper", "discontinue", "reduce the dose"))


def test_no_rule_tells_anyone_to_stop_a_medicine() -> None:
    assert [rule.id for rule in RULES.values() if _speaks_of_stopping(rule)] == []


def test_every_rule_names_its_source_its_grade_and_the_day_it_was_read() -> None:
    unread = {
        rule.id: rule.citation for rule in RULES.values() if rule.citation.read_on != date(2026, 11, 22)
    }
    assert {citation.grade.value for citation in unread.values()} == {"C"}
