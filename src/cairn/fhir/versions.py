"""Recognising FHIR that is not R4: shapes and resources that only another version has."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cairn.fhir.json_values import JsonObject, text_in

_ONLY_IN: Mapping[str, str] = MappingProxyType(
    {
        "MedicationOrder": "DSTU2",
        "DiagnosticOrder": "DSTU2",
        "ReferralRequest": "DSTU2 or STU3",
        "ProcedureRequest": "DSTU2 or STU3",
        "EligibilityRequest": "DSTU2 or STU3",
        "ImagingManifest": "STU3",
        "MedicationUsage": "R5",
        "NutritionIntake": "R5",
        "DeviceAssociation": "R5 or R6",
    }
)

_RELEASES: Mapping[str, str] = MappingProxyType(
    {
        "0.": "DSTU1 or DSTU2",
        "1.": "DSTU2",
        "3.": "STU3",
        "4.2": "R5",
        "4.4": "R5",
        "4.5": "R5",
        "4.6": "R5",
        "5.": "R5",
        "6.": "R6",
    }
)


def other_version(bundle: JsonObject, resources: Iterable[JsonObject]) -> tuple[str, str] | None:
    """The version a bundle seems to be of, and its sign; None when nothing speaks against R4."""
    for node in (bundle, *resources):
        for found in (_stated(node), _resource_sign(node), _shape_sign(node)):
            if found is not None:
                return found
    return None


def _stated(node: JsonObject) -> tuple[str, str] | None:
    meta = node.get("meta")
    stated = text_in(node, "fhirVersion") or (text_in(meta, "fhirVersion") if isinstance(meta, dict) else "")
    for start, release in _RELEASES.items():
        if stated.startswith(start):
            return release, f"it says fhirVersion {stated[:12]}"
    return None


def _resource_sign(node: JsonObject) -> tuple[str, str] | None:
    kind = text_in(node, "resourceType")
    release = _ONLY_IN.get(kind)
    return (release, f"it holds a {kind}") if release else None


def _shape_sign(node: JsonObject) -> tuple[str, str] | None:
    kind = text_in(node, "resourceType")
    if kind in {"MedicationRequest", "MedicationStatement", "MedicationAdministration"} and _is_object(
        node, "medication"
    ):
        return "R5", f"{kind}.medication is one element"
    if kind in {"Condition", "AllergyIntolerance"} and isinstance(node.get("clinicalStatus"), str):
        return "DSTU2 or STU3", f"{kind}.clinicalStatus is a plain code"
    if kind == "Condition" and "dateRecorded" in node:
        return "DSTU2", "Condition has dateRecorded"
    if kind == "Encounter" and isinstance(node.get("class"), list):
        return "R5", "Encounter.class is a list"
    if kind == "Encounter" and isinstance(node.get("class"), str):
        return "DSTU2", "Encounter.class is a plain code"
    if kind == "Patient" and "careProvider" in node:
        return "DSTU2", "Patient has careProvider"
    return None


def _is_object(node: JsonObject, key: str) -> bool:
    return isinstance(node.get(key), dict)
