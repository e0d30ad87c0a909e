"""What is read from content is kept with the place it was read from, so that new content can take its place."""

import inspect

from cairn.content.everything import READERS
from tests.house.modules import modules
from tests.house.repository import ROOT


def test_no_reader_keeps_content_for_good() -> None:
    """``functools.cache`` would go on giving the old content: use ``kept_per_source`` of ``cairn.content.source``."""
    readers = sorted((ROOT / "src" / "cairn" / "content").rglob("*.py"))
    keeping = [
        str(file.relative_to(ROOT)) for file in readers if "functools import cache" in file.read_text("utf-8")
    ]
    assert keeping == []


def test_every_reader_that_needs_no_argument_is_among_those_that_read_everything() -> None:
    kept = {
        f"{module.__name__}.{name}"
        for module in modules()
        if module.__name__.startswith("cairn.content.readers.")
        for name, value in vars(module).items()
        if hasattr(value, "__wrapped__") and value.__module__ == module.__name__ and not name.startswith("_")
        if not inspect.signature(value).parameters
    }
    assert kept == {f"{reader.__module__}.{reader.__name__}" for reader in READERS}
