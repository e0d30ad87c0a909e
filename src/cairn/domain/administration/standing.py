"""Which events stand: each kept once, corrections applied, and nothing ever taken out of sight."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from cairn.domain.administration.events import Author, SessionEvent, to_dict
from cairn.domain.administration.payloads import Correction, FirstHand

Said_co = TypeVar("Said_co", bound=FirstHand, covariant=True)


class Standing(StrEnum):
    """What became of an event."""

    AS_RECORDED = "as-recorded"
    REPLACED = "replaced"
    ENTERED_IN_ERROR = "entered-in-error"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline.

    :param event: as it stands, with a correction applied.
    :param recorded: as it was first written down.
    :param correction: the correction that holds, where there is one; the latest written wins.
    """

    event: SessionEvent
    recorded: SessionEvent
    standing: Standing = Standing.AS_RECORDED
    correction: SessionEvent | None = None

    @property
    def stands(self) -> bool:
        """Whether what it says still counts."""
        return self.standing is not Standing.ENTERED_IN_ERROR


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the events themselves that a person should look at.

    :param code: stable: same-id, not-here-yet, not-correctable, other-kind.
    """

    event_id: UUID
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Said_co]):
    """Something that stands, with when it happened and who wrote it down."""

    id: UUID
    at: datetime
    by: Author
    said: Said_co


def entries(events: Iterable[SessionEvent]) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The timeline and what is odd about it: the same for every order of arrival and every repetition."""
    kept, odd = _once_each(events)
    corrections = [(event, event.payload) for event in kept.values() if isinstance(event.payload, Correction)]
    corrections.sort(key=lambda pair: (pair[0].recorded_at, str(pair[0].id)))
    timeline = {
        event.id: Entry(event, event) for event in kept.values() if not isinstance(event.payload, Correction)
    }
    for event, correction in corrections:
        problem = _apply(event, correction, timeline, kept)
        if problem is not None:
            odd.append(problem)
    return (
        tuple(sorted(timeline.values(), key=lambda entry: entry.event.order)),
        tuple(sorted(odd, key=lambda problem: (str(problem.event_id), problem.code))),
    )


def said(timeline: tuple[Entry, ...], what: type[Said_co]) -> tuple[Recorded[Said_co], ...]:
    """Everything of one kind that stands, in order."""
    return tuple(
        Recorded(entry.event.id, entry.event.at, entry.event.by, entry.event.payload)
        for entry in timeline
        if entry.stands and isinstance(entry.event.payload, what)
    )


def _once_each(events: Iterable[SessionEvent]) -> tuple[dict[UUID, SessionEvent], list[Problem]]:
    kept: dict[UUID, SessionEvent] = {}
    differ: set[UUID] = set()
    for event in events:
        other = kept.setdefault(event.id, event)
        if other != event:
            differ.add(event.id)
            # Any rule would do that gives the same answer in every order of arrival.
            kept[event.id] = min(other, event, key=lambda each: json.dumps(to_dict(each), sort_keys=True))
    what = "Two different events came with the same id; one is shown. Look at both devices."
    return kept, [Problem(event_id, "same-id", what) for event_id in differ]


def _apply(
    event: SessionEvent,
    correction: Correction,
    timeline: dict[UUID, Entry],
    kept: Mapping[UUID, SessionEvent],
) -> Problem | None:
    target = timeline.get(correction.of)
    if target is None:
        if correction.of in kept:
            what = "It corrects a correction. Correct the event itself again; the latest correction holds."
            return Problem(event.id, "not-correctable", what)
        return Problem(
            event.id, "not-here-yet", "It corrects an event that has not arrived from its device yet."
        )
    new = correction.replacement
    if new is None:
        timeline[correction.of] = Entry(target.recorded, target.recorded, Standing.ENTERED_IN_ERROR, event)
        return None
    if type(new.payload) is not type(target.recorded.payload):
        what = "It puts one kind of event in place of another. Enter the first in error and add a new one."
        return Problem(event.id, "other-kind", what)
    first = target.recorded
    stands = SessionEvent(first.id, new.at, first.recorded_at, first.by, new.payload, event.confirmed)
    timeline[correction.of] = Entry(stands, first, Standing.REPLACED, event)
    return None
