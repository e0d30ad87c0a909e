"""One person's whole record as one FHIR R4 bundle, and back to an equal record."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from cairn.domain.dossier.dossier import Dossier, Site
from cairn.domain.dossier.patient import Patient
from cairn.fhir.arrival import INQUIRY, REFERRAL_DOCUMENT
from cairn.fhir.audit_event import ACCESS
from cairn.fhir.canonical import BASE
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
    resources = [site_resource(dossier.site), patient_resource(dossier.patient, dossier.site)]
    for section in SECTIONS:
        resources += section_resources(section, getattr(dossier, section), dossier.patient.id)
    for each in dossier.screenings:
        resources += detected_issues(each, f"Patient/{dossier.patient.id}")
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": INSTANT.write(dossier.taken_at),
        "entry": [_entry(resource) for resource in resources],
    }


def site_resource(site: Site) -> JsonObject:
    """The centre that keeps the record."""
    return SITE.write(site, "")


def patient_resource(patient: Patient, site: Site) -> JsonObject:
    """The person, and which centre keeps their record."""
    resource = PATIENT.write(patient, "")
    resource["managingOrganization"] = {"reference": f"Organization/{site.id}"}
    return resource


def section_resources(section: str, values: Iterable[Any], patient: UUID) -> list[JsonObject]:
    """The members of one part of a dossier, such as ``scores``, each tagged with the part it belongs to."""
    tag: JsonObject = {"system": SECTION_SYSTEM, "code": section.replace("_", "-")}
    shape, reference = SECTIONS[section], f"Patient/{patient}"
    return [{**shape.write(value, reference), "meta": {"tag": [tag]}} for value in values]


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
        section = section_of(resource)
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


def _only(resources: list[JsonObject], kind: str) -> JsonObject:
    found = [each for each in resources if text_in(each, "resourceType") == kind]
    if len(found) != 1:
        raise NotOurs("Bundle.entry", f"expected one {kind}, found {len(found)}")
    return found[0]


def section_of(resource: JsonObject) -> str | None:
    """The part of a record a resource belongs to, by its tag; None for what stands there for other readers.

    :raises NotOurs: for a part we do not know.
    """
    tags = objects_in(object_in(resource, "meta"), "tag")
    codes = [text_in(tag, "code") for tag in tags if text_in(tag, "system") == SECTION_SYSTEM]
    section = codes[0].replace("-", "_") if codes else None
    if section is None or section in SECTIONS:
        return section
    raise NotOurs("Bundle.entry", f"“{codes[0][:40]}” is no part of a record")
