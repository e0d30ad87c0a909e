import pytest
from django.apps import apps

from tests.house.repository import SOURCE, kept_files, name_of, python_files

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
LONGEST = 300

LONGER_FOR_A_REASON: dict[str, str] = {}
"""Path to reason. A list of content may be long; code may not."""


def test_no_source_file_is_longer_than_three_hundred_lines() -> None:
    long = {
        name_of(path): lines
        for path in python_files()
        if (lines := len(path.read_text().splitlines())) > LONGEST
        and name_of(path) not in LONGER_FOR_A_REASON
    }
    assert long == {}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    named = {
        name_of(p) for p in python_files() if NAMES_THAT_SAY_NOTHING & {p.stem, *p.relative_to(SOURCE).parts}
    }
    assert named == set()


def test_every_package_folder_is_a_package() -> None:
    folders = {path.parent for path in python_files()}
    without = {name_of(folder) for folder in folders if not (folder / "__init__.py").exists()}
    assert without == set()


def test_every_table_has_a_file_of_its_own() -> None:
    files = [model.__module__ for model in apps.get_app_config("record").get_models()]
    assert sorted(files) == sorted(set(files))


@pytest.mark.parametrize("suffix", [".html", ".css", ".js", ".svg"])
def test_what_a_browser_gets_names_no_other_server(suffix: str) -> None:
    allowed = ("http://www.w3.org/", "https://www.w3.org/")
    naming = {
        f"{name_of(path)}: {line.strip()[:80]}"
        for path in kept_files()
        if path.suffix == suffix and path.is_relative_to(SOURCE)
        for line in path.read_text().splitlines()
        if "://" in line and not any(namespace in line for namespace in allowed)
    }
    assert naming == set()


def test_no_template_holds_a_script_or_a_style() -> None:
    inline = {
        f"{name_of(path)}: {mark}"
        for path in kept_files()
        if path.suffix == ".html" and path.is_relative_to(SOURCE)
        for mark in (
            "<style",
            ' style="',
            "<script>",
            " onclick=",
            " onload=",
            " onsubmit=",
            " onchange=",
            "javascript:",
        )
        if mark in path.read_text()
    }
    assert inline == set()
