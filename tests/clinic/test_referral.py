"""Referrals on the page: handed in, understood, accepted or declined; and everything a bad file gets."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse

from cairn.record.models import FactStatement, Patient, Referral
from tests.cast import Cast, signed_in

SMALL = (Path(__file__).parents[1] / "fhir" / "fixtures" / "referral_small.json").read_bytes()
LARGE = Path(__file__).parents[3] / "shared" / "data" / "referrals-fhir-r4"
"""Real-shaped bundles kept beside the checkout; they are not part of the product."""


def hand_in(browser: Client, raw: bytes, name: str = "bundle.json") -> Any:
    return browser.post(
        reverse("clinic:referrals"), {"document": SimpleUploadedFile(name, raw), "sender": "Dr Aoki"}
    )


def preview(browser: Client, raw: bytes = SMALL) -> str:
    response = hand_in(browser, raw)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def changed(**parts: object) -> bytes:
    return json.dumps({**json.loads(SMALL), **parts}).encode()


def two_patients() -> bytes:
    bundle = json.loads(SMALL)
    bundle["entry"].append({"resource": {"resourceType": "Patient", "id": "another"}})
    return json.dumps(bundle).encode()


def r5() -> bytes:
    return changed(fhirVersion="5.0.0")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "The file is empty."),
        (b"not json", "The file is not JSON"),
        (SMALL[: len(SMALL) // 2], "The file stops in the middle"),
        (b"<Bundle/>", "The file is XML or a web page."),
        (b"%PDF-1.7 \xff\xfe", "The file is not UTF-8 text."),
        (b'{"resourceType": "Patient"}', "The file is a FHIR Patient, not a Bundle."),
        (b"[1, 2]", "not a FHIR resource"),
        (changed(entry=[]), "The bundle has no resource in it."),
        (two_patients(), "The bundle has 2 patients in it."),
        (r5(), "The bundle looks like FHIR"),
        (b"[" * 5000 + b"]" * 5000, "nested"),
    ],
)
def test_a_bad_file_gets_words_and_nothing_is_stored(cast: Cast, raw: bytes, words: str) -> None:
    response = hand_in(signed_in(cast.coordinator), raw)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Nothing was stored." in page
    assert 'value="Dr Aoki"' in page, "what was typed is still there"
    assert Referral.objects.count() == 0


def test_no_file_at_all_is_said(cast: Cast) -> None:
    response = signed_in(cast.coordinator).post(reverse("clinic:referrals"), {"sender": "Dr Aoki"})
    assert response.status_code == 422
    assert "required" in response.content.decode()


class Endless(io.RawIOBase):
    """The body of an upload that never was in memory; it counts what was read of it."""

    def __init__(self, size: int) -> None:
        self.left, self.was_read = size, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = min(self.left, size if size >= 0 else self.left, 65536)
        self.left -= part
        self.was_read += part
        return b"x" * part


def answer_of(browser: Client, body: Endless, size: int) -> tuple[str, bytes]:
    """What the product answers to a real request, through every middleware."""
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": reverse("clinic:referrals"),
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": body,
        "CONTENT_LENGTH": str(size),
        "CONTENT_TYPE": "multipart/form-data; boundary=b",
        "HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items()),
    }
    handler = WSGIHandler()
    # As Django's own test client does: a new request must not close the connection of the test's transaction.
    request_started.disconnect(close_old_connections)
    try:
        chunks: Iterator[bytes] = handler(environ, lambda status, _headers: said.append(status))
        return said[0], b"".join(chunks)
    finally:
        request_started.connect(close_old_connections)


def test_two_hundred_megabytes_are_refused_before_one_byte_is_read(cast: Cast) -> None:
    size = 200 * 2**20
    body = Endless(size)
    status, page = answer_of(signed_in(cast.coordinator), body, size)
    assert status.startswith("413")
    assert b"The file is 200 MB; the limit is 20 MB." in page
    assert body.was_read == 0


def test_a_file_just_over_the_limit_is_refused_by_its_own_size(cast: Cast) -> None:
    response = hand_in(signed_in(cast.coordinator), b" " * (20 * 2**20 + 1))
    assert response.status_code == 422
    assert "The file is 21 MB; the limit is 20 MB." in response.content.decode()


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(cast.coordinator).cookies
    assert hand_in(browser, SMALL).status_code == 403
    assert Referral.objects.count() == 0


def test_the_preview_shows_each_fact_with_the_senders_words_and_nothing_is_written_yet(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    before = (Patient.objects.count(), FactStatement.objects.count())
    page = browser.get(preview(browser)).content.decode()
    for words in (
        "What was understood",
        "What was not understood",
        "What needs attention",
        "Medicines",
        "Conditions",
    ):
        assert words in page
    assert "to be confirmed" in page
    assert "(entry " in page
    assert (Patient.objects.count(), FactStatement.objects.count()) == before


def test_the_same_file_twice_leads_to_the_first(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    first = preview(browser)
    assert preview(browser) == first
    assert "received before" in browser.get(first).content.decode()


def test_accepting_opens_a_record_and_says_how_many_facts_wait(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    address = preview(browser)
    response = browser.post(f"{address}accept/", {"who": "new"}, follow=True)
    page = response.content.decode()
    assert "facts wait for" in page
    assert "to be confirmed" in page
    patient = Referral.objects.get().patient
    assert patient is not None
    assert response.redirect_chain[-1][0] == reverse("clinic:person", args=[patient.pk])
    assert "Open the record" in browser.get(address).content.decode()
    documents = browser.get(reverse("clinic:person-documents", args=[patient.pk])).content.decode()
    assert "Referral from Dr Aoki" in documents


def test_somebody_known_must_be_chosen_or_refused_and_is_never_joined_silently(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    browser.post(f"{preview(browser)}accept/", {"who": "new"})
    first = Patient.objects.latest("registered_at")
    again = preview(browser, SMALL + b"\n")
    page = browser.get(again).content.decode()
    assert "Is it somebody you know?" in page
    assert "The same date of birth." in page
    silent = browser.post(f"{again}accept/", {})
    assert silent.status_code == 422
    assert "Say whether this is one of the people offered" in silent.content.decode()
    stranger = browser.post(f"{again}accept/", {"who": str(cast.maren.pk)})
    assert stranger.status_code == 422
    people = Patient.objects.count()
    browser.post(f"{again}accept/", {"who": str(first.pk)})
    assert Patient.objects.count() == people
    assert Referral.objects.filter(patient=first).count() == 2


def test_the_form_sent_twice_tells_the_second(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    address = preview(browser)
    browser.post(f"{address}accept/", {"who": "new"})
    people = Patient.objects.count()
    person = str(Patient.objects.latest("registered_at").pk)
    second = browser.post(f"{address}accept/", {"who": person})
    assert second.status_code == 422
    assert "Someone else has just changed this referral" in second.content.decode()
    assert Patient.objects.count() == people


def test_declining_opens_no_record(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    address = preview(browser)
    people = Patient.objects.count()
    page = browser.post(f"{address}decline/", {"reason": "sent by mistake"}, follow=True).content.decode()
    assert "no record was opened" in page
    assert Patient.objects.count() == people


def test_only_a_coordinator_sees_referrals(cast: Cast) -> None:
    address = preview(signed_in(cast.coordinator))
    for account in (cast.facilitator, cast.researcher, cast.maren.account):
        browser = signed_in(account)
        assert browser.get(reverse("clinic:referrals")).status_code == 403
        assert browser.get(address).status_code == 403
        assert browser.post(f"{address}accept/", {"who": "new"}).status_code == 403
        assert hand_in(browser, SMALL).status_code == 403


@pytest.mark.skipif(not LARGE.is_dir(), reason="the large bundles are not beside this checkout")
def test_the_three_largest_bundles_are_previewed_and_accepted(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    largest = sorted(LARGE.glob("*.json"), key=lambda path: path.stat().st_size)[-3:]
    for path in largest:
        address = preview(browser, path.read_bytes())
        page = browser.get(address)
        assert page.status_code == 200
        assert len(page.content) < 400_000, "the preview stays readable"
        done = browser.post(f"{address}accept/", {"who": "new"}, follow=True)
        assert "facts wait for" in done.content.decode()
