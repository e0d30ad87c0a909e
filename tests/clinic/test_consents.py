"""The consents of a person: what they filled in and agreed to, what was taken back."""

from datetime import timedelta

from django.urls import reverse

from cairn.clinic.consent_lines import consent_lines
from cairn.content.readers.paper import papers
from cairn.record.models import Consent
from cairn.record.services.consent import record_consent, withdraw_consent
from cairn.record.services.episode import open_episode
from tests.cast import NOON, Cast, actor, signed_in

TOUCH = papers()["supportive-touch-consent"]


def signed(cast: Cast, text_hash: str) -> Consent:
    episode = cast.maren.episodes.first() or open_episode(
        patient=cast.maren, by=actor(cast.coordinator), at=NOON
    )
    return record_consent(
        episode=episode, kind=TOUCH.code, text=TOUCH.key, text_hash=text_hash, language="en",
        details={"welcome": ["hands", "hug"], "words": ""}, signed_name="Maren Solberg",
        by=actor(cast.facilitator), at=NOON,
    )  # fmt: skip


def page(cast: Cast) -> str:
    address = reverse("clinic:person-consents", args=[cast.maren.pk])
    return signed_in(cast.facilitator).get(address).content.decode()


def test_it_shows_what_was_agreed_in_the_words_they_read(cast: Cast) -> None:
    signed(cast, TOUCH.text_hash("en"))
    shown = page(cast)
    assert "Touch" in shown
    assert "in force" in shown
    assert "A hand on my hands; A hug" in shown
    assert "not known" in shown, "what was left empty is said"
    assert "Signed by Maren Solberg" in shown
    assert "witnessed by Nkechi Okafor" in shown
    assert "A raised palm means stop, always." in shown


def test_a_text_that_is_no_longer_the_one_signed_is_not_shown_as_if_it_were(cast: Cast) -> None:
    signed(cast, "another")
    assert "A raised palm means stop" not in page(cast)


def test_what_was_taken_back_stays_with_its_reason(cast: Cast) -> None:
    consent = signed(cast, TOUCH.text_hash("en"))
    withdraw_consent(
        consent=consent, reason="I would rather not.", by=actor(cast.facilitator), at=NOON + timedelta(days=1)
    )
    shown = page(cast)
    assert "withdrawn" in shown
    assert "I would rather not." in shown


def test_a_paper_no_text_is_kept_for_is_named_by_its_kind(cast: Cast) -> None:
    consent = signed(cast, "x")
    consent.kind, consent.details = "an-older-paper", {"agreed": True, "how_many": 2}
    line = consent_lines([consent])[0]
    assert (line.title, line.text) == ("An older paper", ())
    assert [(fact.label, fact.value) for fact in line.filled_in] == [("agreed", "Yes"), ("how many", "2")]


def paper_page(cast: Cast, code: str) -> str:
    return reverse("clinic:person-paper", args=[cast.maren.pk, code])


def test_a_form_signed_on_paper_is_put_on_file_with_its_witness(cast: Cast) -> None:
    open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)
    browser = signed_in(cast.facilitator)
    assert "Client information form" in page(cast)
    by_hand = next(paper for paper in papers().values() if paper.signed_where == "paper")
    assert "Signed on paper" in browser.get(paper_page(cast, by_hand.code)).content.decode()
    told = {field.id: "yes" for field in by_hand.fields if field.required and not field.options}
    told |= {
        field.id: next(iter(field.options)) for field in by_hand.fields if field.required and field.options
    }
    browser.post(paper_page(cast, by_hand.code), {**told, "signed_name": "Maren Solberg"})
    consent = Consent.objects.get(patient=cast.maren)
    assert (consent.kind, consent.text, consent.witnessed_by) == (by_hand.code, by_hand.key, cast.facilitator)
    assert consent.text_hash == by_hand.text_hash("en")


def test_without_a_name_nothing_is_on_file_and_what_was_filled_in_stays(cast: Cast) -> None:
    open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)
    told = {"welcome": ["hands"], "words": "Only the left one."}
    response = signed_in(cast.facilitator).post(paper_page(cast, TOUCH.code), told)
    assert response.status_code == 422
    assert "Only the left one." in response.content.decode()
    assert not Consent.objects.exists()


def test_only_a_witness_puts_something_on_file(cast: Cast) -> None:
    open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)
    assert signed_in(cast.stranger).get(paper_page(cast, TOUCH.code)).status_code == 404
    assert signed_in(cast.reviewer).get(paper_page(cast, TOUCH.code)).status_code == 403
    assert signed_in(cast.facilitator).get(paper_page(cast, "no-such-paper")).status_code == 404


def test_with_no_way_open_there_is_nothing_to_sign(cast: Cast) -> None:
    assert signed_in(cast.facilitator).get(paper_page(cast, TOUCH.code)).status_code == 404
