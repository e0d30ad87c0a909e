"""Find meetings, their notes and decisions."""

import uuid
from datetime import datetime

from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import Encounter, EncounterNote, EpisodeOfCare, FitDecision, Patient
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
    "fit_consultation",
    "meetings_of",
]


def find_encounter(patient: Patient, encounter_id: uuid.UUID) -> Encounter:
    """One meeting of a person the reader was already allowed to open.

    :raises NotFoundError: when it is not theirs.
    """
    found = (
        Encounter.objects.filter(patient=patient, pk=encounter_id)
        .select_related("episode", "room", "lead", "second")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def encounters_of(patient: Patient) -> list[Encounter]:
    """A person's meetings in the order they are planned or were held."""
    found = Encounter.objects.filter(patient=patient).exclude(status="entered-in-error")
    return list(found.select_related("room", "lead").order_by("planned_start", "number", "pk"))


def meetings_of(episode: EpisodeOfCare, *kinds: EncounterKind) -> list[Encounter]:
    """The meetings of some kinds on one way through care, in order, called off ones included: one query."""
    found = Encounter.objects.filter(episode=episode, kind__in=[kind.value for kind in kinds])
    found = found.exclude(status=EncounterStatus.ENTERED_IN_ERROR.value)
    return list(
        found.select_related("room", "lead", "second").order_by("planned_start", "started_at", "number", "pk")
    )


def fit_consultation(episode: EpisodeOfCare) -> Encounter | None:
    """The fit consultation that counts: the latest that was not called off."""
    found = Encounter.objects.filter(episode=episode, kind=EncounterKind.FIT_CONSULTATION.value)
    found = found.exclude(
        status__in=[EncounterStatus.CANCELLED.value, EncounterStatus.ENTERED_IN_ERROR.value]
    )
    return found.select_related("episode", "room", "lead", "second").order_by("-number").first()


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
