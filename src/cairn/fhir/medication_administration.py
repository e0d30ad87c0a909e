"""The administration day as FHIR R4 MedicationAdministration, and each event of it as Observation."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.domain.dossier.administration import Administration, RecordedEvent
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import AUTHOR, ID, INSTANT, TEXT, link
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext

EVENT_SYSTEM = f"{BASE}/CodeSystem/session-event"

_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "preparation": "on-hold",
        "in-progress": "in-progress",
        "completed": "completed",
        "stopped": "stopped",
        "entered-in-error": "entered-in-error",
    }
)
_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def _shown(administration: Administration) -> JsonObject:
    node: JsonObject = {
        "status": _STATUS.get(administration.status, "unknown"),
        "medicationCodeableConcept": {"text": "Psilocybin"},
    }
    if administration.started_at is None:
        node["effectivePeriod"] = {"extension": [{"url": _ABSENT, "valueCode": "unknown"}]}
    return node


ADMINISTRATION = Shape(
    "MedicationAdministration",
    Administration,
    (
        at("id", "id", codec=ID),
        at("encounter", "context", codec=link("Encounter")),
        at("started_at", "effectivePeriod", "start", codec=INSTANT, empty=None),
        at("released_at", "effectivePeriod", "end", codec=INSTANT, empty=None),
        ext("status", "administration-status", TEXT),
        ext("plan", "dose-plan", TEXT, ""),
        ext("planned_at", "planned-at", INSTANT, None),
        ext("planned_by", "planned-by", AUTHOR, None),
        ext("requirements", "requirements", TEXT, ""),
        ext("signature", "signature", link("Provenance"), None),
    ),
    shown=_shown,
)


def _event_shown(event: RecordedEvent) -> JsonObject:
    return {
        "status": "final",
        "code": {"coding": [{"system": EVENT_SYSTEM}]},
        "valueString": event.payload,
    }


EVENT = Shape(
    "Observation",
    RecordedEvent,
    (
        at("id", "id", codec=ID),
        at("administration", "partOf", 0, codec=link("MedicationAdministration")),
        at("kind", "code", "coding", 0, "code", codec=TEXT),
        at("at", "effectiveDateTime", codec=INSTANT),
        at("recorded_at", "issued", codec=INSTANT),
        at("by", "performer", 0, codec=AUTHOR),
        at("payload", "valueString", codec=TEXT),
    ),
    shown=_event_shown,
)
