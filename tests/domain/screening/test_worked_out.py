from decimal import Decimal

import pytest

from cairn.domain.facts import UNKNOWN, FactValue
from cairn.domain.screening.worked_out import worked_out


def test_the_mass_index_follows_from_weight_and_height() -> None:
    assert worked_out({"body.weight": Decimal(68), "body.height": Decimal(171)}) == {
        "body.bmi": Decimal("23.3")
    }


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"body.weight": Decimal(68)},
        {"body.height": Decimal(171)},
        {"body.weight": UNKNOWN, "body.height": Decimal(171)},
        {"body.weight": Decimal(68), "body.height": Decimal(171), "body.bmi": Decimal(30)},
    ],
)
def test_nothing_follows_from_less_and_nothing_stated_is_overruled(values: dict[str, FactValue]) -> None:
    assert worked_out(values) == {}
