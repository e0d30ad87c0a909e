"""Sign: prove again who you are, and put your name under one thing as it stands."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import RefusedError
from cairn.record.models import Account, Signature

PASSKEY_JUST_USED = "passkey"


def prove_again(account: Account, secret: str) -> str | None:
    """How a secret proves who somebody is: ``password``, ``code``, or None where it does not."""
    if secret and account.has_usable_password() and account.check_password(secret):
        return "password"
    digits = secret.replace(" ", "")
    totp = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if totp is not None and digits.isdigit() and totp.wrap().validate_code(digits):
        return "code"
    return None


@transaction.atomic
def sign(
    *,
    account: Account,
    secret: str,
    meaning: str,
    subject: str,
    subject_hash: str,
    by: Actor,
    at: datetime,
    passkey_just_used: bool = False,
) -> Signature:
    """Sign one thing.

    :param secret: the signer's password, or the code their authenticator shows now.
    :param passkey_just_used: the signer confirmed with a passkey in the last two minutes, in this session.
    :param subject_hash: SHA-256 of what is signed, so that the signature cannot be carried to anything else.
    :raises RefusedError: when the secret does not prove who they are.
    """
    method = PASSKEY_JUST_USED if passkey_just_used else prove_again(account, secret)
    if method is None:
        raise RefusedError(
            "not-proven",
            "That is not your password, nor the code your authenticator shows now. Nothing was signed. Try again.",
        )
    signature = Signature.objects.create(
        account=account,
        printed_name=", ".join(part for part in (account.name, account.credentials) if part),
        meaning=meaning,
        method=method,
        subject=subject,
        subject_hash=subject_hash,
        at=at,
    )
    audit.write("signature.give", by=by, at=at, subject=subject, reason=meaning)
    return signature
