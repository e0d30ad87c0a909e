"""One person's measures over time, ready to be drawn."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.timezone import localtime

from cairn.content.readers.instrument import instruments
from cairn.content.readers.value_set import value_sets
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import score
from cairn.domain.instruments.wording import Wording
from cairn.domain.outcomes.trajectory import Occasion, Session, Trajectory, trajectory
from cairn.domain.vocabulary import EncounterKind, EncounterStatus, ResponseStatus
from cairn.record.selectors.encounter import Encounter
from cairn.record.selectors.response import QuestionnaireResponse

_ANSWERED = {ResponseStatus.COMPLETED.value, ResponseStatus.AMENDED.value}
MOST_INSTRUMENTS = 12


def trajectories(
    responses: Sequence[QuestionnaireResponse], meetings: Iterable[Encounter], *, at: datetime
) -> list[Trajectory]:
    """One line for each instrument version that was asked, with the administration sessions marked.

    A form whose day has passed without an answer stays in the line as missing.
    """
    by_key: dict[str, list[QuestionnaireResponse]] = {}
    for response in responses:
        by_key.setdefault(response.instrument, []).append(response)
    sessions = _sessions(meetings)
    known = {each.key: each for each in instruments().values()}
    lines = (
        trajectory(known[key], occasions, sessions)
        for key, asked in by_key.items()
        if key in known and (occasions := _occasions(known[key], asked, localtime(at).date()))
    )
    return list(lines)[:MOST_INSTRUMENTS]


def _occasions(instrument: Instrument, asked: Iterable[QuestionnaireResponse], today: date) -> list[Occasion]:
    found = []
    for response in asked:
        label = Wording(response.occasion.replace("-", " "), response.occasion.replace("-", " "))
        if response.status in _ANSWERED and response.completed_at is not None:
            on = localtime(response.completed_at).date()
            found.append(Occasion(on, label, score(instrument, response.answers, value_sets=value_sets())))
        elif response.due_on is not None and response.due_on < today:
            found.append(Occasion(response.due_on, label, None))
    return found


def _sessions(meetings: Iterable[Encounter]) -> tuple[Session, ...]:
    """The administration sessions that began, or are planned."""
    dosed = [each for each in meetings if each.kind == EncounterKind.ADMINISTRATION.value]
    held = [each for each in dosed if each.status != EncounterStatus.CANCELLED.value]
    days = [(each.started_at or each.planned_start, each.number) for each in held]
    return tuple(
        Session(
            localtime(day).date(),
            EncounterKind.ADMINISTRATION,
            Wording(f"Session {number}", f"Sesión {number}"),
        )
        for day, number in days
        if day is not None
    )
