"""What the page of a meeting shows: its notes by topic, whose they are, and what may be done now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cairn.clinic.topics import TOPICS, Topic
from cairn.clinic.words import meeting_words
from cairn.components.presenters import Link
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.actor import Actor
from cairn.record.permissions import Permission, may
from cairn.record.selectors.encounter import Encounter
from cairn.record.selectors.encounter_note import EncounterNote, NoteLine
from cairn.record.selectors.patient import Patient

PART_OF_KIND = {
    EncounterKind.FIT_CONSULTATION: "fit",
    EncounterKind.INTAKE: "person-story",
    EncounterKind.PREPARATION: "person-preparation",
    EncounterKind.ADMINISTRATION: "person-days",
    EncounterKind.INTEGRATION: "person-integration",
    EncounterKind.FOLLOW_UP: "person-integration",
}
"""The page a meeting belongs to."""


@dataclass(frozen=True, slots=True)
class TopicLines:
    """A topic and what was written under it."""

    topic: Topic
    lines: tuple[NoteLine, ...]


def own_topic_notes(lines: list[NoteLine], account: object) -> dict[str, EncounterNote]:
    """What the reader is writing under each topic."""
    return {
        line.note.topic: line.note
        for line in lines
        if line.note.kind == "topic" and line.note.by_id == account and not line.earlier
    }


def by_topic(kind: str, lines: list[NoteLine]) -> tuple[TopicLines, ...]:
    """The topics of a meeting with their notes; a topic nobody wrote under stands with none."""
    known = TOPICS[EncounterKind(kind)]
    return tuple(TopicLines(topic, _under(topic.code, lines)) for topic in known)


def _under(code: str, lines: list[NoteLine]) -> tuple[NoteLine, ...]:
    return tuple(line for line in lines if line.note.topic == code and line.note.text.strip())


def elsewhere(kind: str, lines: list[NoteLine]) -> tuple[NoteLine, ...]:
    """The notes outside the topics."""
    codes = {topic.code for topic in TOPICS[EncounterKind(kind)]}
    return tuple(line for line in lines if line.note.topic not in codes and line.note.text.strip())


def part_address(patient: Patient, encounter: Encounter) -> str:
    """Where a meeting belongs."""
    return reverse(f"clinic:{PART_OF_KIND[EncounterKind(encounter.kind)]}", args=[patient.pk])


def encounter_context(reader: Actor, patient: Patient, encounter: Encounter) -> dict[str, Any]:
    """The words and permissions of a meeting's page."""
    status, title = EncounterStatus(encounter.status), meeting_words(encounter.kind, encounter.number)
    holds = may(reader, Permission.ENCOUNTER_HOLD)
    return {
        "patient": patient,
        "encounter": encounter,
        "title": title,
        "crumbs": [
            Link("People", reverse("clinic:people")),
            Link(str(patient), reverse("clinic:person", args=[patient.pk])),
            Link(title, "", current=True),
        ],
        "is_planned": status is EncounterStatus.PLANNED,
        "is_going_on": status is EncounterStatus.IN_PROGRESS,
        "is_finished": status is EncounterStatus.FINISHED,
        "is_cancelled": status is EncounterStatus.CANCELLED,
        "may_hold": holds,
        "may_plan": may(reader, Permission.EPISODE_ADVANCE),
        "writes": holds and status is EncounterStatus.IN_PROGRESS,
    }
