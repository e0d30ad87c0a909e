"""One person's whole record as one FHIR R4 bundle, and back to an equal record."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cairn.domain.dossier.dossier import Dossier, Site
from cairn.fhir.arrival import INQUIRY, REFERRAL_DOCUMENT
from cairn.fhir.canonical import BASE
from cairn.fhir.audit_event import ACCESS
from cairn.fhir.care_plan import CARE_PLAN, CONSENT, INTENTION
from cairn.fhir.codecs import ID, INSTANT, TEXT
from cairn.fhir.detected_issue import detected_issues
from cairn.fhir.encounter import ENCOUNTER, ENCOUNTER_NOTE, FIT_DECISION
from cairn.fhir.episode_of_care import EPISODE, TASK
from cairn.fhir.fact_statement import FACT_STATEMENT
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, object_in, objects_in, text_in
from cairn.fhir.mapping import NotOurs, Shape, at, read_fields
from cairn.fhir.medication_administration import ADMINISTRATION, EVENT
from cairn.fhir.patient import CARE_TEAM_MEMBER, PATIENT
from cairn.fhir.response import RESPONSE, RESPONSE_SCORE, SAFETY_FLAG
from cairn.fhir.risk_assessment import DECISION, SCREENING, SIGNATURE

SECTION_SYSTEM = f"{BASE}/CodeSystem/record-section"
"""Every resource carries the part of the record it belongs to as a tag: several parts travel as Observation."""

SITE = Shape(
    "Organization",
    Site,
    (at("id", "id", codec=ID), at("name", "name", codec=TEXT)),
    subject=(),
    shown=lambda _: {"active": True},
)

_TAKEN_AT = at("taken_at", "timestamp", codec=INSTANT)

SECTIONS: Mapping[str, Shape[Any]] = MappingProxyType(
    {
        "care_team": CARE_TEAM_MEMBER,
        "inquiries": INQUIRY,
        "referrals": REFERRAL_DOCUMENT,
        "episodes": EPISODE,
        "tasks": TASK,
        "facts": FACT_STATEMENT,
        "encounters": ENCOUNTER,
        "notes": ENCOUNTER_NOTE,
        "fit_decisions": FIT_DECISION,
        "responses": RESPONSE,
        "scores": RESPONSE_SCORE,
        "flags": SAFETY_FLAG,
        "screenings": SCREENING,
        "decisions": DECISION,
        "signatures": SIGNATURE,
        "care_plans": CARE_PLAN,
        "intentions": INTENTION,
        "consents": CONSENT,
        "administrations": ADMINISTRATION,
        "events": EVENT,
        "accesses": ACCESS,
    }
)
"""Every part of a dossier that is a list, by its field, and the shape of its members."""


def dossier_to_bundle(dossier: Dossier) -> JsonObject:
    """The record as a FHIR R4 bundle of type collection; ids are the record's own."""
    patient = f"Patient/{dossier.patient.id}"
    entries = [_entry(SITE.write(dossier.site, patient)), _entry(_with_site(dossier))]
    for section, shape in SECTIONS.items():
        for value in getattr(dossier, section):
            resource = shape.write(value, patient)
            resource["meta"] = {"tag": [{"system": SECTION_SYSTEM, "code": section.replace("_", "-")}]}
            entries.append(_entry(resource))
    entries += [_entry(issue) for each in dossier.screenings for issue in detected_issues(each, patient)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": INSTANT.write(dossier.taken_at),
        "entry": entries,
    }


def bundle_to_dossier(bundle: JsonObject) -> Dossier:
    """The record in a bundle that `dossier_to_bundle` made.

    :raises NotOurs: when it is anything else, or something in it is missing or wrong.
    """
    if text_in(bundle, "resourceType") != "Bundle" or text_in(bundle, "type") != "collection":
        raise NotOurs("Bundle", "expected a bundle of type collection")
    resources = [object_in(entry, "resource") for entry in objects_in(bundle, "entry")]
    organization, patient = _only(resources, "Organization"), _only(resources, "Patient")
    reference = f"Patient/{text_in(patient, 'id')}"
    found: dict[str, list[object]] = {section: [] for section in SECTIONS}
    for resource in resources:
        section = _section(resource)
        if section is not None:
            found[section].append(SECTIONS[section].read(resource, reference))
    values: dict[str, Any] = {section: tuple(each) for section, each in found.items()}
    return Dossier(
        site=SITE.read(organization, reference),
        patient=PATIENT.read(patient, reference),
        **read_fields((_TAKEN_AT,), bundle, "Bundle"),
        **values,
    )


def _entry(resource: JsonObject) -> Json:
    return {"fullUrl": f"{BASE}/{resource['resourceType']}/{resource['id']}", "resource": resource}


def _with_site(dossier: Dossier) -> JsonObject:
    resource = PATIENT.write(dossier.patient, "")
    resource["managingOrganization"] = {"reference": f"Organization/{dossier.site.id}"}
    return resource


def _only(resources: list[JsonObject], kind: str) -> JsonObject:
    found = [each for each in resources if text_in(each, "resourceType") == kind]
    if len(found) != 1:
        raise NotOurs("Bundle.entry", f"expected one {kind}, found {len(found)}")
    return found[0]


def _section(resource: JsonObject) -> str | None:
    tags = objects_in(object_in(resource, "meta"), "tag")
    codes = [text_in(tag, "code") for tag in tags if text_in(tag, "system") == SECTION_SYSTEM]
    section = codes[0].replace("-", "_") if codes else None
    if section is None or section in SECTIONS:
        return section
    raise NotOurs("Bundle.entry", f"“{codes[0][:40]}” is no part of a record")
