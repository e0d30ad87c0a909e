"""`cairn roadmap`: plans, conflicts, revisions, what may be tailored, and files that cannot be used."""

import json
from pathlib import Path
from typing import Any

import pytest

from cairn.cli import main
from cairn.content.readers.protocol import protocols
from cairn.domain.roadmap.plain import from_plain
from tests.house.repository import ROOT

EXAMPLE = str(ROOT / "docs/reference/examples/roadmap-facts.json")
WEEKDAYS = {day: [["09:00", "18:00"]] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
ASK = ["--regime", "us-or", "--from", "2026-11-23"]


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def written(content: object, name: str = "facts.json") -> str:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return written


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["roadmap", *arguments, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def test_the_documented_example_plans(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roadmap", "trd-mood", "--facts", EXAMPLE, *ASK, "--why"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Depression that other treatments have not helped enough (trd-mood@1), us-or")
    assert lines[2] == "Fri 2026-12-04 09:00-10:30  First preparation session (preparation-1), video"
    assert "Before administration-1, by 2027-01-04: The electrocardiogram has been read." in lines
    assert "Before preparation-1, by 2026-12-04: An interpreter is booked: es." in lines


def test_the_same_in_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roadmap", "trd-mood", "--facts", EXAMPLE, *ASK, "--language", "es"]) == 0
    assert "Antes de administration-1, hasta el 2027-01-04: Se ha leído el electrocardiograma." in (
        capsys.readouterr().out.splitlines()
    )


def test_every_protocol_is_listed_with_its_limits(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = answer(capsys, "--list")
    assert code == 0
    assert [each["key"] for each in found["protocols"]] == list(protocols())
    mood = next(each for each in found["protocols"] if each["key"] == "trd-mood@1")
    assert mood["tailoring"][0]["limits"] == [2, 6]
    assert main(["roadmap", "--list"]) == 0
    assert "    preparation-sessions=3  [2..6]  Number of preparation sessions" in (
        capsys.readouterr().out.splitlines()
    )


def test_a_wish_within_its_limits_is_planned_and_one_beyond_them_names_the_limit(
    capsys: pytest.CaptureFixture[str], file: Any
) -> None:
    facts = file({"hours": WEEKDAYS})
    code, found = answer(capsys, "trd-mood", "--facts", facts, *ASK, "--tailor", "preparation-sessions=5")
    assert (code, found["roadmap"]["tailored"]) == (0, {"preparation-sessions": "5"})
    assert sum(step["kind"] == "preparation" for step in found["roadmap"]["steps"]) == 5
    code, found = answer(capsys, "trd-mood", "--facts", facts, *ASK, "--tailor", "preparation-sessions=7")
    assert (code, found["status"], found["proof"]) == (1, "conflict", "smallest")
    assert [each["words"]["en"] for each in found["reasons"]] == [
        "Number of preparation sessions: '7' was asked for; between 2 and 6 are possible."
    ]


def test_a_conflict_is_exit_one_and_named_in_words(capsys: pytest.CaptureFixture[str], file: Any) -> None:
    facts = file({"hours": {"tuesday": [["17:00", "20:00"]]}})
    assert main(["roadmap", "trd-mood@1", "--facts", facts, *ASK]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "No roadmap fits: Administration session (administration-1)",
        "  Administration session: 8 hours on one day.  [duration:administration-1; "
        + protocols()["trd-mood@1"].step("administration-1").citation.text
        + "; grade A]",
        "  The person can come: Tuesday 17:00 to 20:00.  [hours]",
        "No smaller set of constraints conflicts.",
        "Ask the person whether other days or hours are possible.",
    ]


def test_a_revision_moves_what_it_must_says_why_and_leaves_the_old_one_alone(
    capsys: pytest.CaptureFixture[str], file: Any
) -> None:
    code, first = answer(capsys, "trd-mood", "--facts", file({"hours": WEEKDAYS}), *ASK)
    kept = file(first, "plan.json")
    before = Path(kept).read_text()
    away = file({"hours": WEEKDAYS, "away": [["2026-12-24", "2026-12-24"]]}, "away.json")
    code, found = answer(
        capsys, "trd-mood", "--facts", away, *ASK, "--revise", kept, "--because", "A family day."
    )
    assert code == 0
    assert found["replaces"]["because"] == "A family day."
    assert [change["step"] for change in found["changes"]] == ["integration-2"]
    assert Path(kept).read_text() == before
    assert main(["roadmap", "trd-mood", "--facts", away, *ASK, "--revise", kept]) == 0
    assert "Changed: integration-2: 2026-12-24 09:00 -> 2026-12-23 09:00" in (
        capsys.readouterr().out.splitlines()
    )


def test_what_was_held_stands_in_a_revision(capsys: pytest.CaptureFixture[str], file: Any) -> None:
    _, first = answer(capsys, "trd-mood", "--facts", file({"hours": WEEKDAYS}), *ASK)
    kept = file(first, "plan.json")
    held = [
        {
            "step": "preparation-1",
            "starts": "2026-11-27T11:00:00-08:00",
            "ends": "2026-11-27T12:40:00-08:00",
        }
    ]
    code, found = answer(
        capsys, "trd-mood", "--facts", file({"hours": WEEKDAYS, "held": held}), *ASK, "--revise", kept
    )
    assert (code, [change["step"] for change in found["changes"]]) == (0, ["preparation-1"])


def test_a_couple_is_planned_with_both_their_days_and_one_sees_only_their_own(
    capsys: pytest.CaptureFixture[str], file: Any
) -> None:
    mine = file({"hours": WEEKDAYS}, "mine.json")
    yours = file(
        {"hours": {"tuesday": [["08:00", "19:00"]], "wednesday": [["08:00", "19:00"]]}}, "yours.json"
    )
    both = ["trd-mood-couples-joint", "--facts", mine, "--partner-facts", yours, *ASK]
    code, found = answer(capsys, *both)
    assert code == 0
    day = from_plain(found["roadmap"]).step("administration-1")
    assert (f"{day.starts:%a}", day.facilitators) == ("Tue", 3)
    _, found = answer(capsys, *both, "--seen-by", "partner")
    steps = [step["id"] for step in found["roadmap"]["steps"]]
    assert "partner-preparation-1" in steps
    assert "preparation-1" not in steps
    assert main(["roadmap", *both]) == 0
    assert "[person dosed, partner dosed]" in capsys.readouterr().out


def test_a_facilitator_s_days_are_kept_to(capsys: pytest.CaptureFixture[str], file: Any) -> None:
    facts = file({"hours": WEEKDAYS})
    lead = {"name": "Odile", "hours": {"tuesday": [["08:00", "18:00"]], "wednesday": [["08:00", "18:00"]]}}
    code, found = answer(capsys, "trd-mood", "--facts", facts, *ASK, "--practitioner", file(lead, "one.json"))
    assert code == 0
    held = [step for step in found["roadmap"]["steps"] if step["held_by"]]
    assert {step["held_by"][0] for step in held} == {"Odile"}
    assert {from_plain(found["roadmap"]).step(step["id"]).starts.weekday() for step in held} <= {1, 2}
    away = {**lead, "hours": {"sunday": [["08:00", "18:00"]]}}
    code, found = answer(
        capsys,
        "trd-mood",
        "--facts",
        facts,
        *ASK,
        "--practitioner",
        file({"practitioners": [away]}, "two.json"),
    )
    assert (code, [reason["code"] for reason in found["reasons"]]) == (1, ["facilitator-1.hours", "hours"])
    assert found["how"]["en"] == "Ask the facilitator for other days, or choose another one."


UNUSABLE: list[tuple[object, str]] = [
    ("[]", "is not a JSON object"),
    ({}, "No day of the week is possible"),
    ({"hours": {"mondays": []}}, "'mondays' is no day of the week"),
    ({"hours": {"monday": ["09:00"]}}, "is not a list of beginnings with their ends"),
    ({"hours": {"monday": [["9", "18:00"]]}}, "'9' is not a time of day"),
    ({"hours": {"monday": [["09:00+01:00", "18:00"]]}}, "has an offset"),
    ({"hours": {"monday": [["18:00", "09:00"]]}}, "end before they begin"),
    ({"hours": []}, "hours: is not a JSON object"),
    ({"hours": WEEKDAYS, "hour": 1}, "hour: is not known here"),
    ({"hours": WEEKDAYS, "start_on": "soon"}, "'soon' is not a day"),
    ({"hours": WEEKDAYS, "away": [["2026-12-02", "2026-12-01"]]}, "ends before it begins"),
    ({"hours": WEEKDAYS, "calls": ["10:00", 3]}, "'3' is not a time of day"),
    ({"hours": WEEKDAYS, "needs": {"video": "maybe"}}, "needs, video: 'maybe' is not one of its codes"),
    ({"hours": WEEKDAYS, "needs": {"interpreter": 3}}, "is not text"),
    ({"hours": WEEKDAYS, "needs": {"accessibility": [3]}}, "is not a list of texts"),
    ({"hours": WEEKDAYS, "conditions": 3}, "conditions: is not a list"),
    ({"hours": WEEKDAYS, "conditions": [{"code": "x", "words": "y"}]}, "conditions 1, before: is missing"),
    (
        {"hours": WEEKDAYS, "conditions": [{"code": "x", "words": "y", "before": "dosing"}]},
        "stands before 'dosing', which is no step",
    ),
    (
        {"hours": WEEKDAYS, "conditions": [{"code": "x", "words": "y", "before": "intake", "days": -1}]},
        "is not a whole number",
    ),
    ({"hours": WEEKDAYS, "session": {"dose_mg": "much"}}, "is not an amount above nought"),
    ({"hours": WEEKDAYS, "held": [{"step": "a", "starts": "2026-12-01", "ends": ""}]}, "with its offset"),
    ({"hours": WEEKDAYS, "held": [{"step": "a", "starts": "soon"}]}, "with its offset"),
]


@pytest.mark.parametrize(("facts", "words"), UNUSABLE)
def test_a_file_that_cannot_be_used_is_exit_two_and_says_where_and_what_to_do(
    capsys: pytest.CaptureFixture[str], file: Any, facts: object, words: str
) -> None:
    assert main(["roadmap", "trd-mood", "--facts", file(facts), *ASK]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--regime", "us-or"], "PROTOCOL is missing"),
        (["trd-mood", *ASK], "--facts is missing"),
        (["trd-mood", "--facts", EXAMPLE, "--regime", "us-or"], "--from is missing"),
        (["trd", "--facts", EXAMPLE, *ASK], "There is no protocol 'trd'"),
        (["trd-mood", "--facts", EXAMPLE, *ASK, "--tailor", "preparation-sessions"], "is not NAME=VALUE"),
        (["trd-mood", "--facts", EXAMPLE, *ASK, "--tailor", "a=1", "a=2"], "'a' is given twice"),
        (["trd-mood", "--facts", EXAMPLE, *ASK, "--tailor", "a=1"], "'a' cannot be tailored in trd-mood@1"),
        (["trd-mood", "--facts", EXAMPLE, *ASK, "--revise", EXAMPLE], "no roadmap of the form"),
    ],
)
def test_a_command_that_cannot_be_used_is_exit_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["roadmap", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_plan_that_is_none_or_of_another_protocol_is_refused(
    capsys: pytest.CaptureFixture[str], file: Any
) -> None:
    facts = file({"hours": WEEKDAYS})
    _, first = answer(capsys, "trd-mood", "--facts", facts, *ASK)
    for broken, words in (
        ([], "is no roadmap"),
        ({"roadmap": {"schema": "roadmap/2"}}, "is missing or wrong"),
        (first, "is one of trd-mood@1, not of complex-trauma-ptsd@1"),
    ):
        arguments = ["complex-trauma-ptsd", "--facts", facts, *ASK, "--revise", file(broken, "plan.json")]
        assert main(["roadmap", *arguments]) == 2
        assert words in capsys.readouterr().err


def test_a_dose_and_a_group_are_taken_from_the_file(capsys: pytest.CaptureFixture[str], file: Any) -> None:
    facts = {"hours": WEEKDAYS, "session": {"dose_mg": "25", "clients": 12}, "calls": ["11:00", "12:00"]}
    code, found = answer(capsys, "trd-mood", "--facts", file(facts), *ASK)
    assert code == 0
    day = next(step for step in found["roadmap"]["steps"] if step["id"] == "administration-1")
    assert (day["minutes"], day["facilitators"]) == (300, 3)
    condition = {"code": "x", "words": "Seen to.", "before": "preparation-2"}
    code, found = answer(
        capsys, "trd-mood", "--facts", file({"hours": WEEKDAYS, "conditions": [condition]}), *ASK
    )
    assert [gate["before"] for gate in found["roadmap"]["gates"] if gate["id"] == "condition:x"] == [
        "preparation-2"
    ]


def test_a_facilitator_for_nobody_is_refused(capsys: pytest.CaptureFixture[str], file: Any) -> None:
    lead = file({"name": "Odile", "hours": WEEKDAYS, "for": ["uncle"]}, "lead.json")
    asked = ["trd-mood", "--facts", file({"hours": WEEKDAYS}), *ASK, "--practitioner", lead]
    assert main(["roadmap", *asked]) == 2
    assert "'uncle' is nobody" in capsys.readouterr().err
