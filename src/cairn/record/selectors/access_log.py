"""Who has seen or changed one person's record."""

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.record.actor import Actor
from cairn.record.models import AuditEvent, Patient
from cairn.record.permissions import Permission, require

__all__ = ["AccessPage", "AuditEvent", "access_log"]

PAGE = 50


@dataclass(frozen=True, slots=True)
class AccessPage:
    """At most fifty events, the latest first.

    :param older_than: the id to ask for the next page with; None where this is the last.
    """

    events: Sequence[AuditEvent]
    older_than: int | None


def access_log(reader: Actor, patient: Patient, *, older_than: int | None = None) -> AccessPage:
    """The log of a person the reader was already allowed to open: the person themselves, or staff who may read it."""
    if reader.patient_id != patient.pk:
        require(reader, Permission.ACCESS_LOG_READ)
    found = AuditEvent.objects.filter(patient=patient.pk)
    if older_than is not None:
        found = found.filter(pk__lt=older_than)
    events = list(found.order_by("-pk")[: PAGE + 1])
    return AccessPage(events[:PAGE], events[PAGE - 1].pk if len(events) > PAGE else None)
