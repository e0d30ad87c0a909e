"""Reads the entries of a protocol: steps, occasions and measures, papers, gates and what may be tailored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cairn.content.readers.fields import Fields
from cairn.domain.citations import Citation
from cairn.domain.dates import Period, parse_period
from cairn.domain.protocols.gate import Gate
from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import MeasurePoint, Needed, Phase, Step, TimeOfDay
from cairn.domain.protocols.window import Modality, Side, Window
from cairn.domain.protocols.words import Words
from cairn.domain.vocabulary import EncounterKind, Role

_AT_ONCE = parse_period("P0D")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time at which measures are asked, written once for all of them."""

    label: Words
    window: Window
    citation: Citation
    time_of_day: TimeOfDay


def row(file: str, entry: object) -> Fields:
    """One entry under its id."""
    fields = Fields(file, "an entry", entry)
    fields.entry = fields.text("id")
    return fields


def read_words(fields: Fields, key: str) -> Words:
    """Words in English and in Spanish; both are needed."""
    inner = fields.inner(key)
    words = {language: inner.text(language) for language in ("en", "es")}
    inner.close()
    return MappingProxyType(words)


def read_period(fields: Fields, key: str) -> Period:
    """An ISO 8601 duration."""
    try:
        return parse_period(fields.text(key))
    except ValueError as fault:
        fields.fault(str(fault), "Mend it.")


def read_window(fields: Fields) -> Window:
    """A window under ``after``, ``before`` or ``with``; what begins together needs no times."""
    return read_window_of(fields, "window")


def read_window_of(fields: Fields, key: str) -> Window:
    """A window written under another key."""
    inner = fields.inner(key)
    sides = [side for side in Side if inner.has(side.value)]
    if len(sides) != 1:
        inner.fault("is not counted from one step.", f"Write one of {', '.join(Side)}.")
    anchor = inner.text(sides[0].value)
    if sides[0] is Side.WITH:
        times = (_AT_ONCE, _AT_ONCE, _AT_ONCE)
    else:
        opens, closes, typical = (read_period(inner, key) for key in ("opens", "closes", "typical"))
        times = (opens, closes, typical)
    inner.close()
    return Window(anchor, *times, sides[0])


def read_step(fields: Fields) -> Step:
    """One step."""
    minutes = None if fields.get("minutes") is None else positive(fields, "minutes")
    reserve = minutes if minutes is not None else positive(fields, "reserve_minutes")
    kind = fields.code("kind", EncounterKind)
    step = Step(
        id=fields.entry,
        kind=kind,
        title=read_words(fields, "title"),
        asks=read_words(fields, "asks"),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
        window=read_window(fields),
        minutes=minutes,
        reserve_minutes=reserve,
        facilitators=positive(fields, "facilitators"),
        modalities=_modalities(fields),
        room=fields.text("room") if fields.has("room") else None,
        people=read_people(fields, kind),
        per_person=fields.flag("per_person", default=False),
        accessibility=read_words(fields, "accessibility") if fields.has("accessibility") else None,
        optional=fields.flag("optional", default=False),
    )
    fields.close()
    return step


def _modalities(fields: Fields) -> tuple[Modality, ...]:
    modalities = fields.texts("modalities")
    odd = [modality for modality in modalities if modality not in list(Modality)]
    if odd:
        fields.fault(f"'{odd[0]}' is not a modality.", f"Use {', '.join(Modality)}.")
    return tuple(Modality(modality) for modality in modalities)


def read_people(fields: Fields, kind: EncounterKind) -> tuple[tuple[Who, Part], ...]:
    """Who takes part and as what; without a word, one person, who takes the product on an administration day."""
    if not fields.has("people"):
        part = Part.DOSED if kind is EncounterKind.ADMINISTRATION else Part.PRESENT
        return ((Who.PERSON, part),)
    inner = fields.inner("people")
    people = tuple((who, inner.code(who.value, Part)) for who in Who if inner.has(who.value))
    inner.close()
    if all(part is Part.APART for _, part in people):
        fields.fault("nobody takes part.", "Name 'person' or 'partner' as dosed or present.")
    return people


