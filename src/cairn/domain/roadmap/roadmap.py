"""A roadmap: dated steps with windows, each saying why it is there and why then; or what conflicts."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import ONE_PERSON, Modality, TimeOfDay
from cairn.domain.protocols.words import Words
from cairn.domain.vocabulary import EncounterKind, Grade, Role


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
    :param people: who takes part and as what.
    :param held_by: the facilitators chosen for it, by name.
    :param accessibility: what to see to.
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
    people: tuple[tuple[Who, Part], ...] = ONE_PERSON
    held_by: tuple[str, ...] = ()
    accessibility: Words | None = None


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """One measure on the roadmap; opens and closes are both included.

    :param time_of_day: when on its days, or within the session it is counted from.
    :param people: who answers it, each on their own.
    """

    id: str
    instrument: str
    label: Words
    opens: date
    closes: date
    reasons: tuple[Reason, ...]
    time_of_day: TimeOfDay = TimeOfDay.ANY
    people: tuple[Who, ...] = (Who.PERSON,)


@dataclass(frozen=True, slots=True)
class PlannedGate:
    """What must be true before a step, with the day by which.

    :param before: the id of the step.
    :param by: the day of that step.
    :param who: who can see to it.
    """

    id: str
    before: str
    by: date
    title: Words
    who: tuple[Role, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A person's dated way.

    :param protocol: the protocol's key.
    :param protocol_hash: SHA-256 of its file.
    :param regime: the pack's id; with ``regime_version`` and ``regime_hash`` it can be planned again.
    :param zone: the IANA name of the centre's time zone.
    :param notes: what the reader must know of the whole: gaps of the regime, rules that will be re-read.
    :param gates: what must be true before which step, in the order of their days.
    :param tailored: what was asked for within the protocol's limits, by name.
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
    gates: tuple[PlannedGate, ...] = ()
    tailored: tuple[tuple[str, str], ...] = ()

    def step(self, step_id: str) -> PlannedStep:
        """One step by its id.

        :raises KeyError: where the roadmap has no such step.
        """
        return {step.id: step for step in self.steps}[step_id]


class Proof(StrEnum):
    """How sure it is that a conflict names no more than it must."""

    SMALLEST = "smallest"
    """No smaller set of constraints conflicts."""
    IRREDUCIBLE = "irreducible"
    """None of them can be taken away; whether another, smaller set conflicts was not found out."""
    GIVEN_UP = "given-up"
    """Not every arrangement was tried; there may be a plan after all."""


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
    proof: Proof = Proof.SMALLEST


def seen_by(roadmap: Roadmap, who: Who) -> Roadmap:
    """The roadmap as one of a couple may see it: the other's own sessions and measures are not theirs to read."""
    steps = tuple(step for step in roadmap.steps if any(each is who for each, _ in step.people))
    ids = {step.id for step in steps}
    return replace(
        roadmap,
        steps=steps,
        measures=tuple(measure for measure in roadmap.measures if who in measure.people),
        gates=tuple(gate for gate in roadmap.gates if gate.before in ids),
    )
