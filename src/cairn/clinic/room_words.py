"""The administration day in the words of the room."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, assert_never

from cairn.domain.administration.codes import (
    AlarmAnswer,
    Assessed,
    DosePart,
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
from cairn.domain.administration.monitoring import Watch
from cairn.domain.administration.payloads import (
    AdverseEvent,
    AlarmAnswered,
    CriterionAssessed,
    Dosed,
    FirstHand,
    Intensity,
    Moved,
    Music,
    Note,
    Observation,
    Released,
    Started,
    Touched,
    Vitals,
)
from cairn.domain.administration.phases import Phase
from cairn.domain.quantities import DoseUnit

OBSERVED_WORDS: Final[Mapping[Observed, str]] = MappingProxyType(
    {
        Observed.REASSURED: "Reassured",
        Observed.GROUNDED: "Grounded",
        Observed.TEARS: "Tears",
        Observed.BREAKTHROUGH: "Breakthrough",
        Observed.SPOKE: "Spoke",
        Observed.QUIET: "Quiet",
        Observed.RESTROOM: "Restroom",
        Observed.NAUSEA: "Nausea",
        Observed.ANXIOUS: "Anxious",
        Observed.TOUCH_DECLINED: "Touch declined",
        Observed.LAUGHTER: "Laughter",
        Observed.VOMITED: "Vomited",
        Observed.ASLEEP: "Asleep",
        Observed.YAWNING: "Yawning",
        Observed.DRANK: "Drank",
        Observed.ATE: "Ate",
    }
)
"""What one tap records, the most used first."""
TOUCH_WORDS: Final[Mapping[Touch, str]] = MappingProxyType(
    {
        Touch.HAND_ON_HAND: "Hand on hand",
        Touch.HAND_ON_FOOT: "Hand on foot",
        Touch.HAND_ON_SHOULDER: "Hand on shoulder",
        Touch.HUG: "Hug",
        Touch.OTHER: "Another touch",
    }
)
ASKED_WORDS: Final[Mapping[YesNo, str]] = MappingProxyType(
    {YesNo.YES: "asked for", YesNo.NO: "not asked for", YesNo.UNKNOWN: "whether asked for is not known"}
)
MUSIC_WORDS: Final[Mapping[MusicPhase, str]] = MappingProxyType(
    {phase: phase.value.capitalize() for phase in MusicPhase}
)
SIGN_WORDS: Final[Mapping[Sign, str]] = MappingProxyType(
    {
        Sign.CHEST_PAIN: "Chest pain",
        Sign.NEUROLOGICAL_SIGNS: "Weakness, speech or sight changed",
        Sign.SEVERE_HEADACHE: "Severe headache",
        Sign.BREATHLESS: "Breathless",
        Sign.FAINT: "Faint",
        Sign.CLONUS: "Jerking muscles (clonus)",
        Sign.RIGIDITY: "Rigid",
        Sign.AGITATION: "Agitated",
        Sign.SEIZURE: "Seizure",
        Sign.TRIES_TO_LEAVE: "Tries to leave",
        Sign.AGGRESSION: "Aggressive",
        Sign.SELF_HARM_INTENT: "Means to harm themselves",
    }
)
ROLE_WORDS: Final[Mapping[PresenceRole, str]] = MappingProxyType(
    {
        PresenceRole.FACILITATOR: "facilitator",
        PresenceRole.SITE_REPRESENTATIVE: "for the centre",
        PresenceRole.CLIENT: "client",
        PresenceRole.OBSERVER: "observer",
    }
)
PRODUCT_WORDS: Final[Mapping[ProductForm, str]] = MappingProxyType(
    {
        ProductForm.WHOLE_FUNGI: "Whole fungi",
        ProductForm.HOMOGENIZED_FUNGI: "Homogenised fungi",
        ProductForm.EXTRACT: "Extract",
        ProductForm.EDIBLE: "Edible",
        ProductForm.CAPSULE: "Capsule",
    }
)
UNIT_WORDS: Final[Mapping[DoseUnit, str]] = MappingProxyType(
    {
        DoseUnit.MG_PSILOCYBIN: "mg psilocybin (analyte)",
        DoseUnit.MG_PSILOCIN: "mg total psilocin",
        DoseUnit.G_MATERIAL: "g dried material",
    }
)
PHASE_WORDS: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.NOT_STARTED: "not begun",
        Phase.WAITING_FOR_DOSE: "before the dose",
        Phase.ONSET: "coming on",
        Phase.RISING: "rising",
        Phase.PEAK: "at its strongest",
        Phase.DECLINING: "easing",
        Phase.RETURN: "coming back",
        Phase.RELEASED: "released",
    }
)
WATCH_WORDS: Final[Mapping[Watch, str]] = MappingProxyType(
    {
        Watch.BLOOD_PRESSURE: "blood pressure",
        Watch.PULSE: "pulse",
        Watch.TEMPERATURE: "temperature",
        Watch.OXYGEN: "oxygen",
        Watch.STATE: "intensity",
    }
)
PART_WORDS: Final[Mapping[DosePart, str]] = MappingProxyType(
    {DosePart.INITIAL: "First dose", DosePart.SUPPLEMENTARY: "Supplementary dose"}
)
ALARM_ANSWER_WORDS: Final[Mapping[AlarmAnswer, str]] = MappingProxyType(
    {AlarmAnswer.SEEN: "seen", AlarmAnswer.RESOLVED: "resolved"}
)


def event_words(said: FirstHand) -> str:  # noqa: C901, PLR0911, PLR0912 -- one line a kind, held whole by assert_never
    """One event as a line of the timeline."""
    match said:
        case Started(room):
            return f"Session begun, {room}"
        case Moved(_, name, role, movement, words):
            verb = "came in" if movement is Movement.ARRIVED else "left"
            return _with(f"{name} ({ROLE_WORDS[role]}) {verb}", words)
        case Dosed():
            product = f"{said.product}, lot {said.lot}, {PRODUCT_WORDS[said.product_form].lower()}"
            return f"{PART_WORDS[said.part]}: {said.amount}. {product}. Seen by {said.witnessed_by}"
        case Vitals():
            return vitals_words(said)
        case Intensity(rating, rated_by):
            return f"Intensity {rating} of 10" + ("" if rated_by is RatedBy.CLIENT else ", as staff see it")
        case Observation(code, words):
            return _with(OBSERVED_WORDS[code], words)
        case Touched(touch, asked, words):
            return _with(f"{TOUCH_WORDS[touch]}, {ASKED_WORDS[asked]}", words)
        case Music(music, words):
            return _with(f"Music: {MUSIC_WORDS[music].lower()}", words)
        case Note(words):
            return words
        case AdverseEvent(words, signs, grade):
            named = ", ".join(SIGN_WORDS[sign].lower() for sign in signs)
            graded = "" if grade is None else f"grade {grade}"
            return _with(
                "Something untoward: " + (named or "described"), " · ".join(filter(None, (graded, words)))
            )
        case AlarmAnswered(alarm, answer, words):
            return _with(f"Alarm {alarm} {ALARM_ANSWER_WORDS[answer]}", words)
        case CriterionAssessed(criterion, finding, words):
            return _with(f"{criterion}: {'met' if finding is Assessed.MET else 'not yet'}", words)
        case Released(manner, escort, words):
            how = "Released" if manner is Manner.RELEASED else "Left before the release"
            return _with(how + (f" with {escort}" if escort else ""), words)
        case _:
            assert_never(said)


def vitals_words(said: Vitals) -> str:
    """The readings that were taken, with their units."""
    parts = []
    if said.systolic is not None or said.diastolic is not None:
        parts.append(f"{_or_dash(said.systolic)}/{_or_dash(said.diastolic)} mmHg")
    if said.pulse is not None:
        irregular = " irregular" if said.rhythm is Rhythm.IRREGULAR else ""
        parts.append(f"pulse {said.pulse}{irregular}")
    if said.temperature is not None:
        parts.append(f"{said.temperature} °C")
    if said.oxygen_saturation is not None:
        parts.append(f"oxygen {said.oxygen_saturation} %")
    return ", ".join(parts) or "No reading"


def watches_words(watches: tuple[Watch, ...]) -> str:
    """What a check asks for."""
    return ", ".join(WATCH_WORDS[watch] for watch in watches).capitalize()


def _or_dash(value: int | None) -> str:
    return "–" if value is None else str(value)


def _with(line: str, words: str) -> str:
    return f"{line}. {words}" if words else line
