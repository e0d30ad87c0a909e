import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from cairn.components.page import Audience
from cairn.config.documents.routes import patterns

PUBLIC = {
    "sign-in": "where everyone signs in",
    "inquiry": "where anyone asks about this work",
    "inquiry-thanks": "says that an inquiry arrived, and nothing else",
    "sign-in-link": "the one-time link itself",
    "calendar": "a calendar program reads it; the address is the secret, and can be withdrawn",
    "set-up": "the first administrator's one-time link, while nobody is here",
    "second-factor": "asked of staff who gave their password",
    "metadata": "what the FHIR server can; other programs ask before they sign in",
    "questionnaire-search": "forms that their owners let anyone use",
    "questionnaire-read": "one of those forms",
    "theme": "a cookie about the look of pages",
    "language": "a cookie about the language of pages",
}
"""Every address that may be used without signing in. A new one is put here on purpose, and reviewed."""

ANY_STAFF = {"confirmed": "says that they have just proved who they are; about nobody"}
"""Pages of the care team that need no permission, because they show nothing of anyone."""

SIGNING_IN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
}
"""django-allauth's own steps of signing in, which nobody can have signed in for."""


def from_allauth(name: str) -> bool:
    return name.startswith(("account_", "mfa_"))


def declared(pattern: URLPattern) -> bool:
    """A public page says why; any other its audience and, unless anyone signed in may, a permission."""
    view = pattern.callback
    if getattr(view, "public_reason", None) or pattern.name in ANY_STAFF:
        return True
    audience = getattr(view, "audience", None)
    return audience is Audience.ANYONE_SIGNED_IN or bool(audience and getattr(view, "permission", None))


def test_every_address_declares_who_it_is_for_or_why_it_is_public() -> None:
    undeclared = {
        path for path, pattern in patterns() if not from_allauth(pattern.name or "") and not declared(pattern)
    }
    assert undeclared == set()


def test_every_address_has_a_name() -> None:
    assert {path for path, pattern in patterns() if not pattern.name} == set()


def test_the_public_addresses_are_these_and_no_others() -> None:
    public = {pattern.name for _, pattern in patterns() if getattr(pattern.callback, "public_reason", None)}
    assert public == set(PUBLIC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        path.replace("<int:pk>", "1")
        for path, pattern in patterns()
        if from_allauth(pattern.name or "") and pattern.name not in SIGNING_IN
    ],
)
def test_account_pages_send_a_stranger_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith((reverse("sign-in"), reverse("account_login")))


@pytest.mark.django_db
def test_nobody_makes_themselves_an_account(client: Client) -> None:
    for address in ("/account/signup/", "/account/password/reset/", "/account/email/"):
        assert client.get(address).status_code == 404
