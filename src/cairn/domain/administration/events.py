"""One event of a session, and the JSON in which devices send and stores keep it."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from uuid import UUID

from cairn.domain.administration.codes import EventKind
from cairn.domain.administration.payloads import KINDS, Payload, Replacement
from cairn.domain.quantities import Amount, plain

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who recorded an event: the account, and the name and role printed beside the entry."""

    account: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """Something that happened in a session. Never changed: a mistake is another event.

    :param id: given by the device that recorded it, so that sending it twice keeps it once.
    :param at: when it happened.
    :param recorded_at: when it was written down on the device.
    :param confirmed: whether the person was asked about an unusual number and said that it is right.
    """

    id: UUID
    at: datetime
    recorded_at: datetime
    by: Author
    payload: Payload
    confirmed: bool = False

    @property
    def kind(self) -> EventKind:
        """What kind of event this is, told by what it says."""
        return KINDS[type(self.payload)]

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """Where it stands in the timeline: by when it happened, then when it was written, then by id."""
        return (self.at, self.recorded_at, str(self.id))


def to_dict(event: SessionEvent) -> dict[str, Json]:
    """The event as JSON values; ``parse_event`` reads them back to an equal event."""
    by = event.by
    return {
        "id": str(event.id),
        "kind": event.kind.value,
        "at": _moment(event.at),
        "recorded_at": _moment(event.recorded_at),
        "by": {"account": by.account, "name": by.name, "role": by.role},
        "confirmed": event.confirmed,
        "payload": payload_to_dict(event.payload),
    }


def payload_to_dict(payload: Payload | Amount) -> dict[str, Json]:
    """What an event says, as JSON values; unknown fields are null, numbers with decimals are text."""
    return {field.name: _json(getattr(payload, field.name)) for field in fields(payload)}


def _json(value: Any) -> Json:
    match value:
        case Enum():
            return str(value.value)
        case Decimal():
            return plain(value)
        case UUID():
            return str(value)
        case tuple():
            return [_json(item) for item in value]
        case Replacement():
            kind = KINDS[type(value.payload)].value
            return {"kind": kind, "at": _moment(value.at), "payload": payload_to_dict(value.payload)}
        case Amount():
            return payload_to_dict(value)
        case _:
            return cast("Json", value)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
