"""A roadmap: dated steps with windows, each saying why it is there and why then; or what conflicts."""

from dataclasses import dataclass
from datetime import date, datetime

from cairn.domain.protocols.protocol import Modality, Words
from cairn.domain.vocabulary import EncounterKind, Grade


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a step or for its day.

    :param code: stable, such as ``protocol.window`` or a rule's id.
    """

    code: str
    words: Words
    source: str | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a step lasts.

    :param minutes: None while it depends on the dose agreed.
    :param reserved: the minutes to keep free.
    :param words: for people: "50 minutes", "depends on the dose agreed; 6 hours are kept free".
    """

    minutes: int | None
    reserved: int
    words: Words


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a roadmap.

    :param id: the protocol's step id; stable through revisions.
    :param starts: aware, in the centre's zone.
    :param opens: the first moment it may start.
    :param closes: the last moment it may start.
    :param facilitators: needed by protocol and regime, the higher; None while that depends on the dose.
    """

    id: str
    kind: EncounterKind
    title: Words
    asks: Words
    starts: datetime
    ends: datetime
    opens: datetime
    closes: datetime
    duration: Duration
    facilitators: int | None
    modality: Modality
    room: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """One measure on the roadmap; opens and closes are both included."""

    id: str
    instrument: str
    label: Words
    opens: date
    closes: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A person's dated way.

    :param protocol: the protocol's key.
    :param protocol_hash: SHA-256 of its file.
    :param regime: the pack's id; with ``regime_version`` and ``regime_hash`` it can be planned again.
    :param zone: the IANA name of the centre's time zone.
    :param notes: what the reader must know of the whole: gaps of the regime, rules that will be re-read.
    """

    protocol: str
    protocol_hash: str
    regime: str
    regime_version: str
    regime_hash: str
    zone: str
    steps: tuple[PlannedStep, ...]
    measures: tuple[PlannedMeasure, ...]
    notes: tuple[Reason, ...] = ()

    def step(self, step_id: str) -> PlannedStep:
        """One step by its id.

        :raises KeyError: where the roadmap has no such step.
        """
        return {step.id: step for step in self.steps}[step_id]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why no roadmap fits: the smallest set of reasons that cannot all hold, and where they meet.

    :param step: the id of the step that found no time.
    :param title: its title.
    :param reasons: what cannot hold together, in words.
    :param how: what could be changed.
    """

    step: str
    title: Words
    reasons: tuple[Reason, ...]
    how: Words
