"""The words of a typed medicine name, and the amounts among them."""

import re
import unicodedata
from typing import Final

SEPARATOR: Final = "/"
"""Stands in a list of words where one medicine may end and the next begin."""

_UNITS = (
    r"(?:mg|mcg|µg|μg|ug|g|gm|kg|ml|l|unt|units?|iu|meq|mmol|%|actuat|actuations?|hr|hrs|h|hours?|days?|weeks?|x"
    r"|micrograms?|milligrams?|grams?|microgramos?|miligramos?|gramos?|tablets?|tabs?|caps?|doses?|puffs?|drops?)"
)
_ONE_STRENGTH = (
    rf"\d+(?:[.,]\d+)*\s*(?:-\s*\d+(?:[.,]\d+)*\s*)?{_UNITS}(?:\s*/\s*(?:\d+(?:[.,]\d+)*\s*)?{_UNITS})?"
)
_STRENGTH: Final = re.compile(rf"(?<![\w-]){_ONE_STRENGTH}(?:\s+(?:or|to|o|a)\s+{_ONE_STRENGTH})*(?!\w)")
_FREE_OF: Final = re.compile(r"\b(?:sugar|cfc|preservative|alcohol|gluten|lactose|latex|dye)[\s-]+free\b")
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
    """The text without amounts that carry a unit ("21.7 MG/ML", "0.25 mg or 0.5 mg"), and without "sugar free"."""
    return _FREE_OF.sub(" ", _STRENGTH.sub(" ", text.casefold()))


def is_amount(word: str) -> bool:
    """Whether a word is a bare number, with or without a unit stuck to it, or a product code."""
    return _NUMBER.fullmatch(word) is not None
