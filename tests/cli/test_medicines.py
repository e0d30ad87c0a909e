"""`cairn medicines resolve`: what a name means, and the exit codes."""

import json
from typing import Any

import pytest

from cairn.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["medicines", "resolve", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    code, out, _ = run(capsys, *arguments, "--json")
    return code, json.loads(out)["medicines"]


def test_a_name_with_its_dose_is_its_ingredient(capsys: pytest.CaptureFixture[str]) -> None:
    code, (one,) = answered(capsys, "Zoloft 50 mg daily")
    assert code == 0
    assert {key: one[key] for key in one if key != "details"} == {
        "name": "Zoloft 50 mg daily",
        "status": "resolved",
        "how": "name",
        "ingredients": ["sertraline"],
        "classes": ["ssri"],
        "unknown": [],
        "suggestions": [],
    }
    (sertraline,) = one["details"]
    assert sertraline["classes"] == {"ssri": "Selective serotonin reuptake inhibitor"}
    assert sertraline["attributes"] == {
        "traits": {
            "serotonergic": {
                "words": "Raises serotonin; with an MAO inhibitor a risk of serotonin toxicity.",
                "grade": "C",
                "source": "R26: Malcolm & Thomas. Psychopharmacology 2022;239:1881-1891 (abstract read)",
                "url": "https://doi.org/10.1007/s00213-021-05876-x",
            }
        },
        "half_life_hours": {
            "lowest": 22,
            "highest": 36,
            "of": None,
            "grade": "C",
            "source": "No source that was read says this.",
            "url": None,
        },
        "washouts": [],
    }


def test_times_without_are_shown_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    _, (one,) = answered(capsys, "Prozac")
    assert [(w["period"], w["grade"]) for w in one["details"][0]["attributes"]["washouts"]] == [
        ("P35D", "A"),
        ("P42D", "A"),
    ]


def test_a_name_nobody_knows_is_not_assessed_and_what_looks_like_it_is_offered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, (one, other) = answered(capsys, "sertralin", "lithium and Zentrium")
    assert code == 1
    assert (one["status"], one["ingredients"], one["unknown"]) == ("unresolved", [], ["sertralin"])
    assert one["suggestions"][0] == "sertraline"
    assert (other["status"], other["ingredients"], other["unknown"]) == (
        "unresolved",
        ["lithium"],
        ["zentrium"],
    )


def test_a_code_decides_where_it_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(capsys, "--rxnorm", "857005")[1][0]["ingredients"] == ["acetaminophen", "hydrocodone"]
    code, (one,) = answered(capsys, "Zentrium", "--rxnorm", "312938")
    assert (code, one["how"], one["ingredients"]) == (0, "code", ["sertraline"])
    assert answered(capsys, "--rxnorm", "1")[0] == 1


def test_a_person_reads_what_it_is_and_what_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "Prozac", "aripiprazole", "quetiapin", "wombat")
    assert code == 1
    assert out.splitlines() == [
        "“Prozac”",
        "  fluoxetine: Fluoxetine (long washout); Selective serotonin reuptake inhibitor",
        "    serotonergic: Raises serotonin; with an MAO inhibitor a risk of serotonin toxicity. [grade C]",
        "    time without: Five weeks without it in the Zurich trial, for its metabolite norfluoxetine. [grade A]",
        "    time without: Six weeks in a pharmacist's chart. [grade A]",
        "“aripiprazole”",
        "  aripiprazole: Antipsychotic; Atypical antipsychotic; Prolongs the QT interval",
        (
            "    qt: Named as a class in the list of medicines that prolong QT (antipsychotics, macrolides, "
            "fluoroquinolones); the list itself is not verified. [grade C]"
        ),
        "    half-life: 75 to 146 hours (longest in people whose CYP2D6 is slow) [grade C, not verified]",
        "“quetiapin”",
        "  Not recognised: “quetiapin”. It is not assessed.",
        "  Did they mean quetiapine or quetiapina? Nothing is assumed.",
        "“wombat”",
        "  Not recognised: “wombat”. It is not assessed.",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Nothing was asked."),
        (("sertraline", " "), "A name is empty."),
        (("Zoloft", "--rxnorm", "x"), "--rxnorm is a number"),
        (("Zoloft", "lithium", "--rxnorm", "312938"), "--rxnorm is a number"),
    ],
)
def test_what_cannot_be_used_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"cairn: {words}")
