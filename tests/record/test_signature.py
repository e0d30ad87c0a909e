"""Signing: a secret proves again who somebody is; what does not prove it signs nothing."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from cairn.record.errors import RefusedError
from cairn.record.models import Account, AuditEvent, Signature
from cairn.record.services.signature import prove_again, sign
from tests.cast import NOON, PASSWORD, Cast, actor


def _sign(account: Account, **proof: object) -> Signature:
    return sign(
        account=account,
        meaning="screening decision: accept",
        subject="Screening/1",
        subject_hash="0" * 64,
        by=actor(account),
        at=NOON,
        **{"secret": "", **proof},
    )


def test_a_password_signs_with_the_printed_name_and_its_credentials(cast: Cast) -> None:
    signature = _sign(cast.reviewer, secret=PASSWORD)
    assert (signature.method, signature.printed_name) == ("password", "Emi Aoki, MD")
    assert (signature.subject, signature.subject_hash, signature.at) == ("Screening/1", "0" * 64, NOON)
    assert AuditEvent.objects.filter(action="signature.give", subject="Screening/1").count() == 1


def test_the_code_an_authenticator_shows_now_signs_once(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.coordinator, secret)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert _sign(cast.coordinator, secret=f"{code[:3]} {code[3:]}").method == "code"
    with pytest.raises(RefusedError):
        _sign(cast.coordinator, secret=code)


def test_a_passkey_shown_a_moment_ago_signs(cast: Cast) -> None:
    assert _sign(cast.coordinator, passkey_just_used=True).method == "passkey"


@pytest.mark.parametrize("secret", ["", " ", "wrong", "000000", PASSWORD.upper()])
def test_what_proves_nothing_signs_nothing(cast: Cast, secret: str) -> None:
    with pytest.raises(RefusedError, match=r"Nothing was signed\. Try again"):
        _sign(cast.reviewer, secret=secret)
    assert not Signature.objects.exists()
    assert not AuditEvent.objects.filter(action="signature.give").exists()


def test_an_account_without_a_password_has_none_that_fits(cast: Cast) -> None:
    assert [prove_again(cast.coordinator, secret) for secret in ("", "!", "None", PASSWORD)] == [None] * 4
