"""Who is behind a request, from which device, and how surely they proved it."""

import hashlib
import re

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from cairn.record.actor import Actor
from cairn.record.selectors.account import Account
from cairn.record.selectors.site import Site

BY_LINK = "cairn_by_link"
LINK_WITH_FACTOR = "cairn_link_with_factor"
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def device_of(request: HttpRequest) -> str:
    """A short label of the device: browser, system, and a fingerprint of the session."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for name in _BROWSERS if name in agent), "another program")
    system = next((name for name in _SYSTEMS if re.search(name, agent)), "an unknown system")
    key = request.session.session_key or ""
    session = hashlib.sha256(key.encode()).hexdigest()[:8] if key else "none"
    return f"{browser} on {system}, session {session}"


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person as an actor."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 -- the page decorator has checked it
    roles = account.role_set
    patient = getattr(account, "patient", None)
    return Actor(
        account_id=account.pk,
        name=account.name,
        roles=roles,
        site_id=account.site_id,
        patient_id=patient.pk if patient else None,
        device=device_of(request),
    )


def site_of(request: HttpRequest) -> Site:
    """The signed-in person's site, which came with their account."""
    assert isinstance(request.user, Account)  # noqa: S101 -- the page decorator has checked it
    return request.user.site


def second_factor_given(request: HttpRequest) -> bool:
    """Whether this session began with a passkey, a one-time code, or a link whose owner holds one of them."""
    if request.session.get(LINK_WITH_FACTOR):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
