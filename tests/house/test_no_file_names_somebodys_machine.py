import re

from tests.house.repository import kept_files, name_of

TEXT = {".py", ".md", ".toml", ".sh", ".yaml", ".html", ".css", ".js", ".lock", ".po", ".json", ""}
PLACE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt|mnt)/[\w.-]+")


def test_no_kept_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    naming = {
        f"{name_of(path)}: {match[0]}"
        for path in kept_files()
        if path.suffix in TEXT and name_of(path) != name_of_this()
        for match in PLACE.finditer(path.read_text(errors="replace"))
    }
    assert naming == set()


def name_of_this() -> str:
    return "tests/house/test_no_file_names_somebodys_machine.py"
