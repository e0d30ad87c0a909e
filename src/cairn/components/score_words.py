"""Scores as people read them: whole where they are whole, else to two decimals."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_PLACES: Final = Decimal("0.01")


def number(value: Decimal) -> str:
    """A score without needless decimals. Only what is shown is rounded; what is compared never is."""
    if value == value.to_integral_value():
        return str(value.to_integral_value())
    return f"{value.quantize(_PLACES, ROUND_HALF_UP).normalize():f}"
