"""How people come in: staff by passkey or by password and one-time code, everyone first by a link that works once."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs themselves up: an administrator makes accounts, a centre invites people in care."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Never."""
        return False
