"""`cairn instruments` and `cairn score`: what they print, and the exit codes."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cairn import cli
from cairn.cli import main
from cairn.content.readers.instrument import instruments
from cairn.content.source import Source, reading_from
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9, adding_up_to

PHQ_9_OF_9 = {"1": 2, "2": 0, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 1, "9": 1}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def answers(tmp_path: Path) -> Any:
    def write(content: object) -> str:
        file = tmp_path / "answers.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(file)

    return write


def test_a_complete_form_is_scored(capsys: pytest.CaptureFixture[str], answers: Any) -> None:
    code, out, err = run(capsys, "score", "phq-9", answers(PHQ_9_OF_9))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "PHQ-9 total: 9 of 27, mild",
        "Depressive syndrome by the symptom algorithm (provisional): Pattern of another depressive syndrome",
        "Thoughts of death or self-harm (item 9): RAISED: a named person must know now.",
    ]


def test_the_json_of_a_score_is_what_the_reference_page_says(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    code, out, _ = run(capsys, "score", "phq-9@1", answers(PHQ_9_OF_9), "--json")
    assert code == 0
    assert json.loads(out) == {
        "instrument": "phq-9@1",
        "status": "scored",
        "definition": "checked-against-copies",
        "score": 9,
        "band": "mild",
        "missing": [],
        "scores": [
            {"id": "total", "variant": "sum", "value": 9, "band": "mild"},
            {"id": "syndrome", "variant": "diagnostic-algorithm", "outcome": "other"},
        ],
        "cutoffs": [
            {
                "id": "screening",
                "score": "total",
                "state": "below",
                "population": "Primary care patients",
                "sex": None,
                "jurisdiction": None,
                "grade": "A",
                "asserted": True,
                "then": None,
            }
        ],
        "flags": [
            {
                "id": "thoughts-of-death-or-self-harm",
                "item": "9",
                "kind": "suicidality",
                "state": "raised",
                "urgency": "stat",
            }
        ],
    }


def test_a_measure_without_bands_or_flags_says_neither(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    code, out, _ = run(capsys, "score", "pcl-5", answers(adding_up_to(PCL_5, 40)))
    assert code == 0
    assert out.splitlines()[0] == "PCL-5 total: 40 of 80"
    assert out.splitlines()[6:] == [
        "VA guidance for probable PTSD (VA guidance; the samples are not named in our source): reached.",
        "Clinical use in a German sample (443 trauma-exposed people in Germany): reached.",
        "Prevalence estimates in a German sample (443 trauma-exposed people in Germany): reached.",
    ]


def test_an_incomplete_form_has_no_score_and_exits_1_with_its_flag_raised(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    file = answers({"1": 3, "2": None, "9": 1})
    code, out, err = run(capsys, "score", "phq-9", file)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "phq-9@1: incomplete, no score. Missing: 2, 3, 4, 5, 6, 7, 8.",
        "Thoughts of death or self-harm (item 9): RAISED: a named person must know now.",
    ]
    code, out, _ = run(capsys, "score", "phq-9", file, "--json")
    found = json.loads(out)
    assert (code, found["status"], found["score"], found["band"]) == (1, "incomplete", None, None)
    assert found["cutoffs"] == []
    blank = {"value": None, "band": None, "unscored": "missing", "words": "Blank: 2, 3, 4, 5, 6, 7, 8."}
    assert found["scores"] == [
        {"id": "total", "variant": "sum", **blank},
        {"id": "syndrome", "variant": "diagnostic-algorithm", **blank},
    ]
    assert found["missing"] == ["2", "3", "4", "5", "6", "7", "8"]
    assert found["flags"][0]["state"] == "raised"


def test_refused_answers_exit_2_each_item_named(capsys: pytest.CaptureFixture[str], answers: Any) -> None:
    file = answers({"1": 7, "2": True, "x": 1, "9": 0})
    code, out, err = run(capsys, "score", "phq-9", file)
    assert (code, out) == (2, "")
    assert "Item 1: the answer is none of 0, 1, 2, 3." in err
    assert "There is no item 'x'." in err
    assert "Thoughts of death or self-harm (item 9): clear." in err
    code, out, err = run(capsys, "score", "phq-9", file, "--json")
    found = json.loads(out)
    assert (code, err, found["status"]) == (2, "", "refused")
    assert [(each["item"], each["code"]) for each in found["refused"]] == [
        ("1", "out-of-range"),
        ("2", "wrong-type"),
        ("x", "unknown-item"),
    ]
    assert found["flags"][0]["state"] == "clear"


def test_answers_come_from_standard_input_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.TextIOWrapper(io.BytesIO(json.dumps(adding_up_to(GAD_7, 14)).encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    code, out, _ = run(capsys, "score", "gad-7", "-", "--json")
    assert (code, json.loads(out)["score"]) == (0, 14)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[1, 2]", "Answers are a JSON object"),
        ("3", "Answers are a JSON object"),
        ('{"1": 1, "1": 2}', 'The key "1" is given twice'),
        ('{"1": NaN}', "NaN is not a JSON number"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_input_that_is_no_set_of_answers_exits_2_and_says_why(
    capsys: pytest.CaptureFixture[str], answers: Any, content: str, what: str
) -> None:
    file = answers(content)
    code, out, err = run(capsys, "score", "phq-9", file)
    assert (code, out) == (2, "")
    assert what in err
    code, out, _ = run(capsys, "score", "phq-9", file, "--json")
    assert code == 2
    assert what in json.loads(out)["error"]


def test_a_file_that_is_not_there_not_text_or_too_large_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run(capsys, "score", "phq-9", str(tmp_path / "nothing.json"))
    assert (code, "No such file" in err) == (2, True)
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'{"1": "\xe9"}')
    code, _, err = run(capsys, "score", "phq-9", str(latin))
    assert (code, "not UTF-8" in err) == (2, True)
    monkeypatch.setattr("cairn.cli.terminal.LARGEST_INPUT_BYTES", 4)
    code, _, err = run(capsys, "score", "phq-9", str(latin))
    assert (code, "larger than" in err) == (2, True)


@pytest.mark.parametrize("name", ["phq-8", "phq-9@2", "PHQ-9", ""])
def test_an_unknown_measure_exits_2_and_lists_the_known(
    capsys: pytest.CaptureFixture[str], answers: Any, name: str
) -> None:
    code, _, err = run(capsys, "score", name, answers({}))
    assert code == 2
    assert f"Known: {', '.join(each.key for each in instruments().values())}." in err


def test_a_measure_that_is_not_shipped_exits_2_and_says_why(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    code, _, err = run(capsys, "score", "peq", answers({}))
    assert code == 2
    assert "Persisting Effects Questionnaire (PEQ) is not scored here. There is no one public form." in err


@pytest.mark.parametrize("arguments", [[], ["score"], ["score", "phq-9"], ["nonsense"]])
def test_bad_usage_exits_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize("command", [["score", "phq-9", "-"], ["instruments"]])
def test_a_fault_in_the_content_exits_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "phq-9.yaml").write_text("id: phq-9\nid: phq-9\n", encoding="utf-8")
    said = (
        "instruments/phq-9.yaml, file: is not readable YAML: the key 'id' stands twice (line 2). "
        "Mend the line it names."
    )
    with reading_from(Source(tmp_path)):
        code, out, err = run(capsys, *command, "--json")
    assert (code, json.loads(out)) == (3, {"error": said})
    assert said in err


def test_the_measures_are_listed_with_their_terms(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "instruments")
    assert code == 0
    line = next(each for each in out.splitlines() if each.startswith("phq-9@1 "))
    assert " ".join(line.split()) == (
        "phq-9@1 Patient Health Questionnaire (PHQ-9): 9 scored items, 0 to 27, the last 2 weeks"
        " (self-rated; tier 1; checked-against-copies)"
    )
    draft = next(each for each in out.splitlines() if each.startswith("ceq-challenging-26@1 "))
    assert "no wording here; draft; not given: grief, " in draft
    code, out, _ = run(capsys, "instruments", "--json")
    listed = {each["key"]: each for each in json.loads(out)["instruments"]}
    assert (code, list(listed)) == (0, [each.key for each in instruments().values()])
    phq_9 = listed[PHQ_9.key]
    assert phq_9["licence"]["tier"] == 1
    assert phq_9["items"][8]["loinc"] == "44260-8"
    assert phq_9["items"][9]["scored"] is False
    assert phq_9["scores"][0] == {
        "id": "total",
        "variant": "sum",
        "title": "PHQ-9 total",
        "lowest": 0,
        "highest": 27,
        "draft": None,
        "loinc": "44261-6",
    }
    assert phq_9["scores"][1]["highest"] is None
    gated = listed["pc-ptsd-5@1"]["items"][1]
    assert gated["asked_only_if"] == [{"at_least": 1, "at_most": None, "of": {"gate": 1}}]
    assert gated["skipped_as"] == 0
    assert listed["qids-sr16@1"]["one_of"] == [["6", "7"], ["8", "9"]]
    assert listed["qids-sr16@1"]["worded"] is False
    assert listed["ceq-challenging-26@1"]["status"] == "draft"
    assert [each["draft"] is None for each in listed["dadds@1"]["scores"]] == [False] * 3


def test_every_command_of_the_list_is_offered_and_takes_json() -> None:
    words = cli.parser().format_help()
    assert all(name in words for name in cli.COMMANDS)


def test_a_score_that_is_not_given_says_why(capsys: pytest.CaptureFixture[str], answers: Any) -> None:
    dadds = answers({str(n): 1 for n in range(1, 16)})
    code, out, _ = run(capsys, "score", "dadds", dadds, "--json")
    found = json.loads(out)
    assert (code, found["status"], found["definition"], found["score"]) == (1, "draft", "draft", None)
    assert {each["unscored"] for each in found["scores"]} == {"draft"}
    assert all(each["words"] for each in found["scores"])
    code, out, _ = run(capsys, "score", "dadds", dadds)
    assert (code, out.count("no score (draft).")) == (1, 3)


def test_what_does_not_apply_is_said_and_the_rest_is_given(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    given = answers({"na": 1, "2": 1, "3": 1, "4": 1, "5": 1})
    code, out, _ = run(capsys, "score", "wsas", given, "--json")
    found = json.loads(out)
    assert (code, found["status"], found["score"]) == (0, "scored", None)
    assert found["scores"][0]["unscored"] == "not-applicable"
    assert found["scores"][1]["value"] == 4


def test_an_incomplete_form_keeps_what_could_be_scored_and_names_a_group(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    qids = {str(n): 1 for n in range(1, 17) if n not in {6, 7}}
    code, out, _ = run(capsys, "score", "qids-sr16", answers(qids))
    assert (code, out.splitlines()[0]) == (1, "qids-sr16@1: incomplete, no score. Missing: 6 or 7.")
    pcl = {str(n): 1 for n in range(2, 21)}
    code, out, _ = run(capsys, "score", "pcl-5", answers(pcl))
    assert (code, out.splitlines()[:2]) == (
        1,
        ["pcl-5@1: incomplete. Missing: 1.", "PCL-5 total: no score (missing). Blank: 1."],
    )


def test_a_cut_off_that_differs_by_sex_is_given_for_each_and_an_unverified_one_says_so(
    capsys: pytest.CaptureFixture[str], answers: Any
) -> None:
    code, out, _ = run(capsys, "score", "audit-c", answers({"1": 1, "2": 1, "3": 1}), "--json")
    found = json.loads(out)
    told = {(each["sex"], each["state"]) for each in found["cutoffs"] if each["jurisdiction"] == "US"}
    assert (code, told) == (0, {("female", "reached"), ("male", "below")})
    code, out, _ = run(capsys, "score", "audit-c", answers({"1": 4, "2": 4, "3": 4}))
    assert "Not verified (grade C)." in out
