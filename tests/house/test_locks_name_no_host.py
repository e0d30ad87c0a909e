import re
from pathlib import Path

import pytest

from tests.house.repository import ROOT, kept_files, name_of

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PINNED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(lock: Path) -> dict[str, str]:
    found = (PINNED.match(line) for line in lock.read_text().splitlines())
    return {match["name"]: match["version"] for match in found if match}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_only_exact_versions_and_hashes(lock: Path) -> None:
    other = [
        line
        for line in lock.read_text().splitlines()
        if not PINNED.match(line) and not HASH.match(line) and not line.lstrip().startswith("# via")
    ]
    assert other == []


def test_there_are_three_locks() -> None:
    assert [lock.name for lock in LOCKS] == ["run.lock", "test.lock", "uv.lock"]


def test_tests_use_the_versions_that_are_served() -> None:
    served, tested = pins(ROOT / "requirements" / "run.lock"), pins(ROOT / "requirements" / "test.lock")
    assert {name: tested.get(name) for name in served} == served


def test_no_lock_that_records_addresses_is_kept() -> None:
    recording = {"uv.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "Pipfile.lock"}
    kept = {
        name_of(path)
        for path in kept_files()
        if (path.name in recording or path.name.startswith("pylock")) and path.parent.name != "requirements"
    }
    assert kept == set()


def test_every_direct_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    inside = lines[lines.index("dependencies = [") + 1 : lines.index("[project.scripts]")]
    silent = [line for line in inside if line.startswith('  "') and "#" not in line]
    assert silent == []
