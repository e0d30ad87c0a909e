"""JSON written with every digit kept."""

from decimal import Decimal
from typing import Any

import pytest

from cairn.fhir.json_reading import read_json
from cairn.fhir.json_writing import write_json


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [1, Decimal("2.50"), True, None, "é\n"]}, '{"a":[1,2.50,true,null,"é\\n"]}'),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000000001"), "0.000000001"),
        ([], "[]"),
    ],
)
def test_values_are_written_without_blanks_and_digit_for_digit(value: Any, text: str) -> None:
    assert write_json(value).decode() == text


def test_what_is_written_is_read_back_equal() -> None:
    value: Any = {"a": [Decimal("2.50"), {"ü": "x"}], "b": False}
    assert read_json(write_json(value)) == value
