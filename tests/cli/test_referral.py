"""`cairn referral`: what a person reads, what a program reads, and the exit codes."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from cairn.cli import main
from tests.fhir.referrals import SMALL, bundle, condition, observation, order, patient


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bundle.json"


def write(file: Path, value: Any) -> str:
    file.write_text(json.dumps(value), encoding="utf-8")
    return str(file)


def test_a_person_reads_facts_with_their_origin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["referral", str(SMALL)]) == 1
    out = capsys.readouterr().out
    assert "Person: Marisol Inés Aldana; Marisol Quiroga" in out
    assert "left out on purpose: Driver's licence number; Social security number" in out
    assert "  Weight: 70 kg (2026-09-30)  [body.weight]\n      as sent: 154.3 [lb_av]" in out
    assert "from Observation/o2 (entry 8): Body Weight" in out
    assert "Diabetes: not clear (2021-02-03)  [diabetes.kind]  ! look at this" in out
    assert "2 × Claim: Cairn does not read this kind of resource." in out
    assert "999-00-1234" not in out


def test_a_bundle_without_doubts_exits_with_nought(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = patient(birthDate=None)
    assert main(["referral", write(file, bundle(nobody, id="p"))]) == 0
    assert (
        "Person: no name\n  born not said\n  gender not said\n  language not said\n"
        in capsys.readouterr().out
    )


def test_values_are_said_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    orders = [order(f"Medicine {number}") for number in range(5)]
    bp = observation("8480-6", "Systolic", 120, "mm[Hg]")
    no = condition("38341003", "Hypertension", sure="refuted")
    heart = [condition("49436004", "AF"), condition("22298006", "MI", onsetDateTime="2019")]
    assert main(["referral", write(file, bundle(patient(), bp, no, *heart, *orders))]) == 0
    out = capsys.readouterr().out
    assert "High blood pressure: no" in out
    assert "Heart conditions: arrhythmia" in out
    assert "Day of the heart attack: between 2019-01-01 and 2019-12-31" in out
    assert "Medicines: 5 named" in out
    assert "      and 2 more" in out


def test_a_program_reads_stable_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["referral", str(SMALL), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "doubtful"
    assert answer["person"]["left_out_on_purpose"] == ["Driver's licence number", "Social security number"]
    assert [each["fact"] for each in answer["facts"] if each["needs_attention"]] == ["diabetes.kind"]


def test_a_refused_bundle_exits_with_two_and_says_why(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(file, bundle(patient(), patient(id="q")))
    assert main(["referral", path]) == 2
    assert "2 patients in it" in capsys.readouterr().err
    assert main(["referral", path, "--json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["code"]) == ("refused", "two-patients")
    assert set(answer) == {"status", "code", "what", "why", "next"}


def test_a_file_of_200_mb_is_refused_unread(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    assert main(["referral", str(file)]) == 2
    assert "The file is 200 MB; the limit is 20 MB." in capsys.readouterr().err


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["referral", str(tmp_path / "none.json")]) == 2
    assert "Check the path." in capsys.readouterr().err


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Input:
        buffer = io.BytesIO(SMALL.read_bytes())

    monkeypatch.setattr("sys.stdin", Input)
    assert main(["referral", "-", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["bundle_type"] == "transaction"
