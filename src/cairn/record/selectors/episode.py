"""Find a person's way through care."""

from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.models import Encounter, EpisodeOfCare, Patient, StageChange

__all__ = [
    "EpisodeOfCare",
    "StageChange",
    "current_episode",
    "held_steps",
    "intake_finished",
    "stage_changes",
]


def current_episode(patient: Patient) -> EpisodeOfCare | None:
    """The latest way through care, open or closed."""
    found = EpisodeOfCare.objects.filter(patient=patient).exclude(status="entered-in-error")
    return found.select_related("patient__site").order_by("-opened_at").first()


def intake_finished(episode: EpisodeOfCare) -> bool:
    """Whether the person said that the intake is finished."""
    return Encounter.objects.filter(
        episode=episode, kind=EncounterKind.INTAKE.value, status=EncounterStatus.FINISHED.value
    ).exists()


def held_steps(episode: EpisodeOfCare) -> frozenset[str]:
    """The roadmap steps that took place, by id."""
    held = Encounter.objects.filter(episode=episode, status=EncounterStatus.FINISHED.value).exclude(step="")
    return frozenset(held.values_list("step", flat=True))


def stage_changes(episode: EpisodeOfCare) -> list[StageChange]:
    """How the episode moved, in time order."""
    return list(StageChange.objects.filter(episode=episode).select_related("by").order_by("at", "pk"))
