"""LOINC codes, with how well each was confirmed and the check that catches a mistyped digit."""

import re
from dataclasses import dataclass

from cairn.domain.vocabulary import Grade

LOINC = "http://loinc.org"

_CODE = re.compile(r"(?P<letters>LA)?(?P<digits>\d{1,7})-(?P<check>\d)")

# An answer code's letters count too. What they add depends only on how many digits follow; both
# numbers were worked out from published answer codes (LA33-6, LA137-2, LA6568-5, LA13863-8 …) and hold.
_LETTERS_BEFORE_EVEN, _LETTERS_BEFORE_ODD = 5, 8


@dataclass(frozen=True, slots=True)
class Coding:
    """A LOINC code and how well it was confirmed."""

    code: str
    grade: Grade
    system: str = LOINC


def has_loinc_check_digit(code: str) -> bool:
    """Whether a term or answer code is well formed and ends in its own mod 10 check digit."""
    found = _CODE.fullmatch(code)
    return found is not None and _check_digit(found["digits"], answer=bool(found["letters"])) == int(
        found["check"]
    )


def _check_digit(digits: str, *, answer: bool) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value // 10 + value % 10
    if answer:
        total += _LETTERS_BEFORE_ODD if len(digits) % 2 else _LETTERS_BEFORE_EVEN
    return -total % 10
