"""Measures in the portal: only what a person can answer there, asked when it is meant, kept as it is answered."""

import pytest
from django.test import Client
from django.urls import reverse

from cairn.content.readers.instrument import instruments
from cairn.portal.own_measures import is_answered_here
from cairn.record.models import EpisodeOfCare, QuestionnaireResponse, Score
from cairn.record.services.episode import open_episode
from cairn.record.services.response import ask_measure
from tests.cast import NOON, Cast, actor, signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture
def mar(cast: Cast, episode: EpisodeOfCare) -> Client:
    return signed_in(cast.maren.account)


def asked(cast: Cast, episode: EpisodeOfCare, instrument: str) -> QuestionnaireResponse:
    return ask_measure(
        episode=episode, instrument=instrument, occasion="now", by=actor(cast.facilitator), at=NOON
    )


def address(response: QuestionnaireResponse) -> str:
    return reverse("portal:measure", args=[response.pk])


def test_a_skeleton_and_a_clinicians_rating_are_never_shown_to_the_person(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    for instrument in ("qids-sr16", "asq-suicide"):
        response = asked(cast, episode, instrument)
        assert mar.get(address(response)).status_code == 404
        assert str(response.pk) not in mar.get(reverse("portal:intake")).content.decode()
    shown = asked(cast, episode, "csi-4")
    assert str(shown.pk) in mar.get(reverse("portal:intake")).content.decode()
    assert is_answered_here(instruments()["phq-9"])


def test_a_question_that_is_not_asked_says_when_it_is_and_the_page_learns_which_are_not(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    where = address(asked(cast, episode, "pc-ptsd-5"))
    page = mar.get(where).content.decode()
    assert 'id="not-asked" data-items=""' in page, "before the gate is answered every question may be asked"
    assert "Only if you answered “Yes” to the first question." in page
    saved = mar.post(where, {"item-gate": "0"}, headers=HTMX).content.decode()
    assert 'data-items="1 2 3 4 5"' in saved
    assert 'data-items="1 2 3 4 5"' in mar.get(where).content.decode()
    saved = mar.post(where, {"item-gate": "1"}, headers=HTMX).content.decode()
    assert 'data-items=""' in saved


def test_a_form_whose_gate_is_closed_is_whole(cast: Cast, episode: EpisodeOfCare, mar: Client) -> None:
    response = asked(cast, episode, "pc-ptsd-5")
    assert mar.post(address(response), {"version": "1", "item-gate": "0"}).status_code == 302
    assert Score.objects.get(response=response, score="total").value == 0


def test_a_number_on_a_scale_begins_empty_and_is_kept(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    instrument = instruments()["csi-16"]
    scale = next(item for item in instrument.items if item.scale is not None)
    where = address(asked(cast, episode, "csi-16"))
    page = mar.get(where).content.decode()
    field = f'name="item-{scale.number}"'
    assert field in page
    assert "A whole number from" in page
    assert "value=" not in page.split(field)[1].split(">")[0], "nothing is filled in beforehand"
    mar.post(where, {f"item-{scale.number}": "5"}, headers=HTMX)
    assert 'value="5"' in mar.get(where).content.decode().split(field)[1].split(">")[0]


def test_a_number_off_the_scale_is_asked_back_and_the_others_are_kept(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    instrument = instruments()["csi-16"]
    scale, other = sorted(instrument.items, key=lambda item: item.scale is None)[:2]
    response = asked(cast, episode, "csi-16")
    given = {f"item-{scale.number}": "700", f"item-{other.number}": "2"}
    mar.post(address(response), given, headers=HTMX)
    response.refresh_from_db()
    assert response.answers == {other.number: 2}
    page = mar.post(address(response), {**given, "version": str(response.version)}).content.decode()
    assert 'value="700"' in page
    assert "Something needs another look" in page
