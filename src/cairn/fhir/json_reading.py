"""Bytes from outside to JSON values, with limits and exact numbers; a refusal for everything else."""

import json
from decimal import Decimal, InvalidOperation
from typing import NoReturn, TypeAlias

from cairn.domain.referrals.refusal import ReferralRefused, RefusalCode

LARGEST_BYTES = 20 * 1024 * 1024
"""A whole life's record is under 2 MB; ten times that is already a mistake."""

DEEPEST = 64
"""FHIR R4 resources nest under 20 deep; a file beyond this is built to exhaust a reader."""

MOST_OBJECTS = 400_000
"""A record of 20 MB has fewer; a file of nothing but empty objects would keep the reader busy for a minute."""

LONGEST_NUMBER = 40
"""Digits, or powers of ten. No clinical quantity has more; longer numbers only cost time in arithmetic."""

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"


def read_json(raw: bytes) -> Json:
    """The JSON value in the bytes; numbers stay exact.

    :raises ReferralRefused: for anything that is not one JSON document within the limits.
    """
    refuse_larger(len(raw))
    text = _decode(raw)
    if not text.strip():
        raise ReferralRefused(
            RefusalCode.EMPTY,
            what="The file is empty.",
            why="There is nothing in it to read.",
            next_step="Check that the export finished, and choose the file again.",
        )
    value = _parse(text)
    if _depth(value) > DEEPEST:
        raise _too_deep()
    return value


def refuse_larger(size: int) -> None:
    """Refuse a file by its size in bytes, before any of it is read.

    :raises ReferralRefused: above the limit.
    """
    if size <= LARGEST_BYTES:
        return
    megabytes = -(-size // (1024 * 1024))
    raise ReferralRefused(
        RefusalCode.TOO_LARGE,
        what=f"The file is {megabytes} MB; the limit is {LARGEST_BYTES // (1024 * 1024)} MB.",
        why="A whole record is usually under 2 MB; this one may hold pictures or several people.",
        next_step="Ask the sender for one person's bundle without attachments.",
    )


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ReferralRefused(
            RefusalCode.NOT_TEXT,
            what="The file is not UTF-8 text.",
            why="A FHIR bundle in JSON is always UTF-8; this may be a zip, a PDF or another encoding.",
            next_step="Ask the sender for the bundle as FHIR R4 JSON, not compressed.",
        ) from fault


def _parse(text: str) -> Json:
    try:
        value: Json = json.loads(
            text,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=_no_such_number,
            object_pairs_hook=_Objects(),
        )
    except json.JSONDecodeError as fault:
        raise _not_json(text, fault) from fault
    except RecursionError as fault:
        raise _too_deep() from fault
    return value


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as fault:
        raise _no_number(text) from fault
    if len(text) > LONGEST_NUMBER or abs(value.adjusted()) > LONGEST_NUMBER:
        raise _no_number(text)
    return value


def _whole_number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _no_number(text)
    return int(text)


def _no_such_number(name: str) -> NoReturn:
    raise _no_number(name)


def _no_number(text: str) -> ReferralRefused:
    return ReferralRefused(
        RefusalCode.NOT_A_NUMBER,
        what=f"The file holds {text[:12]} where a number belongs.",
        why="JSON and FHIR have no such number, so a value in this file cannot be trusted.",
        next_step="Ask the sender to export the bundle again and to say what went wrong.",
    )


class _Objects:
    """Makes each object of the file, and counts them."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        self._count += 1
        if self._count > MOST_OBJECTS:
            raise _too_many()
        return _without_doubles(pairs)


def _without_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ReferralRefused(
            RefusalCode.DUPLICATED_KEY,
            what="An object in the file gives the same key twice.",
            why="Two readers could each take another of the two values.",
            next_step="Ask the sender to export the bundle again with a FHIR R4 tool.",
        )
    return found


def _depth(value: Json) -> int:
    level: list[Json] = [value]
    depth = 0
    while level:
        depth += 1
        inner: list[Json] = []
        for node in level:
            if isinstance(node, dict):
                inner.extend(child for child in node.values() if isinstance(child, (dict, list)))
            elif isinstance(node, list):
                inner.extend(child for child in node if isinstance(child, (dict, list)))
        level = inner
    return depth


def _too_many() -> ReferralRefused:
    return ReferralRefused(
        RefusalCode.TOO_MANY,
        what=f"The file has more than {MOST_OBJECTS:,} parts.",
        why="No one person's record does; such a file can keep the program that reads it busy for minutes.",
        next_step="Do not try again with this file; ask the sender where it came from.",
    )


def _too_deep() -> ReferralRefused:
    return ReferralRefused(
        RefusalCode.TOO_DEEP,
        what=f"The file is nested more than {DEEPEST} levels deep.",
        why="No FHIR R4 resource is; such a file can exhaust the program that reads it.",
        next_step="Do not try again with this file; ask the sender where it came from.",
    )


def _not_json(text: str, fault: json.JSONDecodeError) -> ReferralRefused:
    if text.lstrip().startswith("<"):
        return ReferralRefused(
            RefusalCode.IS_XML,
            what="The file is XML or a web page.",
            why="Only the JSON form of FHIR R4 is read here.",
            next_step="Ask the sender for the same bundle as JSON.",
        )
    if fault.msg == "Extra data":
        return ReferralRefused(
            RefusalCode.MORE_THAN_ONE_DOCUMENT,
            what=f"After the first JSON document, line {fault.lineno} starts another.",
            why="A referral is one bundle; a bulk export (NDJSON) holds many resources, one a line.",
            next_step="Ask the sender for one FHIR R4 bundle.",
        )
    if fault.pos >= len(text.rstrip()) or fault.msg.startswith("Unterminated string"):
        return ReferralRefused(
            RefusalCode.TRUNCATED,
            what=f"The file stops in the middle, at line {fault.lineno}.",
            why="It was cut off while it was written or sent, so parts of the record are missing.",
            next_step="Send or download it again, and compare the sizes.",
        )
    return ReferralRefused(
        RefusalCode.NOT_JSON,
        what=f"The file is not JSON: line {fault.lineno}, column {fault.colno}.",
        why="A FHIR bundle in JSON could not be recognised there.",
        next_step="Check that it is the right file, or ask the sender for FHIR R4 JSON.",
    )
