"""What the tests of a starting product share: their own folder of keys, and counters that begin at nought."""

from pathlib import Path

import pytest
from django.core.cache import cache


@pytest.fixture
def keys(tmp_path: Path, settings) -> Path:
    """A folder of keys of this test's own."""
    settings.KEYS = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    """Rate limits count in the cache, which outlives a test."""
    cache.clear()
