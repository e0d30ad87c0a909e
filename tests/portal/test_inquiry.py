"""The public inquiry page: anyone may ask, programs may not, and nothing written is lost."""

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.urls import reverse

from cairn.portal.forms.inquiry import SIGNER
from cairn.record.actor import PRODUCT
from cairn.record.models import Inquiry
from cairn.record.services.site import open_site
from tests.cast import NOON, Cast

ASK = "/inquiry/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def opened(seconds_ago: int) -> str:
    """A token of a form that was opened a while ago."""

    class Earlier(TimestampSigner):
        def timestamp(self) -> str:
            return b62_encode(int(time.time()) - seconds_ago)

    return Earlier(salt=SIGNER.salt).sign("inquiry")


def told(*, opened_ago: int = 30, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Rosa Alvarez", "reach_by": "email", "email": "rosa@example.org", "phone": "", "for_whom": "couple",
        "brings": "Since my father died I cannot sleep.", "referred_by": "Dr Aoki", "may_contact": "on", "website": "",
        "began": opened(opened_ago), **changes,
    }  # fmt: skip


def test_anyone_can_ask_and_is_thanked(cast: Cast, client: Client) -> None:
    page = client.get(ASK)
    assert page.status_code == 200
    response = client.post(ASK, told(), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("inquiry-thanks"))
    assert "Your question has arrived" in response.content.decode()
    inquiry = Inquiry.objects.get()
    assert (inquiry.name, inquiry.for_whom, inquiry.brings) == (
        "Rosa Alvarez", "couple", "Since my father died I cannot sleep.",
    )  # fmt: skip
    assert (inquiry.site, inquiry.status, inquiry.source, inquiry.language) == (
        cast.site,
        "received",
        "web",
        "en",
    )


def test_the_page_says_what_to_do_in_a_crisis(cast: Cast, client: Client) -> None:
    assert "988" in client.get(ASK).content.decode()
    cast.site.crisis_words = "Call our night line: 503 555 0100."
    cast.site.save()
    assert "503 555 0100" in client.get(ASK).content.decode()


def test_it_speaks_spanish_and_remembers_that_they_do(cast: Cast, client: Client) -> None:
    client.cookies["django_language"] = "es"
    client.post(ASK, told(), headers={"accept-language": "es"})
    assert Inquiry.objects.get().language == "es"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": ""}, "Write your e-mail address"),
        ({"email": "no address"}, "valid email"),
        ({"reach_by": "text"}, "Write your telephone number"),
        ({"may_contact": ""}, "We keep nothing unless you agree"),
        ({"brings": "a" * 8001}, "8000"),
    ],
)
def test_a_fault_is_said_and_what_was_written_stays(
    cast: Cast, client: Client, changes: dict[str, Any], words: str
) -> None:
    response = client.post(ASK, told(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert 'value="Dr Aoki"' in page
    if "brings" not in changes:
        assert "Since my father died I cannot sleep." in page
    assert Inquiry.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"website": "https://spam.example"},
        {"opened_ago": 0},
        {"opened_ago": 2 * 24 * 60 * 60},
        {"began": "made up"},
        {"began": ""},
    ],
)
def test_a_program_is_not_taken_for_a_person_and_a_person_loses_nothing(
    cast: Cast, client: Client, changes: dict[str, Any]
) -> None:
    response = client.post(ASK, told(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert "please send it again" in page
    assert "Since my father died I cannot sleep." in page
    assert Inquiry.objects.count() == 0


def test_too_many_tries_are_stopped_and_nothing_is_lost(cast: Cast, client: Client) -> None:
    for _ in range(12):
        client.post(ASK, told(name=""))
    response = client.post(ASK, told())
    assert response.status_code == 429
    assert "Since my father died I cannot sleep." in response.content.decode()
    assert Inquiry.objects.count() == 0


def test_with_two_places_one_is_chosen_first(cast: Cast, client: Client) -> None:
    second = open_site(name="Rowan House", zone="America/Denver", regime="us-co", by=PRODUCT, at=NOON)
    page = client.get(ASK).content.decode()
    assert "Which place do you want to ask?" in page
    assert "Rowan House" in page
    client.post(f"{ASK}?site={second.pk}", told())
    assert Inquiry.objects.get().site == second
    assert "Which place" in client.get(f"{ASK}?site=nonsense").content.decode()


@pytest.mark.django_db
def test_before_any_place_is_set_up_the_page_says_so(client: Client) -> None:
    assert "Nobody can be asked here yet" in client.get(ASK).content.decode()
    assert client.get(reverse("inquiry-thanks")).status_code == 200
