"""Find screenings and their decisions."""

import uuid

from django.db.models import Prefetch

from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import EpisodeOfCare, Patient, Screening, ScreeningDecision, StageChange, Task
from cairn.record.selectors.patient import visible_to

__all__ = [
    "Screening",
    "ScreeningDecision",
    "Task",
    "find_screening",
    "find_task",
    "latest_decision",
    "open_tasks",
    "recent_screenings",
    "screenings_of",
    "waiting_for_review",
]


PAGE = 20


def screenings_of(patient: Patient) -> list[Screening]:
    """A person's screenings, the latest first, with their decisions."""
    found = Screening.objects.filter(patient=patient).select_related(
        "by", "decision__by", "decision__signature"
    )
    return list(found.order_by("-at", "pk"))


def find_screening(patient: Patient, screening_id: uuid.UUID) -> Screening:
    """One screening of a person the reader was already allowed to open.

    :raises NotFoundError: when it is not theirs.
    """
    found = Screening.objects.filter(patient=patient, pk=screening_id).select_related("episode", "by").first()
    if found is None:
        raise NotFoundError
    return found


def latest_decision(episode: EpisodeOfCare) -> ScreeningDecision | None:
    """The latest decision of an episode, with the screening it was made on."""
    found = ScreeningDecision.objects.filter(screening__episode=episode).select_related(
        "screening", "by", "signature"
    )
    return found.order_by("-at").first()


def open_tasks(episode: EpisodeOfCare) -> list[Task]:
    """What still must be done, the earliest made first."""
    return list(Task.objects.filter(episode=episode, done_at=None).order_by("made_at", "pk"))


def find_task(patient: Patient, task_id: uuid.UUID) -> Task:
    """One task about a person the reader was already allowed to open.

    :raises NotFoundError: when there is none.
    """
    found = Task.objects.filter(patient=patient, pk=task_id).first()
    if found is None:
        raise NotFoundError
    return found


def recent_screenings(episode: EpisodeOfCare, most: int = 2) -> list[Screening]:
    """The latest screenings of an episode, the newest first, each with its decision and signatures."""
    found = Screening.objects.filter(episode=episode).select_related(
        "by", "decision__by", "decision__signature", "decision__second_signature"
    )
    return list(found.order_by("-at", "pk")[:most])


def waiting_for_review(reader: Actor, *, page: int = 1) -> tuple[list[EpisodeOfCare], bool]:
    """The episodes at screening of everyone a reader may see, those longest at this stage first.

    :returns: one page of at most 20, each with its latest screening as ``latest`` (a list of none or one) and its
        arrivals at this stage as ``arrivals``; and whether there are more.
    """
    found = EpisodeOfCare.objects.filter(stage="screening", patient__in=visible_to(reader).values("pk"))
    latest = Screening.objects.select_related("decision__by").order_by("-at", "pk")[:1]
    arrivals = StageChange.objects.filter(after="screening").order_by("-at")[:1]
    start = (page - 1) * PAGE
    rows: list[EpisodeOfCare] = list(
        found.select_related("patient")
        .prefetch_related(
            Prefetch("screenings", queryset=latest, to_attr="latest"),
            Prefetch("stage_changes", queryset=arrivals, to_attr="arrivals"),
        )
        .order_by("opened_at", "pk")[start : start + PAGE + 1]
    )
    return rows[:PAGE], len(rows) > PAGE
