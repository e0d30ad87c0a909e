"""Facts that follow from other facts by arithmetic, so that nobody has to work them out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from cairn.domain.facts import UNKNOWN, FactValue

WEIGHT, HEIGHT, MASS_INDEX = "body.weight", "body.height", "body.bmi"
_CM_IN_M: Final = 100
_SHOWN: Final = Decimal("0.1")


def worked_out(values: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """What follows from these values and is not stated itself: the body mass index, in kg/m2 to one decimal.

    Weight is in kilograms and height in centimetres, as their facts are declared.
    """
    weight, height = values.get(WEIGHT, UNKNOWN), values.get(HEIGHT, UNKNOWN)
    stated = values.get(MASS_INDEX, UNKNOWN) is not UNKNOWN
    if stated or not isinstance(weight, Decimal) or not isinstance(height, Decimal):
        return {}
    metres = height / _CM_IN_M
    return {MASS_INDEX: (weight / (metres * metres)).quantize(_SHOWN)}
