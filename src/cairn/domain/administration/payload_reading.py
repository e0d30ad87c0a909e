"""What each kind of event must say to be kept, field by field."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

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
from cairn.domain.administration.fields import Fields
from cairn.domain.administration.payloads import (
    AdverseEvent,
    AlarmAnswered,
    Correction,
    CriterionAssessed,
    Dosed,
    Intensity,
    Moved,
    Music,
    Note,
    Observation,
    Payload,
    Released,
    Replacement,
    Started,
    Touched,
    Vitals,
)
from cairn.domain.quantities import Measure, doubt_amount, doubt_measure, doubt_pressure

Reader = Callable[[Fields], Payload]


def _started(fields: Fields) -> Started:
    return Started(room=fields.text("room"))


def _moved(fields: Fields) -> Moved:
    return Moved(
        person=fields.text("person"),
        name=fields.text("name"),
        role=fields.code("role", PresenceRole),
        movement=fields.code("movement", Movement),
        words=fields.text("words", needed=False),
    )


def _dosed(fields: Fields) -> Dosed:
    dosed = Dosed(
        amount=fields.amount("amount"),
        part=fields.code("part", DosePart),
        product=fields.text("product"),
        lot=fields.text("lot"),
        product_form=fields.code("product_form", ProductForm),
        witnessed_by=fields.text("witnessed_by"),
    )
    fields.doubt("amount", doubt_amount(dosed.amount))
    return dosed


_MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "systolic": Measure.SYSTOLIC,
        "diastolic": Measure.DIASTOLIC,
        "pulse": Measure.PULSE,
        "temperature": Measure.TEMPERATURE,
        "oxygen_saturation": Measure.OXYGEN_SATURATION,
    }
)


def _vitals(fields: Fields) -> Vitals:
    before = len(fields.faults)
    vitals = Vitals(
        systolic=fields.whole("systolic"),
        diastolic=fields.whole("diastolic"),
        pulse=fields.whole("pulse"),
        rhythm=fields.code_or_none("rhythm", Rhythm),
        temperature=fields.number("temperature"),
        oxygen_saturation=fields.whole("oxygen_saturation"),
    )
    if vitals == Vitals() and len(fields.faults) == before:
        fields.fault("", "missing", "Nothing was measured.", "Send at least one reading.")
    for name, measure in _MEASURES.items():
        value = getattr(vitals, name)
        if value is not None:
            fields.doubt(name, doubt_measure(measure, Decimal(value)))
    if vitals.systolic is not None and vitals.diastolic is not None:
        doubt = doubt_pressure(vitals.systolic, vitals.diastolic)
        fields.doubt("diastolic", doubt)
    return vitals


def _intensity(fields: Fields) -> Intensity:
    rating = _whole_between(fields, "rating", 0, 10)
    if rating is None and fields.value("rating") is None:
        fields.fault("rating", "missing", "It is missing.", "Send 0 to 10.")
    return Intensity(rating=rating or 0, rated_by=fields.code("rated_by", RatedBy))


def _observation(fields: Fields) -> Observation:
    return Observation(code=fields.code("code", Observed), words=fields.text("words", needed=False))


def _touched(fields: Fields) -> Touched:
    touch = fields.code("touch", Touch)
    words = fields.text("words", needed=touch is Touch.OTHER)
    return Touched(touch=touch, asked_for=fields.code("asked_for", YesNo), words=words)


def _music(fields: Fields) -> Music:
    return Music(phase=fields.code("phase", MusicPhase), words=fields.text("words", needed=False))


def _note(fields: Fields) -> Note:
    return Note(words=fields.text("words"))


def _adverse_event(fields: Fields) -> AdverseEvent:
    signs = fields.codes("signs", Sign)
    grade = _whole_between(fields, "grade", 1, 5)
    return AdverseEvent(words=fields.text("words", needed=not signs), signs=signs, grade=grade)


def _alarm_answered(fields: Fields) -> AlarmAnswered:
    return AlarmAnswered(
        alarm=fields.text("alarm"), answer=fields.code("answer", AlarmAnswer), words=fields.text("words")
    )


def _criterion_assessed(fields: Fields) -> CriterionAssessed:
    finding = fields.code("finding", Assessed)
    words = fields.text("words", needed=False)
    return CriterionAssessed(criterion=fields.text("criterion"), finding=finding, words=words)


def _released(fields: Fields) -> Released:
    manner = fields.code("manner", Manner)
    words = fields.text("words", needed=manner is Manner.LEFT_EARLY)
    return Released(manner=manner, escort=fields.text("escort", needed=False), words=words)


def _whole_between(fields: Fields, name: str, low: int, high: int) -> int | None:
    value = fields.whole(name)
    if value is not None and not low <= value <= high:
        fields.fault(name, "out-of-range", f"{value} is outside {low} to {high}.", f"Send {low} to {high}.")
    return value


def _correction(fields: Fields) -> Correction:
    action = fields.code("action", CorrectionAction)
    of, reason = fields.id("of"), fields.text("reason")
    replacement = None
    if action is CorrectionAction.REPLACE:
        replacement = _replacement(fields.inner("replacement"))
    elif fields.value("replacement") is not None:
        what = "An event entered in error has no replacement."
        fields.fault("replacement", "mismatch", what, "Leave it out, or choose to replace.")
    return Correction(of, action, reason, replacement)


def _replacement(fields: Fields) -> Replacement:
    kind, at, inner = fields.code("kind", EventKind), fields.moment("at"), fields.inner("payload")
    fields.finish()
    # Never read a correction inside a correction: someone could nest them without end.
    payload = _NOTHING if kind is EventKind.CORRECTION else READERS[kind](inner)
    if payload is _NOTHING or isinstance(payload, Correction):
        what = "A correction cannot be put in an event's place."
        fields.fault("kind", "mismatch", what, "Send the event as it should have been.")
        return Replacement(at, _NOTHING)
    inner.finish()
    return Replacement(at, payload)


_NOTHING: Final = Note("")

READERS: Final[Mapping[EventKind, Reader]] = MappingProxyType(
    {
        EventKind.SESSION_STARTED: _started,
        EventKind.PRESENCE: _moved,
        EventKind.DOSE_GIVEN: _dosed,
        EventKind.VITALS: _vitals,
        EventKind.INTENSITY: _intensity,
        EventKind.OBSERVATION: _observation,
        EventKind.TOUCH: _touched,
        EventKind.MUSIC: _music,
        EventKind.NOTE: _note,
        EventKind.ADVERSE_EVENT: _adverse_event,
        EventKind.ALARM_ANSWERED: _alarm_answered,
        EventKind.CRITERION_ASSESSED: _criterion_assessed,
        EventKind.RELEASED: _released,
        EventKind.CORRECTION: _correction,
    }
)
"""How each kind is read."""
