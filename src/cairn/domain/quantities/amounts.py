"""Amounts of psilocybin, of psilocin and of dried material: three things never added to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class DoseUnit(StrEnum):
    """What an amount counts, in the words regime packs use for their dose unit."""

    MG_PSILOCYBIN = "mg_psilocybin_analyte"
    MG_PSILOCIN = "mg_total_psilocin"
    G_MATERIAL = "g_dried_material"


class Form(StrEnum):
    """The solid form a stated mass of psilocybin is of; the same milligrams hold less of a hydrate."""

    NOT_STATED = "not-stated"
    ANHYDRATE = "anhydrate"
    DIHYDRATE = "dihydrate"
    TRIHYDRATE = "trihydrate"


UCUM: Final[Mapping[DoseUnit, str]] = MappingProxyType(
    {DoseUnit.MG_PSILOCYBIN: "mg", DoseUnit.MG_PSILOCIN: "mg", DoseUnit.G_MATERIAL: "g"}
)

WORDS: Final[Mapping[DoseUnit, str]] = MappingProxyType(
    {
        DoseUnit.MG_PSILOCYBIN: "psilocybin",
        DoseUnit.MG_PSILOCIN: "psilocin",
        DoseUnit.G_MATERIAL: "dried material",
    }
)


def plain(value: Decimal) -> str:
    """A number as a person writes it: no exponent, and no trailing zero that could be misread."""
    return format(value.normalize(), "f")


@dataclass(frozen=True, slots=True)
class Amount:
    """A positive mass of one thing, in the unit it was stated in.

    :param form: the solid form where the amount is of psilocybin.
    :raises ValueError: when the mass is no positive number, or a form is stated of anything but psilocybin.
    """

    value: Decimal
    unit: DoseUnit
    form: Form = Form.NOT_STATED

    def __post_init__(self) -> None:
        """Refuse what is no amount."""
        if not self.value.is_finite() or self.value <= 0:
            raise ValueError(f"{self.value} is not an amount. Give a number above zero.")
        if self.form is not Form.NOT_STATED and self.unit is not DoseUnit.MG_PSILOCYBIN:
            raise ValueError(f"A {self.form.value} is a form of psilocybin, not of {WORDS[self.unit]}.")

    def __str__(self) -> str:
        """The amount in words, with what it counts: ``25 mg psilocybin``."""
        form = "" if self.form is Form.NOT_STATED else f" {self.form.value}"
        return f"{plain(self.value)} {UCUM[self.unit]} {WORDS[self.unit]}{form}"


@dataclass(frozen=True, slots=True)
class Incomparable:
    """Two amounts that no arithmetic may join, why, and what to do instead."""

    what: str
    why: str
    do: str


def incomparable(left: Amount, right: Amount, *, mind_form: bool = True) -> Incomparable | None:
    """Why two amounts may not be added or compared; None when they may.

    :param mind_form: False only against a legal limit, which counts the label's milligrams in any form.
    """
    what = f"{left} and {right} cannot be put together."
    if left.unit is not right.unit:
        why = f"One counts {WORDS[left.unit]}, the other {WORDS[right.unit]}; their content differs."
        return Incomparable(what, why, "Record both in the unit on the product's label.")
    if mind_form and left.form is not right.form:
        forms = f"{left.form.value}, {right.form.value}"
        why = f"Their solid forms differ ({forms}); equal masses hold unequal doses."
        return Incomparable(what, why, "Record both in the form on the product's label.")
    return None


def total(first: Amount, *others: Amount) -> Amount | Incomparable:
    """The sum of amounts of one kind, or why there is none. No amounts have no total, which is not zero."""
    for other in others:
        fault = incomparable(first, other)
        if fault is not None:
            return fault
    return Amount(sum((other.value for other in others), first.value), first.unit, first.form)
