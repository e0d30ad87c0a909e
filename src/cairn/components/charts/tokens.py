"""The tokens charts may use, and their light values for paper, where custom properties mean nothing."""

import re
from collections.abc import Mapping
from types import MappingProxyType

INK = "var(--ink)"
INK_SOFT = "var(--ink-soft)"
SHEET = "var(--sheet)"
LINE = "var(--line)"
ACCENT = "var(--accent)"
REVIEW = "var(--review)"
FONT = "var(--font-ui)"

PRINTED: Mapping[str, str] = MappingProxyType(
    {
        "--ink": "#26231d",
        "--ink-soft": "#665f52",
        "--sheet": "#fff",
        "--line": "#e6e2d8",
        "--accent": "#3f6b4a",
        "--review": "#4a4f9c",
        "--font-ui": "sans-serif",
    }
)
"""The light theme; a test compares the colours with the style sheet."""

_TOKEN = re.compile(r"var\((--[a-z-]+)\)")


def for_print(svg: str, *, font: str = PRINTED["--font-ui"]) -> str:
    """The same drawing with every token replaced by its light value, for PDF.

    :raises KeyError: for a token that has no printed value.
    """
    values = {**PRINTED, "--font-ui": font}
    return _TOKEN.sub(lambda token: values[token[1]], svg)
