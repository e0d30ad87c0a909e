"""Find administration days and what happened on them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from cairn.domain.administration.codes import PresenceRole
from cairn.domain.administration.session import SessionState
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.fingerprint import fingerprint
from cairn.record.models import (
    Account,
    Administration,
    Encounter,
    EncounterNote,
    Patient,
    SessionEvent,
    Signature,
)
from cairn.record.selectors.patient import visible_to
from cairn.record.selectors.reviewers import reviewers_at

__all__ = [
    "Account",
    "Administration",
    "Day",
    "Encounter",
    "days_of",
    "event_of",
    "find_day",
    "find_session",
    "live_days",
    "preparation_words",
    "record_hash",
    "record_of",
    "reviewed_regime",
    "signatures_of",
    "still_to_sign",
]


MEANING = "administration.record"
"""What a signature under the record of a day means."""


@dataclass(frozen=True, slots=True)
class Day:
    """One administration day: the meeting, and its session once something is planned for it."""

    encounter: Encounter
    administration: Administration | None


def find_day(patient: Patient, encounter_id: uuid.UUID) -> Day:
    """One administration day of a person the reader was already allowed to open: two queries.

    :raises NotFoundError: when it is not theirs, or another kind of meeting.
    """
    found = (
        Encounter.objects.filter(patient=patient, pk=encounter_id, kind=EncounterKind.ADMINISTRATION.value)
        .exclude(status=EncounterStatus.ENTERED_IN_ERROR.value)
        .select_related("episode__site", "episode__patient__site", "patient__site", "room", "lead")
        .first()
    )
    if found is None:
        raise NotFoundError
    return Day(found, _administration(found))


def _administration(encounter: Encounter) -> Administration | None:
    found = Administration.objects.filter(encounter=encounter).select_related("patient", "planned_by")
    administration = found.prefetch_related(Prefetch("events", queryset=_in_order())).first()
    if administration is not None:
        administration.encounter = encounter
    return administration


def _in_order() -> QuerySet[SessionEvent]:
    return SessionEvent.objects.order_by("at", "recorded_at")


def find_session(patient: Patient, encounter_id: uuid.UUID) -> Administration:
    """A session that has begun.

    :raises NotFoundError: when it has not, or is not theirs.
    """
    administration = find_day(patient, encounter_id).administration
    if administration is None or administration.started_at is None:
        raise NotFoundError
    return administration


def days_of(patient: Patient) -> list[Day]:
    """Every administration day of a person, the latest first: three queries."""
    encounters = (
        Encounter.objects.filter(patient=patient, kind=EncounterKind.ADMINISTRATION.value)
        .exclude(status=EncounterStatus.ENTERED_IN_ERROR.value)
        .select_related("room", "lead", "episode__site")
        .order_by("-number", "-planned_start")
    )
    held = {
        row.encounter_id: row
        for row in Administration.objects.filter(patient=patient)
        .select_related("planned_by", "signature")
        .prefetch_related(Prefetch("events", queryset=_in_order()))
    }
    return [Day(encounter, held.get(encounter.pk)) for encounter in encounters]


def live_days(reader: Actor, start: datetime, end: datetime) -> list[Day]:
    """Every administration day under way, or planned in a span of time, of those a reader may see: three queries."""
    under_way = Q(status=EncounterStatus.IN_PROGRESS.value)
    planned = Q(status=EncounterStatus.PLANNED.value, planned_start__gte=start, planned_start__lt=end)
    encounters = (
        Encounter.objects.filter(under_way | planned, kind=EncounterKind.ADMINISTRATION.value)
        .filter(patient__in=visible_to(reader).values("pk"))
        .select_related("patient", "room", "lead", "episode__site")
        .order_by("planned_start", "pk")
    )
    rows = list(encounters)
    held = {
        row.encounter_id: row
        for row in Administration.objects.filter(encounter__in=[each.pk for each in rows]).prefetch_related(
            Prefetch("events", queryset=_in_order())
        )
    }
    return [Day(encounter, held.get(encounter.pk)) for encounter in rows]


def event_of(administration: Administration, event_id: uuid.UUID) -> SessionEvent:
    """One event of a session.

    :raises NotFoundError: when it is not of this session.
    """
    found = SessionEvent.objects.filter(administration=administration, pk=event_id).first()
    if found is None:
        raise NotFoundError
    return found


def preparation_words(encounter: Encounter, topics: tuple[str, ...]) -> dict[str, EncounterNote]:
    """The latest note on each topic from the preparation sessions of the same way, by topic."""
    notes = EncounterNote.objects.filter(
        encounter__episode_id=encounter.episode_id,
        encounter__kind=EncounterKind.PREPARATION.value,
        topic__in=topics,
        replaced_by=None,
    ).order_by("at")
    return {note.topic: note for note in notes}


def reviewed_regime(reader: Actor) -> frozenset[str]:
    """What the reader's site has reviewed in the version that is in force, the regime's pack among it."""
    return frozenset(reviewers_at(reader.site))


def record_hash(administration: Administration) -> str:
    """What a signature under the record covers: every event as it was stored, and the dose agreed."""
    events = sorted((row.payload for row in administration.events.all()), key=lambda event: str(event["id"]))
    return fingerprint({"plan": administration.plan, "events": events})


def sitters(state: SessionState) -> frozenset[uuid.UUID]:
    """The accounts of everyone who was with the client as a facilitator."""
    here = {stay.person for stay in state.stays if stay.role is PresenceRole.FACILITATOR}
    return frozenset(found for person in here if (found := _account_id(person)) is not None)


def signatures_of(administration: Administration) -> list[Signature]:
    """The signatures under a record, in order."""
    found = Signature.objects.filter(meaning=MEANING, subject=record_of(administration))
    return list(found.select_related("account").order_by("at"))


def still_to_sign(administration: Administration, state: SessionState) -> frozenset[uuid.UUID]:
    """Those whose name is not yet under the record as it stands."""
    now = record_hash(administration)
    signed = {row.account_id for row in signatures_of(administration) if row.subject_hash == now}
    return sitters(state) - signed


def record_of(administration: Administration) -> str:
    """What a signature under the record names."""
    return f"Administration/{administration.pk}"


def _account_id(person: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(person)
    except ValueError:
        return None