def positive(fields: Fields, key: str) -> int:
    """A whole number above nought."""
    number = fields.integer(key)
    if number <= 0:
        fields.fault(f"'{key}' is {number}.", "Write a number above nought.")
    return number


def read_occasions(fields: Fields) -> Mapping[str, Occasion]:
    """The occasions written under ``occasions``, by name; none where the key is missing."""
    found: dict[str, Occasion] = {}
    for entry in fields.rows_if_any("occasions"):
        one = row(fields.file, entry)
        if one.entry in found:
            one.fault("stands twice.", "Give each its own id.")
        found[one.entry] = Occasion(
            label=read_words(one, "label"),
            window=read_window(one),
            citation=one.citation("source"),
            time_of_day=_time_of_day(one),
        )
        one.close()
    return MappingProxyType(found)


def _time_of_day(fields: Fields) -> TimeOfDay:
    return fields.code("time_of_day", TimeOfDay) if fields.has("time_of_day") else TimeOfDay.ANY


def read_measures(file: str, entry: object, occasions: Mapping[str, Occasion]) -> Iterator[MeasurePoint]:
    """One measure at one time; or, written with ``at``, at each of the occasions it names."""
    fields = Fields(file, "a measure", entry)
    if not fields.has("at"):
        yield _measure(row(file, entry))
        return
    instrument = fields.entry = fields.text("instrument")
    why, choice = read_words(fields, "why"), fields.citation("choice")
    names, people = fields.texts("at"), _answering(fields)
    optional = fields.flag("optional", default=False)
    fields.close()
    for name in names:
        if name not in occasions:
            fields.fault(f"'{name}' is no occasion.", f"Use one of {', '.join(occasions)}.")
        occasion = occasions[name]
        yield MeasurePoint(
            id=f"{instrument.partition('@')[0]}-{name}",
            instrument=instrument,
            label=occasion.label,
            window=occasion.window,
            why=why,
            citation=occasion.citation,
            choice=choice,
            time_of_day=occasion.time_of_day,
            people=people,
            optional=optional,
        )


def _answering(fields: Fields) -> tuple[Who, ...]:
    if not fields.has("people"):
        return (Who.PERSON,)
    people = fields.texts("people")
    odd = [who for who in people if who not in list(Who)]
    if odd:
        fields.fault(f"'{odd[0]}' is nobody.", f"Use {', '.join(Who)}.")
    return tuple(Who(who) for who in people)


def _measure(fields: Fields) -> MeasurePoint:
    measure = MeasurePoint(
        id=fields.entry,
        instrument=fields.text("instrument"),
        label=read_words(fields, "label"),
        window=read_window(fields),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
        choice=fields.citation("choice"),
    )
    fields.close()
    return measure


def read_needed(file: str, entry: object) -> Needed:
    """One document that must be on file."""
    fields = Fields(file, "needed", entry)
    fields.entry = fields.text("code")
    needed = Needed(
        code=fields.entry,
        title=read_words(fields, "title"),
        before=fields.text("before"),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
    )
    fields.close()
    return needed


def read_gate(fields: Fields) -> Gate:
    """One gate."""
    who = fields.texts("who")
    odd = [role for role in who if role not in list(Role)]
    if odd:
        fields.fault(f"'{odd[0]}' is no role.", f"Use {', '.join(Role)}.")
    gate = Gate(
        id=fields.entry,
        before=fields.text("before"),
        title=read_words(fields, "title"),
        why=read_words(fields, "why"),
        who=tuple(Role(role) for role in who),
        citation=fields.citation("source"),
        needs=fields.texts("needs") if fields.has("needs") else (),
    )
    fields.close()
    return gate


def read_phase(file: str, entry: object) -> Phase:
    """One phase."""
    fields = Fields(file, "phases", entry)
    kind = fields.code("kind", EncounterKind)
    phase = Phase(kind, read_words(fields, "title"), read_words(fields, "purpose"))
    fields.close()
    return phase
