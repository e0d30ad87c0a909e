"""What a person signs: by themselves or before a witness, replaced and taken back, never lost."""

import pytest

from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, NotFoundError, RefusedError
from cairn.record.models import Account, Consent, EpisodeOfCare
from cairn.record.selectors.consent import active_consents, find_consent
from cairn.record.services.consent import record_consent, withdraw_consent
from cairn.record.services.episode import open_episode
from tests.cast import NOON, Cast, actor


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


def sign(episode: EpisodeOfCare, who: Account | None, name: str = "Maren Solberg") -> Consent:
    assert who is not None
    return record_consent(
        episode=episode, kind="informed-consent", text="informed-consent@1", text_hash="0" * 64, language="en",
        signed_name=name, details={"read": "yes"}, by=actor(who), at=NOON,
    )  # fmt: skip


def test_what_they_sign_themselves_has_no_witness_and_what_is_signed_here_has_one(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    assert sign(episode, cast.maren.account).witnessed_by_id is None
    assert sign(episode, cast.facilitator).witnessed_by == cast.facilitator


def test_a_new_signature_takes_the_place_of_the_one_in_force(cast: Cast, episode: EpisodeOfCare) -> None:
    first, second = sign(episode, cast.maren.account), sign(episode, cast.coordinator)
    first.refresh_from_db()
    assert (first.status, first.withdrawn_at) == ("inactive", None)
    assert active_consents(episode) == {"informed-consent": second}


def test_a_signature_needs_a_name_and_a_witness_who_may(cast: Cast, episode: EpisodeOfCare) -> None:
    with pytest.raises(RefusedError, match="Write your name to sign"):
        sign(episode, cast.maren.account, " ")
    with pytest.raises(NotAllowedError):
        sign(episode, cast.reviewer)
    assert Consent.objects.count() == 0


def test_they_take_it_back_at_any_moment_and_once(cast: Cast, episode: EpisodeOfCare) -> None:
    consent = sign(episode, cast.maren.account)
    assert cast.maren.account is not None
    withdraw_consent(consent=consent, reason="", by=actor(cast.maren.account), at=NOON)
    assert (consent.status, consent.withdrawn_at, consent.withdrawn_reason) == ("inactive", NOON, None)
    with pytest.raises(ChangedMeanwhileError, match="not in force any more"):
        withdraw_consent(consent=consent, reason="again", by=actor(cast.facilitator), at=NOON)


def test_a_reason_they_gave_stays_with_it(cast: Cast, episode: EpisodeOfCare) -> None:
    consent = sign(episode, cast.facilitator)
    with pytest.raises(NotAllowedError):
        withdraw_consent(consent=consent, reason="", by=actor(cast.reviewer), at=NOON)
    withdraw_consent(consent=consent, reason="Changed her mind.", by=actor(cast.facilitator), at=NOON)
    assert find_consent(cast.maren, consent.pk).withdrawn_reason == "Changed her mind."
    with pytest.raises(NotFoundError):
        find_consent(cast.other, consent.pk)
