"""Who signs: the reader, proved again by password, code or passkey; and a second person beside them."""

from typing import Final

from allauth.account.authentication import get_authentication_records

from cairn.clock import now
from cairn.components.limits import count
from cairn.components.page import PageRequest
from cairn.record.errors import RefusedError
from cairn.record.selectors.account import account_of, find_account_by_email
from cairn.record.services.screening import Signer

JUST_NOW: Final = 120
"""Seconds for which a passkey, shown again, stands for its owner."""
MOST_TRIES, TRIES_WITHIN = 10, 300
"""Tries at signing, and the seconds they are counted over."""


def signer_of(request: PageRequest, secret: str) -> Signer:
    """The reader as the one who signs.

    :raises RefusedError: when they tried too often.
    """
    account = account_of(request.actor)
    count(f"sign:{account.pk}", most=MOST_TRIES, seconds=TRIES_WITHIN)
    return Signer(account, secret, passkey_just_used=not secret and passkey_just_used(request))


def second_signer(request: PageRequest, email: str, secret: str) -> Signer:
    """A colleague at the reader's site who signs beside them, on the same screen.

    :raises RefusedError: where no colleague has this address, or it was tried too often.
    """
    count(f"sign:{email.strip().lower()}", most=MOST_TRIES, seconds=TRIES_WITHIN)
    account = find_account_by_email(email.strip())
    if account is None or account.site_id != request.actor.site_id:
        words = "No colleague here has the second person's address. Check its spelling. Nothing was signed."
        raise RefusedError("second-not-proven", words)
    return Signer(account, secret)


def passkey_just_used(request: PageRequest) -> bool:
    """Whether the reader confirmed with a passkey, apart from signing in, within the last two minutes."""
    records = get_authentication_records(request, request.user)
    latest = now().timestamp()
    return any(
        record.get("method") == "mfa"
        and record.get("type") == "webauthn"
        and record.get("reauthenticated")
        and 0 <= latest - float(record.get("at", 0)) < JUST_NOW
        for record in records
    )
