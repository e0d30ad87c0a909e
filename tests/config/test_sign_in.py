"""Coming in: links by e-mail for people in care only, used once, asked for seldom; staff need a second proof."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import Role
from cairn.record.actor import PRODUCT
from cairn.record.models import Account, SignInLink
from cairn.record.services.account import make_account, make_sign_in_link, set_active
from tests.cast import NOON, Cast, actor, signed_in

SIGN_IN = reverse("sign-in")


def _ask(email: str, browser: Client | None = None) -> str:
    return (browser or Client()).post(SIGN_IN, {"email": email}).content.decode()


def _mailed_link() -> str:
    found = re.search(r"/sign-in/link/[\w-]+/", mail.outbox[-1].body)
    assert found is not None
    return found[0]


def test_a_person_in_care_gets_a_link_by_e_mail_that_lets_them_in_once(cast: Cast) -> None:
    _ask("MAR@example.org ")
    assert [letter.to for letter in mail.outbox] == [["MAR@example.org"]]
    link, phone = _mailed_link(), Client()
    assert phone.get(link).status_code == 200
    assert phone.post(link).url == reverse("home")
    assert phone.get(reverse("home")).url == reverse("portal:home")
    used = Client().post(link)
    assert used.status_code == 410
    assert "does not work any more" in used.content.decode()
    assert reverse("sign-in") in used.content.decode()


def test_somebody_who_speaks_spanish_meets_spanish_unless_their_device_was_told_otherwise(cast: Cast) -> None:
    assert cast.maren.account is not None
    cast.maren.account.language = "es"
    cast.maren.account.save()
    for told, language in ((None, "es"), ("en", "en")):
        phone = Client()
        if told:
            phone.cookies[settings.LANGUAGE_COOKIE_NAME] = told
        token = make_sign_in_link(account=cast.maren.account, by=PRODUCT, at=now())
        phone.post(reverse("sign-in-link", args=[token]))
        assert f'<html lang="{language}"' in phone.get(reverse("portal:home")).content.decode()


def test_nobody_learns_from_the_page_who_is_known_here(cast: Cast) -> None:
    asked = ("mar@example.org", "nobody@example.org", "okafor@cedar.example")
    pages = {re.sub(r"\w{64}", "", _ask(email)) for email in asked}
    assert len(pages) == 1
    assert "If we know this address" in pages.pop()


@pytest.mark.parametrize(
    "email", ["okafor@cedar.example", "reyes@cedar.example", "nobody@example.org", "", "  "]
)
def test_staff_and_strangers_get_no_link_by_e_mail(cast: Cast, email: str) -> None:
    _ask(email)
    assert mail.outbox == []


def test_somebody_who_is_both_in_care_and_staff_gets_no_link_by_e_mail(cast: Cast) -> None:
    make_account(
        site=cast.site,
        name="Both",
        email="both@cedar.example",
        roles=(Role.CLIENT, Role.FACILITATOR),
        by=PRODUCT,
        at=NOON,
    )
    _ask("both@cedar.example")
    assert mail.outbox == []


def test_a_closed_account_cannot_come_in_by_a_link_it_had(cast: Cast) -> None:
    assert cast.maren.account is not None
    _ask("mar@example.org")
    set_active(account=cast.maren.account, active=False, by=actor(cast.administrator), at=now())
    assert Client().post(_mailed_link()).status_code == 410


def test_an_old_link_does_not_let_in(cast: Cast) -> None:
    token = make_sign_in_link(account=cast.stranger, by=PRODUCT, at=now() - timedelta(hours=25))
    assert Client().post(reverse("sign-in-link", args=[token])).status_code == 410


def test_asking_for_links_over_and_over_is_stopped_and_said(cast: Cast) -> None:
    browser = Client()
    for _ in range(8):
        _ask("mar@example.org", browser)
    assert len(mail.outbox) == 8
    stopped = browser.post(SIGN_IN, {"email": "mar@example.org"}, follow=True).content.decode()
    assert "tried too often" in stopped
    assert len(mail.outbox) == 8


def test_trying_links_over_and_over_is_stopped_even_for_a_good_one(cast: Cast) -> None:
    for _ in range(20):
        assert Client().post(reverse("sign-in-link", args=["made-up"])).status_code == 410
    token = make_sign_in_link(account=cast.stranger, by=PRODUCT, at=now())
    stopped = Client().post(reverse("sign-in-link", args=[token]), follow=True).content.decode()
    assert "tried too often" in stopped
    assert SignInLink.objects.get(account=cast.stranger, used_at=None).expires_at > now()


def test_somebody_who_is_in_is_not_asked_to_sign_in_again(cast: Cast) -> None:
    assert signed_in(cast.facilitator).get(SIGN_IN).url == reverse("home")


def test_a_password_alone_opens_no_record(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(reverse("clinic:people")).url == reverse("second-factor")
    page = browser.get(reverse("second-factor")).content.decode()
    assert "Ask an administrator for a one-time link" in page
    assert reverse("mfa_activate_totp") not in page


def test_a_link_of_somebody_with_an_authenticator_opens_records(cast: Cast) -> None:
    TOTP.activate(cast.facilitator, generate_totp_secret())
    browser = Client()
    token = make_sign_in_link(account=cast.facilitator, by=PRODUCT, at=now())
    browser.post(reverse("sign-in-link", args=[token]))
    assert browser.get(reverse("clinic:people")).url == reverse("second-factor")
    assert browser.get(reverse("second-factor")).url == reverse("home")
    assert browser.get(reverse("clinic:people")).status_code == 200


def test_the_second_proof_is_asked_of_nobody_who_is_not_in(db: None) -> None:
    assert Client().get(reverse("second-factor")).url == SIGN_IN


def _begins(account: Account | None) -> str:
    return signed_in(account).get(reverse("home")).url


def test_everyones_day_begins_where_their_role_may_go(cast: Cast) -> None:
    assert {
        "coordinator": _begins(cast.coordinator),
        "facilitator": _begins(cast.facilitator),
        "reviewer": _begins(cast.reviewer),
        "administrator": _begins(cast.administrator),
        "researcher": _begins(cast.researcher),
        "client": _begins(cast.maren.account),
    } == {
        "coordinator": reverse("clinic:today"),
        "facilitator": reverse("clinic:today"),
        "reviewer": reverse("clinic:today"),
        "administrator": reverse("clinic:content"),
        "researcher": reverse("clinic:content"),
        "client": reverse("portal:home"),
    }


def test_the_place_where_a_day_begins_opens(cast: Cast) -> None:
    staff = (cast.coordinator, cast.facilitator, cast.reviewer, cast.administrator, cast.researcher)
    for account in (*staff, cast.maren.account):
        browser = signed_in(account)
        assert browser.get(browser.get(reverse("home")).url).status_code == 200


def test_nobody_signs_themselves_up(db: None) -> None:
    Client().post("/account/signup/", {"email": "me@example.org", "password1": "a long walk over the pass"})
    assert not Account.objects.exists()
