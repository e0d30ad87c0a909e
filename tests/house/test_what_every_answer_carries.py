"""What a browser is told with every answer: where things may come from, who may frame it, and what it may keep."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cairn.clock import now
from cairn.record.actor import PRODUCT
from cairn.record.services.account import make_sign_in_link
from tests.cast import Cast, signed_in

POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
}


def _answers(cast: Cast):
    staff, person, nobody = signed_in(cast.facilitator), signed_in(cast.maren.account), Client()
    return {
        "sign-in": nobody.get(reverse("sign-in")),
        "public inquiry": nobody.get(reverse("inquiry")),
        "a link that ended": nobody.post(reverse("sign-in-link", args=["made-up"])),
        "nothing there": nobody.get("/nothing-there/"),
        "a list of people": staff.get(reverse("clinic:people")),
        "a record": staff.get(reverse("clinic:person", args=[cast.maren.pk])),
        "somebody else's record": staff.get(reverse("clinic:person", args=[cast.other.pk])),
        "not for this role": staff.get(reverse("clinic:accounts")),
        "one's own pages": person.get(reverse("portal:home")),
        "one's own record": person.get(reverse("portal:record")),
    }


def test_every_answer_allows_nothing_inline_and_nothing_from_elsewhere(cast: Cast) -> None:
    for name, answer in _answers(cast).items():
        parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
        assert {part[0]: set(part[1:]) for part in parts if part} == POLICY, name


def test_no_answer_may_be_framed_guessed_at_or_told_on(cast: Cast) -> None:
    for name, answer in _answers(cast).items():
        kept = (answer["X-Frame-Options"], answer["X-Content-Type-Options"], answer["Referrer-Policy"])
        assert kept == ("DENY", "nosniff", "same-origin"), name


def test_no_browser_keeps_a_page_of_a_record(cast: Cast) -> None:
    answers = _answers(cast)
    for name in ("a list of people", "a record", "one's own pages", "one's own record"):
        assert answers[name].status_code == 200
        assert {"private", "no-store"} <= set(re.split(r",\s*", answers[name]["Cache-Control"])), name


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    token = make_sign_in_link(account=cast.facilitator, by=PRODUCT, at=now())
    cookie = Client().post(reverse("sign-in-link", args=[token])).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.django_db
def test_what_is_sent_from_another_site_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(reverse("sign-in"), {"email": "mar@example.org"})
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()
