"""What this server is and can, and the answer to addresses it does not know."""

from django.http import HttpRequest

from cairn.api.answers import Answer
from cairn.api.api_page import ApiRequest, api_page, public_api
from cairn.api.capability import capability_statement
from cairn.api.errors import ApiRefusedError
from cairn.api.kinds import KINDS
from cairn.api.parameters import parameters
from cairn.api.searchset import base_of
from cairn.fhir.json_values import JsonObject
from cairn.record.permissions import Permission


@public_api(reason="says what the server can, and nothing of anyone")
def metadata(request: HttpRequest) -> JsonObject:
    """The CapabilityStatement."""
    parameters(request)
    return capability_statement(base_of(request))


@api_page(permission=Permission.API_READ)
def unknown(request: ApiRequest, rest: str = "") -> Answer:
    """There is no such address here."""
    kinds = ", ".join(("Patient", *KINDS, "Organization", "Questionnaire"))
    words = f"There is no such address. Possible: metadata, and read and search of {kinds}."
    raise ApiRefusedError(404, "not-supported", words)
