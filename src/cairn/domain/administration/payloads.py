"""What each kind of event says. None in a measured field means not measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final
from uuid import UUID

from cairn.domain.administration.codes import (
    AlarmAnswer,
    Assessed,
    CorrectionAction,
    DosePart,
    EventKind,
    Manner,
    Movement,
    MusicPhase,
    Observed,
    PresenceRole,
    ProductForm,
    RatedBy,
    Rhythm,
    Sign,
    Touch,
    YesNo,
)
from cairn.domain.quantities import Amount


@dataclass(frozen=True, slots=True)
class Started:
    """The session opened in a room; presence is watched from here."""

    room: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A person came into the room or left it. ``person`` is an account or client id, the same all day."""

    person: str
    name: str
    role: PresenceRole
    movement: Movement
    words: str = ""


@dataclass(frozen=True, slots=True)
class Dosed:
    """A dose was swallowed and seen to be swallowed.

    :param amount: as the product's label counts it.
    :param witnessed_by: the name of the person who watched.
    """

    amount: Amount
    part: DosePart
    product: str
    lot: str
    product_form: ProductForm
    witnessed_by: str


@dataclass(frozen=True, slots=True)
class Vitals:
    """One set of readings: mmHg, beats a minute, °C, percent."""

    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    rhythm: Rhythm | None = None
    temperature: Decimal | None = None
    oxygen_saturation: int | None = None


@dataclass(frozen=True, slots=True)
class Intensity:
    """How strong the experience is, 0 (nothing) to 10 (as strong as can be imagined)."""

    rating: int
    rated_by: RatedBy


@dataclass(frozen=True, slots=True)
class Observation:
    """One tap, with words where there were any."""

    code: Observed
    words: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """A touch that was given.

    :param asked_for: whether the client asked for it or reached for it at that moment.
    """

    touch: Touch
    asked_for: YesNo
    words: str = ""


@dataclass(frozen=True, slots=True)
class Music:
    """What was played, from which part of the plan."""

    phase: MusicPhase
    words: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Words by a named person at a time."""

    words: str


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """Something untoward, noted at once; its full report is made elsewhere.

    :param grade: 1 (mild) to 5 (death), or None while nobody has graded it.
    """

    words: str
    signs: tuple[Sign, ...] = ()
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class AlarmAnswered:
    """A named person saw an alarm, or says that it is resolved, and what was done."""

    alarm: str
    answer: AlarmAnswer
    words: str


@dataclass(frozen=True, slots=True)
class CriterionAssessed:
    """What a named person found of one release criterion, or decided about one open question."""

    criterion: str
    finding: Assessed
    words: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """The session ended for the client, and with whom they went."""

    manner: Manner
    escort: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What an event should have said, and when it really happened."""

    at: datetime
    payload: "FirstHand"


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier event is marked as entered in error, or replaced. The earlier one stays readable.

    :param replacement: set exactly when the action is to replace.
    """

    of: UUID
    action: CorrectionAction
    reason: str
    replacement: Replacement | None = None


FirstHand = (
    Started
    | Moved
    | Dosed
    | Vitals
    | Intensity
    | Observation
    | Touched
    | Music
    | Note
    | AdverseEvent
    | AlarmAnswered
    | CriterionAssessed
    | Released
)
"""Everything that happened in the room; a correction happened to the record."""

Payload = FirstHand | Correction

PAYLOADS: Final[Mapping[EventKind, type[Payload]]] = MappingProxyType(
    {
        EventKind.SESSION_STARTED: Started,
        EventKind.PRESENCE: Moved,
        EventKind.DOSE_GIVEN: Dosed,
        EventKind.VITALS: Vitals,
        EventKind.INTENSITY: Intensity,
        EventKind.OBSERVATION: Observation,
        EventKind.TOUCH: Touched,
        EventKind.MUSIC: Music,
        EventKind.NOTE: Note,
        EventKind.ADVERSE_EVENT: AdverseEvent,
        EventKind.ALARM_ANSWERED: AlarmAnswered,
        EventKind.CRITERION_ASSESSED: CriterionAssessed,
        EventKind.RELEASED: Released,
        EventKind.CORRECTION: Correction,
    }
)

KINDS: Final[Mapping[type[Payload], EventKind]] = MappingProxyType(
    {payload: kind for kind, payload in PAYLOADS.items()}
)
