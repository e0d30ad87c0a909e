"""How the person came: an inquiry as ServiceRequest, a received document as DocumentReference."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.domain.dossier.arrival import Inquiry, ReferralDocument
from cairn.fhir.codecs import AUTHOR, BASE64, ID, INSTANT, TEXT, WHOLE
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext

_REQUEST_STATUS: Mapping[str, str] = MappingProxyType(
    {"registered": "completed", "declined": "revoked", "entered-in-error": "entered-in-error"}
)


def _inquiry_shown(inquiry: Inquiry) -> JsonObject:
    return {
        "status": _REQUEST_STATUS.get(inquiry.status, "active"),
        "intent": "proposal",
        "code": {"text": "Inquiry"},
    }


INQUIRY = Shape(
    "ServiceRequest",
    Inquiry,
    (
        at("id", "id", codec=ID),
        at("received_at", "authoredOn", codec=INSTANT),
        at("brings", "reasonCode", 0, "text", codec=TEXT, empty=""),
        at("name", "requester", "display", codec=TEXT),
        ext("status", "inquiry-status", TEXT),
        ext("may_contact_at", "may-contact-at", INSTANT),
        ext("email", "email", TEXT, ""),
        ext("phone", "phone", TEXT, ""),
        ext("reach_by", "reach-by", TEXT),
        ext("language", "language", TEXT),
        ext("for_whom", "for-whom", TEXT),
        ext("referred_by", "referred-by", TEXT, ""),
        ext("reflection", "reflection", TEXT, ""),
        ext("source", "inquiry-source", TEXT),
        ext("reason", "reason", TEXT, ""),
        ext("decided_at", "decided-at", INSTANT, None),
        ext("decided_by", "decided-by", AUTHOR, None),
    ),
    shown=_inquiry_shown,
)


def _document_shown(document: ReferralDocument) -> JsonObject:
    in_error = document.status == "entered-in-error"
    return {
        "status": "entered-in-error" if in_error else "current",
        "type": {"coding": [{"system": "http://loinc.org", "code": "57133-1", "display": "Referral note"}]},
        "content": [{"attachment": {"contentType": "application/fhir+json"}}],
    }


REFERRAL_DOCUMENT = Shape(
    "DocumentReference",
    ReferralDocument,
    (
        at("id", "id", codec=ID),
        at("received_at", "date", codec=INSTANT),
        at("document", "content", 0, "attachment", "data", codec=BASE64, empty=""),
        ext("size", "size", WHOLE),
        ext("sha256", "sha256", TEXT),
        ext("status", "referral-status", TEXT),
        ext("sender", "sender", TEXT, ""),
        ext("received_by", "received-by", AUTHOR),
        ext("decided_at", "decided-at", INSTANT, None),
        ext("decided_by", "decided-by", AUTHOR, None),
    ),
    shown=_document_shown,
)
