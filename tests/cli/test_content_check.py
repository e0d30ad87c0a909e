"""`cairn content check`: every named fault with its file, its entry, what is wrong and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from cairn.cli import main
from cairn.content.readers.instrument import instruments
from cairn.content.source import current

RULES = """rules:
  OWN-01:
    title: A rule
    question: Is it so?
    when: {fact: %s, op: is, value: true}
    severity: hold
    headline: It is so
    rationale: Because
    resolve: Ask
    sources: []
    grade: P
    trial_excluded: ["unknown", "not read"]
    harm_evidence: ["unknown", "not read"]
    jurisdiction_prohibited: ["unknown", "not read"]
"""
PROFILE = """id: own
version: 1
title: Ours
words: Our own.
extends: general
changes:
  SCR-PSY-01: {why: we think so, severity: %s}
"""
HOUSE = """schema: house-rules/1
regime: us-or
site: Cedar House
rules:
  - id: HOUSE-DOSE
    slot: dose.session_ceiling
    effect: ceiling
    value: %s
    words: Here it is so.
    why: Our room is made for that.
    by: Dr. Rosa Lind, medical director
    on: 2026-10-01
"""


def written(folder: Path, path: str, text: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def changed(folder: Path, path: str, old: str, new: str) -> Path:
    """A folder with one of the package's files, changed in one place."""
    text = current().place(path).read_text(encoding="utf-8")
    assert old in text
    return written(folder, path, text.replace(old, new, 1))


def checked(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> tuple[int, list[str]]:
    """The exit code and the faults as they are printed, one a line."""
    code = main(["content", "check", str(folder), *more])
    blocks = capsys.readouterr().out.strip().split("\n\n")
    return code, [" ".join(line.strip() for line in block.splitlines()) for block in blocks[1:]]


def the_fault(capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    """The one fault there is."""
    code, faults = checked(capsys, folder)
    assert (code, len(faults)) == (1, 1)
    return faults[0]


def test_a_copy_of_the_whole_content_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    package = Path(str(current().place("facts.yaml"))).parent
    assert main(["content", "check", str(package)]) == 0
    assert capsys.readouterr().out.endswith("laid over Cairn's content.\n")


def test_an_unknown_fact_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "screening/rules/own.yaml", RULES % "no.such_fact")
    assert the_fault(capsys, tmp_path) == (
        "screening/rules/own.yaml, OWN-01: when: the fact 'no.such_fact' is not declared. Mend the condition."
    )


def test_a_gap_between_bands_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    changed(tmp_path, "instruments/phq-9.yaml", "from: 5", "from: 6")
    assert the_fault(capsys, tmp_path) == (
        "instruments/phq-9.yaml, phq-9, bands kroenke-2001, band mild: "
        "the band starts at 6: a gap or an overlap. Start it at 5, where the one before it ends."
    )


def test_a_house_rule_looser_than_the_law_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    written(tmp_path, "house/us-or.yaml", HOUSE % 60)
    assert the_fault(capsys, tmp_path) == (
        "house/us-or.yaml, HOUSE-DOSE: "
        "It asks at most 60, the law 50: looser by 10. The law's rule on this subject is OR-DOSE-01. "
        "A house rule may only tighten."
    )


def test_a_tighter_house_rule_is_sound(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "house/us-or.yaml", HOUSE % 40)
    assert checked(capsys, tmp_path) == (0, [])


def test_house_rules_for_no_known_place_are_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "house/atlantis.yaml", HOUSE % 40)
    code, faults = checked(capsys, tmp_path)
    assert (code, [fault.partition(" Name the file")[0] for fault in faults]) == (
        1,
        ["house/atlantis.yaml, file: there is no pack 'atlantis'."],
    )


def test_an_id_used_twice_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = current().place("instruments/phq-9.yaml").read_text(encoding="utf-8")
    written(tmp_path, "instruments/phq-9-again.yaml", text)
    assert the_fault(capsys, tmp_path) == (
        "instruments/phq-9.yaml, phq-9: is defined in two files. Keep one of them."
    )


def test_a_wrong_check_digit_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    changed(tmp_path, "instruments/phq-9.yaml", "LA6568-5", "LA6568-6")
    assert the_fault(capsys, tmp_path) == (
        "instruments/phq-9.yaml, phq-9, value_sets frequency: "
        "'LA6568-6' is no LOINC code: its check digit is wrong. Compare it with the source."
    )


