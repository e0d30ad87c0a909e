"""Safety flags that wait for somebody."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import Patient, SafetyFlag
from cairn.record.permissions import SITE_WIDE, Permission, require
from cairn.record.selectors.patient import visible_to

__all__ = ["SafetyFlag", "WaitingFlags", "find_flag", "flag_queue", "flags_of", "waiting_flags"]


@dataclass(frozen=True, slots=True)
class WaitingFlags:
    """How many flags nobody has acknowledged, and how long the first has waited."""

    count: int
    longest: timedelta

    @property
    def minutes(self) -> int:
        """Whole minutes the first has waited."""
        return int(self.longest.total_seconds() // 60)


def waiting_flags(reader: Actor, *, at: datetime) -> WaitingFlags:
    """The unacknowledged flags a reader may see, counted in one query."""
    times = list(_open(reader).values_list("raised_at", flat=True))
    return WaitingFlags(count=len(times), longest=at - min(times) if times else timedelta())


def flag_queue(reader: Actor) -> list[SafetyFlag]:
    """The unacknowledged flags a reader may see, the longest waiting first, with their people."""
    return list(_open(reader).select_related("patient", "response").order_by("raised_at"))


def find_flag(reader: Actor, flag_id: uuid.UUID) -> SafetyFlag:
    """One flag about somebody the reader may see, whether or not it still waits.

    :raises NotFoundError: when there is none, or the reader may not know.
    """
    require(reader, Permission.FLAG_SEE)
    mine = SafetyFlag.objects.filter(pk=flag_id, patient__in=visible_to(reader).values("pk"))
    found = mine.select_related("patient", "site", "response", "acknowledged_by").first()
    if found is None:
        raise NotFoundError
    return found


def flags_of(patient: Patient) -> list[SafetyFlag]:
    """Every flag of a person the reader was already allowed to open: those that wait first, then the latest."""
    found = SafetyFlag.objects.filter(patient=patient).select_related("acknowledged_by", "response")
    return sorted(found.order_by("-raised_at", "pk"), key=lambda flag: flag.acknowledged_at is not None)


def _open(reader: Actor) -> QuerySet[SafetyFlag]:
    require(reader, Permission.FLAG_SEE)
    waiting = SafetyFlag.objects.filter(site_id=reader.site, acknowledged_at=None)
    if reader.roles & SITE_WIDE:
        return waiting
    return waiting.filter(patient__in=visible_to(reader).values("pk"))
