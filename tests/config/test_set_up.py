"""The first start without invented people: one link, once, and the first administrator is in."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cairn.config import first_run
from cairn.content.readers.regime import packs
from cairn.domain.vocabulary import Role
from cairn.record.models import Account, AuditEvent, Room, Site
from tests.cast import Cast

pytestmark = pytest.mark.django_db

STATED = {
    "name": "Willow House",
    "regime": "us-or",
    "zone": "America/Los_Angeles",
    "phone": "+1 503 555 0140",
    "crisis_words": "Call 911 in an emergency.",
    "room": "The pond room",
    "occupancy": "3",
    "administrator": "Ana Ruiz",
    "email": "ana@willow.example",
}


def _link() -> str:
    said = "\n".join(first_run.way_in(""))
    found = re.search(r"/set-up/[\w-]+/", said)
    assert found is not None
    return found[0]


def test_the_link_opens_the_site_and_leads_its_administrator_to_a_second_factor(keys: Path) -> None:
    browser, link = Client(), _link()
    assert browser.get(link).status_code == 200
    sign_in = browser.post(link, STATED)
    assert sign_in.status_code == 302
    site = Site.objects.get()
    administrator = Account.objects.get()
    assert site.regime in packs()
    assert (site.name, site.regime, site.crisis_words) == (
        "Willow House",
        "us-or",
        "Call 911 in an emergency.",
    )
    assert [(room.name, room.occupancy) for room in Room.objects.all()] == [("The pond room", 3)]
    assert (administrator.email, administrator.role_set) == ("ana@willow.example", {Role.ADMINISTRATOR})
    assert not administrator.has_usable_password()
    assert {"site.open", "room.add", "account.make"} <= set(
        AuditEvent.objects.values_list("action", flat=True)
    )

    assert browser.post(sign_in["Location"]).url == reverse("home")
    assert browser.get(reverse("home")).url == reverse("second-factor")
    page = browser.get(reverse("second-factor")).content.decode()
    assert reverse("mfa_add_webauthn") in page
    assert reverse("mfa_activate_totp") in page


def test_the_link_works_once(keys: Path) -> None:
    link = _link()
    assert Client().post(link, STATED).status_code == 302
    assert Client().get(link).status_code == 404
    assert Client().post(link, STATED).status_code == 404
    assert Site.objects.count() == 1


def test_a_link_somebody_made_up_finds_nothing(keys: Path) -> None:
    _link()
    assert Client().get("/set-up/made-up/").status_code == 404


def test_without_a_printed_link_there_is_none(keys: Path) -> None:
    assert Client().get("/set-up/made-up/").status_code == 404


def test_a_fresh_start_ends_the_link_of_the_one_before(keys: Path) -> None:
    before = _link()
    assert Client().get(_link()).status_code == 200
    assert Client().get(before).status_code == 404


def test_a_site_that_is_there_cannot_be_set_up_again(keys: Path, cast: Cast) -> None:
    assert Client().get(_link()).status_code == 404


def test_only_a_fingerprint_of_the_link_is_kept(keys: Path) -> None:
    token = _link().split("/")[2]
    kept = [file.read_text() for file in keys.iterdir()]
    assert len(kept) == 1
    assert token not in kept[0]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"zone": "Portland"}, "is not a time zone"),
        ({"occupancy": "0"}, "greater than or equal to 1"),
        ({"email": "ana"}, "valid email address"),
        ({"regime": "atlantis"}, "not one of the available choices"),
        ({"crisis_words": " "}, "required"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(
    keys: Path, changed: dict[str, str], words: str
) -> None:
    link = _link()
    answer = Client().post(link, {**STATED, **changed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert 'value="Willow House"' in page
    assert 'value="The pond room"' in page
    assert not Site.objects.exists()
    assert Client().post(link, STATED).status_code == 302, "the link is not spent by a refusal"
