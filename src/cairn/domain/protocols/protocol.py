"""A protocol: its steps with windows to other steps, its measures, its papers, and why each is there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.domain.citations import Citation
from cairn.domain.protocols.gate import Gate
from cairn.domain.protocols.people import Part, Who, coming_of
from cairn.domain.protocols.tailoring import Tailoring
from cairn.domain.protocols.window import START, Modality, Side, Window
from cairn.domain.protocols.words import Words
from cairn.domain.vocabulary import EncounterKind

__all__ = ["BASELINE", "START", "MeasurePoint", "Modality", "Needed", "Phase", "Protocol", "Side", "Status"]
__all__ += ["Step", "TimeOfDay", "Window", "Words"]

BASELINE: Final = "baseline"
"""The occasion of the measures asked before the work begins."""


class TimeOfDay(StrEnum):
    """When on its days a measure is asked."""

    ANY = "any"
    MORNING = "morning"
    EVENING = "evening"
    WITHIN_SESSION = "within-session"
    """In the session it is counted from, before that session ends."""


class Status(StrEnum):
    """FHIR R4 PublicationStatus, the part in use."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


ONE_PERSON: Final = ((Who.PERSON, Part.PRESENT),)


@dataclass(frozen=True, slots=True)
class Step:
    """One session or contact.

    :param asks: what it asks of the client.
    :param minutes: how long it lasts; None where the dose agreed decides it.
    :param reserve_minutes: the time to keep free; the same as ``minutes`` where that is known.
    :param facilitators: how many the protocol asks for; the regime may ask for more.
    :param modalities: how it may be held, the usual way first.
    :param room: the kind of room, or None where it needs none.
    :param people: who takes part and as what; somebody not named is not asked to come.
    :param per_person: whether ``facilitators`` is for each person who takes part, else for the session.
    :param accessibility: what to see to for people who need the room, the way or the words otherwise.
    :param optional: left out unless somebody asked for it.
    """

    id: str
    kind: EncounterKind
    title: Words
    asks: Words
    why: Words
    citation: Citation
    window: Window
    minutes: int | None
    reserve_minutes: int
    facilitators: int
    modalities: tuple[Modality, ...]
    room: str | None = None
    people: tuple[tuple[Who, Part], ...] = ONE_PERSON
    per_person: bool = False
    accessibility: Words | None = None
    optional: bool = False

    @property
    def staff(self) -> int:
        """How many facilitators the protocol asks for in all."""
        return self.facilitators * (len(self.coming) if self.per_person else 1)

    @property
    def coming(self) -> tuple[Who, ...]:
        """Those who are there; somebody who stays apart is not."""
        return coming_of(self.people)


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the way: the steps of one kind."""

    kind: EncounterKind
    title: Words
    purpose: Words


@dataclass(frozen=True, slots=True)
class MeasurePoint:
    """One measure at one time.

    :param instrument: with its version, such as ``phq-9@1``.
    :param label: when, in words: "before the work begins", "a week after".
    :param citation: where the time comes from.
    :param choice: where the choice of this measure comes from.
    :param time_of_day: when on its days, or within the session it is counted from.
    :param people: who answers; each on their own.
    :param optional: left out unless somebody asked for it.
    """

    id: str
    instrument: str
    label: Words
    window: Window
    why: Words
    citation: Citation
    choice: Citation
    time_of_day: TimeOfDay = TimeOfDay.ANY
    people: tuple[Who, ...] = (Who.PERSON,)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Needed:
    """A document that must be on file before a step.

    :param code: as in ``documents.on_file``.
    """

    code: str
    title: Words
    before: str
    why: Words
    citation: Citation


@dataclass(frozen=True, slots=True)
class Protocol:
    """A way of working. A new version is a new file, never an edit.

    :param id: with ``version`` names it for good: ``supported-session@1``.
    :param content_hash: SHA-256 of the file it was read from, or over those it was made of.
    :param indications: what it is meant for, as codes; empty where it asks for no diagnosis.
    :param regimes: the packs it is meant for; empty where any may do.
    :param tailoring: what may be changed for a person, and how far.
    :param gates: what must be true before a step.
    :param base: the key of the protocol this is a couples variant of.
    :param variant: which variant, such as ``joint``; None for one person alone.
    """

    id: str
    version: int
    title: Words
    purpose: Words
    status: Status
    steps: tuple[Step, ...]
    measures: tuple[MeasurePoint, ...]
    needed: tuple[Needed, ...]
    content_hash: str
    indications: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    tailoring: tuple[Tailoring, ...] = ()
    gates: tuple[Gate, ...] = ()
    base: str | None = None
    variant: str | None = None

    @property
    def key(self) -> str:
        """What is stored: id and version."""
        return f"{self.id}@{self.version}"

    def step(self, step_id: str) -> Step:
        """One step by its id.

        :raises KeyError: where the protocol has no such step.
        """
        return {step.id: step for step in self.steps}[step_id]

    @property
    def baseline(self) -> tuple[MeasurePoint, ...]:
        """The measures asked before the work begins, whose id ends in ``-baseline``."""
        return tuple(point for point in self.measures if point.id.endswith(f"-{BASELINE}"))

    def of_kind(self, kind: EncounterKind) -> tuple[Step, ...]:
        """The steps of one kind, in order."""
        return tuple(step for step in self.steps if step.kind is kind)

    def needed_before(self, kind: EncounterKind) -> tuple[Needed, ...]:
        """The documents needed before any step of one kind."""
        ids = {step.id for step in self.of_kind(kind)}
        return tuple(needed for needed in self.needed if needed.before in ids)
