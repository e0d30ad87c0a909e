"""An event as a device sent it: kept exactly, or refused with a reason for every field."""

from dataclasses import dataclass
from datetime import datetime

from cairn.domain.administration.codes import EventKind
from cairn.domain.administration.events import Author, SessionEvent
from cairn.domain.administration.fields import CLOCKS_DIFFER, FieldFault, Fields, Received
from cairn.domain.administration.payload_reading import READERS


@dataclass(frozen=True, slots=True)
class EventRefused:
    """An event that was not kept, and why. The device keeps its copy and shows these reasons."""

    faults: tuple[FieldFault, ...]

    @property
    def needs_only_confirming(self) -> bool:
        """Whether sending the same event again with ``confirmed`` true would keep it."""
        return all(fault.code == "confirm" for fault in self.faults)


def parse_event(raw: object, *, received_at: datetime, opens_at: datetime) -> SessionEvent | EventRefused:
    """Read one event.

    :param received_at: when it reached us: nothing can have happened later.
    :param opens_at: the earliest time an event of this session can have, such as the start of its day.
    """
    faults: list[FieldFault] = []
    outer = Fields(raw, "", faults, Received(opens_at, received_at))
    confirmed = outer.yes("confirmed")
    outer.received = Received(opens_at, received_at, confirmed)
    event_id, at, recorded_at = outer.id("id"), outer.moment("at"), outer.moment("recorded_at")
    if at > recorded_at + CLOCKS_DIFFER and not faults:
        what = "It happened after it was written down."
        outer.fault("at", "after-recorded", what, "Record it once it has happened.")
    by = _author(outer.inner("by"))
    kind, inner = outer.code("kind", EventKind), outer.inner("payload")
    payload = READERS[kind](inner)
    inner.finish()
    outer.finish()
    if faults:
        return EventRefused(tuple(faults))
    return SessionEvent(event_id, at, recorded_at, by, payload, confirmed)


def _author(fields: Fields) -> Author:
    author = Author(fields.text("account"), fields.text("name"), fields.text("role"))
    fields.finish()
    return author
