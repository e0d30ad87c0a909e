"""The findings of a screening as FHIR R4 DetectedIssue, for readers who do not know our screenings; never read back."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from cairn.domain.dossier.screening import Screening
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import INSTANT
from cairn.fhir.json_values import JsonObject

_SEVERITY: Mapping[str, str] = MappingProxyType(
    {"block": "high", "hold": "high", "not-assessed": "moderate", "review": "moderate", "note": "low"}
)
"""Ours to FHIR's three; what is clear is no issue."""


def detected_issues(screening: Screening, patient: str) -> Iterator[JsonObject]:
    """One issue for each finding that weighs, in the order of the screening."""
    findings = json.loads(screening.findings)
    for number, finding in enumerate(findings if isinstance(findings, list) else ()):
        severity = _SEVERITY.get(str(finding.get("weighs"))) if isinstance(finding, dict) else None
        if severity is not None:
            yield _issue(screening, number, finding, severity, patient)


def _issue(
    screening: Screening, number: int, finding: Mapping[str, Any], severity: str, patient: str
) -> JsonObject:
    rule = str(finding.get("rule", ""))
    return {
        "resourceType": "DetectedIssue",
        "id": f"{screening.id}-{number + 1}",
        "status": "final",
        "severity": severity,
        "code": {"coding": [{"system": f"{BASE}/CodeSystem/screening-rule", "code": rule}]},
        "patient": {"reference": patient},
        "identifiedDateTime": INSTANT.write(screening.at),
        "implicated": [{"reference": f"RiskAssessment/{screening.id}"}],
        "detail": str(finding.get("headline") or rule),
    }
