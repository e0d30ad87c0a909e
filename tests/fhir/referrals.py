"""Builds small invented bundles, one resource at a time."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cairn.domain.referrals.referral import Referral
from cairn.fhir.referral import read_referral

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
RECEIVED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SMALL = Path(__file__).parent / "fixtures" / "referral_small.json"
REAL_SHAPED = Path(__file__).parents[3] / "shared" / "data" / "referrals-fhir-r4"

Resource = dict[str, Any]


def small() -> Resource:
    """The committed small bundle, fresh each time."""
    return copy.deepcopy(json.loads(SMALL.read_text(encoding="utf-8")))


def concept(code: str, display: str, system: str = SNOMED) -> Resource:
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def patient(**more: Any) -> Resource:
    return {"resourceType": "Patient", "id": "p", "birthDate": "1980-02-29", **more}


def condition(
    code: str, display: str, *, status: str = "active", sure: str = "confirmed", **more: Any
) -> Resource:
    system = "http://terminology.hl7.org/CodeSystem"
    node = about(
        "Condition",
        code=concept(code, display),
        clinicalStatus={"coding": [{"system": f"{system}/condition-clinical", "code": status}]},
        verificationStatus={"coding": [{"system": f"{system}/condition-ver-status", "code": sure}]},
    )
    return {**node, **more}


def observation(code: str, display: str, value: Any = None, unit: str = "", **more: Any) -> Resource:
    node = about(
        "Observation", status="final", code=concept(code, display, LOINC), effectiveDateTime="2026-10-01"
    )
    if value is not None:
        node["valueQuantity"] = {"value": value, "unit": unit, "system": UCUM, "code": unit}
    return {**node, **more}


def component(code: str, display: str, value: Any) -> Resource:
    return {
        "code": concept(code, display, LOINC),
        "valueQuantity": {"value": value, "unit": "mm[Hg]", "system": UCUM, "code": "mm[Hg]"},
    }


def pressure(systolic: Any, diastolic: Any, **more: Any) -> Resource:
    parts = [component("8462-4", "Diastolic", diastolic), component("8480-6", "Systolic", systolic)]
    return observation("55284-4", "Blood Pressure", component=parts, **more)


def order(name: str, status: str = "active", **more: Any) -> Resource:
    node = about("MedicationRequest", status=status, intent="order", authoredOn="2026-09-01T10:00:00Z")
    return {**node, "medicationCodeableConcept": concept("1", name, RXNORM), **more}


def about(kind: str, **fields: Any) -> Resource:
    return {"resourceType": kind, "subject": {"reference": "Patient/p"}, **fields}


def bundle(*resources: Resource, **more: Any) -> Resource:
    entries = []
    for index, resource in enumerate(resources):
        entries.append({"resource": {"id": f"r{index}", **resource}})
    return {"resourceType": "Bundle", "type": "collection", "entry": entries, **more}


def read(*resources: Resource, **more: Any) -> Referral:
    """Read a bundle of the usual patient and these resources."""
    return read_raw(bundle(patient(), *resources, **more))


def read_raw(value: Any) -> Referral:
    return read_referral(json.dumps(value).encode(), received_at=RECEIVED_AT)
