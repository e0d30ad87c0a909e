"""Numbers that deserve a second look before they are kept.

These ranges catch slips of the finger and wrong units. They are no clinical limits (grade P throughout),
and they are wide on purpose: a reading high enough for an alarm must reach it without being asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cairn.domain.quantities.amounts import UCUM, Amount, DoseUnit, plain


class Measure(StrEnum):
    """What was measured; the values are LOINC codes."""

    BODY_WEIGHT = "29463-7"
    BODY_HEIGHT = "8302-2"
    SYSTOLIC = "8480-6"
    DIASTOLIC = "8462-4"
    PULSE = "8867-4"
    TEMPERATURE = "8310-5"
    OXYGEN_SATURATION = "2708-6"


class Doubtful(StrEnum):
    """What a doubt asks for: say again that it is right, or measure again because it cannot be."""

    CONFIRM = "confirm"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that is not kept silently: what looks wrong and what to do."""

    kind: Doubtful
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Range:
    """Where a number is taken as typed, where it is asked about, and where it cannot be.

    :param unit: UCUM.
    :param slip: the slip that most often makes such a number.
    """

    words: str
    unit: str
    possible: tuple[Decimal, Decimal]
    usual: tuple[Decimal, Decimal]
    slip: str


def _range(words: str, unit: str, possible: tuple[str, str], usual: tuple[str, str], slip: str) -> Range:
    low, high = possible
    from_, to = usual
    return Range(words, unit, (Decimal(low), Decimal(high)), (Decimal(from_), Decimal(to)), slip)


RANGES: Final[Mapping[Measure, Range]] = MappingProxyType(
    {
        Measure.BODY_WEIGHT: _range(
            "Body weight", "kg", ("20", "400"), ("35", "200"), "pounds written as kilograms"
        ),
        Measure.BODY_HEIGHT: _range(
            "Height", "cm", ("50", "260"), ("130", "215"), "inches or metres written as centimetres"
        ),
        Measure.SYSTOLIC: _range(
            "The upper pressure", "mm[Hg]", ("40", "300"), ("75", "220"), "a digit too many or too few"
        ),
        Measure.DIASTOLIC: _range(
            "The lower pressure", "mm[Hg]", ("20", "200"), ("40", "130"), "a digit too many or too few"
        ),
        Measure.PULSE: _range(
            "Pulse", "/min", ("20", "300"), ("35", "180"), "a count not yet doubled or doubled twice"
        ),
        Measure.TEMPERATURE: _range(
            "Temperature", "Cel", ("30", "44"), ("34.5", "40"), "degrees Fahrenheit written as Celsius"
        ),
        Measure.OXYGEN_SATURATION: _range(
            "Oxygen saturation", "%", ("50", "100"), ("85", "100"), "a cold finger"
        ),
    }
)

DOSES: Final[Mapping[DoseUnit, Range]] = MappingProxyType(
    {
        DoseUnit.MG_PSILOCYBIN: _range(
            "Psilocybin",
            "mg",
            ("0.01", "1000"),
            ("0.5", "50"),
            "a lost decimal point, or micrograms or grams",
        ),
        DoseUnit.MG_PSILOCIN: _range(
            "Psilocin", "mg", ("0.01", "1000"), ("0.3", "36"), "a lost decimal point, or micrograms or grams"
        ),
        DoseUnit.G_MATERIAL: _range(
            "Dried material", "g", ("0.01", "100"), ("0.1", "10"), "milligrams written as grams"
        ),
    }
)


def doubt_measure(measure: Measure, value: Decimal) -> Doubt | None:
    """What looks wrong with one measured number; None when it may be kept as typed."""
    return _doubt(RANGES[measure], value)


def doubt_amount(amount: Amount) -> Doubt | None:
    """What looks wrong with an amount. The question names the likely slip, never another amount."""
    span = DOSES[amount.unit]
    return _doubt(span, amount.value, f"{plain(amount.value)} {UCUM[amount.unit]}")


def doubt_pressure(systolic: int, diastolic: int) -> Doubt | None:
    """What looks wrong between the two pressures, mmHg; None when they can stand together."""
    reading = f"{systolic}/{diastolic} mmHg"
    if systolic <= diastolic:
        return Doubt(
            Doubtful.IMPOSSIBLE,
            f"{reading}: the upper pressure must be above the lower.",
            "Did they change places?",
        )
    if not 15 <= systolic - diastolic <= 110:  # noqa: PLR2004 (pulse pressures outside are nearly always a slip)
        return Doubt(
            Doubtful.CONFIRM, f"{reading}: the two pressures are unusually far apart or close.", _CONFIRM
        )
    return None


_CONFIRM: Final = "Read it again. If it is right, confirm it."


def _doubt(span: Range, value: Decimal, shown: str = "") -> Doubt | None:
    reading = f"{span.words}: {shown or f'{plain(value)} {_UNIT_WORDS.get(span.unit, span.unit)}'}."
    if not span.possible[0] <= value <= span.possible[1]:
        return Doubt(
            Doubtful.IMPOSSIBLE,
            f"{reading} That cannot be.",
            f"Did you mean another unit? Often: {span.slip}.",
        )
    if not span.usual[0] <= value <= span.usual[1]:
        return Doubt(Doubtful.CONFIRM, f"{reading} That is unusual; often it is {span.slip}.", _CONFIRM)
    return None


_UNIT_WORDS: Final[Mapping[str, str]] = MappingProxyType({"mm[Hg]": "mmHg", "Cel": "°C", "/min": "a minute"})
