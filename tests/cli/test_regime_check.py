"""`cairn regime PACK check`: every rule with its standing, what stops, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest

from cairn.cli import main
from cairn.content.readers.regime import packs

FACTS: dict[str, Any] = {
    "patient.birth_date": "1986-04-02",
    "medicines": {"items": [], "complete": True},
    "medicines.lithium_30_days": False,
    "harm.thoughts_now": False,
    "psychosis.ever": False,
    "prep.completed_at": "2026-11-24T15:00:00-08:00",
    "admin.is_first_with_facilitator": True,
    "admin.client_count": 1,
    "admin.area_occupancy_limit": 4,
    "admin.facilitators_present": 1,
    "admin.facilitator_differs": False,
    "dose.group_max_mg_analyte": "25",
    "documents.on_file": {"known": ["client-information-form", "transportation-plan"], "complete": True},
    "touch.offered": False,
    "cif.unanswered": 0,
    "cif.language_unmet": False,
}
HOUSE = """
schema: house-rules/1
regime: us-or
site: Cedar House
rules:
  - id: HOUSE-NURSE
    slot: house.nurse
    effect: floor
    events: [administration.start]
    fact: staff.physicians_present
    value: 1
    words: A physician is in the house.
    why: Our own choice.
    by: Dr. Rosa Lind
    on: 2026-10-01
