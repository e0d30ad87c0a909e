"""Meetings by day, for everyone a reader may see."""

from collections.abc import Sequence
from datetime import datetime

from cairn.domain.vocabulary import EncounterStatus, ResponseStatus
from cairn.record.actor import Actor
from cairn.record.models import Encounter, QuestionnaireResponse, Task
from cairn.record.selectors.patient import visible_to

__all__ = ["Encounter", "QuestionnaireResponse", "Task", "due_measures", "meetings_between", "open_tasks"]

MOST = 200
_SHOWN = [EncounterStatus.PLANNED.value, EncounterStatus.IN_PROGRESS.value, EncounterStatus.FINISHED.value]


def meetings_between(reader: Actor, start: datetime, end: datetime) -> Sequence[Encounter]:
    """The meetings that begin in a span of time, in order of time, with person, room and lead: one query."""
    found = Encounter.objects.filter(patient__in=visible_to(reader).values("pk"), status__in=_SHOWN)
    found = found.filter(planned_start__gte=start, planned_start__lt=end)
    return list(
        found.select_related("patient", "room", "lead", "episode").order_by("planned_start", "pk")[:MOST]
    )


def due_measures(reader: Actor, *, until: datetime) -> Sequence[QuestionnaireResponse]:
    """Measures that were asked for, are due by then and are not complete: one query."""
    found = QuestionnaireResponse.objects.filter(
        patient__in=visible_to(reader).values("pk"),
        status=ResponseStatus.IN_PROGRESS.value,
        due_on__lte=until.date(),
    )
    return list(found.select_related("patient").order_by("due_on", "pk")[:MOST])


def open_tasks(reader: Actor, *, until: datetime) -> Sequence[Task]:
    """What somebody still has to do by then, and what has no day: one query."""
    found = Task.objects.filter(patient__in=visible_to(reader).values("pk"), done_at=None)
    found = found.exclude(due_on__gt=until.date())
    return list(found.select_related("patient").order_by("due_on", "made_at")[:MOST])
