"""`cairn regime`: what a person reads, what a program reads, and the exit codes."""

import json
from typing import Any

import pytest

from cairn.cli import main
from cairn.content.loader import content_hash
from cairn.content.readers.regime import packs

SESSION = ["regime", "us-or", "session", "--clients", "1", "--on", "2026-12-01"]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main([*arguments, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def test_a_person_reads_every_answer_with_its_rule_source_and_grade(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*SESSION, "--dose-mg", "25"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Oregon psilocybin services (ORS 475A, OAR 333-333)"
    assert lines[2] == "Session on 2026-12-01: 25 mg psilocybin analyte, 1 client(s)"
    assert lines[4] == "Duration:     at least 300 min (5 h).  [OR-DUR-01; OAR 333-333-5250(1)-(2); grade A]"
    assert lines[5] == "Facilitators: at least 1.  [OR-RATIO-01; OAR 333-333-5230(2); grade A]"
    assert lines[6].startswith("Dose:         at most 50 mg.")
    assert lines[7].startswith("Clients:      at most 25. It may be lower: one of its limits is not known.")
    assert sum(line.startswith("Open: Not encoded; ask your regulator.") for line in lines) == 7


def test_a_program_reads_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = answer(capsys, *SESSION, "--dose-mg", "25")
    assert code == 0
    assert found["regime"]["sha256"] == content_hash("regimes/us-or.yaml")
    assert found["session"] == {"dose_mg": "25", "clients": 1, "form": None, "first_at_site": True}
    assert (found["on"], found["recheck"], found["refused"]) == ("2026-12-01", False, False)
    duration = found["min_duration"]
    assert {
        key: duration[key]
        for key in ("state", "value", "unit", "rule", "source", "grade", "enforced", "basis")
    } == {
        "state": "found",
        "value": 300,
        "unit": "min",
        "rule": "OR-DUR-01",
        "source": "OAR 333-333-5250(1)-(2)",
        "grade": "A",
        "enforced": True,
        "basis": "regulatory",
    }
    assert duration["inputs"]["dose.total_mg_analyte"] == "25"
    assert [found[key]["value"] for key in ("facilitators_needed", "dose_ceiling", "group_cap")] == [
        1,
        50,
        25,
    ]
    assert [gap["rule"] for gap in found["gaps"]] == [
        "OR-PREP-GAP",
        "OR-DUR-05",
        "OR-TEXT-GAP",
        "OR-DOSE-GAP",
        "OR-DUR-GAP",
        "OR-AE-02",
        "OR-AE-03",
    ]
    assert found["broken"] == []


# arguments, minutes
STAYS = [
    (["--dose-mg", "2.4", "--form", "edible"], 60),
    (["--dose-mg", "2.4", "--form", "edible", "--not-first"], 30),
    (["--dose-mg", "2.4", "--form", "whole-fungi", "--not-first"], 60),
    (["--dose-mg", "2.4", "--form", "whole_fungi", "--not-first"], 60),
    (["--dose-mg", "20", "--dose-mg", "8"], 300),
    (["--dose-mg", "35"], 360),
]


@pytest.mark.parametrize(("arguments", "minutes"), STAYS)
def test_the_shortest_stay(capsys: pytest.CaptureFixture[str], arguments: list[str], minutes: int) -> None:
    code, found = answer(capsys, *SESSION, *arguments)
    assert (code, found["min_duration"]["value"]) == (0, minutes)


def test_the_highest_dose_of_the_group_and_the_area_count(capsys: pytest.CaptureFixture[str]) -> None:
    group = ["--dose-mg", "5", "--group-max-mg", "30", "--occupancy", "4"]
    code, found = answer(capsys, "regime", "us-or", "session", "--clients", "5", "--on", "2026-12-01", *group)
    assert (code, found["refused"]) == (1, True)
    assert (found["facilitators_needed"]["value"], found["group_cap"]["value"]) == (2, 4)
    assert [broken["rule"] for broken in found["broken"]] == ["OR-RATIO-02"]


def test_above_fifty_milligrams_it_is_refused_and_exits_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = answer(capsys, *SESSION, "--dose-mg", "50.1")
    assert (code, found["refused"]) == (1, True)
    assert (found["min_duration"]["state"], found["min_duration"]["value"]) == ("refused", None)
    assert main([*SESSION, "--dose-mg", "50.1"]) == 1
    out = capsys.readouterr().out
    assert "Duration:     refused. OAR 333-333-5250(1)-(2) has no row for 50.1 mg" in out
    assert "Refused: Total psilocybin analyte: at most 50 mg; it is 50.1 mg." in out


def test_before_the_text_took_effect_it_says_not_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    early = ["regime", "us-or", "session", "--clients", "1", "--on", "2024-12-31", "--dose-mg", "25"]
    code, found = answer(capsys, *early)
    assert (code, found["min_duration"]["state"], found["gaps"]) == (1, "not-in-force", [])
    assert main(early) == 1
    assert "Duration:     Not in force on 2024-12-31" in capsys.readouterr().out


def test_after_the_day_of_rechecking_it_says_to_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    late = ["regime", "us-or", "session", "--clients", "1", "--on", "2027-01-01", "--dose-mg", "25"]
    assert answer(capsys, *late)[1]["recheck"] is True
    assert main(late) == 0
    assert "Read again: the text may have changed on or after 2027-01-01." in capsys.readouterr().out


# what is wrong, words of the complaint
UNUSABLE = [
    (
        ["regime", "us-xx", "session", "--clients", "1", "--on", "2026-12-01", "--dose-mg", "5"],
        "There is no regime 'us-xx'. There are: au, ca, ch, cz, de, trial-eu, trial-us-ich, us-co, us-nm, us-or.",
    ),
    (
        ["regime", "us-or", "session", "--clients", "1", "--on", "1 Dec", "--dose-mg", "5"],
        "'1 Dec' is not a day.",
    ),
    (
        ["regime", "us-or", "session", "--clients", "0", "--on", "2026-12-01", "--dose-mg", "5"],
        "--clients: '0' is not a whole number",
    ),
    (
        ["regime", "us-or", "session", "--clients", "two", "--on", "2026-12-01", "--dose-mg", "5"],
        "--clients: 'two' is not",
    ),
    ([*SESSION, "--dose-mg", "five"], "--dose-mg: 'five' is not a number"),
    ([*SESSION, "--dose-mg", "-5"], "--dose-mg: '-5' is not an amount above nought"),
    ([*SESSION, "--dose-mg", "nan"], "--dose-mg: 'nan' is not an amount"),
    ([*SESSION, "--dose-mg", "5", "--group-max-mg", "0"], "--group-max-mg: '0' is not an amount"),
    ([*SESSION, "--dose-mg", "5", "--form", "tea"], "--form: 'tea' is not a form. Use whole-fungi"),
    ([*SESSION, "--dose-mg", "5", "--occupancy", "2000"], "--occupancy: '2000' is not a whole number"),
]


@pytest.mark.parametrize(("arguments", "words"), UNUSABLE)
def test_unusable_input_is_said_and_exits_with_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main([*arguments, "--json"]) == 2
    shown = capsys.readouterr()
    assert words in json.loads(shown.out)["error"]
    assert words in shown.err


@pytest.mark.parametrize("arguments", [["regime"], SESSION])
def test_a_missing_part_is_a_usage_error(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_place_without_a_unit_of_dose_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regime", "au", "session", "--clients", "1", "--on", "2026-12-01", "--dose-mg", "25"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "Session on 2026-12-01: 25 mg, of what these rules do not say, 1 client(s)"
    assert lines[4].endswith("holds no rule about this. Ask your regulator.")


def test_every_pack_answers(capsys: pytest.CaptureFixture[str]) -> None:
    for key in packs():
        assert main(["regime", key, "session", "--clients", "1", "--on", "2026-12-01", "--dose-mg", "5"]) in {
            0,
            1,
        }
