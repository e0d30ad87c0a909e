"""Single values to FHIR R4 JSON and back. Reading is strict: these are our own resources coming home."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from cairn.domain.dossier.author import Author
from cairn.fhir.canonical import BASE
from cairn.fhir.json_reading import Json

ACCOUNT_SYSTEM = f"{BASE}/NamingSystem/account"


@dataclass(frozen=True, slots=True)
class Codec:
    """How one kind of value is written and read.

    :param key: the extension element that carries it, such as valueString.
    :param read: raises ValueError with what was expected.
    """

    key: str
    write: Callable[[Any], Json]
    read: Callable[[Json], Any]


def _expected(what: str) -> ValueError:
    return ValueError(f"expected {what}")


def _text(json: Json) -> str:
    if not isinstance(json, str) or not json:
        raise _expected("a text")
    return json


def _whole(json: Json) -> int:
    if isinstance(json, bool) or not isinstance(json, int):
        raise _expected("a whole number")
    return json


def _number(json: Json) -> Decimal:
    if isinstance(json, bool) or not isinstance(json, int | Decimal):
        raise _expected("a number")
    return Decimal(json)


def _yes_or_no(json: Json) -> bool:
    if not isinstance(json, bool):
        raise _expected("true or false")
    return json


def _instant(json: Json) -> datetime:
    at = datetime.fromisoformat(_text(json))
    if at.tzinfo is None:
        raise _expected("a moment with its zone")
    return at.astimezone(UTC)


def _written_instant(at: datetime) -> Json:
    return at.astimezone(UTC).isoformat()


def _written_link(kind: str) -> Callable[[UUID], Json]:
    return lambda target: {"reference": f"{kind}/{target}"}


def _link(kind: str) -> Callable[[Json], UUID]:
    def read(json: Json) -> UUID:
        reference = json.get("reference") if isinstance(json, dict) else None
        found, _, target = _text(reference).rpartition("/")
        if found != kind:
            raise _expected(f"a reference to {kind}")
        return UUID(target)

    return read


def _written_author(author: Author) -> Json:
    return {
        "type": "Patient" if author.is_patient else "Practitioner",
        "identifier": {"system": ACCOUNT_SYSTEM, "value": str(author.account)},
        "display": author.name,
    }


def _author(json: Json) -> Author:
    identifier = json.get("identifier") if isinstance(json, dict) else None
    if not isinstance(json, dict) or not isinstance(identifier, dict):
        raise _expected("a reference by account")
    if json.get("type") not in {"Patient", "Practitioner"} or identifier.get("system") != ACCOUNT_SYSTEM:
        raise _expected("a reference by account to a Patient or Practitioner")
    return Author(UUID(_text(identifier.get("value"))), _text(json.get("display")), json["type"] == "Patient")


def _base64(json: Json) -> str:
    try:
        return base64.b64decode(_text(json), validate=True).decode("utf-8")
    except binascii.Error:
        raise _expected("base64") from None


def code(choices: type[StrEnum]) -> Codec:
    """A member of a closed set, by its code."""
    return Codec("valueCode", lambda member: str(member.value), lambda json: choices(_text(json)))


def link(kind: str) -> Codec:
    """The id of another resource of the bundle, as a reference."""
    return Codec("valueReference", _written_link(kind), _link(kind))


TEXT = Codec("valueString", str, _text)
WHOLE = Codec("valueInteger", int, _whole)
NUMBER = Codec("valueDecimal", lambda number: number, _number)
YES_OR_NO = Codec("valueBoolean", bool, _yes_or_no)
INSTANT = Codec("valueDateTime", _written_instant, _instant)
DAY = Codec("valueDate", date.isoformat, lambda json: date.fromisoformat(_text(json)))
ID = Codec("valueId", str, lambda json: UUID(_text(json)))
AUTHOR = Codec("valueReference", _written_author, _author)
BASE64 = Codec(
    "valueBase64Binary", lambda text: base64.b64encode(text.encode("utf-8")).decode("ascii"), _base64
)
