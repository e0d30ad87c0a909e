"""The access log as FHIR R4 AuditEvent."""

from cairn.domain.dossier.access import Access
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import ID, INSTANT, TEXT, WHOLE, YES_OR_NO
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext


def _shown(access: Access) -> JsonObject:
    return {
        "id": access.id,
        "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest"},
        "subtype": [{"system": f"{BASE}/CodeSystem/access"}],
        "action": "U" if access.writes else "R",
        "outcome": "0",
        "agent": [{"requestor": True}],
        "source": {"observer": {"display": "Cairn"}},
        "entity": [{}],
    }


ACCESS = Shape(
    "AuditEvent",
    Access,
    (
        at("at", "recorded", codec=INSTANT),
        at("action", "subtype", 0, "code", codec=TEXT),
        at("name", "agent", 0, "name", codec=TEXT, empty=""),
        ext("number", "access-number", WHOLE),
        ext("writes", "writes", YES_OR_NO),
        ext("account", "account", ID, None),
        ext("subject", "access-subject", TEXT, ""),
        ext("device", "device", TEXT, ""),
        ext("reason", "reason", TEXT, ""),
    ),
    subject=("entity", 0, "what"),
    shown=_shown,
)
