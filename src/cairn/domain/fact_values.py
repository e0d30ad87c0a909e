"""Fact values as plain JSON and back: what a facts file says, and what a record stores.

Null is "nobody has said". A decimal is written as a string so that no digit is lost; a number is read too.
A day half remembered is ``"2019"``, ``"2019-05"`` or ``{"earliest": …, "latest": …}``. A set of codes and a
list of medicines say whether they are complete; a bare list of codes never is.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from cairn.domain.dates import ApproximateDate, approximate
from cairn.domain.facts import (
    UNKNOWN,
    Codes,
    Exposure,
    Exposures,
    FactDeclaration,
    FactRefusedError,
    FactType,
    FactValue,
    Unknown,
    check,
)

ONGOING: Final = "ongoing"
T = TypeVar("T")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _MisfitError(ValueError):
    """A piece of JSON is not what its fact needs; says what was expected."""


def from_json(declaration: FactDeclaration, json: object) -> FactValue:
    """Read the value of one fact from plain JSON.

    :raises FactRefusedError: naming the fact, and what would be right, when the value does not fit.
    """
    try:
        value = UNKNOWN if json is None else _READERS[declaration.type](json)
    except _MisfitError as misfit:
        raise FactRefusedError(declaration.id, str(misfit)) from None
    check(declaration, value)
    return value


def to_json(value: FactValue) -> object:
    """The value as plain JSON; reading it back gives an equal value."""
    match value:
        case Unknown():
            return None
        case bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case Codes():
            return {"known": sorted(value.known), "complete": value.complete}
        case Exposures():
            return {"items": [_exposure_to_json(item) for item in value.items], "complete": value.complete}
        case datetime():
            return value.isoformat()
        case _:
            return _day_to_json(value)


def _day_to_json(day: date | ApproximateDate) -> object:
    if isinstance(day, date):
        return day.isoformat()
    for text in (f"{day.earliest.year:04}", f"{day.earliest.year:04}-{day.earliest.month:02}"):
        if approximate(text) == day:
            return text
    return {"earliest": day.earliest.isoformat(), "latest": day.latest.isoformat()}


def _last_taken_to_json(last: date | ApproximateDate | Literal["ongoing"] | Unknown) -> object:
    if isinstance(last, Unknown):
        return None
    return last if isinstance(last, str) else _day_to_json(last)


def _exposure_to_json(item: Exposure) -> dict[str, object]:
    return {
        "name": item.name,
        "classes": None if isinstance(item.classes, Unknown) else sorted(item.classes),
        "last_taken": _last_taken_to_json(item.last_taken),
    }


_KINDS: Final = (
    (bool, "true or false"),
    (str, "text"),
    (int | float, "a number"),
    (list, "a list"),
    (Mapping, "an object"),
)


def _misfit(expected: str, json: object) -> _MisfitError:
    """What was expected and what kind of thing came instead; never the value, which may be health data."""
    got = next((words for kind, words in _KINDS if isinstance(json, kind)), "null")
    return _MisfitError(f"expected {expected}, got {got}.")


def _exactly(json: object, kind: type[T], expected: str) -> T:
    if not isinstance(json, kind):
        raise _misfit(expected, json)
    if isinstance(json, str) and _UNSTORABLE.search(json):
        raise _MisfitError("holds a character that cannot be stored.")
    return json


def _whole(json: object) -> int:
    if isinstance(json, bool) or not isinstance(json, int):
        raise _misfit("a whole number", json)
    return json


def _decimal(json: object) -> Decimal:
    if isinstance(json, bool) or not isinstance(json, int | float | str):
        raise _misfit("a number", json)
    try:
        number = Decimal(str(json))
    except InvalidOperation:
        raise _misfit("a number", json) from None
    if not number.is_finite():
        raise _misfit("a number", json)
    return number


def _day(json: object) -> date | ApproximateDate:
    expected = 'a day ("2019-05-03"), a month ("2019-05"), a year ("2019") or {"earliest": …, "latest": …}'
    if isinstance(json, Mapping) and set(json) == {"earliest", "latest"}:
        return _between(json["earliest"], json["latest"], expected)
    text = _exactly(json, str, expected)
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else approximate(text)
    except ValueError:
        raise _misfit(expected, json) from None


def _between(earliest: object, latest: object, expected: str) -> ApproximateDate:
    first, last = _day(earliest), _day(latest)
    if isinstance(first, ApproximateDate) or isinstance(last, ApproximateDate):
        raise _misfit(expected, {"earliest": earliest, "latest": latest})
    try:
        return ApproximateDate(first, last)
    except ValueError as fault:
        raise _MisfitError(str(fault)) from None


def _instant(json: object) -> datetime:
    expected = 'a moment with its offset ("2026-12-01T09:30:00-08:00")'
    text = _exactly(json, str, expected)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _misfit(expected, json) from None
    if moment.tzinfo is None:
        raise _misfit(expected, json)
    return moment


def _keys(json: Mapping[str, object], allowed: set[str]) -> None:
    odd = sorted(str(key) for key in json if key not in allowed)
    if odd:
        raise _MisfitError(f"'{odd[0]}' means nothing here. The keys are {', '.join(sorted(allowed))}.")


def _strings(json: object) -> frozenset[str]:
    codes = _exactly(json, list, "a list of codes")
    return frozenset(_exactly(code, str, "a list of codes") for code in codes)


def _codes(json: object) -> Codes:
    if isinstance(json, list):
        return Codes(_strings(json), complete=False)
    if not isinstance(json, Mapping):
        raise _misfit('{"known": [codes], "complete": true or false}', json)
    _keys(json, {"known", "complete"})
    return Codes(
        _strings(json.get("known", [])), _exactly(json.get("complete", False), bool, "true or false")
    )


def _complete(json: Mapping[str, object]) -> bool:
    return _true_or_false(json.get("complete", False))


def _exposures(json: object) -> Exposures:
    expected = '{"items": [{"name": …, "last_taken": …}], "complete": true or false}'
    if not isinstance(json, Mapping):
        raise _misfit(expected, json)
    _keys(json, {"items", "complete"})
    items = json.get("items", [])
    if not isinstance(items, list):
        raise _misfit(expected, json)
    return Exposures(tuple(_exposure(item) for item in items), _complete(json))


def _exposure(json: object) -> Exposure:
    expected = 'a medicine as {"name": …, "last_taken": …}'
    if not isinstance(json, Mapping):
        raise _misfit(expected, json)
    _keys(json, {"name", "classes", "last_taken"})
    name, stated = _exactly(json.get("name"), str, expected), json.get("classes")
    if not name.strip():
        raise _misfit(expected, json)
    return Exposure(
        json["name"], UNKNOWN if stated is None else _strings(stated), _last_taken(json.get("last_taken"))
    )


def _last_taken(json: object) -> date | ApproximateDate | Literal["ongoing"] | Unknown:
    if json is None:
        return UNKNOWN
    return ONGOING if json == ONGOING else _day(json)


def _true_or_false(json: object) -> bool:
    return _exactly(json, bool, "true or false")


def _text(json: object) -> str:
    return _exactly(json, str, "text in quotes")


_READERS: Final[Mapping[FactType, Callable[[object], FactValue]]] = MappingProxyType(
    {
        FactType.BOOL: _true_or_false,
        FactType.INTEGER: _whole,
        FactType.DECIMAL: _decimal,
        FactType.DATE: _day,
        FactType.INSTANT: _instant,
        FactType.CODE: _text,
        FactType.CODES: _codes,
        FactType.TEXT: _text,
        FactType.EXPOSURES: _exposures,
    }
)
