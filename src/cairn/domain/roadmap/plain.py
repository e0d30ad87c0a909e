"""A roadmap as plain JSON and back, as a record keeps it: reading it back gives an equal roadmap."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import Modality, TimeOfDay
from cairn.domain.protocols.words import Words
from cairn.domain.roadmap.roadmap import (
    Duration,
    PlannedGate,
    PlannedMeasure,
    PlannedStep,
    Reason,
    Roadmap,
)
from cairn.domain.vocabulary import EncounterKind, Grade, Role

SCHEMA: Final = "roadmap/2"
EARLIER: Final = "roadmap/1"
"""Without gates, without who takes part, without what was tailored: one person, as it always had been."""
Plain = Mapping[str, Any]


def to_plain(roadmap: Roadmap) -> dict[str, Any]:
    """The roadmap as JSON values; moments with their offset, the zone beside them."""
    return {
        "schema": SCHEMA,
        "protocol": roadmap.protocol,
        "protocol_hash": roadmap.protocol_hash,
        "regime": roadmap.regime,
        "regime_version": roadmap.regime_version,
        "regime_hash": roadmap.regime_hash,
        "zone": roadmap.zone,
        "steps": [_step(step) for step in roadmap.steps],
        "measures": [_measure(measure) for measure in roadmap.measures],
        "notes": [_reason(note) for note in roadmap.notes],
        "gates": [_gate(gate) for gate in roadmap.gates],
        "tailored": dict(roadmap.tailored),
    }


def from_plain(plain: Plain) -> Roadmap:
    """The roadmap a record kept.

    :raises ValueError: where another version of this product wrote it in a form this one does not read.
    """
    if plain.get("schema") not in {SCHEMA, EARLIER}:
        raise ValueError(
            f"This is no roadmap of the form {EARLIER} or {SCHEMA}. Read it with the version that wrote it."
        )
    zone = ZoneInfo(plain["zone"])
    return Roadmap(
        protocol=plain["protocol"],
        protocol_hash=plain["protocol_hash"],
        regime=plain["regime"],
        regime_version=plain["regime_version"],
        regime_hash=plain["regime_hash"],
        zone=plain["zone"],
        steps=tuple(_step_of(step, zone) for step in plain["steps"]),
        measures=tuple(_measure_of(measure) for measure in plain["measures"]),
        notes=tuple(_reason_of(note) for note in plain["notes"]),
        gates=tuple(_gate_of(gate) for gate in plain.get("gates", ())),
        tailored=tuple(sorted(plain.get("tailored", {}).items())),
    )


def _step(step: PlannedStep) -> dict[str, Any]:
    return {
        "id": step.id,
        "kind": step.kind.value,
        "title": dict(step.title),
        "asks": dict(step.asks),
        "starts": step.starts.isoformat(),
        "ends": step.ends.isoformat(),
        "opens": step.opens.isoformat(),
        "closes": step.closes.isoformat(),
        "minutes": step.duration.minutes,
        "reserved_minutes": step.duration.reserved,
        "duration": dict(step.duration.words),
        "facilitators": step.facilitators,
        "modality": step.modality.value,
        "room": step.room,
        "reasons": [_reason(reason) for reason in step.reasons],
        "people": {who.value: part.value for who, part in step.people},
        "held_by": list(step.held_by),
        "accessibility": None if step.accessibility is None else dict(step.accessibility),
    }


def _step_of(plain: Plain, zone: ZoneInfo) -> PlannedStep:
    return PlannedStep(
        id=plain["id"],
        kind=EncounterKind(plain["kind"]),
        title=_words(plain["title"]),
        asks=_words(plain["asks"]),
        starts=_moment(plain["starts"], zone),
        ends=_moment(plain["ends"], zone),
        opens=_moment(plain["opens"], zone),
        closes=_moment(plain["closes"], zone),
        duration=Duration(plain["minutes"], plain["reserved_minutes"], _words(plain["duration"])),
        facilitators=plain["facilitators"],
        modality=Modality(plain["modality"]),
        room=plain["room"],
        reasons=tuple(_reason_of(reason) for reason in plain["reasons"]),
        people=_people_of(plain),
        held_by=tuple(plain.get("held_by", ())),
        accessibility=_words(plain["accessibility"]) if plain.get("accessibility") else None,
    )


def _people_of(plain: Plain) -> tuple[tuple[Who, Part], ...]:
    """Who takes part; the earlier form was for one person, who took the product on the day."""
    if "people" in plain:
        return tuple((Who(who), Part(part)) for who, part in plain["people"].items())
    is_day = plain["kind"] == EncounterKind.ADMINISTRATION.value
    return ((Who.PERSON, Part.DOSED if is_day else Part.PRESENT),)


def _gate(gate: PlannedGate) -> dict[str, Any]:
    return {
        "id": gate.id,
        "before": gate.before,
        "by": gate.by.isoformat(),
        "title": dict(gate.title),
        "who": [role.value for role in gate.who],
        "reasons": [_reason(reason) for reason in gate.reasons],
    }


def _gate_of(plain: Plain) -> PlannedGate:
    return PlannedGate(
        id=plain["id"],
        before=plain["before"],
        by=date.fromisoformat(plain["by"]),
        title=_words(plain["title"]),
        who=tuple(Role(role) for role in plain["who"]),
        reasons=tuple(_reason_of(reason) for reason in plain["reasons"]),
    )


def _measure(measure: PlannedMeasure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "instrument": measure.instrument,
        "label": dict(measure.label),
        "opens": measure.opens.isoformat(),
        "closes": measure.closes.isoformat(),
        "reasons": [_reason(reason) for reason in measure.reasons],
        "time_of_day": measure.time_of_day.value,
        "people": [who.value for who in measure.people],
    }


def _measure_of(plain: Plain) -> PlannedMeasure:
    return PlannedMeasure(
        id=plain["id"],
        instrument=plain["instrument"],
        label=_words(plain["label"]),
        opens=date.fromisoformat(plain["opens"]),
        closes=date.fromisoformat(plain["closes"]),
        reasons=tuple(_reason_of(reason) for reason in plain["reasons"]),
        time_of_day=TimeOfDay(plain.get("time_of_day", TimeOfDay.ANY)),
        people=tuple(Who(who) for who in plain.get("people", [Who.PERSON])),
    )


def _reason(reason: Reason) -> dict[str, Any]:
    grade = None if reason.grade is None else reason.grade.value
    return {"code": reason.code, "words": dict(reason.words), "source": reason.source, "grade": grade}


def _reason_of(plain: Plain) -> Reason:
    grade = None if plain["grade"] is None else Grade(plain["grade"])
    return Reason(plain["code"], _words(plain["words"]), plain["source"], grade)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).astimezone(zone)


def _words(plain: Mapping[str, str]) -> Words:
    return MappingProxyType(dict(plain))
