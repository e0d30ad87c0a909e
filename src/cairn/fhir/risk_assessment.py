"""Screenings as FHIR R4 RiskAssessment, decisions on them as ClinicalImpression, signatures as Provenance."""

from cairn.domain.dossier.screening import Screening, ScreeningDecision, Signature
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Disposition
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import AUTHOR, ID, INSTANT, TEXT, code, link
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext


def _screening_shown(_: Screening) -> JsonObject:
    return {
        "status": "final",
        "code": {"coding": [{"system": f"{BASE}/CodeSystem/assessment", "code": "screening"}]},
        "prediction": [{"outcome": {"coding": [{"system": f"{BASE}/CodeSystem/disposition"}]}}],
    }


SCREENING = Shape(
    "RiskAssessment",
    Screening,
    (
        at("id", "id", codec=ID),
        at("disposition", "prediction", 0, "outcome", "coding", 0, "code", codec=code(Disposition)),
        at("at", "occurrenceDateTime", codec=INSTANT),
        at("by", "performer", codec=AUTHOR, empty=None),
        ext("episode", "episode", link("EpisodeOfCare")),
        ext("occasion", "screening-occasion", code(Occasion), Occasion.SCREENING),
        ext("profile", "screening-profile", TEXT),
        ext("regime", "regime", TEXT),
        ext("content_hash", "content-hash", TEXT),
        ext("facts", "facts", TEXT),
        ext("facts_hash", "facts-hash", TEXT),
        ext("findings", "findings", TEXT),
    ),
    shown=_screening_shown,
)

DECISION = Shape(
    "ClinicalImpression",
    ScreeningDecision,
    (
        at("id", "id", codec=ID),
        at("screening", "investigation", 0, "item", 0, codec=link("RiskAssessment")),
        at("decision", "summary", codec=TEXT),
        at("reason", "note", 0, "text", codec=TEXT, empty=""),
        at("at", "effectiveDateTime", codec=INSTANT),
        at("by", "assessor", codec=AUTHOR),
        ext("signature", "signature", link("Provenance")),
        ext("second_signature", "second-signature", link("Provenance"), None),
        ext("overrides", "overrides", TEXT, ""),
    ),
    shown=lambda _: {"status": "completed", "investigation": [{"code": {"text": "Screening"}}]},
)


def _signature_shown(signature: Signature) -> JsonObject:
    kind: JsonObject = {"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"}
    return {
        "agent": [{"type": {"text": "signer"}}],
        "signature": [{"type": [kind], "when": INSTANT.write(signature.at)}],
    }


SIGNATURE = Shape(
    "Provenance",
    Signature,
    (
        at("id", "id", codec=ID),
        at("at", "recorded", codec=INSTANT),
        at("signer", "agent", 0, "who", codec=AUTHOR),
        at("printed_name", "signature", 0, "who", "display", codec=TEXT),
        at("meaning", "activity", "text", codec=TEXT),
        at("subject", "target", 0, "display", codec=TEXT),
        ext("method", "signature-method", TEXT),
        ext("subject_hash", "signed-hash", TEXT),
    ),
    subject=(),
    shown=_signature_shown,
)
