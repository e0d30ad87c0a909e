"""Every endpoint says which permission it needs; these decorators hold it to that, log the read, answer in FHIR."""

import functools
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from cairn.api.answers import (
    KEEP_NOTHING,
    Answer,
    refusal_response,
    refuse_other_formats,
    resource_response,
)
from cairn.api.auth import actor_behind
from cairn.api.errors import ApiRefusedError, from_refusal
from cairn.clock import now
from cairn.components.limits import address_of, count
from cairn.components.page import Audience
from cairn.fhir.check import Unexportable
from cairn.fhir.json_values import JsonObject
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import NotAllowedError, RefusedError
from cairn.record.permissions import Permission, may

READS = "fhir.read"
PUBLIC_A_MINUTE = 240
PUBLIC_CACHE = "public, max-age=3600"
METHODS = ("GET", "HEAD")

_log = logging.getLogger(__name__)


class ApiRequest(HttpRequest):
    """A request that passed the door."""

    actor: Actor
    at: datetime


def api_page(*, permission: Permission) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Hold an endpoint to a permission, besides the one to read over the API at all; log every read."""

    def decorate(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return _answered(lambda: _read(request, view, permission, *args, **kwargs), request)

        guarded.audience = Audience.API  # type: ignore[attr-defined]
        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.reads = READS  # type: ignore[attr-defined]
        guarded.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written; the refusal must be ours
        return guarded

    return decorate


def public_api(*, reason: str) -> Callable[[Callable[..., JsonObject]], Callable[..., HttpResponse]]:
    """Mark an endpoint that needs no sign-in, and say why."""

    def decorate(view: Callable[..., JsonObject]) -> Callable[..., HttpResponse]:
        def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            count(f"fhir-public:{address_of(request)}", most=PUBLIC_A_MINUTE, seconds=60)
            refuse_other_formats(request)
            return resource_response(request, view(request, *args, **kwargs), PUBLIC_CACHE)

        @functools.wraps(view)
        def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return _answered(lambda: read(request, *args, **kwargs), request)

        open_to_all.public_reason = reason  # type: ignore[attr-defined]
        open_to_all.csrf_exempt = True  # type: ignore[attr-defined]
        return open_to_all

    return decorate


def _read(
    request: ApiRequest, view: Callable[..., Answer], permission: Permission, *args: Any, **kwargs: Any
) -> HttpResponse:
    request.at = now()
    request.actor = actor_behind(request, request.at)
    refuse_other_formats(request)
    if not (may(request.actor, Permission.API_READ) and may(request.actor, permission)):
        raise NotAllowedError
    answer = view(request, *args, **kwargs)
    audit.read_each(READS, by=request.actor, at=request.at, patients=answer.patients, subject=answer.read)
    return resource_response(request, answer.resource, KEEP_NOTHING)


def _answered(read: Callable[[], HttpResponse], request: HttpRequest) -> HttpResponse:
    """The answer, or its refusal; what broke on our side is told to the log and not to the caller."""
    try:
        if request.method not in METHODS:
            words = "This server answers reading and searching by GET; it takes nothing in."
            raise ApiRefusedError(405, "not-supported", words, {"Allow": ", ".join(METHODS)})  # noqa: TRY301
        return read()
    except ApiRefusedError as refused:
        return refusal_response(refused)
    except RefusedError as refused:
        return refusal_response(from_refusal(refused))
    except Unexportable as fault:
        _log.error("A record is not FHIR R4 as it stands: %s", fault)
        words = "This record cannot be written as FHIR R4. The fault was logged; tell the centre."
        return refusal_response(ApiRefusedError(500, "exception", words))
    except Exception:  # noqa: BLE001 -- whatever broke, the caller gets FHIR and no traceback
        _log.exception("An endpoint broke")
        words = "Something broke on our side, and was logged. Trying again may help; else tell the centre."
        return refusal_response(ApiRefusedError(500, "exception", words))
