"""A protocol: its steps with windows to other steps, its measures, its papers, and why each is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.domain.citations import Citation
from cairn.domain.dates import Period
from cairn.domain.vocabulary import EncounterKind

Words = Mapping[str, str]
"""The same words by language: ``en`` and ``es``."""

BASELINE: Final = "baseline"
"""The occasion of the measures asked before the work begins."""

START: Final = "start"
"""The anchor of the first step: the day the roadmap begins."""


class Modality(StrEnum):
    """How a session may be held."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"


class Status(StrEnum):
    """FHIR R4 PublicationStatus, the part in use."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Window:
    """When something may happen, counted from the end of another step.

    :param after: the id of that step, or ``start``.
    :param opens: not earlier than this; whole days count calendar days in the centre's zone.
    :param closes: not later than this.
    :param typical: where the planner looks first.
    """

    after: str
    opens: Period
    closes: Period
    typical: Period


@dataclass(frozen=True, slots=True)
class Step:
    """One session or contact.

    :param asks: what it asks of the client.
    :param minutes: how long it lasts; None where the dose agreed decides it.
    :param reserve_minutes: the time to keep free; the same as ``minutes`` where that is known.
    :param facilitators: how many the protocol asks for; the regime may ask for more.
    :param modalities: how it may be held, the usual way first.
    :param room: the kind of room, or None where it needs none.
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


@dataclass(frozen=True, slots=True)
class MeasurePoint:
    """One measure at one time.

    :param instrument: with its version, such as ``phq-9@1``.
    :param label: when, in words: "before the work begins", "a week after".
    :param citation: where the time comes from.
    :param choice: where the choice of this measure comes from.
    """

    id: str
    instrument: str
    label: Words
    window: Window
    why: Words
    citation: Citation
    choice: Citation


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
    :param content_hash: SHA-256 of the file it was read from.
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
