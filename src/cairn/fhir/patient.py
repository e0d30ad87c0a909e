"""The person in care as FHIR R4 Patient, and those who care for them as CareTeam."""

from cairn.domain.dossier.patient import CareTeamMember, Patient
from cairn.domain.referrals.person import Identifier
from cairn.domain.vocabulary import AdministrativeGender, Role
from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import AUTHOR, DAY, ID, INSTANT, TEXT, Codec, code
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext

_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"


def _shown(patient: Patient) -> JsonObject:
    node: JsonObject = {"active": True, "name": [{"use": "official"}]}
    if patient.preferred:
        node["name"] = [{"use": "official"}, {"use": "usual"}]
    node["communication"] = [{"language": {"coding": [{"system": "urn:ietf:bcp:47"}]}, "preferred": True}]
    telecom: list[Json] = []
    if patient.email:
        telecom.append({"system": "email", "value": patient.email})
    if patient.phone:
        telecom.append({"system": "phone", "value": patient.phone})
    if telecom:
        node["telecom"] = telecom
    return node


def _written_identifiers(identifiers: tuple[Identifier, ...]) -> Json:
    return [_written_identifier(each) for each in identifiers]


def _written_identifier(each: Identifier) -> JsonObject:
    node: JsonObject = {"system": each.system, "value": each.value}
    if each.type_code:
        node["type"] = {"coding": [{"system": _TYPES, "code": each.type_code}]}
    return {key: value for key, value in node.items() if value}


def _identifiers(json: Json) -> tuple[Identifier, ...]:
    return tuple(_identifier(each) for each in (json if isinstance(json, list) else []))


def _identifier(json: Json) -> Identifier:
    node = json if isinstance(json, dict) else {}
    kind = node.get("type")
    codings = kind.get("coding") if isinstance(kind, dict) else None
    first = codings[0] if isinstance(codings, list) and codings else None
    return Identifier(
        system=str(node.get("system", "")),
        value=str(node.get("value", "")),
        type_code=str(first.get("code", "")) if isinstance(first, dict) else "",
    )


_IDENTIFIERS = Codec("valueIdentifier", _written_identifiers, _identifiers)

PATIENT = Shape(
    "Patient",
    Patient,
    (
        at("id", "id", codec=ID),
        at("identifiers", "identifier", codec=_IDENTIFIERS, empty=()),
        at("family", "name", 0, "family", codec=TEXT, empty=""),
        at("given", "name", 0, "given", 0, codec=TEXT, empty=""),
        at("preferred", "name", 1, "given", 0, codec=TEXT, empty=""),
        at("gender", "gender", codec=code(AdministrativeGender)),
        at("birth_date", "birthDate", codec=DAY, empty=None),
        at("language", "communication", 0, "language", "coding", 0, "code", codec=TEXT),
        ext("pronouns", "pronouns", TEXT, ""),
        ext("email", "email", TEXT, ""),
        ext("phone", "phone", TEXT, ""),
        ext("address", "address", TEXT, ""),
        ext("account", "account", ID, None),
        ext("registered_at", "registered-at", INSTANT),
        ext("registered_by", "registered-by", AUTHOR, None),
    ),
    subject=(),
    shown=_shown,
)


def _member_shown(member: CareTeamMember) -> JsonObject:
    return {
        "status": "active" if member.until is None else "inactive",
        "participant": [{"role": [{"coding": [{"system": f"{BASE}/CodeSystem/role"}]}]}],
    }


CARE_TEAM_MEMBER = Shape(
    "CareTeam",
    CareTeamMember,
    (
        at("id", "id", codec=ID),
        at("member", "participant", 0, "member", codec=AUTHOR),
        at("role", "participant", 0, "role", 0, "coding", 0, "code", codec=code(Role)),
        at("since", "period", "start", codec=INSTANT),
        at("until", "period", "end", codec=INSTANT, empty=None),
        ext("added_by", "added-by", AUTHOR, None),
    ),
    shown=_member_shown,
)
