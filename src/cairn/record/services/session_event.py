"""Events of a session: each kept once, under the name of whoever was signed in, or answered with what is wrong."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction

from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.alarms import alarms
from cairn.domain.administration.codes import Manner, Movement, PresenceRole
from cairn.domain.administration.dose import unmet_before_dose
from cairn.domain.administration.events import Author, Json, SessionEvent, to_dict
from cairn.domain.administration.fields import FieldFault
from cairn.domain.administration.payloads import Correction, Dosed, Moved, Payload, Released, Started
from cairn.domain.administration.reading import EventRefused, parse_event
from cairn.domain.administration.release import unmet_before_release
from cairn.domain.administration.release_rules import ReleaseRequirements
from cairn.domain.administration.session import SessionState, fold
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.vocabulary import Role
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import RefusedError
from cairn.record.models import Account, Administration
from cairn.record.models import SessionEvent as EventRow
from cairn.record.permissions import Permission, require
from cairn.record.to_domain.session_day import DayRegime, agreed_dose, day_regime, events_of

EARLY = timedelta(hours=4)
"""How long before its start something of a session may have happened."""
MOST_AT_ONCE = 500
_IN_THE_ROOM = (Role.FACILITATOR, Role.CLINICAL_REVIEWER, Role.COORDINATOR)


class Answer(StrEnum):
    """What became of one event a device sent."""

    KEPT = "kept"
    CONFIRM = "confirm"
    """Unusual: the person is asked, and the same event sent again as confirmed is kept."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one event, with words for whoever recorded it."""

    id: str
    answer: Answer
    faults: tuple[FieldFault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Session:
    """What a new event is held against."""

    administration: Administration
    events: list[SessionEvent]
    regime: DayRegime

    @property
    def state(self) -> SessionState:
        """The session as it stands."""
        return fold(self.events)


@transaction.atomic
def record_events(
    *, administration: Administration, raw: Sequence[object], by: Actor, at: datetime
) -> tuple[Answered, ...]:
    """Keep what a device recorded. Each event is answered by itself, in the order sent; the same id twice is kept once.

    :raises RefusedError: where the session has not begun, or too many came at once.
    """
    require(by, Permission.ROOM_RUN)
    if administration.started_at is None:
        raise RefusedError("not-begun", "The session has not begun. Start it from the readiness page.")
    if len(raw) > MOST_AT_ONCE:
        raise RefusedError("too-many", f"Send at most {MOST_AT_ONCE} events at once.")
    rows = list(administration.events.all())
    known = {row.pk: row for row in rows}
    events = list(events_of(rows))
    regime = day_regime(administration.encounter, at)
    answers, kept = [], []
    session = _Session(administration, events, regime)
    for each in raw:
        answered, event = _answer(each, session, known, by, at)
        answers.append(answered)
        if event is not None:
            row = _insert(administration, event, by)
            if row.payload != to_dict(event):
                answers[-1] = _same_id(event)
                continue
            known[event.id] = row
            events.append(event)
            kept.append(event)
    if kept:
        _after(administration, fold(events), kept, by, at)
    return tuple(answers)


def _answer(
    raw: object, session: _Session, known: Mapping[uuid.UUID, EventRow], by: Actor, at: datetime
) -> tuple[Answered, SessionEvent | None]:
    """The answer, with the event where it is new and may be kept."""
    opens_at = (session.administration.started_at or at) - EARLY
    event = parse_event(_authored(raw, by), received_at=at, opens_at=opens_at)
    if isinstance(event, EventRefused):
        named = str(raw.get("id", "")) if isinstance(raw, Mapping) else ""
        answer = Answer.CONFIRM if event.needs_only_confirming else Answer.REFUSED
        return Answered(named, answer, event.faults), None
    before = known.get(event.id)
    if before is not None:
        same = _content(before.payload) == _content(to_dict(event))
        return (Answered(str(event.id), Answer.KEPT) if same else _same_id(event)), None
    faults = _against(event, session, by)
    if faults:
        asks = all(fault.code == "confirm" for fault in faults)
        if not (asks and event.confirmed):
            return Answered(str(event.id), Answer.CONFIRM if asks else Answer.REFUSED, faults), None
    return Answered(str(event.id), Answer.KEPT), event


def _authored(raw: object, by: Actor) -> object:
    if not isinstance(raw, Mapping):
        return raw
    role = next((role for role in _IN_THE_ROOM if role in by.roles), Role.FACILITATOR)
    return {**raw, "by": {"account": str(by.account), "name": by.name, "role": role.value}}


def _content(stored: Mapping[str, Json]) -> dict[str, Json]:
    """What a device says; who was signed in when it was sent again, and whether it was confirmed, may differ."""
    return {key: value for key, value in stored.items() if key not in {"by", "confirmed"}}


def _same_id(event: SessionEvent) -> Answered:
    fault = FieldFault(
        "id",
        "same-id",
        "Another entry with this id is already kept, and it says something else.",
        "Look at the timeline. If this one is still missing, write it again.",
    )
    return Answered(str(event.id), Answer.REFUSED, (fault,))


def _against(event: SessionEvent, session: _Session, by: Actor) -> tuple[FieldFault, ...]:
    """What the session as it stands says against an event that could be read."""
    match event.payload:
        case Started() if session.state.started is not None:
            return (_refused("kind", "begun", "The session has begun already.", "Nothing needs to be done."),)
        case Dosed():
            return _against_dose(event.payload, session, by)
        case Released():
            return _against_release(event, event.payload, session)
        case _:
            return ()


def _against_dose(dosed: Dosed, session: _Session, by: Actor) -> tuple[FieldFault, ...]:
    if dosed.witnessed_by.casefold() == by.name.casefold():
        words = "The witness is somebody besides the person who records."
        return (_refused("payload.witnessed_by", "same-person", words, "Name the second person."),)
    agreed = agreed_dose(session.administration)
    stands = unmet_before_dose(
        dosed.amount,
        dosed.part,
        session.state.ledger,
        plan=None if agreed is None else agreed.plan,
        ceiling=session.regime.ceiling,
    )
    swallowed = "Do not give it. If it has been swallowed already, confirm, and it is recorded as it was."
    return tuple(
        FieldFault("payload.amount", "confirm", each.what, f"{each.how} {swallowed}")
        for each in stands
        if each.stops
    )


def _against_release(event: SessionEvent, released: Released, session: _Session) -> tuple[FieldFault, ...]:
    if session.state.released is not None:
        what = "The end of the session is recorded already."
        return (_refused("kind", "released", what, "Correct that entry if it is wrong."),)
    if released.manner is Manner.LEFT_EARLY:
        return ()
    stands = release_unmet(session.state, session.regime, event.at)
    return tuple(_refused("payload.manner", each.id, each.what, each.how) for each in stands if each.stops)


def _refused(name: str, code: str, what: str, do: str) -> FieldFault:
    return FieldFault(name, code, what, do)


def release_unmet(state: SessionState, regime: DayRegime, at: datetime) -> tuple[Unmet, ...]:
    """What stands before a release at a moment; empty means ready."""
    rules, breaks = day_rules(), regime.breaks
    requirements = ReleaseRequirements(rules.criteria, rules.settled, regime.stay(state), breaks)
    return unmet_before_release(state, requirements, alarms(state, rules.ladder, at, breaks), at)


def _insert(administration: Administration, event: SessionEvent, by: Actor) -> EventRow:
    """The row of an event; where another writer was quicker with the same id, theirs."""
    try:
        with transaction.atomic():
            return EventRow.objects.create(
                id=event.id,
                administration=administration,
                kind=event.kind.value,
                at=event.at,
                recorded_at=event.recorded_at,
                by_id=by.account,
                payload=to_dict(event),
            )
    except IntegrityError:
        return EventRow.objects.get(pk=event.id)


def _after(
    administration: Administration, state: SessionState, kept: list[SessionEvent], by: Actor, at: datetime
) -> None:
    if any(isinstance(event.payload, Released | Correction) for event in kept):
        released_at = None if state.released is None else state.released.at
        Administration.objects.filter(pk=administration.pk).update(released_at=released_at)
        administration.refresh_from_db()
    kinds = ", ".join(sorted({event.kind.value for event in kept}))
    audit.write(
        "session-event.record",
        by=by,
        at=at,
        patient=administration.patient_id,
        subject=f"Administration/{administration.pk}",
        reason=f"{len(kept)}: {kinds}",
    )


@transaction.atomic
def open_session(
    *,
    administration: Administration,
    facilitators: tuple[Account, ...],
    representatives: tuple[Account, ...],
    by: Actor,
    at: datetime,
) -> None:
    """Write the first events of a session that has just begun: who is here, and that it began."""
    patient, room = administration.patient, administration.encounter.room
    here = [Moved(str(a.pk), a.name, PresenceRole.FACILITATOR, Movement.ARRIVED) for a in facilitators]
    here += [
        Moved(str(a.pk), a.name, PresenceRole.SITE_REPRESENTATIVE, Movement.ARRIVED) for a in representatives
    ]
    here.append(Moved(str(patient.pk), patient.called, PresenceRole.CLIENT, Movement.ARRIVED))
    first: list[Payload] = [*here, Started("Room not named" if room is None else room.name)]
    author = Author(str(by.account), by.name, Role.FACILITATOR.value)
    kept = [SessionEvent(uuid.uuid4(), at, at, author, payload) for payload in first]
    for event in kept:
        _insert(administration, event, by)
    _after(administration, fold(kept), kept, by, at)
