"""Amounts as people type them. What could be read in two ways is not read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from cairn.domain.quantities.amounts import UCUM, WORDS, Amount, DoseUnit, Form, plain

_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_WORDS: Final = re.compile(r"[A-Za-zµμ]")

_MICRO: Final = frozenset({"mcg", "ug", "µg", "μg", "microgram", "micrograms"})
_MILLI: Final = frozenset({"mg", "milligram", "milligrams"})
_GRAM: Final = frozenset({"g", "gram", "grams"})

_SUBSTANCES: Final[Mapping[str, tuple[DoseUnit, Form]]] = MappingProxyType(
    {
        "psilocybin": (DoseUnit.MG_PSILOCYBIN, Form.NOT_STATED),
        "psilocybin analyte": (DoseUnit.MG_PSILOCYBIN, Form.NOT_STATED),
        "psilocybin anhydrate": (DoseUnit.MG_PSILOCYBIN, Form.ANHYDRATE),
        "psilocybin dihydrate": (DoseUnit.MG_PSILOCYBIN, Form.DIHYDRATE),
        "psilocybin trihydrate": (DoseUnit.MG_PSILOCYBIN, Form.TRIHYDRATE),
        "psilocin": (DoseUnit.MG_PSILOCIN, Form.NOT_STATED),
        "total psilocin": (DoseUnit.MG_PSILOCIN, Form.NOT_STATED),
        "material": (DoseUnit.G_MATERIAL, Form.NOT_STATED),
        "dried material": (DoseUnit.G_MATERIAL, Form.NOT_STATED),
        "dried mushroom": (DoseUnit.G_MATERIAL, Form.NOT_STATED),
        "dried mushrooms": (DoseUnit.G_MATERIAL, Form.NOT_STATED),
        "dried fungi": (DoseUnit.G_MATERIAL, Form.NOT_STATED),
    }
)


@dataclass(frozen=True, slots=True)
class NotRead:
    """Text that was not taken as a number or an amount.

    :param code: stable: no-number, ambiguous, not-positive, no-unit, unknown-unit, no-substance, wrong-unit.
    """

    code: str
    what: str
    do: str


def parse_number(text: str) -> Decimal | NotRead:
    """Read a positive decimal number written with digits and at most one point.

    A comma is refused: ``1,500`` and ``0,5`` mean different things in different countries.
    """
    typed = text.strip()
    if "," in typed:
        return NotRead("ambiguous", f"The comma in '{typed}' can be read two ways.", "Write a point: 0.5.")
    if typed.startswith((".", "-.")) or typed.endswith("."):
        return NotRead(
            "ambiguous", f"The point in '{typed}' is easily lost.", "Write a digit on both sides: 0.5."
        )
    if _NUMBER.fullmatch(typed.lstrip("-−")) is None:
        return NotRead(
            "no-number", f"'{typed}' is not a number.", "Write digits, with a point if needed: 0.5."
        )
    value = Decimal(typed.lstrip("-−"))
    if typed[0] in "-−" or value == 0:
        return NotRead("not-positive", f"{typed} is not an amount.", "Write a number above zero.")
    return value


def parse_amount(text: str, unit: DoseUnit | None = None) -> Amount | NotRead:
    """Read ``25 mg psilocybin``, ``10 mg total psilocin``, ``3.5 g dried material``, ``500 mcg psilocybin``.

    Micrograms become milligrams of the same thing; nothing becomes anything else.

    :param unit: what the amount counts where the page has asked; the mass unit must be typed all the same.
    """
    first_letter = _WORDS.search(text)
    end = first_letter.start() if first_letter else len(text)
    words = text[end:].lower().split()
    number = parse_number(text[:end])
    if isinstance(number, NotRead):
        return number
    if not words:
        return NotRead(
            "no-unit", f"{plain(number)} of what?", "Write the unit and the substance: 25 mg psilocybin."
        )
    mass, named = words[0], " ".join(word for word in words[1:] if word != "of")
    if mass not in _MICRO | _MILLI | _GRAM:
        return NotRead("unknown-unit", f"'{mass}' is not a unit of mass used here.", "Write mg, mcg or g.")
    if named:
        if named not in _SUBSTANCES:
            return NotRead(
                "no-substance",
                f"'{named}' is not something doses are counted in.",
                _name_one("the substance"),
            )
        counted, form = _SUBSTANCES[named]
        if unit is not None and unit is not counted:
            what = f"'{named}' was typed where {WORDS[unit]} was asked for."
            return NotRead("wrong-unit", what, "Record what the product's label states.")
        return _in_unit(number, mass, counted, form)
    if unit is None:
        return NotRead("no-substance", f"{plain(number)} {mass} of what?", _name_one("it"))
    return _in_unit(number, mass, unit, Form.NOT_STATED)


def _name_one(it: str) -> str:
    return f"Name {it}: psilocybin, psilocin or dried material."


def _in_unit(number: Decimal, mass: str, unit: DoseUnit, form: Form) -> Amount | NotRead:
    expected = UCUM[unit]
    if expected == "mg" and mass in _MICRO:
        return Amount(number / 1000, unit, form)
    if mass not in (_MILLI if expected == "mg" else _GRAM):
        what = f"{WORDS[unit].capitalize()} is recorded in {expected}, not in {mass}."
        return NotRead("wrong-unit", what, f"Read the label again and write the amount in {expected}.")
    return Amount(number, unit, form)
