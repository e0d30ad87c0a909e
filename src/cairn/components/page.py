"""Every page says who it is for and which permission it needs; this decorator holds it to that and writes the audit.

A page about one person takes ``patient_id`` in its address and receives ``patient``: found among those its reader may
see, or not found at all.
"""

import functools
import uuid
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django_htmx.middleware import HtmxDetails

from cairn.clock import now
from cairn.components import errors
from cairn.components.session import actor_of, second_factor_given
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import NotAllowedError, NotFoundError, RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.patient import find_patient

View = Callable[..., HttpResponse]
Decorator = Callable[[View], View]


class Audience(StrEnum):
    """Whom a page is for."""

    CLINIC = "clinic"
    PORTAL = "portal"
    API = "api"
    ANYONE_SIGNED_IN = "anyone-signed-in"


class PageRequest(HttpRequest):
    """A request that passed the page's door."""

    actor: Actor
    htmx: HtmxDetails


def page(
    *, audience: Audience, permission: Permission | None, reads: str = "", own: bool = False
) -> Decorator:
    """Hold a view to its audience and permission.

    :param reads: what the audit log says was read when the page is shown, such as ``person.read``; empty where a page
        shows nothing of a record.
    :param own: the page is about its reader's own record: ``patient`` is theirs.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = _door(request, audience, permission)
            if refusal is not None:
                return refusal
            try:
                patient_id = request.actor.patient_id if own else kwargs.pop("patient_id", None)
                if own or patient_id is not None:
                    kwargs["patient"] = find_patient(request.actor, patient_id or uuid.UUID(int=0))
                response = view(request, *args, **kwargs)
            except RefusedError as refused:
                return _refused(request, refused)
            if reads and request.method == "GET" and response.status_code < 400:  # noqa: PLR2004 -- HTTP's own border
                audit.read(reads, by=request.actor, at=now(), patient=patient_id)
            # On a shared device nobody leafs back into a record after its reader has signed out.
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.audience = audience  # type: ignore[attr-defined]
        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.reads = reads  # type: ignore[attr-defined]
        return guarded

    return decorate


def public_page(*, reason: str) -> Decorator:
    """Mark a view that needs no sign-in, and say why."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def open_to_all(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except RefusedError as refused:
                return _refused(request, refused)

        open_to_all.public_reason = reason  # type: ignore[attr-defined]
        return open_to_all

    return decorate


def _door(request: PageRequest, audience: Audience, permission: Permission | None) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    request.actor = actor_of(request)
    timezone.activate(request.user.site.zone)
    if request.actor.is_staff and not second_factor_given(request):
        return redirect("second-factor")
    if audience is Audience.CLINIC and not request.actor.is_staff:
        return errors.forbidden(request)
    if audience is Audience.PORTAL and request.actor.patient_id is None:
        return errors.forbidden(request)
    if permission is not None and not may(request.actor, permission):
        return errors.forbidden(request)
    return None


def _refused(request: PageRequest, refused: RefusedError) -> HttpResponse:
    """Show a refusal no view caught: not found as such, the rest as words on the page it came from."""
    if isinstance(refused, NotFoundError):
        raise Http404 from refused
    if isinstance(refused, NotAllowedError):
        return errors.forbidden(request)
    if request.htmx or request.method == "GET":
        return errors.refused(request, refused.words)
    messages.error(request, refused.words)
    return redirect(request.get_full_path())
