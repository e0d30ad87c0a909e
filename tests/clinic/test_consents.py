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
