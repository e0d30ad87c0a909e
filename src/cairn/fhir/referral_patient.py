"""A FHIR R4 Patient as a sender writes it to the person referred."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from cairn.domain.referrals.person import (
    Address,
    AddressUse,
    HumanName,
    Identifier,
    NameUse,
    ReferredPerson,
    Telecom,
    TelecomSystem,
    TelecomUse,
)
from cairn.domain.vocabulary import AdministrativeGender
from cairn.fhir.json_values import JsonObject, object_in, objects_in, text_in, texts_in
from cairn.fhir.said_values import code_in, said_date

CARRIED_IDENTIFIERS = frozenset({"MR", "PI", "PT", "MRT"})
"""HL7 v2-0203: numbers a health organisation gave. Any other could be a national number, and is left out."""

_LEFT_OUT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "SS": "Social security number",
        "SB": "Social beneficiary number",
        "DL": "Driver's licence number",
        "PPN": "Passport number",
        "TAX": "Tax number",
        "NI": "National identifier",
        "": "Identifier of a kind the sender does not name",
    }
)

Choice = TypeVar("Choice", bound=StrEnum)


def referred_person(resource: JsonObject) -> ReferredPerson:
    """The person in a Patient resource; what is not said stays empty."""
    identifiers = objects_in(resource, "identifier")
    died_on = said_date(text_in(resource, "deceasedDateTime"))
    return ReferredPerson(
        resource_id=text_in(resource, "id"),
        names=tuple(_name(each) for each in objects_in(resource, "name")),
        birth_date=said_date(text_in(resource, "birthDate")),
        gender=chosen(AdministrativeGender, text_in(resource, "gender")),
        telecoms=tuple(_telecom(each) for each in objects_in(resource, "telecom") if text_in(each, "value")),
        addresses=tuple(_address(each) for each in objects_in(resource, "address")),
        language=_language(resource),
        identifiers=tuple(_identifier(each) for each in identifiers if _is_carried(each)),
        left_out=tuple(sorted({_left_out(each) for each in identifiers if not _is_carried(each)})),
        deceased=resource.get("deceasedBoolean") is True or died_on is not None,
        died_on=died_on,
    )


def chosen(choices: type[Choice], code: str) -> Choice | None:
    """The member with this code; None when the code is not one of them."""
    try:
        return choices(code)
    except ValueError:
        return None


def _name(node: JsonObject) -> HumanName:
    return HumanName(
        family=text_in(node, "family"),
        given=texts_in(node, "given"),
        prefix=texts_in(node, "prefix"),
        suffix=texts_in(node, "suffix"),
        use=chosen(NameUse, text_in(node, "use")),
        text=text_in(node, "text"),
    )


def _telecom(node: JsonObject) -> Telecom:
    return Telecom(
        system=chosen(TelecomSystem, text_in(node, "system")) or TelecomSystem.OTHER,
        value=text_in(node, "value"),
        use=chosen(TelecomUse, text_in(node, "use")),
    )


def _address(node: JsonObject) -> Address:
    return Address(
        lines=texts_in(node, "line") or tuple(filter(None, (text_in(node, "text"),))),
        city=text_in(node, "city"),
        state=text_in(node, "state"),
        postal_code=text_in(node, "postalCode"),
        country=text_in(node, "country"),
        use=chosen(AddressUse, text_in(node, "use")),
    )


def _language(resource: JsonObject) -> str:
    spoken = objects_in(resource, "communication")
    preferred = [each for each in spoken if each.get("preferred") is True]
    return next((code for each in (*preferred, *spoken) if (code := code_in(each, "language"))), "")


def _is_carried(node: JsonObject) -> bool:
    return code_in(node, "type") in CARRIED_IDENTIFIERS and bool(text_in(node, "value"))


def _identifier(node: JsonObject) -> Identifier:
    return Identifier(text_in(node, "system"), text_in(node, "value"), code_in(node, "type"))


def _left_out(node: JsonObject) -> str:
    kind = code_in(node, "type")
    words = text_in(object_in(node, "type"), "text")
    return _LEFT_OUT_WORDS.get(kind) or words or f"Identifier of kind {kind}"
