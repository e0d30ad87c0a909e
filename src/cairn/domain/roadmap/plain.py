"""A roadmap as plain JSON and back, as a record keeps it: reading it back gives an equal roadmap."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from cairn.domain.protocols.protocol import Modality, Words
from cairn.domain.roadmap.roadmap import Duration, PlannedMeasure, PlannedStep, Reason, Roadmap
from cairn.domain.vocabulary import EncounterKind, Grade

SCHEMA: Final = "roadmap/1"
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
    }


def from_plain(plain: Plain) -> Roadmap:
    """The roadmap a record kept.

    :raises ValueError: where another version of this product wrote it in a form this one does not read.
    """
    if plain.get("schema") != SCHEMA:
        raise ValueError(f"This is no roadmap of the form {SCHEMA}. Read it with the version that wrote it.")
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
    )


def _measure(measure: PlannedMeasure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "instrument": measure.instrument,
        "label": dict(measure.label),
        "opens": measure.opens.isoformat(),
        "closes": measure.closes.isoformat(),
        "reasons": [_reason(reason) for reason in measure.reasons],
    }


def _measure_of(plain: Plain) -> PlannedMeasure:
    return PlannedMeasure(
        id=plain["id"],
        instrument=plain["instrument"],
        label=_words(plain["label"]),
        opens=date.fromisoformat(plain["opens"]),
        closes=date.fromisoformat(plain["closes"]),
        reasons=tuple(_reason_of(reason) for reason in plain["reasons"]),
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
