"""Inquiries on the page: who waits, registering or joining, closing with words to send."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.domain.pathway.stages import ENDINGS, Stage
from cairn.record.actor import PUBLIC
from cairn.record.models import Inquiry, Patient
from cairn.record.services.inquiry import receive_inquiry
from tests.cast import NOON, Cast, signed_in


def asked(cast: Cast, **changes: Any) -> Inquiry:
    told: dict[str, Any] = {
        "name": "Rosa Maria Alvarez",
        "email": "rosa@example.org",
        "brings": "I cannot sleep.",
    }
    return receive_inquiry(site=cast.site, may_contact=True, by=PUBLIC, at=NOON, **{**told, **changes})


def act(browser: Client, inquiry: Inquiry, what: str, **told: str) -> Any:
    return browser.post(reverse(f"clinic:inquiry-{what}", args=[inquiry.pk]), told, follow=True)


def test_one_is_read_reached_and_registered(cast: Cast) -> None:
    inquiry = asked(cast)
    browser = signed_in(cast.coordinator)
    assert "Rosa Maria Alvarez" in browser.get(reverse("clinic:inquiries")).content.decode()
    page = browser.get(reverse("clinic:inquiry", args=[inquiry.pk])).content.decode()
    assert "I cannot sleep." in page
    assert 'value="Rosa Maria"' in page
    assert "We have reached them" not in act(browser, inquiry, "contacted").content.decode()
    done = act(browser, inquiry, "register", given="Rosa", family="Alvarez", who="new")
    patient = Patient.objects.get(family="Alvarez")
    assert done.redirect_chain[-1][0] == reverse("clinic:person", args=[patient.pk])
    assert "I cannot sleep." in done.content.decode()
    decided = browser.get(reverse("clinic:inquiries"), {"show": "decided"}).content.decode()
    assert "registered" in decided


def test_somebody_known_must_be_chosen_or_refused(cast: Cast) -> None:
    inquiry = asked(cast, name="Mar Solberg", email="mar@example.org")
    browser = signed_in(cast.coordinator)
    assert (
        "The same e-mail address."
        in browser.get(reverse("clinic:inquiry", args=[inquiry.pk])).content.decode()
    )
    people = Patient.objects.count()
    silent = act(browser, inquiry, "register", given="Mar", family="Solberg")
    assert silent.status_code == 422
    assert "Say whether this is one of the people offered" in silent.content.decode()
    assert 'value="Solberg"' in silent.content.decode()
    act(browser, inquiry, "register", given="Mar", family="Solberg", who=str(cast.maren.pk))
    assert Patient.objects.count() == people
    inquiry.refresh_from_db()
    assert inquiry.patient == cast.maren


def test_a_birth_date_in_the_future_is_refused_and_what_was_typed_stays(cast: Cast) -> None:
    inquiry = asked(cast)
    refused = act(
        signed_in(cast.coordinator),
        inquiry,
        "register",
        given="Rosa",
        family="Alvarez",
        birth_date="2090-01-01",
    )
    assert refused.status_code == 422
    assert "cannot be in the future" in refused.content.decode()
    assert 'value="Alvarez"' in refused.content.decode()
    inquiry.refresh_from_db()
    assert inquiry.status == "received"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("reason", ENDINGS[Stage.INQUIRY])
def test_closing_gives_words_to_send_in_their_language(cast: Cast, reason: str, language: str) -> None:
    inquiry = asked(cast, language=language)
    page = act(signed_in(cast.coordinator), inquiry, "decline", reason=reason).content.decode()
    assert ("Thank you for writing" if language == "en" else "Gracias por escribirnos") in page
    assert "988" in page


def test_a_second_decision_is_told(cast: Cast) -> None:
    inquiry = asked(cast)
    browser = signed_in(cast.coordinator)
    act(browser, inquiry, "decline", reason="not-now")
    assert "Someone else has just changed this inquiry" in act(browser, inquiry, "contacted").content.decode()
    assert act(browser, inquiry, "decline", reason="made-up").status_code == 422
    assert act(browser, inquiry, "register", given="Rosa", who="new").status_code == 422


def test_an_inquiry_by_telephone_is_written_down(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    address = reverse("clinic:inquiry-telephone")
    told = {"name": "Jo", "phone": "503 555 0199", "for_whom": "individual", "language": "en"}
    assert browser.get(address).status_code == 200
    assert browser.post(address, told).status_code == 422
    assert browser.post(address, {**told, "phone": "", "may_contact": "on"}).status_code == 422
    browser.post(address, {**told, "may_contact": "on"})
    assert (Inquiry.objects.get().source, Inquiry.objects.get().reach_by) == ("telephone", "phone")


def test_inquiries_are_the_coordinators(cast: Cast) -> None:
    inquiry = asked(cast)
    for account in (cast.facilitator, cast.researcher, cast.maren.account):
        browser = signed_in(account)
        assert browser.get(reverse("clinic:inquiries")).status_code == 403
        assert browser.get(reverse("clinic:inquiry", args=[inquiry.pk])).status_code == 403
        assert act(browser, inquiry, "decline", reason="not-now").status_code == 403
    nobody = reverse("clinic:inquiry", args=[cast.maren.pk])
    assert signed_in(cast.coordinator).get(nobody).status_code == 404


def test_one_and_three_inquiries_cost_the_same(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    counts = []
    for names in ("A", "BC"):
        for name in names:
            asked(cast, name=name)
        with CaptureQueriesContext(connection) as caught:
            browser.get(reverse("clinic:inquiries"))
        counts.append(len(caught))
    assert counts[0] == counts[1]
