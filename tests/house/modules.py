"""Every module of the product, imported."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import cairn

ENTRY_POINTS = {"cairn.cli.__main__", "cairn.config.asgi", "cairn.config.wsgi"}
"""Importing these starts something."""


@cache
def modules(prefix: str = "cairn.") -> tuple[ModuleType, ...]:
    """The modules whose dotted name begins so, migrations left out."""
    found = pkgutil.walk_packages(cairn.__path__, "cairn.")
    return tuple(
        importlib.import_module(info.name)
        for info in found
        if info.name.startswith(prefix) and ".migrations" not in info.name and info.name not in ENTRY_POINTS
    )
