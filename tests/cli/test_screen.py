"""`cairn screen` and `cairn facts`: what a person reads, what a program reads, and the exit codes."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cairn.cli import main
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.screening import rule_set
from cairn.domain.screening.rule import Occasion
from tests.spec.screening_facts import CALM_DAY, CLEAR, taking

ON = ("--on", "2026-12-01")
ASKED = len(rule_set().asked[Occasion.SCREENING])


def write(folder: Path, value: Any) -> str:
    file = folder / "facts.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return str(file)


def screened(folder: Path, changes: dict[str, Any], *arguments: str) -> tuple[int, Any]:
    code, out = _run(["screen", write(folder, {**CLEAR, **changes}), *ON, "--json", *arguments])
    return code, json.loads(out)


def _run(arguments: list[str]) -> tuple[int, str]:
    out, before = io.StringIO(), sys.stdout
    sys.stdout = out
    try:
        return main(arguments), out.getvalue()
    finally:
        sys.stdout = before


def test_a_clear_person_exits_with_nought(tmp_path: Path) -> None:
    code, answer = screened(tmp_path, {})
    assert (code, answer["status"], answer["disposition"], answer["summary"]) == (
        0,
        "screened",
        "clear",
        "Clear",
    )
    assert (answer["questions"], len(answer["findings"])) == ([], ASKED)
    assert (answer["profile"], answer["regime"], answer["on"]) == ("general@1", [], "2026-12-01")


@pytest.mark.parametrize(
    ("changes", "arguments", "disposition"),
    [
        ({"psychosis.ever": True}, (), "blocked"),
        ({"psychosis.ever": None}, (), "on-hold"),
        ({"family.psychosis_or_bipolar": True}, (), "needs-review"),
        ({"family.psychosis_or_bipolar": True}, ("--profile", "strict"), "blocked"),
        ({"harm.thoughts_now": True}, ("--profile", "general", "--regime", "us-or"), "on-hold"),
        ({"harm.thoughts_now": True}, ("--regime", "us-or", "--reviewer", "Dr Aoki"), "blocked"),
        ({"suicide.attempt": True, "suicide.attempt_on": "2026-09"}, (), "needs-review"),
        ({"suicide.attempt": True, "suicide.attempt_on": "2026-09"}, ("--reviewer", "Dr Aoki"), "on-hold"),
        (taking("Zentrium"), (), "on-hold"),
        (taking("lithium carbonate 300 mg"), (), "blocked"),
    ],
)
def test_anything_else_exits_with_one(
    tmp_path: Path, changes: dict[str, Any], arguments: tuple[str, ...], disposition: str
) -> None:
    code, answer = screened(tmp_path, changes, *arguments)
    assert (code, answer["disposition"]) == (1, disposition)


def test_the_day_of_a_dose_asks_what_belongs_to_it(tmp_path: Path) -> None:
    day = ("--occasion", "dose-day")
    _, unasked = screened(tmp_path, {}, *day)
    assert (unasked["disposition"], unasked["occasion"]) == ("on-hold", "dose-day")
    assert {question["fact"] for question in unasked["questions"]} == set(CALM_DAY)
    code, calm = screened(tmp_path, CALM_DAY, *day)
    assert (code, calm["disposition"], len(calm["findings"])) == (0, "clear", len(rule_set().rules))
    _, out = _run(["screen", write(tmp_path, {**CLEAR, **CALM_DAY}), *ON, *day])
    assert "on 2026-12-01, the day of a dose, content " in out


def test_screened_again_it_says_what_changed_since_the_earlier_facts(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps({**CLEAR, "lab.alt": 200, "bipolar.kind": None}), encoding="utf-8")
    code, answer = screened(tmp_path, {"personality.borderline": True}, "--since", str(earlier))
    assert (code, answer["changes"]["before"], answer["changes"]["after"]) == (1, "on-hold", "needs-review")
    assert {
        each["id"]: (each["before"]["said"], each["after"]["said"]) for each in answer["changes"]["rules"]
    } == {
        "SCR-HEP-01": ("fired", "clear"),
        "SCR-PSY-04": ("not-asked", "clear"),
        "SCR-PSY-05": ("not-asked", "clear"),
        "SCR-PSY-07": ("clear", "fired"),
    }
    assert {"fact": "bipolar.kind", "before": None, "after": "none"} in answer["changes"]["facts"]
    _, out = _run(["screen", write(tmp_path, CLEAR), *ON, "--since", str(earlier)])
    assert "Since the earlier facts: on-hold, now clear.\n" in out
    assert "changed     SCR-HEP-01: fired (hold), now clear (clear)\n" in out
    assert "            lab.alt: 200, now 24\n" in out


def test_the_law_of_more_than_one_place_may_be_asked_once_each(tmp_path: Path) -> None:
    _, twice = screened(tmp_path, {}, "--regime", "us-or", "--regime", "us-or")
    _, once = screened(tmp_path, {}, "--regime", "us-or")
    assert twice == once
    _, out = _run(["screen", write(tmp_path, CLEAR), *ON, "--regime", "us-or", "--profile", "oregon"])
    assert "Profile oregon@2, us-or, on 2026-12-01, content " in out


def test_a_finding_carries_what_a_reader_needs_to_check_it(tmp_path: Path) -> None:
    _, answer = screened(tmp_path, {"lab.meld": 12}, "--profile", "nct05675800")
    (finding,) = [each for each in answer["findings"] if each["said"] == "fired"]
    assert {key: finding[key] for key in ("id", "severity", "said", "weighs", "grade", "source")} == {
        "id": "SCR-HEP-01-MELD",
        "severity": "block",
        "said": "fired",
        "weighs": "block",
        "grade": "A",
        "source": "R11: Psilocybin in major depression, NCT05675800 (registry read)",
    }
    three = ("trial_excluded", "harm_evidence", "jurisdiction_prohibited")
    assert [finding[key]["answer"] for key in three] == ["yes", "unknown", "no"]


def test_facts_of_the_wrong_type_or_out_of_range_are_refused_by_name(tmp_path: Path) -> None:
    wrong = {"lab.meld": "high", "vitals.systolic": 1480, "liver.child_pugh": "d", "psychosis.ever": "no"}
    code, answer = screened(tmp_path, wrong)
    assert (code, {each["fact"] for each in answer["refused"]}) == (2, set(wrong))
    words = {each["fact"]: each["words"] for each in answer["refused"]}
    assert words["vitals.systolic"] == "vitals.systolic: the value is above 300 mm[Hg]. Check the unit."
    assert words["psychosis.ever"] == "psychosis.ever: expected true or false, got text."


def test_a_person_reads_findings_questions_and_offers(tmp_path: Path) -> None:
    person = {**CLEAR, "vitals.systolic": 148, "vitals.diastolic": 88, **taking("sertralin", "Zoloft 50 mg")}
    code, out = _run(["screen", write(tmp_path, person), *ON, "--regime", "us-or"])
    assert code == 1
    assert out.startswith(
        "On hold: 1 hold, 1 question, 1 review, 1 note.\nProfile general@1, us-or, on 2026-12-01, content "
    )
    assert "hold        Resting blood pressure 148/88  [SCR-CV-01, grade A]\n" in out
    assert "            Resting systolic pressure: 148 mmHg\n" in out
    assert "review      Zoloft 50 mg  [DDI-06, grade A]\n" in out
    assert "not asked   “sertralin” is not a medicine we know. What is it?\n" in out
    assert "“sertralin”: did they mean sertraline" in out
    assert out.rstrip().endswith("rules asked and clear.")


def test_a_clear_person_is_said_in_two_lines(tmp_path: Path) -> None:
    code, out = _run(["screen", write(tmp_path, CLEAR), *ON])
    assert (code, out.splitlines()[0], out.splitlines()[-1]) == (
        0,
        "Clear.",
        f"{ASKED} rules asked and clear.",
    )


def test_medicines_say_how_each_was_understood(tmp_path: Path) -> None:
    _, answer = screened(tmp_path, taking("Zoloft 50 mg", "sertralin"))
    assert answer["medicines"] == [
        {
            "name": "Zoloft 50 mg",
            "ingredients": ["sertraline"],
            "classes": ["ssri"],
            "unknown": [],
            "suggestions": [],
        },
        {
            "name": "sertralin",
            "ingredients": [],
            "classes": [],
            "unknown": ["sertralin"],
            "suggestions": ["sertraline", "sertralina", "Serlain"],
        },
    ]


def test_classes_may_be_stated_for_a_name_nobody_knows(tmp_path: Path) -> None:
    told = {"items": [{"name": "Zentrium", "classes": ["ssri"], "last_taken": "2026-11"}], "complete": True}
    _, answer = screened(tmp_path, {"medicines": told})
    assert (answer["disposition"], answer["findings"][0]["headline"]) == ("needs-review", "Zentrium")


def test_facts_that_cannot_be_used_are_all_named_and_nothing_is_screened(tmp_path: Path) -> None:
    wrong = {
        "psychosis.evr": True,
        "nothing like it at all": 1,
        "lab.alt": "much",
        "cardiac.infarction_on": "2027",
        "medicines": {"items": [{"name": "x", "classes": ["SSRI"]}]},
    }
    code, answer = screened(tmp_path, wrong)
    assert code == 2
    assert answer == {
        "status": "refused",
        "refused": [
            {"fact": "lab.alt", "words": "lab.alt: expected a number, got text."},
            {
                "fact": "medicines",
                "words": "medicines: 'SSRI' is not a class of medicine. Leave 'classes' out to use the name.",
            },
            {
                "fact": "psychosis.evr",
                "words": "psychosis.evr: is not a declared fact. Did you mean 'psychosis.ever'?",
            },
            {
                "fact": "nothing like it at all",
                "words": "nothing like it at all: is not a declared fact.",
            },
            {
                "fact": "cardiac.infarction_on",
                "words": "cardiac.infarction_on: lies after 2026-12-01, the day of screening. Check the year.",
            },
        ],
    }


def test_a_name_nobody_declared_is_shown_short_and_printable(tmp_path: Path) -> None:
    code, answer = screened(tmp_path, {"\ud800" + "x" * 100: 1, "story.events": "a\x00b"})
    assert (code, [(each["fact"], each["words"]) for each in answer["refused"]]) == (
        2,
        [
            ("?" + "x" * 59 + "…", "?" + "x" * 59 + "…: is not a declared fact."),
            ("story.events", "story.events: holds a character that cannot be stored."),
        ],
    )


def test_a_medicine_taken_after_the_day_is_refused(tmp_path: Path) -> None:
    code, answer = screened(tmp_path, taking("Zoloft", last_taken="2026-12-02"))
    assert (code, answer["refused"][0]["fact"]) == (2, "medicines")


def test_a_person_reads_why_facts_were_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", write(tmp_path, {"lab.alt": True}), *ON]) == 2
    assert (
        capsys.readouterr().err
        == "cairn: Nothing was screened.\nlab.alt: expected a number, got true or false.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--profile", "lax"),
            "There is no profile 'lax' here. Known: aaronson-2024, basel, ",
        ),
        (("--regime", "us-xx"), "There is no regime 'us-xx' here. Known: "),
        (("--on", "tomorrow"), "--on is not a day anyone is screened on. Write it as 2026-12-01."),
        (("--on", "0001-01-01"), "--on is not a day anyone is screened on. Write it as 2026-12-01."),
        (("--profile", "nowhere.yaml"), "Cannot read nowhere.yaml"),
    ],
)
def test_usage_that_cannot_be_meant_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert main(["screen", write(tmp_path, CLEAR), *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"cairn: {words}")


def test_facts_are_an_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", write(tmp_path, [CLEAR])]) == 2
    assert "Facts are a JSON object" in capsys.readouterr().err


def test_today_is_meant_where_no_day_is_given(tmp_path: Path) -> None:
    code, out = _run(["screen", write(tmp_path, {}), "--json"])
    assert (code, len(json.loads(out)["on"])) == (1, 10)


SITE = """
version: 1
id: cedar-house
title: Cedar House
words: Stricter than general.
extends: general
changes:
  SCR-CV-01: {parameters: {systolic: SYSTOLIC}, why: "Our physician asks for it."}
