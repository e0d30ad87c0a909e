"""Every row of the clinical reference stands in the content under its own id, at the severity and grade it names.

The rows are written down here, so that the repository stands alone. Where the reference lies beside it, the rows are
compared with it.
"""

import re
from pathlib import Path

import pytest

from cairn.content.readers.screening import rule_set
from cairn.domain.screening.rule import RANK
from cairn.domain.vocabulary import Grade, Severity

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "clinical.md"
HOW_MANY = {
    "SCR-PSY": 15,
    "SCR-CV": 9,
    "SCR-NEU": 2,
    "SCR-MET": 1,
    "SCR-HEP": 2,
    "SCR-REN": 1,
    "SCR-PREG": 3,
    "SCR-AGE": 2,
    "SCR-BMI": 1,
    "SCR-SUD": 3,
    "SCR-ALL": 2,
    "SCR-MED": 1,
    "SCR-SOC": 2,
    "DDI": 35,
}
"""How many rows the reference has of each kind, numbered from 01."""
ROWS = [f"{kind}-{number:02}" for kind, last in HOW_MANY.items() for number in range(1, last + 1)]
BLOCK = (
    "PSY-01 PSY-04 PSY-05 PSY-08 PSY-15 CV-04 CV-05 CV-06 CV-07 NEU-01 PREG-01 PREG-02 AGE-01 ALL-01 MED-01"
)
HOLD = "PSY-09 PSY-11 CV-01 CV-02 CV-03 CV-08 CV-09 NEU-02 MET-01 HEP-01 HEP-02 REN-01 PREG-03 SUD-02 SOC-01 SOC-02"
REVIEW = "PSY-02 PSY-06 PSY-07 PSY-10 PSY-12 PSY-13 PSY-14 AGE-02 SUD-01 ALL-02"
NOTE = "PSY-03 BMI-01 SUD-03"
"""What each row of section 1.1 asks for under the general profile. Rows that name two severities have a second rule.
PSY-03 and PSY-11 are Oregon's: they block under its profile."""
HARD, HELD = (1, 4, 5), (12, 15, 16, 17, 20, 21, 22, 24, 25, 26, 27, 29, 30, 32)
WEIGHED, NOTED = (3, 6, 9, 10, 11, 13, 14, 18, 19, 23, 34), (2, 7, 8, 28, 31, 33, 35)
"""The same for section 2. DDI-28 holds on the day; DDI-33 refers to SCR-NEU-01."""
FROM_MEMORY = {
    *("SCR-NEU-02", "SCR-HEP-02", "DDI-03", "DDI-05", "DDI-14", "DDI-17", "DDI-18", "DDI-21", "DDI-25"),
    "DDI-30",
}
"""The rows the reference grades C."""
RULES = {rule.id: rule for rule in rule_set().rules}


def test_every_row_stands_in_the_content_under_its_own_id() -> None:
    assert [row for row in ROWS if row not in RULES] == []


def test_every_rule_belongs_to_a_row() -> None:
    assert [
        rule for rule in RULES if rule not in ROWS and not rule.startswith(tuple(f"{r}-" for r in ROWS))
    ] == []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference does not lie beside this checkout")
def test_the_rows_written_here_are_those_of_the_reference() -> None:
    found = re.findall(
        r"^\| ((?:SCR|DDI)-[A-Z0-9-]+) \|", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(found) == sorted(ROWS)


def test_every_row_asks_for_what_the_reference_asks() -> None:
    rows = zip(
        (Severity.BLOCK, Severity.HOLD, Severity.REVIEW, Severity.NOTE),
        (BLOCK, HOLD, REVIEW, NOTE),
        (HARD, HELD, WEIGHED, NOTED),
        strict=True,
    )
    wanted = {
        row: severity
        for severity, first, second in rows
        for row in [*(f"SCR-{each}" for each in first.split()), *(f"DDI-{number:02}" for number in second)]
    }
    assert wanted == {row: RULES[row].severity for row in ROWS}


def test_what_is_from_memory_never_binds() -> None:
    binding = [row for row in FROM_MEMORY if RULES[row].citation.grade.may_enforce_once_reviewed]
    assert binding == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.citation.grade is Grade.A])
def test_a_statement_of_grade_a_names_what_was_read(rule: object) -> None:
    citation = rule.citation  # type: ignore[attr-defined]  # a rule, named by its id in the report
    assert citation.read_on is not None


def test_the_three_questions_are_answered_apart_with_words_for_each() -> None:
    silent = [
        rule.id
        for rule in RULES.values()
        for stance in (rule.trial_excluded, rule.harm_evidence, rule.jurisdiction_prohibited)
        if not stance.words.strip()
    ]
    assert silent == []


def test_only_what_the_reference_blocks_blocks() -> None:
    blocking = {rule.id for rule in RULES.values() if RANK[rule.severity] == RANK[Severity.BLOCK]}
    assert blocking == {
        *("SCR-PSY-01", "SCR-PSY-04", "SCR-PSY-05", "SCR-PSY-08", "SCR-PSY-08-CSSRS", "SCR-PSY-15"),
        *("SCR-CV-03-LONG", "SCR-CV-04", "SCR-CV-05", "SCR-CV-06", "SCR-CV-07", "SCR-NEU-01"),
        *("SCR-PREG-01", "SCR-PREG-01-TEST", "SCR-PREG-01-DAY", "SCR-PREG-02", "SCR-AGE-01"),
        *("SCR-ALL-01", "SCR-ALL-01-EXCIPIENT", "SCR-MED-01", "DDI-01", "DDI-04", "DDI-05"),
    }
