"""Accounts of colleagues: made without passwords, entered by links that work once, closed but never deleted."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import Role
from cairn.record.errors import NotAllowedError, RefusedError
from cairn.record.models import Account, SignInLink
from cairn.record.services.account import give_roles, make_sign_in_link, use_sign_in_link
from tests.cast import Cast, actor, signed_in


def _change(cast: Cast, account: Account, **data: str):
    client = signed_in(cast.administrator)
    return client.post(reverse("clinic:account-change", args=[account.pk]), data)


def test_an_administrator_makes_an_account_without_a_password(cast: Cast) -> None:
    stated = {"name": "Ana Ruiz", "email": "ruiz@cedar.example", "roles": ["facilitator"]}
    response = signed_in(cast.administrator).post(reverse("clinic:accounts"), stated)
    account = Account.objects.get(email="ruiz@cedar.example")
    assert response.url == reverse("clinic:account", args=[account.pk])
    assert not account.has_usable_password()


def test_an_address_that_is_taken_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    stated = {"name": "Ana Ruiz", "email": "OKAFOR@cedar.example", "roles": ["facilitator"]}
    page = signed_in(cast.administrator).post(reverse("clinic:accounts"), stated).content.decode()
    assert "There is already an account for OKAFOR@cedar.example" in page
    assert 'value="Ana Ruiz"' in page


def test_only_an_administrator_manages_accounts(cast: Cast) -> None:
    for other in (cast.coordinator, cast.facilitator, cast.reviewer, cast.maren.account):
        assert signed_in(other).get(reverse("clinic:accounts")).status_code == 403


def test_a_link_is_shown_once_and_lets_in_once(cast: Cast) -> None:
    page = _change(cast, cast.stranger, do="link").content.decode()
    token = re.search(r"/sign-in/link/([\w-]+)/", page)
    assert token is not None
    assert not SignInLink.objects.filter(fingerprint=token[1]).exists()
    address = reverse("sign-in-link", args=[token[1]])
    browser = Client()
    assert browser.get(address).status_code == 200, "looking at a link does not spend it"
    assert browser.post(address).url == reverse("home")
    assert Client().post(address).status_code == 410


def test_a_newer_link_ends_the_older(cast: Cast) -> None:
    at, by = now(), actor(cast.administrator)
    first = make_sign_in_link(account=cast.stranger, by=by, at=at)
    make_sign_in_link(account=cast.stranger, by=by, at=at + timedelta(seconds=1))
    with pytest.raises(RefusedError, match="does not work any more"):
        use_sign_in_link(token=first, device="", at=at + timedelta(seconds=2))


def test_a_closed_account_cannot_come_in(cast: Cast) -> None:
    token = make_sign_in_link(account=cast.stranger, by=actor(cast.administrator), at=now())
    _change(cast, cast.stranger, do="close")
    assert Client().post(reverse("sign-in-link", args=[token])).status_code == 410


def test_nobody_changes_their_own_roles(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="their own roles"):
        give_roles(
            account=cast.administrator, roles=(Role.COORDINATOR,), by=actor(cast.administrator), at=now()
        )
    with pytest.raises(NotAllowedError):
        give_roles(account=cast.stranger, roles=(Role.COORDINATOR,), by=actor(cast.coordinator), at=now())


def test_roles_are_given_and_a_token_is_shown_once_and_ended(cast: Cast) -> None:
    _change(cast, cast.stranger, do="roles", roles="coordinator")
    cast.stranger.refresh_from_db()
    assert cast.stranger.roles == ["coordinator"]
    page = _change(cast, cast.stranger, do="token", name="EHR", days="30").content.decode()
    token = cast.stranger.api_tokens.get()
    assert "shown once" in page
    _change(cast, cast.stranger, do="revoke", token=str(token.pk))
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_session_without_a_second_factor_opens_no_record(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(reverse("clinic:today")).url == reverse("second-factor")
