import re
from pathlib import Path

import pytest

from tests.house.repository import ROOT, kept_files, name_of

DOCS = tuple(path for path in kept_files() if path.suffix == ".md" and "content" not in path.parts)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<path>[^)#\s]+)(#[^)]*)?\)")
QUOTED = re.compile(r"`(?P<path>(?:src|tests|docs|scripts|requirements|\.ci)/[^`\s]*?)(?:\s[^`]*)?`")
PLACEHOLDER = re.compile(r"[<*{…]")


def linked(document: Path) -> set[Path]:
    return {document.parent / match["path"] for match in LINK.finditer(document.read_text())}


def quoted(document: Path) -> set[Path]:
    names = {match["path"] for match in QUOTED.finditer(document.read_text())}
    return {ROOT / name for name in names if not PLACEHOLDER.search(name)}


@pytest.mark.parametrize("document", DOCS, ids=name_of)
def test_every_path_a_document_names_is_there(document: Path) -> None:
    lost = {path.as_posix() for path in linked(document) | quoted(document) if not path.exists()}
    assert lost == set()


def test_every_decision_is_listed() -> None:
    listed = linked(ROOT / "docs" / "adr" / "README.md")
    there = set((ROOT / "docs" / "adr").glob("0*.md"))
    assert listed == there