"""


def check(folder: Path, *more: str, facts: dict[str, Any] = FACTS, at: str = "2026-12-01T09:00") -> list[str]:
    path = folder / "facts.json"
    path.write_text(json.dumps(facts))
    return ["regime", "us-or", "check", str(path), "--event", "administration.start", "--at", at, *more]


def asked(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> tuple[int, dict[str, Any]]:
    code = main([*arguments, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def stopping(found: dict[str, Any]) -> list[str]:
    return [rule["rule"] for rule in found["rules"] if rule["stops"]]


def test_what_rests_on_the_text_is_met_and_nothing_stops(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = asked(capsys, check(tmp_path))
    assert (code, found["stops"], stopping(found)) == (0, False, [])
    assert (found["at"], found["on"]) == ("2026-12-01T09:00:00-08:00", "2026-12-01")
    age = found["rules"][0]
    assert {key: age[key] for key in ("rule", "standing", "enforced", "grade", "effect", "basis", "who")} == {
        "rule": "OR-AGE-01",
        "standing": "met",
        "enforced": False,
        "grade": "A_agency",
        "effect": "block",
        "basis": "regulatory",
        "who": ["coordinator", "facilitator"],
    }
    assert age["provenance"] == {
        "pack": f"us-or {packs()['us-or'].version}",
        "hash": packs()["us-or"].content_hash,
        "rule": "OR-AGE-01",
        "on": "2026-12-01",
        "inputs": {"patient.birth_date": "1986-04-02"},
    }
    assert {rule["rule"] for rule in found["rules"] if rule["standing"] == "gap"} == {"OR-TEXT-GAP"}


def test_a_named_reviewer_lets_the_rest_stop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(capsys, check(tmp_path, "--reviewed-by", "Ines Duarte"))
    assert (code, found["reviewed_by"]) == (1, ["Ines Duarte"])
    assert stopping(found) == ["OR-DOCS-START", "OR-MON-03"]


def test_a_rule_of_the_house_stops_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = tmp_path / "house.yaml"
    house.write_text(HOUSE)
    code, found = asked(capsys, check(tmp_path, "--house", str(house)))
    assert (code, stopping(found)) == (1, ["HOUSE-NURSE"])
    assert found["regime"]["sha256"] != packs()["us-or"].content_hash


def test_a_person_reads_it_in_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = {**FACTS, "medicines.lithium_30_days": True, "prep.completed_at": "2026-11-30T15:00:00-08:00"}
    assert main(check(tmp_path, facts=known)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "administration.start at 2026-12-01 09:00-08:00"
    assert [line for line in lines if line.endswith(":")] == [
        "Stops:",
        "Would stop once a reviewer of the site has signed:",
        "To do:",
        "Questions; they stop nothing:",
        "Asked, and nothing waits:",
    ]
    assert lines[5].startswith("  unmet          Preparation is completed at least 24 hours")
    assert lines[6] == "                 Move the session, or hold another preparation session."


def test_an_event_no_rule_is_asked_at_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = check(tmp_path, at="2026-12-01")
    arguments[5] = "year.close"
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "year.close at 2026-12-01\n\nNo rule is asked at this event." in out


def test_a_disabled_pack_says_that_it_is_and_asks_only_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = check(tmp_path)
    arguments[1], arguments[5] = "us-nm", "administration.schedule"
    assert main(arguments) == 0
    assert "Disabled: too little is known to work under it." in capsys.readouterr().out
    assert {rule["standing"] for rule in asked(capsys, arguments)[1]["rules"]} == {"gap"}


def test_the_day_is_the_one_in_oregon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(capsys, check(tmp_path, at="2025-01-01T07:59:00+00:00"))
    assert (code, found["on"]) == (0, "2024-12-31")
    assert {rule["standing"] for rule in found["rules"]} == {"not-in-force"}


def test_a_start_the_facts_name_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = {**FACTS, "admin.start_at": "2026-11-24T20:00:00-08:00"}
    found = asked(capsys, check(tmp_path, facts=known))[1]
    assert stopping(found) == ["OR-PREP-02"]


# what is changed, words of the complaint
UNUSABLE: list[tuple[dict[str, Any], list[str], str]] = [
    ({"at": "tomorrow"}, [], "'tomorrow' is no time"),
    ({"at": "2026-3-1ab"}, [], "is no time"),
    ({"at": "2026-03-08T02:30"}, [], "the clocks in America/Los_Angeles skip 2026-03-08T02:30"),
    ({"at": "2026-11-01T01:30"}, [], "happens twice in America/Los_Angeles"),
    ({"facts": {"patient.age": 40}}, [], "Nothing was checked."),
    ({"facts": ["patient.birth_date"]}, [], "Facts are a JSON object"),
    ({}, ["--house", "nowhere.yaml"], "Cannot read nowhere.yaml"),
]


@pytest.mark.parametrize(("changes", "more", "words"), UNUSABLE)
def test_unusable_input_is_said_and_exits_with_two(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    more: list[str],
    words: str,
) -> None:
    assert main(check(tmp_path, *more, **changes)) == 2
    assert words in capsys.readouterr().err


def test_an_hour_that_happens_twice_is_taken_with_its_offset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for at in ("2026-11-01T01:30-07:00", "2026-11-01T01:30-08:00"):
        assert asked(capsys, check(tmp_path, at=at))[1]["on"] == "2026-11-01"


def test_an_event_that_is_none_lists_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = check(tmp_path)
    arguments[5] = "session.begin"
    assert main(arguments) == 2
    assert (
        "There is no event 'session.begin'. There are: information-form.completed" in capsys.readouterr().err
    )


def test_a_house_that_loosens_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = tmp_path / "house.yaml"
    house.write_text(HOUSE.replace("regime: us-or", "regime: us-co"))
    assert main(check(tmp_path, "--house", str(house))) == 2
    assert "Here it is read beside us-or." in capsys.readouterr().err


def test_the_list_shows_every_pack_with_its_rules_and_questions(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(capsys, ["regime", "list"])
    assert (code, [each["key"] for each in found["regimes"]]) == (0, list(packs()))
    mexico = next(each for each in found["regimes"] if each["key"] == "us-nm")
    assert (mexico["status"], mexico["rules_by_grade"], mexico["gaps"], mexico["reviewers"]) == (
        "disabled",
        {"A": 3, "B": 4},
        6,
        [],
    )
    assert main(["regime", "list"]) == 0
    assert "7 rules (3 A, 4 B), 6 questions open" in capsys.readouterr().out


def test_a_place_without_a_question_says_what_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regime", "us-or"]) == 2
    assert "Ask session, check, calendar or replay" in capsys.readouterr().err
    assert main(["regime", "us-xx"]) == 2
    assert "There are: au, ca, ch, cz, de" in capsys.readouterr().err


def test_the_calendar_of_a_winter(capsys: pytest.CaptureFixture[str]) -> None:
    winter = ["regime", "us-or", "calendar", "--from", "2026-11-28", "--to", "2027-04-30"]
    code, found = asked(capsys, winter)
    assert (code, found["from"], found["to"]) == (0, "2026-11-28", "2027-04-30")
    assert [(day["on"], day["what"], day["rule"], day["grade"]) for day in found["days"]] == [
        ("2027-01-01", "recheck", None, None),
        ("2027-01-15", "due", "OR-303-05", "A_superseded"),
        ("2027-04-15", "due", "OR-303-05", "A_superseded"),
    ]
    assert main(winter) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[4].startswith("2027-01-01  recheck       From this day the text may have changed")
    assert lines[5].startswith(
        "2027-01-15  due           State data report (303), for the period that ends on 2026-12-31."
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2027-01-02", "2027-01-01"), "--to 2027-01-01 lies before --from 2027-01-02"),
        (("2020-01-01", "2060-01-01"), "more than 30 years"),
        (("now", "2060-01-01"), "'now' is not a day"),
    ],
)
def test_a_calendar_that_cannot_be_drawn_is_refused(
    capsys: pytest.CaptureFixture[str], days: tuple[str, str], words: str
) -> None:
    assert main(["regime", "us-or", "calendar", "--from", days[0], "--to", days[1]]) == 2
    assert words in capsys.readouterr().err


def test_a_calendar_of_a_quiet_week_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regime", "ch", "calendar", "--from", "2026-12-01", "--to", "2026-12-07"]) == 0
    assert "Nothing is due and nothing changes in that time." in capsys.readouterr().out


def test_what_a_check_answered_is_made_again_from_its_own_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, check(tmp_path))[1]
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(found))
    code, again = asked(capsys, ["regime", "us-or", "replay", str(saved)])
    assert (code, again["same"]) == (0, True)
    assert [(each["rule"], each["again"], each["said"]) for each in again["decisions"]] == [
        (each["rule"], each["standing"], each["said"]) for each in found["rules"]
    ]
    assert main(["regime", "us-or", "replay", str(saved)]) == 0
    assert capsys.readouterr().out.startswith("OR-AGE-01           again met  [us-or ")


def test_a_decision_that_was_altered_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, check(tmp_path))[1]
    found["rules"][0]["standing"] = "unmet"
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps({"outcomes": found["rules"]}))
    assert main(["regime", "us-or", "replay", str(saved)]) == 1
    assert "was unmet, now met" in capsys.readouterr().out


# what is stored, words of the complaint
HASH = packs()["us-or"].content_hash
KEPT = {"rule": "OR-AGE-01", "pack": "us-or 0.2.0", "hash": HASH, "on": "2026-12-01", "inputs": {}}
UNREPLAYABLE: list[tuple[object, str]] = [
    ({"rules": "none"}, "Expected the answer of"),
    ([KEPT | {"pack": "us-co 0.1.0"}], "holds no decision of us-or"),
    ([KEPT | {"hash": "0" * 64}], "which this version does not hold"),
    ([KEPT | {"rule": "OR-NONE-01"}], "has no rule or fact 'OR-NONE-01'"),
    (
        [KEPT | {"inputs": {"patient.birth_date": "soon"}}],
        "OR-AGE-01 cannot be made again. patient.birth_date",
    ),
    ([KEPT | {"inputs": {"patient.age": 40}}], "has no rule or fact 'patient.age'"),
    ([KEPT | {"inputs": None}], "'inputs' is not an object"),
    ([KEPT | {"on": "soon"}], "'on' is 'soon'"),
    ([KEPT | {"pack": "us-or"}], "It names the pack and its version"),
    ([KEPT | {"hash": None}], "'hash' is missing"),
    ([KEPT | {"provenance": "lost", "hash": None}], "'hash' is missing"),
]


@pytest.mark.parametrize(("stored", "words"), UNREPLAYABLE)
def test_what_cannot_be_made_again_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stored: object, words: str
) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(stored))
    assert main(["regime", "us-or", "replay", str(saved)]) == 2
    assert words in capsys.readouterr().err
