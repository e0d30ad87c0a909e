"""Each rule of screening answers present, absent and unknown."""

from datetime import date
from typing import Any

import pytest

from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.screening.finding import Said
from cairn.domain.screening.rule import Rule
from cairn.domain.vocabulary import Disposition, Severity
from tests.spec.screening_facts import CLEAR, screened, taking
from tests.spec.screening_rules import FIRES

RULES = {rule.id: rule for rule in rule_set().rules}
MISSING_ONLY = {"SCR-CV-08"}


def test_every_rule_has_its_cases() -> None:
    assert set(FIRES) == set(RULES)


@pytest.mark.parametrize("rule", FIRES)
def test_the_rule_fires_where_its_facts_are_present(rule: str) -> None:
    finding = screened(FIRES[rule]).finding(rule)
    assert (finding.said, finding.severity, finding.missing) == (Said.FIRED, RULES[rule].severity, ())


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_clear_where_its_facts_are_absent(rule: str) -> None:
    finding = screened().finding(rule)
    assert (finding.said, finding.severity, finding.weighs) == (Said.CLEAR, Severity.CLEAR, Severity.CLEAR)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in MISSING_ONLY])
def test_the_rule_is_not_asked_where_its_facts_are_unknown(rule: str) -> None:
    finding = screened(dict.fromkeys(RULES[rule].asks)).finding(rule)
    assert (finding.said, finding.severity) == (Said.NOT_ASKED, Severity.NOT_ASSESSED)
    assert set(finding.missing) == set(RULES[rule].asks)


@pytest.mark.parametrize("profile", profiles())
def test_the_clear_person_is_clear_under_every_profile(profile: str) -> None:
    result = screened(profile=profile)
    assert (result.disposition, result.questions) == (Disposition.CLEAR, ())


@pytest.mark.parametrize("fact", CLEAR)
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
    ("a combination product", taking("Symbyax 6/25"), "DDI-15", Said.FIRED),
]


@pytest.mark.parametrize(("words", "changes", "rule", "said"), EDGES)
def test_the_edges_of_a_rule(words: str, changes: dict[str, Any], rule: str, said: Said) -> None:
    assert screened(changes).finding(rule).said is said


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
