"""The words of a typed medicine name, and the amounts among them."""

import re
import unicodedata
from typing import Final

SEPARATOR: Final = "/"
"""Stands in a list of words where one medicine may end and the next begin."""

_UNITS = (
    r"(?:mg|mcg|µg|μg|ug|g|kg|ml|l|unt|units?|iu|meq|mmol|%|actuat|hr|hrs|h|hours?|days?|weeks?|x"
    r"|tablets?|tabs?|caps?|doses?|puffs?|drops?)"
)
_STRENGTH: Final = re.compile(
    rf"(?<![\w-])\d+(?:[.,]\d+)*\s*(?:-\s*\d+(?:[.,]\d+)*\s*)?{_UNITS}(?:\s*/\s*(?:\d+(?:[.,]\d+)*\s*)?{_UNITS})?(?!\w)"
)
_APOSTROPHES: Final = re.compile(r"['’‘`\u00b4]")
_DOTTED: Final = re.compile(r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+\.?(?!\w)")
_PIECES: Final = re.compile(r"[^\W_]+|[/+&;,()\[\]|]")
_NUMBER: Final = re.compile(r"(?:nda)?\d+(?:x|st|nd|rd|th|am|pm|h|hr|hs|d|w|y|yr|mg|ml|g|ug|iu|u|s)?|x\d+")

_BREAKS: Final = frozenset("/+&;,()[]|")


def words_of(text: str) -> tuple[str, ...]:
    """A name in plain lower-case words, as the dictionary keeps it."""
    return tuple(word for word in pieces_of(text) if word != SEPARATOR)


def pieces_of(text: str) -> tuple[str, ...]:
    """The words of a text, with a separator wherever one medicine may end and the next begin."""
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    plain = _DOTTED.sub(lambda short: short[0].replace(".", ""), letters)
    return tuple(SEPARATOR if piece in _BREAKS else piece for piece in _PIECES.findall(plain))


def without_strengths(text: str) -> str:
    """The text without amounts that carry a unit ("20 mg", "21.7 MG/ML", "70 UNT/ML")."""
    return _STRENGTH.sub(" ", text.casefold())


def is_amount(word: str) -> bool:
    """Whether a word is a bare number, with or without a unit stuck to it, or a product code."""
    return _NUMBER.fullmatch(word) is not None
