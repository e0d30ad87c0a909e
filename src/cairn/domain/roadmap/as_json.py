"""A roadmap as plain data and back: what a record stores, so that it reads the same for ever."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from cairn.domain.protocols.protocol import Modality, Words
from cairn.domain.roadmap.roadmap import Duration, PlannedMeasure, PlannedStep, Reason, Roadmap
from cairn.domain.vocabulary import EncounterKind, Grade

Plain = dict[str, Any]


def to_json(roadmap: Roadmap) -> Plain:
    """The roadmap as plain data."""
    return {
        "protocol": roadmap.protocol,
        "protocol_hash": roadmap.protocol_hash,
        "regime": roadmap.regime,
        "regime_version": roadmap.regime_version,
        "regime_hash": roadmap.regime_hash,
        "zone": roadmap.zone,
        "steps": [_step_to_json(step) for step in roadmap.steps],
        "measures": [_measure_to_json(measure) for measure in roadmap.measures],
        "notes": _reasons_to_json(roadmap.notes),
    }


def from_json(data: Mapping[str, Any]) -> Roadmap:
    """The roadmap that ``to_json`` wrote."""
    zone = ZoneInfo(data["zone"])
    return Roadmap(
        protocol=data["protocol"],
        protocol_hash=data["protocol_hash"],
        regime=data["regime"],
        regime_version=data["regime_version"],
        regime_hash=data["regime_hash"],
        zone=data["zone"],
        steps=tuple(_step(step, zone) for step in data["steps"]),
        measures=tuple(_measure(measure) for measure in data["measures"]),
        notes=_reasons(data["notes"]),
    )


def _words(data: Mapping[str, str]) -> Words:
    return MappingProxyType(dict(data))


def _reasons_to_json(reasons: tuple[Reason, ...]) -> list[Plain]:
    return [
        {
            "code": each.code,
            "words": dict(each.words),
            "source": each.source,
            "grade": None if each.grade is None else each.grade.value,
        }
        for each in reasons
    ]


def _reasons(data: list[Plain]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            each["code"],
            _words(each["words"]),
            each["source"],
            None if each["grade"] is None else Grade(each["grade"]),
        )
        for each in data
    )


def _step_to_json(step: PlannedStep) -> Plain:
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
        "reserved": step.duration.reserved,
        "duration": dict(step.duration.words),
        "facilitators": step.facilitators,
        "modality": step.modality.value,
        "room": step.room,
        "reasons": _reasons_to_json(step.reasons),
    }


def _step(data: Plain, zone: ZoneInfo) -> PlannedStep:
    def moment(key: str) -> datetime:
        return datetime.fromisoformat(data[key]).astimezone(zone)

    return PlannedStep(
        id=data["id"],
        kind=EncounterKind(data["kind"]),
        title=_words(data["title"]),
        asks=_words(data["asks"]),
        starts=moment("starts"),
        ends=moment("ends"),
        opens=moment("opens"),
        closes=moment("closes"),
        duration=Duration(data["minutes"], data["reserved"], _words(data["duration"])),
        facilitators=data["facilitators"],
        modality=Modality(data["modality"]),
        room=data["room"],
        reasons=_reasons(data["reasons"]),
    )


def _measure_to_json(measure: PlannedMeasure) -> Plain:
    return {
        "id": measure.id,
        "instrument": measure.instrument,
        "label": dict(measure.label),
        "opens": measure.opens.isoformat(),
        "closes": measure.closes.isoformat(),
        "reasons": _reasons_to_json(measure.reasons),
    }


def _measure(data: Plain) -> PlannedMeasure:
    return PlannedMeasure(
        id=data["id"],
        instrument=data["instrument"],
        label=_words(data["label"]),
        opens=date.fromisoformat(data["opens"]),
        closes=date.fromisoformat(data["closes"]),
        reasons=_reasons(data["reasons"]),
    )