def test_an_empty_window_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    changed(
        tmp_path,
        "protocols/supported-session_v1.yaml",
        "opens: P5D, closes: P10D",
        "opens: P15D, closes: P10D",
    )
    assert the_fault(capsys, tmp_path) == (
        "protocols/supported-session_v1.yaml, integration-2: "
        "its window closes (P10D) before it opens (P15D). Mend the window."
    )


def test_steps_in_a_circle_are_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    changed(
        tmp_path,
        "protocols/supported-session_v1.yaml",
        "after: start, opens: P0D, closes: P28D",
        "after: preparation-2, opens: P0D, closes: P28D",
    )
    assert the_fault(capsys, tmp_path) == (
        "protocols/supported-session_v1.yaml, preparation-1: "
        "is counted from 'preparation-2', which leads back to it. Count one from 'start'."
    )


def test_gates_in_a_circle_are_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    changed(
        tmp_path,
        "protocols/trd-mood_v1.yaml",
        "  - id: screening-accepted\n",
        "  - id: screening-accepted\n    needs: [ongoing-clinician]\n",
    )
    assert the_fault(capsys, tmp_path) == (
        "protocols/trd-mood_v1.yaml, screening-accepted: "
        "waits for itself by way of 'ongoing-clinician'. Take one of what it needs out."
    )


def test_a_protocol_that_names_an_unknown_measure_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    changed(
        tmp_path,
        "protocols/supported-session_v1.yaml",
        "instrument: phq-9@1",
        "instrument: no-such-measure@1",
    )
    known = ", ".join(sorted(each.key for each in instruments().values()))
    assert the_fault(capsys, tmp_path) == (
        "protocols/supported-session_v1.yaml, phq-9-baseline: "
        f"there is no instrument 'no-such-measure@1'. Use one of {known}."
    )


def test_an_undeclared_class_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "medicines/names/own.yaml", "ingredients:\n  newdrug: {classes: [no-such-class]}\n")
    assert the_fault(capsys, tmp_path) == (
        "medicines/names/own.yaml, newdrug: "
        "the class 'no-such-class' is not declared. Use the classes of medicines/classes.yaml."
    )


def test_every_ambiguous_name_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = "  newdrug: {classes: [ssri], brands: [Zoloft]}\n  newerdrug: {classes: [ssri], brands: [Prozac]}\n"
    written(tmp_path, "medicines/names/own.yaml", f"ingredients:\n{own}")
    code, faults = checked(capsys, tmp_path)
    assert (code, sorted(faults)) == (
        1,
        [
            f"medicines/names, {brand}: '{brand}' means both {one} and {other}. Keep it with one of them. "
            "A name means one thing."
            for brand, one, other in (
                ("Prozac", "fluoxetine", "newerdrug"),
                ("Zoloft", "sertraline", "newdrug"),
            )
        ],
    )


def test_yaml_that_cannot_be_read_is_named_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    written(tmp_path, "instruments/own.yaml", "id: own\nitems: [\n")
    assert the_fault(capsys, tmp_path) == (
        "instruments/own.yaml, file: "
        "is not readable YAML: did not find expected node content (line 3). Mend the line it names."
    )


def test_a_key_written_twice_is_named_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    written(tmp_path, "screening/set.yaml", "version: a\nversion: b\n")
    assert the_fault(capsys, tmp_path) == (
        "screening/set.yaml, file: "
        "is not readable YAML: the key 'version' stands twice (line 2). Mend the line it names."
    )


def test_an_unknown_key_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    changed(tmp_path, "instruments/gad-7.yaml", "construct:", "constructs: 1\nconstruct:")
    assert the_fault(capsys, tmp_path) == (
        "instruments/gad-7.yaml, gad-7: "
        "the key 'constructs' is not known here. Mend its spelling or take it out."
    )


def test_a_profile_that_loosens_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "profiles/own.yaml", PROFILE % "note")
    assert the_fault(capsys, tmp_path) == (
        "profiles/own.yaml, SCR-PSY-01: "
        "It asks for note; general asks for block. A site may only tighten 'general'. Take the change "
        "out."
    )


def test_a_profile_with_a_taken_id_or_another_name_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    written(tmp_path, "profiles/strict.yaml", PROFILE.replace("id: own", "id: strict") % "block")
    written(tmp_path, "profiles/other.yaml", PROFILE % "block")
    assert checked(capsys, tmp_path) == (
        1,
        [
            "profiles/other.yaml, profile: is the profile 'own'. Name the file own.yaml.",
            "profiles/strict.yaml, profile: there is a profile 'strict' already. Give yours an id of its own.",
        ],
    )


