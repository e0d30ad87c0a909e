"""The fit consultation: four topics kept as they are written, and a decision on both sides."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.domain.vocabulary import Role
from cairn.record.models import AuditEvent, Encounter, EncounterNote, EpisodeOfCare, FitDecision
from cairn.record.services.episode import open_episode
from cairn.record.services.patient import join_care_team
from tests.cast import NOON, Cast, actor, signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture
def nkechi(cast: Cast, episode: EpisodeOfCare) -> Client:
    return signed_in(cast.facilitator)


def fit(cast: Cast) -> str:
    return reverse("clinic:fit", args=[cast.maren.pk])


def begun(cast: Cast, browser: Client) -> Encounter:
    browser.post(reverse("clinic:fit-begin", args=[cast.maren.pk]))
    return Encounter.objects.get(patient=cast.maren, kind="fit-consultation")


def act(browser: Client, cast: Cast, encounter: Encounter, name: str, **data: str):
    return browser.post(reverse(f"clinic:meeting-{name}", args=[cast.maren.pk, encounter.pk]), data)


def decide(browser: Client, cast: Cast, encounter: Encounter, side: str, *answered: str):
    answer, reason = (*answered, "")[:2]
    address = reverse("clinic:fit-decide", args=[cast.maren.pk, encounter.pk, side])
    return browser.post(address, {f"{side}-answer": answer, f"{side}-reason": reason})


def test_one_begins_it_from_the_page_and_finds_four_topics_and_a_quiet_timer(
    cast: Cast, nkechi: Client
) -> None:
    assert "Begin it now" in nkechi.get(fit(cast)).content.decode()
    begun(cast, nkechi)
    page = nkechi.get(fit(cast)).content.decode()
    assert page.count("<textarea") == 4 + 2
    assert 'data-minutes="20"' in page
    assert page.count('data-quiet-timer="') == 1


def test_what_is_written_under_a_topic_is_kept_without_javascript(cast: Cast, nkechi: Client) -> None:
    encounter = begun(cast, nkechi)
    act(nkechi, cast, encounter, "topics", **{"past-support": "A counsellor in 2019."})
    note = EncounterNote.objects.get(encounter=encounter)
    assert (note.topic, note.kind, note.text) == ("past-support", "topic", "A counsellor in 2019.")
    assert "A counsellor in 2019." in nkechi.get(fit(cast)).content.decode()


def test_writing_on_goes_into_the_same_note(cast: Cast, nkechi: Client) -> None:
    encounter = begun(cast, nkechi)
    address = reverse("clinic:meeting-topics", args=[cast.maren.pk, encounter.pk])
    first = nkechi.post(address, {"questions": "How lo"}, headers=HTMX)
    note = EncounterNote.objects.get(encounter=encounter)
    assert f'value="{note.recorded_at.isoformat()}"' in first.content.decode()
    nkechi.post(
        address,
        {"questions": "How long?", "questions-seen": note.recorded_at.isoformat()},
        headers=HTMX,
    )
    assert EncounterNote.objects.get(encounter=encounter).text == "How long?"


def test_a_second_device_is_told_and_what_it_wrote_stays_on_its_page(cast: Cast, nkechi: Client) -> None:
    encounter = begun(cast, nkechi)
    act(nkechi, cast, encounter, "topics", questions="From the laptop.")
    other = act(nkechi, cast, encounter, "topics", questions="From the phone.", **{"past-support": "None."})
    assert other.status_code == 409
    page = other.content.decode()
    assert "Someone else has just changed this note on another device" in page
    assert "From the phone." in page
    assert {note.topic: note.text for note in EncounterNote.objects.all()} == {
        "questions": "From the laptop.",
        "past-support": "None.",
    }
    address = reverse("clinic:meeting-topics", args=[cast.maren.pk, encounter.pk])
    assert nkechi.post(address, {"questions": "x"}, headers=HTMX).status_code == 409


def test_a_colleagues_words_stand_beside_ones_own(cast: Cast, nkechi: Client) -> None:
    by = actor(cast.coordinator)
    join_care_team(
        patient=cast.maren, account_id=cast.second_facilitator.pk, role=Role.FACILITATOR, by=by, at=NOON
    )
    encounter, jonas = begun(cast, nkechi), signed_in(cast.second_facilitator)
    act(nkechi, cast, encounter, "topics", questions="Mine.")
    act(jonas, cast, encounter, "topics", questions="His.")
    assert EncounterNote.objects.count() == 2
    page = nkechi.get(fit(cast)).content.decode()
    assert page.index("Mine.</textarea>") < page.index("His.")


def test_both_go_on_and_the_way_moves_to_screening(cast: Cast, nkechi: Client, episode) -> None:
    encounter = begun(cast, nkechi)
    step = reverse("clinic:person-step", args=[cast.maren.pk])
    refused = nkechi.post(step, {"from": "fit"})
    assert refused.status_code == 409
    assert "The practitioner has not decided yet." in refused.content.decode()
    decide(nkechi, cast, encounter, "practitioner", "go-on")
    decide(nkechi, cast, encounter, "client", "go-on")
    act(nkechi, cast, encounter, "finish")
    page = nkechi.get(fit(cast)).content.decode()
    assert "Go on to screening" in page
    assert "Invite to the portal" in page
    assert nkechi.post(step, {"from": "fit"}).status_code == 302
    episode.refresh_from_db()
    assert episode.stage == "screening"
    assert nkechi.post(step, {"from": "fit"}).status_code == 409


def test_not_now_needs_a_reason_and_leads_to_warm_words(cast: Cast, nkechi: Client, episode) -> None:
    encounter = begun(cast, nkechi)
    assert decide(nkechi, cast, encounter, "client", "not-now").status_code == 422
    assert decide(nkechi, cast, encounter, "client", "not-now", "safety").status_code == 422
    assert FitDecision.objects.count() == 0
    decide(nkechi, cast, encounter, "client", "not-now", "cost")
    assert "Not now: the cost" in nkechi.get(fit(cast)).content.decode()
    close = reverse("clinic:person-close", args=[cast.maren.pk])
    offered = nkechi.get(close, {"ending": "not-now"}).content.decode()
    assert re.search(r'value="not-now"[^>]*checked', offered)
    told = nkechi.post(close, {"ending": "not-now", "reason": "Asks again in spring."}, follow=True)
    assert "You are welcome to ask again when things have changed." in told.content.decode()
    episode.refresh_from_db()
    assert (episode.stage, episode.close_reason) == ("closed", "not-now")


def test_a_change_of_mind_keeps_the_earlier_answer(cast: Cast, nkechi: Client) -> None:
    encounter = begun(cast, nkechi)
    decide(nkechi, cast, encounter, "client", "not-now", "timing")
    decide(nkechi, cast, encounter, "client", "go-on")
    assert list(FitDecision.objects.order_by("at").values_list("answer", flat=True)) == ["not-now", "go-on"]
    assert FitDecision.objects.get(replaced_by=None).answer == "go-on"


def test_it_can_be_planned_for_a_day_by_the_coordinator_who_reads_no_notes(cast: Cast, episode) -> None:
    ines = signed_in(cast.coordinator)
    address = reverse("clinic:fit-schedule", args=[cast.maren.pk])
    assert ines.get(address).status_code == 200
    assert ines.post(address, {"minutes": "20"}).status_code == 422
    lead = str(cast.facilitator.pk)
    ines.post(address, {"start": "2026-11-10T10:00", "minutes": "20", "lead": lead})
    encounter = Encounter.objects.get(kind="fit-consultation")
    assert encounter.lead_id == cast.facilitator.pk
    assert encounter.planned_start.isoformat() == "2026-11-10T18:00:00+00:00"
    assert ines.post(address, {"start": "2026-11-11T10:00", "minutes": "20"}).status_code == 302
    assert Encounter.objects.count() == 1
    assert ines.get(fit(cast)).status_code == 403


def test_who_may_not(cast: Cast, nkechi: Client) -> None:
    encounter = begun(cast, nkechi)
    assert signed_in(cast.stranger).get(fit(cast)).status_code == 404
    assert signed_in(cast.maren.account).get(fit(cast)).status_code == 403
    reviewer = signed_in(cast.reviewer)
    page = reviewer.get(fit(cast)).content.decode()
    assert "<textarea" not in page
    assert act(reviewer, cast, encounter, "topics", questions="x").status_code == 403
    assert decide(reviewer, cast, encounter, "practitioner", "go-on").status_code == 403
    assert decide(nkechi, cast, encounter, "somebody", "go-on").status_code == 404
    assert EncounterNote.objects.count() == 0


def test_reading_it_is_in_the_log(cast: Cast, nkechi: Client) -> None:
    nkechi.get(fit(cast))
    assert AuditEvent.objects.filter(action="note.read", patient=cast.maren.pk, writes=False).count() == 1


def test_the_page_asks_the_same_number_of_questions_of_the_database_for_one_note_and_for_four(
    cast: Cast, nkechi: Client
) -> None:
    encounter = begun(cast, nkechi)
    act(nkechi, cast, encounter, "topics", questions="One.")
    nkechi.get(fit(cast))

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            nkechi.get(fit(cast))
        return len(caught)

    before = asked()
    act(
        nkechi, cast, encounter, "topics", **{"past-support": "a", "good-match": "b", "brings-and-hopes": "c"}
    )
    assert asked() == before <= 14
