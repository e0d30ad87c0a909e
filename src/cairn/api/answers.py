"""What an endpoint gives back, and how it goes over the wire."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.api.errors import ApiRefusedError, outcome
from cairn.fhir.json_values import JsonObject
from cairn.fhir.json_writing import write_json

FHIR_JSON = "application/fhir+json"
ACCEPTED = frozenset({"*/*", "application/*", "application/json", FHIR_JSON})
FORMATS = frozenset({"json", "application/json", FHIR_JSON})
KEEP_NOTHING = "no-store"


@dataclass(frozen=True, slots=True)
class Answer:
    """A resource, and what the log says of it.

    :param read: kind and id of what was read, or what was searched; never a value that was searched for.
    :param patients: whose records it is from.
    """

    resource: JsonObject
    read: str
    patients: tuple[UUID, ...] = ()


def resource_response(request: HttpRequest, resource: JsonObject, cache: str) -> HttpResponse:
    """The resource as JSON with its tag; 304 without it where the caller has the same already."""
    raw = write_json(resource)
    tag = f'W/"{hashlib.sha256(raw).hexdigest()[:32]}"'
    known = {each.strip() for each in request.headers.get("If-None-Match", "").split(",")}
    response = HttpResponse(status=304) if tag in known else HttpResponse(raw, content_type=FHIR_JSON)
    response["ETag"] = tag
    return _with_headers(response, cache)


def refusal_response(refused: ApiRefusedError) -> HttpResponse:
    """The refusal as an OperationOutcome."""
    response = HttpResponse(
        write_json(outcome(refused.code, refused.words)), status=refused.status, content_type=FHIR_JSON
    )
    for name, value in refused.headers.items():
        response[name] = value
    return _with_headers(response, KEEP_NOTHING)


def refuse_other_formats(request: HttpRequest) -> None:
    """Refuse a caller who wants anything but JSON.

    :raises ApiRefusedError: 406, with what there is.
    """
    wanted = request.GET.get("_format", "").partition(";")[0].strip()
    if wanted:
        fits = wanted in FORMATS
    else:
        listed = request.headers.get("Accept", "*/*").split(",")
        fits = bool({each.partition(";")[0].strip().lower() for each in listed} & ACCEPTED)
    if not fits:
        words = f"This server writes {FHIR_JSON} only. Ask for that, or for nothing in particular."
        raise ApiRefusedError(406, "not-supported", words)


def _with_headers(response: HttpResponse, cache: str) -> HttpResponse:
    response["Cache-Control"] = cache
    response["Vary"] = "Authorization, Cookie, Accept"
    return response
