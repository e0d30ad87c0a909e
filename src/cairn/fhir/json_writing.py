"""JSON values to bytes with every digit of a number kept."""

import json
from decimal import Decimal

from cairn.fhir.json_reading import Json


def write_json(value: Json) -> bytes:
    """The value as UTF-8 JSON without blanks; decimals are written as numbers, digit for digit."""
    return _text(value).encode("utf-8")


def _text(value: Json) -> str:
    match value:
        case dict():
            return "{" + ",".join(f"{_string(key)}:{_text(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ",".join(_text(each) for each in value) + "]"
        case Decimal():
            return f"{value:f}"
        case str():
            return _string(value)
        case _:
            return json.dumps(value)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
