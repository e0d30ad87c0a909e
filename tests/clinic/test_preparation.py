"""The preparation tab and its sessions: intention, notes and corrections, papers, the step when the gate is open."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.domain.vocabulary import EncounterKind
from cairn.record.models import Consent, Encounter, EncounterNote, EpisodeOfCare, Intention
from cairn.record.services.encounter import schedule_encounter
from cairn.record.services.episode import open_episode
from tests.cast import NOON, Cast, actor, signed_in


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture
def meeting(cast: Cast, episode: EpisodeOfCare) -> Encounter:
    return planned(cast, episode)


def planned(cast: Cast, episode: EpisodeOfCare, number: int = 1) -> Encounter:
    return schedule_encounter(
        episode=episode, kind=EncounterKind.PREPARATION, number=number, start=NOON,
        by=actor(cast.coordinator), at=NOON,
    )  # fmt: skip


@pytest.fixture
def nkechi(cast: Cast, meeting: Encounter) -> Client:
    return signed_in(cast.facilitator)


def tab(cast: Cast) -> str:
    return reverse("clinic:person-preparation", args=[cast.maren.pk])


def at(cast: Cast, meeting: Encounter, name: str = "") -> str:
    return reverse(f"clinic:meeting{name}", args=[cast.maren.pk, meeting.pk])


def test_a_session_is_started_written_down_and_finished(
    cast: Cast, meeting: Encounter, nkechi: Client
) -> None:
    page = nkechi.get(at(cast, meeting)).content.decode()
    assert "It has not begun" in page
    assert "Start preparation 1" in page
    nkechi.post(at(cast, meeting, "-start"))
    page = nkechi.get(at(cast, meeting)).content.decode()
    for topic in ("History", "Hopes", "Fears and concerns", "Boundaries", "Grounding that works"):
        assert topic in page
    nkechi.post(at(cast, meeting, "-topics"), {"fears": "Losing control.", "grounding": "Feet on the floor."})
    nkechi.post(at(cast, meeting, "-finish"))
    meeting.refresh_from_db()
    assert meeting.status == "finished"
    page = nkechi.get(tab(cast)).content.decode()
    assert "Losing control." in page
    assert "Feet on the floor." in page


def test_a_session_starts_once(cast: Cast, meeting: Encounter, nkechi: Client) -> None:
    nkechi.post(at(cast, meeting, "-start"))
    again = nkechi.post(at(cast, meeting, "-start"), follow=False)
    assert again.status_code == 302
    assert Encounter.objects.get().status == "in-progress"


def test_a_correction_keeps_the_old_words_under_it(cast: Cast, meeting: Encounter, nkechi: Client) -> None:
    nkechi.post(at(cast, meeting, "-note"), {"text": "Her father died in 2012.", "kind": "free"})
    note = EncounterNote.objects.get()
    address = reverse("clinic:meeting-correct", args=[cast.maren.pk, meeting.pk, note.pk])
    assert "Her father died in 2012." in nkechi.get(address).content.decode()
    assert nkechi.post(address, {"text": "Her father died in 2021."}).status_code == 422
    nkechi.post(address, {"text": "Her father died in 2021.", "reason": "digits swapped"})
    page = nkechi.get(at(cast, meeting)).content.decode()
    assert "Her father died in 2021." in page
    assert "Corrected: digits swapped" in page
    assert "Her father died in 2012." in page
    assert nkechi.post(address, {"text": "x", "reason": "y"}).status_code == 404


def test_an_empty_note_comes_back_with_words(cast: Cast, meeting: Encounter, nkechi: Client) -> None:
    assert nkechi.post(at(cast, meeting, "-note"), {"text": "", "kind": "free"}).status_code == 422


def test_the_intention_is_written_with_them_and_never_over_unseen_words(cast: Cast, nkechi: Client) -> None:
    address = reverse("clinic:person-intention", args=[cast.maren.pk])
    assert nkechi.get(address).status_code == 200
    nkechi.post(address, {"text": "To fix the quiet.", "seen": "0"})
    nkechi.post(address, {"text": "To meet the quiet.", "seen": "1"})
    page = nkechi.get(tab(cast)).content.decode()
    assert "To meet the quiet." in page
    assert "1 earlier" in page
    stale = nkechi.post(address, {"text": "Written on the other device.", "seen": "1"})
    assert stale.status_code == 409
    assert "Written on the other device." in stale.content.decode()
    assert nkechi.post(address, {"text": " ", "seen": "2"}).status_code == 422
    assert Intention.objects.count() == 2


def paper(cast: Cast, code: str) -> str:
    return reverse("clinic:person-paper", args=[cast.maren.pk, code])


def test_the_authoritys_form_is_recorded_with_its_edition_and_where_it_is_kept(
    cast: Cast, nkechi: Client
) -> None:
    assert "missing" in nkechi.get(tab(cast)).content.decode()
    address = paper(cast, "client-information-form")
    assert nkechi.post(address, {"signed_name": "Maren Solberg", "edition": "2025-01"}).status_code == 422
    assert Consent.objects.count() == 0
    filled = {"edition": "2025-01", "kept": "cabinet 2", "answered": "yes", "language": "yes"}
    assert nkechi.post(address, {"signed_name": "Maren Solberg", **filled}).status_code == 422
    filled["copies"] = "yes"
    nkechi.post(address, {"signed_name": "Maren Solberg", **filled})
    kept = Consent.objects.get()
    assert kept.witnessed_by == cast.facilitator
    assert kept.details == filled
    assert "on file" in nkechi.get(tab(cast)).content.decode()


def test_a_paper_is_signed_here_in_their_language_and_taken_back_here(cast: Cast, nkechi: Client) -> None:
    address = paper(cast, "supportive-touch-consent")
    spanish = nkechi.get(address, {"language": "es"}).content.decode()
    assert "El contacto nunca es necesario." in spanish
    nkechi.post(f"{address}?language=es", {"signed_name": "Maren Solberg", "welcome": ["hands"]})
    kept = Consent.objects.get()
    assert (kept.language, kept.details["welcome"]) == ("es", ["hands"])
    assert "They take it back" in nkechi.get(address).content.decode()
    nkechi.post(reverse("clinic:person-paper-withdraw", args=[cast.maren.pk, "supportive-touch-consent"]))
    kept.refresh_from_db()
    assert kept.status == "inactive"
    assert nkechi.get(paper(cast, "a-paper-of-our-own")).status_code == 404


def test_a_step_with_a_shut_gate_says_exactly_what_is_unmet(cast: Cast, nkechi: Client, episode) -> None:
    EpisodeOfCare.objects.filter(pk=episode.pk).update(stage="roadmap")
    step = reverse("clinic:person-step", args=[cast.maren.pk])
    page = nkechi.get(step).content.decode()
    assert "There is no roadmap yet." in page
    assert "It opens when the list above is empty." in page
    refused = nkechi.post(step, {"from": "roadmap"})
    assert refused.status_code == 409
    assert "Preparation cannot begin yet." in refused.content.decode()
    EpisodeOfCare.objects.filter(pk=episode.pk).update(stage="preparation")
    assert "when the day is started" in nkechi.get(step).content.decode()
    assert nkechi.post(step, {"from": "preparation"}).status_code == 409


def test_a_coordinator_sees_papers_and_times_and_no_words(
    cast: Cast, meeting: Encounter, nkechi: Client
) -> None:
    nkechi.post(at(cast, meeting, "-start"))
    nkechi.post(at(cast, meeting, "-topics"), {"fears": "Losing control."})
    nkechi.post(
        reverse("clinic:person-intention", args=[cast.maren.pk]), {"text": "To meet the quiet.", "seen": "0"}
    )
    ines = signed_in(cast.coordinator)
    page = ines.get(tab(cast)).content.decode()
    assert ("Losing control." in page, "To meet the quiet." in page) == (False, False)
    assert "Informed consent" in page
    assert ines.get(at(cast, meeting)).status_code == 403
    assert ines.post(at(cast, meeting, "-finish")).status_code == 403
    assert ines.get(reverse("clinic:person-intention", args=[cast.maren.pk])).status_code == 403


def test_a_session_is_called_off_by_the_coordinator(cast: Cast, meeting: Encounter, nkechi: Client) -> None:
    signed_in(cast.coordinator).post(at(cast, meeting, "-cancel"))
    assert "It was called off" in nkechi.get(at(cast, meeting)).content.decode()


def test_a_stranger_finds_nothing(cast: Cast, meeting: Encounter, nkechi: Client) -> None:
    nkechi.post(at(cast, meeting, "-note"), {"text": "Private.", "kind": "free"})
    note = EncounterNote.objects.get()
    stranger = signed_in(cast.stranger)
    addresses = [
        tab(cast),
        at(cast, meeting),
        at(cast, meeting, "-plan"),
        paper(cast, "informed-consent"),
        reverse("clinic:person-intention", args=[cast.maren.pk]),
        reverse("clinic:person-step", args=[cast.maren.pk]),
        reverse("clinic:person-close", args=[cast.maren.pk]),
        reverse("clinic:meeting-correct", args=[cast.maren.pk, meeting.pk, note.pk]),
    ]
    assert [stranger.get(address).status_code for address in addresses] == [404] * len(addresses)
    for name in ("-start", "-finish", "-cancel", "-topics", "-note", "-safety"):
        assert stranger.post(at(cast, meeting, name)).status_code == 404


def test_a_meeting_of_another_person_is_not_found(cast: Cast, meeting: Encounter) -> None:
    address = reverse("clinic:meeting-plan", args=[cast.other.pk, meeting.pk])
    assert signed_in(cast.coordinator).get(address).status_code == 404


def test_three_sessions_cost_no_more_queries_than_one(cast: Cast, nkechi: Client, episode) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert nkechi.get(tab(cast)).status_code == 200
        return len(caught)

    nkechi.get(tab(cast))
    before = asked()
    for number in (2, 3):
        planned(cast, episode, number)
    assert asked() == before <= 12
