"""Django's own refusals under /fhir, which no endpoint sees (a host nobody named, say), in FHIR as well."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cairn.api.answers import refusal_response
from cairn.api.errors import ApiRefusedError

Handler = Callable[..., HttpResponse]
UNDER = "/fhir/"
_CODES = {400: "invalid", 403: "forbidden", 404: "not-found", 500: "exception"}


def also_in_fhir(page: Handler, status: int) -> Handler:
    """The error page, except under /fhir: there an OperationOutcome."""

    @functools.wraps(page)
    def handler(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.path.startswith(UNDER):
            return page(request, *args, **kwargs)
        words = "The request could not be taken in. Check its address and headers."
        return refusal_response(ApiRefusedError(status, _CODES[status], words))

    return handler
