"""`cairn interactions`: the rows, where the day lies in each window, and what was not assessed."""

import json
from typing import Any

import pytest

from cairn.cli import main

ON = ("--on", "2026-11-28")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["interactions", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code, out, _ = run(capsys, *arguments, *ON, "--json")
    return code, json.loads(out)


def lies(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (row["id"], place["ingredient"], place["lies"])
        for row in answer["rows"]
        for place in row["medicines"]
    ]


def test_each_row_says_what_is_known_and_how_well(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = answered(capsys, "lithium carbonate 300 mg")
    assert (code, answer["on"], answer["not_assessed"]) == (0, "2026-11-28", [])
    (row,) = answer["rows"]
    (place,) = row.pop("medicines")
    assert row == {
        "id": "DDI-01",
        "title": "Lithium",
        "severity": "block",
        "direction": "more seizures; a stronger effect",
        "mechanism": "not known; lithium taken for long also raised the response to LSD",
        "evidence": "62 accounts of lithium with a classic psychedelic: seizures in 47%, medical care in 39%, a bad "
        "experience in a further 18%.",
        "window": "P30D",
        "window_words": "Oregon's form asks for 30 days.",
        "resolve": "The psychiatrist who prescribes it. Lithium is not to be stopped for this alone.",
        "trial_excluded": {"answer": "yes", "words": "psychotropics are stopped before most trials"},
        "harm_evidence": {"answer": "yes", "words": "seizures in accounts"},
        "jurisdiction_prohibited": {
            "answer": "unknown",
            "words": "in Oregon a person may be found ineligible",
        },
        "grade": "A",
        "sources": row["sources"],
    }
    assert [source["source"].split(":")[0] for source in row["sources"]] == ["R22", "R23", "R55"]
    assert (place["name"], place["ingredient"], place["last_taken"], place["lies"]) == (
        "lithium carbonate 300 mg",
        "lithium",
        None,
        "unknown",
    )
    assert [(bound["period"], bound["ends"], bound["grade"]) for bound in place["bounds"]] == [
        ("P30D", None, "A"),
        ("P8D", None, "C"),
    ]


def test_when_it_was_last_taken_may_be_said_with_the_name_or_as_an_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, answer = answered(
        capsys, "phenelzine=2026-11-20", "lithium", "Prozac=2026-10", "--last-taken", "Lithium=2026-01-01"
    )
    assert lies(answer) == [
        ("DDI-01", "lithium", "past"),
        ("DDI-04", "phenelzine", "inside"),
        ("DDI-06", "fluoxetine", "inside"),
        ("DDI-08", "fluoxetine", "unknown"),
        ("DDI-09", "fluoxetine", "unknown"),
    ]
    assert [each["last_taken"] for each in answer["medicines"]] == [
        "2026-11-20",
        "2026-01-01",
        {"earliest": "2026-10-01", "latest": "2026-10-31"},
    ]


def test_a_day_without_a_name_is_said_of_every_medicine_that_has_none_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, answer = answered(capsys, "phenelzine", "lithium=ongoing", "--last-taken", "2026-11-01")
    assert lies(answer) == [("DDI-01", "lithium", "inside"), ("DDI-04", "phenelzine", "past")]


def test_a_name_nobody_knows_is_listed_as_not_assessed(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = answered(capsys, "sertralin", "no lithium", "amlodipine")
    assert code == 1
    assert [row["id"] for row in answer["rows"]] == ["DDI-31"]
    assert answer["not_assessed"] == [
        {
            "name": "sertralin",
            "unknown": ["sertralin"],
            "suggestions": ["sertraline", "sertralina", "Serlain"],
        },
        {"name": "no lithium", "unknown": ["no lithium"], "suggestions": []},
    ]


def test_a_person_reads_the_rows_the_windows_and_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "aripiprazole=2026-11-05", "Zentrium", "loratadine", *ON)
    assert code == 1
    assert out.splitlines()[:12] == [
        "Together with psilocybin, on 2026-11-28. Whether a medicine is changed is its prescriber's decision.",
        "",
        (
            "DDI-15  Atypical antipsychotic  [hold; grade A; R25: Vollenweider et al. NeuroReport 1998;9:3897-3902 "
            "(abstract read)]"
        ),
        "  Direction: effect blocked; what it is taken for matters by itself. Mechanism: blocks 5-HT2A.",
        "  Evidence: Risperidone and ketanserin blocked the effects of psilocybin, more with more dose.",
        "  Trial excluded: yes (two weeks off or more)",
        "  Harm evidence: no (no harm by itself; the reason for taking it may be one)",
        "  Jurisdiction prohibited: no (not an exclusion in the texts read)",
        "  To settle it: What it is taken for; the psychiatrist.",
        (
            "  aripiprazole (“aripiprazole”): Inside the window, up to and including 2026-12-06. Five half-lives "
            "of 75 to 146 hours, longest in people whose CYP2D6 is slow: a convention, not verified; it only lengthens."
        ),
        "      beside it: Two weeks or more (CAMH); long-acting injections are asked apart. [grade A]",
        "",
    ]
    assert out.splitlines()[-5:] == [
        "“Zentrium”",
        "  Not recognised: “zentrium”. It is not assessed.",
        "  Did they mean Centrum or Dantrium? Nothing is assumed.",
        "",
        (
            "loratadine (“loratadine”): recognised; no row of the table speaks of it. "
            "That is not a proof of safety."
        ),
    ]


def test_what_meets_no_row_is_named_beside_what_does(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ketamine and sertraline", *ON)
    assert code == 0
    assert "sertraline (“ketamine and sertraline”): When it was last taken is not known" in out
    assert out.splitlines()[-1].startswith("ketamine (“ketamine and sertraline”): recognised; no row")
    _, answer = answered(capsys, "ketamine and sertraline")
    assert answer["no_row"] == [{"name": "ketamine and sertraline", "ingredient": "ketamine"}]


def test_the_day_is_today_where_it_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "loratadine", "--json")
    assert (code, json.loads(out)["rows"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((" ",), "A name is empty."),
        (("lithium", "--on", "soon"), "--on: “soon” is not a day that can be meant. Write it as 2026-12-01."),
        (("lithium", "--on", "0900-01-01"), "--on: “0900-01-01” is not a day"),
        (
            ("lithium=soon", *ON),
            "--last-taken: “soon” is not a day that can be meant. Write a day (2026-11-01)",
        ),
        (("lithium=2027-01-01", *ON), "“2027-01-01” lies after 2026-11-28"),
        (
            ("lithium", "--last-taken", "sertraline=2026-11-01", *ON),
            "--last-taken: “sertraline” is not one of",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"cairn: {words}")
