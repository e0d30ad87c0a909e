"""An event from the fields of a form, for tablets without scripts: the same reading that room/event.js does.

A field is named ``how:path``: ``text:words``, ``maybe:rhythm`` (empty is not measured), ``whole:systolic``,
``list:signs``, ``text:amount.value``. ``ago`` says how many minutes ago it happened.
"""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict

from cairn.record.errors import RefusedError

MOST_MINUTES_AGO = 240


def event_of_form(data: QueryDict, *, at: datetime) -> dict[str, Any]:
    """The event a form describes, as a device would send it.

    :raises RefusedError: for a repeated event that cannot be read again.
    """
    if data.get("raw"):
        try:
            again = json.loads(str(data["raw"]))
        except ValueError as fault:
            words = "The entry could not be read again. Write it once more."
            raise RefusedError("not-json", words) from fault
        return {**again, "confirmed": True} if isinstance(again, dict) else {}
    moment = at - timedelta(minutes=_minutes(data.get("ago", "")))
    return {
        "id": data.get("id") or str(uuid.uuid4()),
        "kind": data.get("kind", ""),
        "at": moment.isoformat(),
        "recorded_at": at.isoformat(),
        "payload": payload_of(data),
    }


def payload_of(data: QueryDict) -> dict[str, Any]:
    """What the event says, from the fields that say how they are read."""
    payload: dict[str, Any] = {}
    for name in data:
        how, _, path = name.partition(":")
        if path:
            _put(payload, path.split("."), _value(how, data.getlist(name)))
    return payload


def _value(how: str, typed: list[str]) -> Any:
    last = typed[-1].strip()
    if how == "list":
        return typed
    if how == "text":
        return last
    if not last:
        return None
    return int(last) if how == "whole" and last.isascii() and last.isdigit() else last


def _put(payload: dict[str, Any], path: list[str], value: Any) -> None:
    inner = payload
    for step in path[:-1]:
        inner = inner.setdefault(step, {})
    inner[path[-1]] = value


def _minutes(typed: str) -> int:
    known = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_MINUTES_AGO))
    return min(int(typed), MOST_MINUTES_AGO) if known else 0