"""


def test_a_site_profile_that_tightens_is_used(tmp_path: Path) -> None:
    site = tmp_path / "cedar.yaml"
    site.write_text(SITE.replace("SYSTOLIC", "110"), encoding="utf-8")
    code, answer = screened(tmp_path, {}, "--profile", str(site))
    assert (code, answer["profile"], answer["disposition"]) == (1, "cedar-house@1", "on-hold")


def test_a_site_profile_that_loosens_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "cedar.yaml"
    site.write_text(SITE.replace("SYSTOLIC", "160"), encoding="utf-8")
    assert main(["screen", write(tmp_path, CLEAR), "--profile", str(site)]) == 2
    assert "'systolic' is 160; 140 is not proved to be tightened by it." in capsys.readouterr().err


def test_the_declared_facts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts"]) == 0
    out = capsys.readouterr().out
    assert (
        "vitals.systolic                   decimal mm[Hg]: What is the resting systolic blood pressure?"
        in out
    )
    assert "bipolar.kind                      code (none, bipolar-1, bipolar-2, unsure): " in out


def test_only_the_facts_a_profile_asks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    def listed(*arguments: str) -> set[str]:
        return {fact["id"] for fact in json.loads(_run(["facts", "--json", *arguments])[1])["facts"]}

    asked = listed("--profile", "general")
    assert set(CLEAR) < asked
    assert listed("--profile", "general", "--occasion", "dose-day") - asked == {
        *CALM_DAY,
        "lab.electrolytes_on",
    }
    assert listed("--profile", "zurich") - asked == {"depression.madrs", "depression.psychotic"}
    assert main(["facts", "--profile", "lax"]) == 2
    assert "There is no profile 'lax' here." in capsys.readouterr().err


def test_the_declared_facts_are_listed_for_a_program() -> None:
    code, out = _run(["facts", "--json"])
    facts = {fact["id"]: fact for fact in json.loads(out)["facts"]}
    assert (code, set(facts)) == (0, set(declared_facts()))
    assert (
        facts["lab.alt"]["unit"],
        facts["lab.alt"]["minimum"],
        facts["patient.birth_date"]["minimum"],
    ) == (
        "U/L",
        0.0,
        None,
    )


@pytest.mark.parametrize(("day", "said"), [("2026-11-10", "fired"), ("2026-10-01", "clear")])
def test_a_medicine_that_stays_longer_than_the_window_of_its_row_still_counts(
    tmp_path: Path, day: str, said: str
) -> None:
    medicines = {"items": [{"name": "aripiprazole 10 mg", "last_taken": day}], "complete": True}
    _, answer = screened(tmp_path, {"medicines": medicines})
    row = next(each for each in answer["findings"] if each["rule"] == "DDI-15")
    assert (row["said"], row["interaction"]["window"]) == (said, "P14D")
