"""Statements of facts as FHIR R4 Observation: preliminary until the person confirms them."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from cairn.domain.dossier.author import json_text
from cairn.domain.dossier.fact_statement import FactStatement
from cairn.domain.vocabulary import FactSource
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import AUTHOR, ID, INSTANT, TEXT, YES_OR_NO, code
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext

FACT_SYSTEM = f"{BASE}/CodeSystem/fact"

_STATUS: Mapping[str, str] = MappingProxyType(
    {"prefilled": "preliminary", "confirmed": "final", "entered-in-error": "entered-in-error"}
)
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"


def _shown(statement: FactStatement) -> JsonObject:
    return {
        "status": _STATUS.get(statement.status, "unknown"),
        "code": {"coding": [{"system": FACT_SYSTEM}]},
        **_value_shown(statement.value),
    }


def _value_shown(text: str) -> JsonObject:
    """The value for readers other than us: as itself where FHIR has such a value, else as its JSON."""
    value = json.loads(text) if text else None
    if value is None:
        return {"dataAbsentReason": {"coding": [{"system": _ABSENT, "code": "unknown"}]}}
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int):
        return {"valueInteger": value}
    words = value if isinstance(value, str) else json_text(value)
    return {"valueString": words or '""'}


FACT_STATEMENT = Shape(
    "Observation",
    FactStatement,
    (
        at("id", "id", codec=ID),
        at("fact", "code", "coding", 0, "code", codec=TEXT),
        at("at", "effectiveDateTime", codec=INSTANT),
        at("recorded_at", "issued", codec=INSTANT),
        at("by", "performer", 0, codec=AUTHOR, empty=None),
        ext("value", "fact-value", TEXT, ""),
        ext("status", "fact-status", TEXT),
        ext("source", "fact-source", code(FactSource)),
        ext("origin", "fact-origin", TEXT, ""),
        ext("needs_attention", "needs-attention", YES_OR_NO),
        ext("replaces", "replaces", ID, None),
        ext("is_current", "is-current", YES_OR_NO),
    ),
    shown=_shown,
)
