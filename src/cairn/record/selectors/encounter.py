"""Find meetings, their notes and decisions."""

import uuid
from datetime import datetime

from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import Encounter, EncounterNote, FitDecision, Patient
from cairn.record.selectors.patient import visible_to

__all__ = [
    "Encounter",
    "EncounterNote",
    "FitDecision",
    "current_fit_decisions",
    "current_notes",
    "encounters_between",
    "encounters_of",
    "find_encounter",
]


def find_encounter(patient: Patient, encounter_id: uuid.UUID) -> Encounter:
    """One meeting of a person the reader was already allowed to open.

    :raises NotFoundError: when it is not theirs.
    """
    found = (
        Encounter.objects.filter(patient=patient, pk=encounter_id)
        .select_related("episode", "room", "lead")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def encounters_of(patient: Patient) -> list[Encounter]:
    """A person's meetings in the order they are planned or were held."""
    found = Encounter.objects.filter(patient=patient).exclude(status="entered-in-error")
    return list(found.select_related("room", "lead").order_by("planned_start", "number", "pk"))


def encounters_between(reader: Actor, start: datetime, end: datetime) -> list[Encounter]:
    """The planned meetings of everyone a reader may see, in time order, with their people and rooms."""
    found = Encounter.objects.filter(
        planned_start__gte=start, planned_start__lt=end, status__in=["planned", "in-progress"]
    )
    found = found.filter(patient__in=visible_to(reader).values("pk"))
    return list(found.select_related("patient", "episode", "room", "lead").order_by("planned_start", "pk"))


def current_notes(encounter: Encounter) -> list[EncounterNote]:
    """The notes of a meeting that no later note replaces, in time order."""
    return list(
        encounter.notes.filter(replaced_by=None).select_related("by", "replaces").order_by("at", "pk")
    )


def current_fit_decisions(encounter: Encounter) -> dict[str, FitDecision]:
    """Both sides' answers as they stand now, by side."""
    return {row.side: row for row in encounter.fit_decisions.filter(replaced_by=None).select_related("by")}
