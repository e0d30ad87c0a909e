"""Meetings as FHIR R4 Encounter, notes as Communication, decisions after the fit consultation as Observation."""

from cairn.domain.dossier.encounter import Encounter, EncounterNote, FitDecision
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import AUTHOR, ID, INSTANT, TEXT, WHOLE, code, link
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext

_ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def _encounter_shown(_: Encounter) -> JsonObject:
    return {
        "class": {"system": _ACT, "code": "AMB", "display": "ambulatory"},
        "type": [{"coding": [{"system": f"{BASE}/CodeSystem/encounter-kind"}]}],
    }


ENCOUNTER = Shape(
    "Encounter",
    Encounter,
    (
        at("id", "id", codec=ID),
        at("status", "status", codec=code(EncounterStatus)),
        at("kind", "type", 0, "coding", 0, "code", codec=code(EncounterKind)),
        at("episode", "episodeOfCare", 0, codec=link("EpisodeOfCare")),
        at("started_at", "period", "start", codec=INSTANT, empty=None),
        at("finished_at", "period", "end", codec=INSTANT, empty=None),
        at("lead", "participant", 0, "individual", codec=AUTHOR, empty=None),
        ext("second", "second-facilitator", AUTHOR, None),
        at("room", "location", 0, "location", "display", codec=TEXT, empty=""),
        ext("number", "number", WHOLE),
        ext("step", "roadmap-step", TEXT, ""),
        ext("planned_start", "planned-start", INSTANT, None),
        ext("planned_end", "planned-end", INSTANT, None),
    ),
    shown=_encounter_shown,
)


def _note_shown(note: EncounterNote) -> JsonObject:
    return {"status": "entered-in-error" if note.error_reason else "completed"}


ENCOUNTER_NOTE = Shape(
    "Communication",
    EncounterNote,
    (
        at("id", "id", codec=ID),
        at("encounter", "encounter", codec=link("Encounter")),
        at("text", "payload", 0, "contentString", codec=TEXT, empty=""),
        at("at", "sent", codec=INSTANT),
        at("by", "sender", codec=AUTHOR),
        at("kind", "category", 0, "text", codec=TEXT),
        at("topic", "topic", "text", codec=TEXT, empty=""),
        at("replaces", "inResponseTo", 0, codec=link("Communication"), empty=None),
        at("error_reason", "statusReason", "text", codec=TEXT, empty=""),
        ext("recorded_at", "recorded-at", INSTANT),
    ),
    shown=_note_shown,
)


def _decision_shown(_: FitDecision) -> JsonObject:
    system = f"{BASE}/CodeSystem"
    return {
        "status": "final",
        "code": {"coding": [{"system": f"{system}/observation", "code": "fit-decision"}]},
        "valueCodeableConcept": {"coding": [{"system": f"{system}/fit-answer"}]},
    }


FIT_DECISION = Shape(
    "Observation",
    FitDecision,
    (
        at("id", "id", codec=ID),
        at("encounter", "encounter", codec=link("Encounter")),
        at("answer", "valueCodeableConcept", "coding", 0, "code", codec=TEXT),
        at("at", "effectiveDateTime", codec=INSTANT),
        at("by", "performer", 0, codec=AUTHOR),
        at("note", "note", 0, "text", codec=TEXT, empty=""),
        ext("side", "side", TEXT),
        ext("reason", "reason", TEXT, ""),
        ext("replaces", "replaces", ID, None),
    ),
    shown=_decision_shown,
)
