"""FHIR R4 datatypes as others write them: dates of any precision, codings, quantities, references."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from cairn.domain.referrals.said import Coding, SaidDate
from cairn.fhir.json_values import JsonObject, number_in, object_in, objects_in, text_in

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured amount as the sender wrote it.

    :param code: the coded unit, empty when the sender gave only words.
    """

    value: Decimal
    unit: str
    system: str
    code: str
    comparator: str = ""

    @property
    def shown(self) -> str:
        """The amount as written, such as ``150 [lb_av]``."""
        return f"{self.comparator}{self.value:f} {self.code or self.unit}".strip()


def said_date(text: str) -> SaidDate | None:
    """The date or instant in the text; None when it is not one."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, clock = (int(found[1]), found[2], found[3], found[4])
    try:
        earliest = date(year, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        latest = date(year, last_month, int(day or calendar.monthrange(year, last_month)[1]))
        at = _instant(text) if clock else None
    except (ValueError, OverflowError):
        return None
    return SaidDate(text, earliest, latest, at)


def _instant(text: str) -> datetime | None:
    """The instant; None without a zone, since it would then depend on where it is read."""
    at = datetime.fromisoformat(text)
    return None if at.tzinfo is None else at.astimezone(UTC)


def first_date(node: JsonObject, *keys: str) -> SaidDate | None:
    """The first readable date under the keys; a Period counts by its start."""
    for key in keys:
        found = said_date(text_in(node, key)) or said_date(text_in(object_in(node, key), "start"))
        if found:
            return found
    return None


def codings(concept: JsonObject) -> tuple[Coding, ...]:
    """The codes of a CodeableConcept, in the sender's order; those without a code are passed over."""
    return tuple(
        Coding(text_in(each, "system"), text_in(each, "code"), text_in(each, "display"))
        for each in objects_in(concept, "coding")
        if text_in(each, "code")
    )


def words_of(concept: JsonObject) -> str:
    """What the sender calls a CodeableConcept: its text, else a display, else a code."""
    found = codings(concept)
    displays = (coding.display for coding in found if coding.display)
    return text_in(concept, "text") or next(displays, "") or (found[0].code if found else "")


def code_in(node: JsonObject, key: str) -> str:
    """The first code of the CodeableConcept under the key; empty when there is none."""
    found = codings(object_in(node, key))
    return found[0].code if found else ""


def quantity(node: JsonObject) -> Quantity | None:
    """The Quantity; None without a number."""
    value = number_in(node, "value")
    if value is None:
        return None
    return Quantity(
        value=value,
        unit=text_in(node, "unit"),
        system=text_in(node, "system"),
        code=text_in(node, "code"),
        comparator=text_in(node, "comparator"),
    )
