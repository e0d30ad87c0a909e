"""Where in the day a session is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cairn.domain.administration.session import SessionState


class Phase(StrEnum):
    """The parts of the day."""

    NOT_STARTED = "not-started"
    WAITING_FOR_DOSE = "waiting-for-dose"
    ONSET = "onset"
    RISING = "rising"
    PEAK = "peak"
    DECLINING = "declining"
    RETURN = "return"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class PhaseStart:
    """The minute after the first dose from which a phase is usually seen. An expectation, never a finding."""

    phase: Phase
    minute: int


def phase(state: SessionState, at: datetime, starts: tuple[PhaseStart, ...]) -> Phase:
    """The phase at a moment. A session stays in the last phase until somebody records the release.

    :param starts: in order of their minutes, the first at minute 0.
    """
    if state.started is None or at < state.started.at:
        return Phase.NOT_STARTED
    if state.released is not None and state.released.at <= at:
        return Phase.RELEASED
    since = state.since_dose(at)
    if since is None:
        return Phase.WAITING_FOR_DOSE
    minutes = since.total_seconds() / 60
    return [start.phase for start in starts if start.minute <= minutes][-1]
