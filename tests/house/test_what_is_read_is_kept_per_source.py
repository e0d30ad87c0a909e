"""What is read from content is kept with the place it was read from, so that new content can take its place."""

from tests.house.repository import ROOT


def test_no_reader_keeps_content_for_good() -> None:
    """``functools.cache`` would go on giving the old content: use ``kept_per_source`` of ``cairn.content.source``."""
    readers = sorted((ROOT / "src" / "cairn" / "content").rglob("*.py"))
    keeping = [
        str(file.relative_to(ROOT)) for file in readers if "functools import cache" in file.read_text("utf-8")
    ]
    assert keeping == []
