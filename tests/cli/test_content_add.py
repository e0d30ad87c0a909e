"""`cairn content add`: a licensed text or value set is put in its place whole, or not at all."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from cairn.cli import main
from cairn.content.readers.instrument import instruments, skeletons
from cairn.content.source import Source, reading_from
from tests.cli.test_content_check import the_fault, written
from tests.content.licensed import words_for, write_text

SKELETON = skeletons()["qids-sr16"]
EVERY_PROFILE = ["".join(map(str, digits)) for digits in product(range(1, 6), repeat=5)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's folder, still empty."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def text_file(folder: Path, **more: Any) -> Path:
    """A licensed text beside the site's folder, not in it."""
    file = folder.parent / "delivered.yaml"
    file.write_text(yaml.safe_dump({**words_for(SKELETON), **more}, sort_keys=False), encoding="utf-8")
    return file


def values_file(folder: Path, name: str = "XX-2020", profiles: list[str] = EVERY_PROFILE) -> Path:
    head = f"# id: {name}\n# instrument: eq-5d-5l@1\n# country: XX\n# source: invented\n# grade: U\nprofile,utility\n"
    file = folder.parent / "values.csv"
    file.write_text(head + "".join(f"{profile},0.5\n" for profile in profiles), encoding="utf-8")
    return file


def added(capsys: pytest.CaptureFixture[str], file: Path, folder: Path) -> tuple[int, dict[str, Any]]:
    code = main(["content", "add", str(file), "--to", str(folder), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def test_a_text_that_fits_is_put_in_its_place_and_stands_in_the_measure(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    file = text_file(folder)
    assert added(capsys, file, folder) == (
        0,
        {"added": True, "path": "texts/qids-sr16.yaml", "misfits": []},
    )
    assert (folder / "texts" / "qids-sr16.yaml").read_bytes() == file.read_bytes()
    assert [each.name for each in (folder / "texts").iterdir()] == ["qids-sr16.yaml"]
    with reading_from(Source(site=folder)):
        assert instruments()["qids-sr16"].is_worded
    assert not instruments()["qids-sr16"].is_worded
    assert main(["content", "check", str(folder)]) == 0


def test_a_text_that_does_not_fit_is_refused_with_every_misfit_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    items = {**words_for(SKELETON)["items"], "17": {"en": "One more"}}
    del items["3"]
    code, found = added(capsys, text_file(folder, items=items), folder)
    assert (code, found) == (
        1,
        {
            "added": False,
            "path": None,
            "misfits": ["Item 3 has no text.", "There is no item '17' in the measure."],
        },
    )
    assert list(folder.iterdir()) == []
    assert main(["content", "add", str(text_file(folder, items=items)), "--to", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  Item 3 has no text.",
        "  There is no item '17' in the measure.",
    ]


def test_the_check_names_a_text_that_does_not_fit(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    items = words_for(SKELETON)["items"]
    del items["3"]
    write_text(folder, SKELETON, items=items)
    assert the_fault(capsys, folder) == (
        "texts/qids-sr16.yaml, qids-sr16@1: Item 3 has no text. Compare it with `cairn content show qids-sr16`."
    )


def test_the_check_names_a_text_of_no_known_measure(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    written(folder, "texts/nothing.yaml", "instrument: nothing@1")
    assert the_fault(capsys, folder) == (
        "texts/nothing.yaml, file: there is no measure 'nothing'. "
        "Name the file for the measure's id, such as texts/qids-sr16.yaml."
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"instrument": "qids-sr16@2"}, "The text is for qids-sr16@2, the measure here is qids-sr16@1."),
        ({"instrument": "nothing@1"}, "There is no measure nothing@1."),
        (
            {"licence": {"holder_reference": "7", "permitted_until": "2026"}},
            "'permitted_until' is not a date.",
        ),
        ({"licenc": {}}, "the key 'licenc' is not known here."),
    ],
)
def test_a_text_of_something_else_is_refused(
    capsys: pytest.CaptureFixture[str], folder: Path, more: dict[str, Any], said: str
) -> None:
    code, found = added(capsys, text_file(folder, **more), folder)
    assert code == 1
    assert said in found["misfits"][0]


def test_a_permission_that_has_ended_is_refused(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    file = text_file(folder)
    text = file.read_text(encoding="utf-8")
    ended = "permitted_until: 2020-01-31"
    file.write_text(text.replace("licence:", f"licence:\n  {ended}"), encoding="utf-8")
    assert added(capsys, file, folder)[1]["misfits"] == ["The permission ended on 2020-01-31."]


def test_a_value_set_is_put_in_its_place_and_a_second_is_refused(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert added(capsys, values_file(folder), folder) == (
        0,
        {"added": True, "path": "value_sets/XX-2020.csv", "misfits": []},
    )
    assert added(capsys, values_file(folder), folder)[0] == 0
    assert added(capsys, values_file(folder, "YY-2021"), folder) == (
        1,
        {
            "added": False,
            "path": None,
            "misfits": ["eq-5d-5l@1 has the value set XX-2020 here already. Take that file out first."],
        },
    )


def test_a_value_set_whose_id_is_a_path_is_refused(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert added(capsys, values_file(folder, "../../elsewhere"), folder)[1]["misfits"] == [
        "The id '../../elsewhere' cannot name a file. Use letters, digits, points and hyphens."
    ]
    assert list(folder.iterdir()) == []


def test_a_value_set_with_a_gap_is_refused(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, found = added(capsys, values_file(folder, profiles=EVERY_PROFILE[1:]), folder)
    assert (code, found["misfits"]) == (
        1,
        ["values.csv, XX-2020: 1 profiles have no value, the first 11111. Give every profile a value."],
    )


def test_a_folder_that_is_not_there_or_a_strange_file_is_unusable(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAIRN_SITE_CONTENT", raising=False)
    file = text_file(folder)
    assert main(["content", "add", str(file)]) == 2
    assert main(["content", "add", str(file), "--to", str(folder / "nowhere")]) == 2
    assert main(["content", "add", str(folder / "none.yaml"), "--to", str(folder)]) == 2
    strange = file.rename(file.with_suffix(".txt"))
    assert main(["content", "add", str(strange), "--to", str(folder)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[2].strip().partition(".")[0] for line in said] == [
        "No site's folder: name one that is there with --to, or in CAIRN_SITE_CONTENT",
        "No site's folder: name one that is there with --to, or in CAIRN_SITE_CONTENT",
        f"Cannot read {folder / 'none'}",
        f"{strange.with_suffix('')}",
    ]


def test_a_place_that_cannot_be_written_is_unusable(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "texts").write_text("a file, where a folder should be", encoding="utf-8")
    assert main(["content", "add", str(text_file(folder)), "--to", str(folder)]) == 2
    assert "Cannot write" in capsys.readouterr().err


def test_the_environment_names_the_sites_folder_for_every_command(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAIRN_SITE_CONTENT", str(folder))
    assert main(["content", "add", str(text_file(folder))]) == 0
    capsys.readouterr()
    assert main(["content", "list", "--kind", "licensed text"]) == 0
    assert capsys.readouterr().out == "licensed text       qids-sr16@1  permitted\n"
    monkeypatch.setenv("CAIRN_SITE_CONTENT", str(folder / "nowhere"))
    assert main(["instruments"]) == 2
    assert "which is no folder. Mend it, or unset it." in capsys.readouterr().err
