"""`cairn content list` and `cairn content show`: everything there is to go by, and each entry as it is written."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cairn.cli import main
from cairn.content.readers.instrument import instruments
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import rule_set
from cairn.content.source import Source, current, reading_from
from tests.cli.test_content_add import values_file
from tests.cli.test_content_check import PROFILE, written
from tests.content.licensed import write_text


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["content", "list", "--json", *arguments]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["entries"]
    return found


def test_every_measure_rule_and_regime_is_listed_with_its_version_status_and_grades(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = listed(capsys)
    measures = [each for each in found if each["kind"] == "measure"]
    assert [each["id"] for each in measures] == list(instruments())
    rules = [each["id"] for each in found if each["kind"] in {"rule", "interaction"}]
    assert rules == [rule.id for rule in rule_set().rules]
    regimes = {each["id"]: each for each in found if each["kind"] == "regime"}
    assert list(regimes) == list(packs())
    oregon = packs()["us-or"]
    assert (regimes["us-or"]["version"], regimes["us-or"]["status"]) == (oregon.version, oregon.status)
    assert sum(regimes["us-or"]["grades"].values()) == len(oregon.rules)
    assert next(iter(regimes["us-or"]["grades"])) == "A"


def test_a_sites_own_is_listed_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    site = tmp_path / "site"
    written(site, "profiles/own.yaml", PROFILE % "block")
    licence = {"holder_reference": "7", "permitted_until": date(2030, 1, 31)}
    write_text(site, instruments()["qids-sr16"], licence=licence)
    written(site, "value_sets/XX.csv", values_file(site).read_text(encoding="utf-8"))
    with reading_from(Source(site=site)):
        found = listed(capsys)
    own = [
        each for each in found if each["kind"] in {"licensed text", "value set"} or each["status"] == "site"
    ]
    assert own == [
        {
            "kind": "licensed text",
            "id": "qids-sr16",
            "version": "1",
            "status": "permitted until 2030-01-31",
            "grades": {},
        },
        {"kind": "value set", "id": "XX-2020", "version": "", "status": "eq-5d-5l@1", "grades": {"U": 1}},
        {"kind": "profile", "id": "own", "version": "1", "status": "site", "grades": {}},
    ]


def test_a_person_reads_one_line_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "list", "--kind", "profile"]) == 0
    assert "profile             general@1" in capsys.readouterr().out.splitlines()
    assert main(["content", "list", "--kind", "nothing"]) == 0
    assert capsys.readouterr().out == "Nothing of that kind.\n"


@pytest.mark.parametrize("name", ["phq-9", "phq-9@1"])
def test_a_whole_file_is_shown_as_it_is_written(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["content", "show", name]) == 0
    text = current().place("instruments/phq-9.yaml").read_text(encoding="utf-8").rstrip()
    assert capsys.readouterr().out == f"# instruments/phq-9.yaml\n{text}\n"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("psychosis.ever", "facts.yaml"),
        ("SCR-PSY-02", "screening/rules/mind.yaml"),
        ("sertraline", "medicines/names/antidepressants.yaml"),
        ("OR-DUR-01", "regimes/us-or.yaml"),
    ],
)
def test_an_entry_is_shown_from_the_file_it_stands_in(
    capsys: pytest.CaptureFixture[str], name: str, file: str
) -> None:
    assert main(["content", "show", name]) == 0
    shown = capsys.readouterr().out.split(f"# {file}\n")[1].partition("\n\n# ")[0]
    assert list(yaml.safe_load(shown)) == [name]


def test_a_program_reads_the_entry_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "show", "OR-DUR-01", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["entries"][-1]
    assert (found["file"], found["entry"]["slot"], found["entry"]["source"]["read_on"]) == (
        "regimes/us-or.yaml",
        "session.min_duration",
        "2026-11-22",
    )


def test_an_entry_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "show", "SCR-NO-99"]) == 2
    assert "There is no entry 'SCR-NO-99' here." in capsys.readouterr().err
