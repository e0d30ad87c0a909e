"""The files of this repository, as the house tests read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "cairn"


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository: what git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def python_files(under: Path = SOURCE) -> tuple[Path, ...]:
    """The Python files under a folder, without migrations, which Django writes."""
    return tuple(
        path
        for path in kept_files()
        if path.suffix == ".py" and path.is_relative_to(under) and "migrations" not in path.parts
    )


def name_of(path: Path) -> str:
    """The path as one would type it at the root of the repository."""
    return path.relative_to(ROOT).as_posix()
