"""Roadmaps as FHIR R4 CarePlan, intentions as Goal, signed documents as Consent."""

import json
from typing import Any

from cairn.domain.dossier.plan import CarePlan, Consent, Intention
from cairn.domain.vocabulary import CarePlanStatus, ConsentStatus
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import AUTHOR, ID, INSTANT, TEXT, WHOLE, code, link
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext


def _plan_shown(plan: CarePlan) -> JsonObject:
    """The dated steps as activities, for readers who do not know our roadmap."""
    roadmap = json.loads(plan.steps)
    steps = roadmap.get("steps") if isinstance(roadmap, dict) else None
    activities: list[Json] = [_activity(step) for step in steps or ()]
    return {"intent": "plan", **({"activity": activities} if activities else {})}


def _activity(step: dict[str, Any]) -> Json:
    kind = {"system": f"{BASE}/CodeSystem/encounter-kind", "code": step["kind"]}
    return {
        "detail": {
            "kind": "Appointment",
            "status": "scheduled",
            "code": {"coding": [kind], "text": step["title"]["en"]},
            "scheduledPeriod": {"start": step["starts"], "end": step["ends"]},
        }
    }


CARE_PLAN = Shape(
    "CarePlan",
    CarePlan,
    (
        at("id", "id", codec=ID),
        at("status", "status", codec=code(CarePlanStatus)),
        at("protocol", "title", codec=TEXT),
        at("proposed_at", "created", codec=INSTANT),
        at("proposed_by", "author", codec=AUTHOR),
        ext("episode", "episode", link("EpisodeOfCare")),
        ext("version", "version", WHOLE),
        ext("regime", "regime", TEXT),
        ext("content_hash", "content-hash", TEXT),
        ext("steps", "roadmap-steps", TEXT),
        ext("reason", "reason", TEXT, ""),
        ext("agreed_at", "agreed-at", INSTANT, None),
        ext("agreed_by", "agreed-by", AUTHOR, None),
    ),
    shown=_plan_shown,
)

INTENTION = Shape(
    "Goal",
    Intention,
    (
        at("id", "id", codec=ID),
        at("text", "description", "text", codec=TEXT),
        at("by", "expressedBy", codec=AUTHOR),
        ext("at", "stated-at", INSTANT),
        ext("episode", "episode", link("EpisodeOfCare")),
        ext("version", "version", WHOLE),
    ),
    shown=lambda _: {"lifecycleStatus": "active"},
)


def _consent_shown(_: Consent) -> JsonObject:
    scope = "http://terminology.hl7.org/CodeSystem/consentscope"
    return {
        "scope": {"coding": [{"system": scope, "code": "treatment"}]},
        "category": [{"coding": [{"system": f"{BASE}/CodeSystem/document"}]}],
        "policyRule": {"coding": [{"system": f"{BASE}/CodeSystem/document-text"}]},
    }


CONSENT = Shape(
    "Consent",
    Consent,
    (
        at("id", "id", codec=ID),
        at("status", "status", codec=code(ConsentStatus)),
        at("kind", "category", 0, "coding", 0, "code", codec=TEXT),
        at("text", "policyRule", "coding", 0, "code", codec=TEXT),
        at("language", "language", codec=TEXT),
        at("signed_at", "dateTime", codec=INSTANT),
        at("signed_by", "performer", 0, codec=AUTHOR),
        ext("episode", "episode", link("EpisodeOfCare")),
        ext("text_hash", "text-hash", TEXT),
        ext("signed_name", "signed-name", TEXT),
        ext("details", "details", TEXT, ""),
        ext("witnessed_by", "witnessed-by", AUTHOR, None),
        ext("withdrawn_at", "withdrawn-at", INSTANT, None),
        ext("withdrawn_reason", "withdrawn-reason", TEXT, ""),
    ),
    subject=("patient",),
    shown=_consent_shown,
)