def test_all_faults_are_told_and_what_only_follows_from_them_is_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The broken facts file is replaced by the package's; the rule that asks for its new fact is not blamed."""
    written(tmp_path, "facts.yaml", "facts:\n  own.new_fact: {type: yes-no\n")
    written(tmp_path, "screening/rules/own.yaml", RULES % "own.new_fact")
    changed(tmp_path, "instruments/gad-7.yaml", "from: 5", "from: 4")
    changed(tmp_path, "instruments/phq-9.yaml", "from: 5", "from: 4")
    code, faults = checked(capsys, tmp_path)
    assert (code, [fault.partition(":")[0] for fault in faults]) == (
        1,
        [
            "facts.yaml, file",
            "instruments/gad-7.yaml, gad-7, bands spitzer-2006, band mild",
            "instruments/phq-9.yaml, phq-9, bands kroenke-2001, band mild",
        ],
    )


def test_a_program_reads_each_fault_in_its_parts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "profiles/own.yaml", "id: own\nid: own\n")
    assert main(["content", "check", str(tmp_path), "--json"]) == 1
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found == {
        "sound": False,
        "read_as": "site",
        "files": 1,
        "faults": [
            {
                "file": "profiles/own.yaml",
                "entry": "file",
                "what": "is not readable YAML: the key 'id' stands twice (line 2).",
                "do": "Mend the line it names.",
            }
        ],
    }


def test_a_sites_folder_may_not_replace_what_the_product_has(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    changed(tmp_path, "instruments/phq-9.yaml", "from: 5", "from: 5")
    assert checked(capsys, tmp_path) == (0, [])
    assert checked(capsys, tmp_path, "--site") == (
        1,
        [
            "instruments/phq-9.yaml, file: the product has a file of this name. Give yours another name and id."
        ],
    )


def test_a_file_that_nothing_reads_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "instruments/own.yml", "id: own")
    written(tmp_path, "measures/own.yaml", "id: own")
    written(tmp_path, "fact.yaml", "facts: {}")
    written(tmp_path, ".hidden/own.yaml", "id: own")
    code, faults = checked(capsys, tmp_path)
    assert (code, [fault.partition(" Lay the")[0] for fault in faults]) == (
        1,
        [
            "fact.yaml, file: is not read. Mend its name, or put it in its folder.",
            "instruments/own.yml, file: is not read. Let its name end in '.yaml'.",
            "measures/own.yaml, file: stands where nothing reads it.",
        ],
    )


def test_an_empty_folder_is_sound_and_a_strange_or_missing_one_unusable(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["content", "check", str(tmp_path / "empty")]) == 0
    written(tmp_path, "other/letter.txt", "Dear all")
    assert main(["content", "check", str(tmp_path / "other")]) == 2
    assert main(["content", "check", str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr().err
    assert "holds no content" in said
    assert "is not a folder" in said


def test_entries_in_groups_are_told_one_by_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = current().place("monitoring.yaml").read_text(encoding="utf-8")
    written(tmp_path, "monitoring.yaml", text.replace("emergency: false", "emergency: perhaps", 2))
    code, faults = checked(capsys, tmp_path)
    assert (code, [fault.partition(" Write")[0] for fault in faults]) == (
        1,
        [f"monitoring.yaml, {alarm}: 'emergency' is neither true nor false." for alarm in ("AL-1", "AL-2")],
    )


def test_content_of_the_package_that_no_longer_fits_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A changed file of facts may break what the package itself says of them."""
    changed(tmp_path, "facts.yaml", "  history.seizure:\n", "  history.seizures:\n")
    code, faults = checked(capsys, tmp_path)
    assert code == 1
    assert {fault.partition(":")[0] for fault in faults} >= {
        "referral_codes.yaml, 84757009",
        "screening/rules/body.yaml, SCR-NEU-01",
    }


def test_a_fault_that_cannot_be_taken_out_ends_the_reading_of_its_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    changed(tmp_path, "facts.yaml", "[none, diet-or-tablets,", "[none, diet,")
    code, faults = checked(capsys, tmp_path)
    assert code == 1
    assert faults[-1].startswith("referral_codes.yaml, most_serious_first: ")
