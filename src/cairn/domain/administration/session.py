"""A session as it stands, folded from its events in whatever order and however often they arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cairn.domain.administration.codes import PresenceRole
from cairn.domain.administration.dose import Ledger, ledger
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.payloads import (
    AdverseEvent,
    AlarmAnswered,
    CriterionAssessed,
    Dosed,
    Intensity,
    Moved,
    Observation,
    Released,
    Started,
    Touched,
    Vitals,
)
from cairn.domain.administration.presence import BreakRule, Gap, Stay, gaps, stays
from cairn.domain.administration.standing import Entry, Problem, Recorded, entries, said


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything the events say. What depends on the time of asking is asked of it with ``at``.

    :param timeline: every event but the corrections, which are shown at the event they mend.
    :param problems: what is odd about the events themselves.
    """

    timeline: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    started: Recorded[Started] | None
    ledger: Ledger
    stays: tuple[Stay, ...]
    vitals: tuple[Recorded[Vitals], ...]
    ratings: tuple[Recorded[Intensity], ...]
    observations: tuple[Recorded[Observation], ...]
    touches: tuple[Recorded[Touched], ...]
    adverse_events: tuple[Recorded[AdverseEvent], ...]
    answers: tuple[Recorded[AlarmAnswered], ...]
    assessments: tuple[Recorded[CriterionAssessed], ...]
    released: Recorded[Released] | None

    @property
    def first_dose_at(self) -> datetime | None:
        """When the first dose was swallowed: zero of the session's clock."""
        return self.ledger.entries[0].at if self.ledger.entries else None

    @property
    def last_dose_at(self) -> datetime | None:
        """When the latest dose was swallowed."""
        return self.ledger.entries[-1].at if self.ledger.entries else None

    def since_dose(self, at: datetime) -> timedelta | None:
        """How long ago the first dose was; None before it."""
        first = self.first_dose_at
        return None if first is None or at < first else at - first

    def present(self, at: datetime) -> tuple[Stay, ...]:
        """Who is in the room."""
        return tuple(stay for stay in self.stays if stay.covers(at))

    def client_present(self, at: datetime) -> bool:
        """Whether the client is known to be in the room."""
        return any(stay.role is PresenceRole.CLIENT for stay in self.present(at))

    def gaps(self, at: datetime, breaks: BreakRule | None = None) -> tuple[Gap, ...]:
        """The times without a facilitator from the session's start until its end, or until now."""
        if self.started is None:
            return ()
        until = at if self.released is None else min(at, self.released.at)
        return gaps(self.stays, self.started.at, until, breaks)


def fold(events: Iterable[SessionEvent]) -> SessionState:
    """Fold the events of one session. The order of arrival and repetitions make no difference."""
    timeline, problems = entries(events)
    started, released = said(timeline, Started), said(timeline, Released)
    return SessionState(
        timeline=timeline,
        problems=problems,
        started=started[0] if started else None,
        ledger=ledger(said(timeline, Dosed)),
        stays=stays(said(timeline, Moved)),
        vitals=said(timeline, Vitals),
        ratings=said(timeline, Intensity),
        observations=said(timeline, Observation),
        touches=said(timeline, Touched),
        adverse_events=said(timeline, AdverseEvent),
        answers=said(timeline, AlarmAnswered),
        assessments=said(timeline, CriterionAssessed),
        released=released[0] if released else None,
    )
