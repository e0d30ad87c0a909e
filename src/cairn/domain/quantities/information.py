"""One amount said in another unit, to be read and never to be calculated with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType
from typing import Final

from cairn.domain.citations import Citation
from cairn.domain.quantities.amounts import UCUM, WORDS, Amount, DoseUnit, Form, plain
from cairn.domain.vocabulary import Grade

PSILOCIN_PER_PSILOCYBIN: Final = Decimal("0.7186")
"""Molecular weights 204.27 / 284.25, both anhydrous; grade D."""

MASS_PER_ANHYDRATE: Final[Mapping[Form, Decimal | None]] = MappingProxyType(
    {
        Form.NOT_STATED: None,
        Form.ANHYDRATE: Decimal(1),
        Form.DIHYDRATE: Decimal("1.127"),
        Form.TRIHYDRATE: Decimal("1.19"),
    }
)
"""Milligrams of each form that hold one milligram of anhydrous psilocybin."""

SOURCE: Final = Citation("Molecular weights of psilocybin, psilocin and its hydrates", Grade.D)


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What an amount would be in another unit, for reading only.

    It is deliberately no Amount: nothing that enforces a limit or adds to a ledger takes it.
    """

    value: Decimal
    unit: DoseUnit
    ratio: Decimal
    source: Citation
    note: str

    def __str__(self) -> str:
        """The equivalent in words, marked as approximate."""
        return f"about {plain(self.value)} {UCUM[self.unit]} {WORDS[self.unit]}"


@dataclass(frozen=True, slots=True)
class NotConvertible:
    """Why an amount cannot be said in another unit."""

    why: str
    do: str


def for_information(amount: Amount, to: DoseUnit) -> Equivalent | NotConvertible:
    """Say an amount in another unit so that a person can compare labels; never for limit, plan or ledger.

    The arithmetic assumes complete conversion in the body and is rounded to a hundredth of a milligram.
    """
    if amount.unit is to:
        return NotConvertible(f"It is already stated as {WORDS[to]}.", "Read it as it stands.")
    if DoseUnit.G_MATERIAL in {amount.unit, to}:
        return NotConvertible(
            "What a gram of material holds differs from batch to batch.",
            "Read the content on the batch's label.",
        )
    if amount.unit is DoseUnit.MG_PSILOCIN:
        return _equivalent(amount, to, 1 / PSILOCIN_PER_PSILOCYBIN, "as anhydrous psilocybin")
    mass = MASS_PER_ANHYDRATE[amount.form]
    if mass is None:
        return NotConvertible(
            "The solid form is not stated, and equal masses of two forms hold unequal doses.",
            "State the form on the product's label: anhydrate, dihydrate or trihydrate.",
        )
    ratio = PSILOCIN_PER_PSILOCYBIN / mass
    return _equivalent(amount, to, ratio, f"from psilocybin {amount.form.value}")


def _equivalent(amount: Amount, to: DoseUnit, ratio: Decimal, how: str) -> Equivalent:
    value = (amount.value * ratio).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    note = f"Worked out {how} by molecular weight. For reading only: records stay in the label's unit."
    return Equivalent(value, to, ratio, SOURCE, note)
