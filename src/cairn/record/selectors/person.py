"""What stands at the head of one person's record, and the list of people."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects

from cairn.domain.pathway.stages import Stage
from cairn.domain.vocabulary import EncounterStatus
from cairn.record.actor import Actor
from cairn.record.models import CareTeamMember, Encounter, EpisodeOfCare, Patient
from cairn.record.selectors.patient import search_patients

__all__ = [
    "CareTeamMember",
    "EpisodeOfCare",
    "Patient",
    "PeoplePage",
    "PersonHeader",
    "person_header",
    "search_people",
]

MOST_EPISODES = 20
MOST_MEMBERS = 40


@dataclass(frozen=True, slots=True)
class PersonHeader:
    """Where a person is, who cares for them and when they next meet.

    :param episode: the way they are on; the latest one where all are closed; None where none was opened.
    :param since: when their first way began.
    """

    patient: Patient
    episode: EpisodeOfCare | None
    since: datetime | None
    team: tuple[CareTeamMember, ...]
    next_meeting: Encounter | None

    @property
    def stage(self) -> Stage:
        """The stage of the episode; inquiry where there is none yet."""
        return Stage.INQUIRY if self.episode is None else Stage(self.episode.stage)

    @property
    def is_open(self) -> bool:
        """Whether a way through care is open."""
        return self.episode is not None and self.episode.closed_at is None


def person_header(patient: Patient) -> PersonHeader:
    """The head of the record of a person the reader was already allowed to open: three queries."""
    episodes = list(patient.episodes.order_by("-opened_at")[:MOST_EPISODES])
    meetings = Encounter.objects.filter(
        patient=patient, status__in=[EncounterStatus.PLANNED.value, EncounterStatus.IN_PROGRESS.value]
    )
    return PersonHeader(
        patient=patient,
        episode=current_episode(episodes),
        since=episodes[-1].opened_at if episodes else None,
        team=tuple(_team_of(patient)[:MOST_MEMBERS]),
        next_meeting=meetings.exclude(planned_start=None).order_by("planned_start").first(),
    )


def current_episode(episodes: list[EpisodeOfCare]) -> EpisodeOfCare | None:
    """The open episode, else the latest; None where there is none. They are given latest first."""
    return next(
        (episode for episode in episodes if episode.closed_at is None), episodes[0] if episodes else None
    )


def _team_of(patient: Patient) -> list[CareTeamMember]:
    return list(patient.care_team.filter(until=None).select_related("account").order_by("since", "pk"))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    patient: Patient
    episode: EpisodeOfCare | None
    team: tuple[CareTeamMember, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """At most twenty people, and whether there are more."""

    rows: tuple[PersonRow, ...]
    more: bool


def search_people(reader: Actor, words: str, *, page: int = 1) -> PeoplePage:
    """People by the beginnings of their names, with their stage and who cares for them: three queries."""
    found, more = search_patients(reader, words, page=page)
    caring = CareTeamMember.objects.filter(until=None).select_related("account").order_by("since", "pk")
    caring = caring.only("patient_id", "since", "account__name")
    prefetch_related_objects(found, Prefetch("care_team", queryset=caring, to_attr="caring"))
    rows = tuple(
        PersonRow(person, current_episode(_latest_first(person)), tuple(_caring(person))) for person in found
    )
    return PeoplePage(rows, more)


def _latest_first(person: Patient) -> list[EpisodeOfCare]:
    return sorted(person.episodes.all(), key=lambda episode: episode.opened_at, reverse=True)


def _caring(person: Patient) -> list[CareTeamMember]:
    caring: list[CareTeamMember] = getattr(person, "caring", [])
    return caring
