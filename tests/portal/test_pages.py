"""The person's own pages: each opens, belongs to them alone, and loses nothing they entered."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from cairn.content.readers.fact import sections
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.roadmap.planner import propose
from cairn.domain.roadmap.preferences import Hours, Preferences
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.record.models import AuditEvent, CarePlan, Consent, EpisodeOfCare, Intention, SafetyFlag, Score
from cairn.record.selectors.fact_statement import current_statements
from cairn.record.services.care_plan import propose_roadmap
from cairn.record.services.episode import open_episode
from cairn.record.services.fact_statement import Offer, prefill_facts
from cairn.record.services.response import ask_measure
from tests.cast import NOON, Cast, actor, signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture
def mar(cast: Cast, episode: EpisodeOfCare) -> Client:
    return signed_in(cast.maren.account)


def _propose(cast: Cast, episode: EpisodeOfCare) -> CarePlan:
    hours = tuple(Hours(day, time(9), time(18)) for day in range(5))
    person = Preferences(date(2026, 12, 1), hours, ZoneInfo("America/Los_Angeles"))
    roadmap = propose(protocols()["supported-session@1"], packs()["us-or"], person, date(2026, 11, 30))
    assert isinstance(roadmap, Roadmap)
    return propose_roadmap(episode=episode, roadmap=roadmap, by=actor(cast.coordinator), at=NOON)


@pytest.mark.parametrize(
    "name", ["home", "help", "intake", "medicines", "consents", "intention", "roadmap", "record"]
)
def test_each_page_opens_for_its_owner_and_for_no_member_of_staff(cast: Cast, mar: Client, name: str) -> None:
    address = reverse(f"portal:{name}")
    assert mar.get(address).status_code == 200
    assert signed_in(cast.facilitator).get(address).status_code == 403
    assert Client().get(address).url.startswith(reverse("sign-in"))


@pytest.mark.parametrize("section", list(sections()))
def test_each_part_of_the_questions_opens_in_both_languages(mar: Client, section: str) -> None:
    address = reverse("portal:intake-section", args=[section])
    assert sections()[section]["en"] in mar.get(address).content.decode()
    mar.cookies["django_language"] = "es"
    assert sections()[section]["es"] in mar.get(address).content.decode()


def test_an_answer_is_saved_without_javascript_and_can_be_changed(cast: Cast, mar: Client) -> None:
    address = reverse("portal:intake-section", args=["mind"])
    answer = mar.post(address, {"psychosis.ever": "no", "bipolar.kind": "unsure", "seen-psychosis.ever": ""})
    assert answer.url == reverse("portal:intake-section", args=["safety"])
    rows = current_statements(cast.maren.pk)
    assert (rows["psychosis.ever"].value, rows["bipolar.kind"].value) == (False, "unsure")
    assert "hppd.current" not in rows, "what was left open stays open"
    seen = {f"seen-{fact}": str(row.pk) for fact, row in rows.items()}
    mar.post(address, {"psychosis.ever": "not-sure", "bipolar.kind": "unsure", **seen})
    rows = current_statements(cast.maren.pk)
    assert (rows["psychosis.ever"].status, rows["psychosis.ever"].value) == ("confirmed", None)


def test_saving_as_one_types_answers_with_what_was_seen(mar: Client) -> None:
    address = reverse("portal:intake-section", args=["goals"])
    answer = mar.post(address, {"goals.hopes": "to sleep", "seen-goals.hopes": ""}, headers=HTMX)
    assert answer.status_code == 200
    assert 'name="seen-goals.hopes" value=""' not in answer.content.decode()


def test_an_answer_another_device_gave_meanwhile_is_not_written_over(cast: Cast, mar: Client) -> None:
    address = reverse("portal:intake-section", args=["goals"])
    mar.post(address, {"goals.hopes": "to sleep", "seen-goals.hopes": ""})
    page = mar.post(address, {"goals.hopes": "to rest", "seen-goals.hopes": ""}).content.decode()
    assert "on another device" in page
    assert "to rest" in page, "what was typed here is still on the page"
    assert current_statements(cast.maren.pk)["goals.hopes"].value == "to sleep"


def test_a_weight_out_of_range_is_asked_back_and_stays_typed(mar: Client) -> None:
    page = mar.post(reverse("portal:intake-section", args=["body"]), {"body.weight": "700"}).content.decode()
    assert "Check the unit" in page
    assert 'value="700"' in page


def test_both_some_and_none_is_asked_back(mar: Client) -> None:
    stated = {"cardiac.conditions": ["arrhythmia", "none-of-these"]}
    page = mar.post(reverse("portal:intake-section", args=["heart"]), stated).content.decode()
    assert "Which is it?" in page


def test_an_offer_is_shown_with_its_origin_and_confirmed_with_a_button(cast: Cast, mar: Client) -> None:
    offer = Offer(
        "cardiac.hypertension", at=NOON, value=True, origin={"words": "Hypertension", "on": "2019-03-01"}
    )
    prefill_facts(patient=cast.maren, offers=[offer], by=actor(cast.coordinator), at=NOON)
    address = reverse("portal:intake-section", args=["heart"])
    page = mar.get(address).content.decode()
    assert "From your referral: “Hypertension”" in page
    mar.post(address, {"confirm": "cardiac.hypertension"})
    row = current_statements(cast.maren.pk)["cardiac.hypertension"]
    assert (row.status, row.value, row.source) == ("confirmed", True, "client")


def test_medicines_are_added_taken_away_and_said_to_be_all(cast: Cast, mar: Client) -> None:
    address = reverse("portal:medicines")
    mar.post(address, {"do": "add", "name": "sertraline 50 mg", "still": "ongoing"})
    mar.post(address, {"do": "add", "name": "sertralin forte", "still": "stopped", "last_taken": "2019"})
    assert "Did you mean" in mar.get(address).content.decode()
    mar.post(address, {"do": "remove", "index": "1"})
    mar.post(address, {"do": "that-is-all"})
    value = current_statements(cast.maren.pk)["medicines"].value
    assert [item["name"] for item in value["items"]] == ["sertraline 50 mg"]
    assert value["complete"] is True


def test_the_questions_are_finished_when_the_person_says_so(mar: Client) -> None:
    assert "I am finished" in mar.get(reverse("portal:intake")).content.decode()
    mar.post(reverse("portal:intake-finish"))
    assert "You told us that you are finished" in mar.get(reverse("portal:intake")).content.decode()


def _form(cast: Cast, episode: EpisodeOfCare):
    return ask_measure(
        episode=episode, instrument="phq-9", occasion="baseline", by=actor(cast.facilitator), at=NOON
    )


def test_a_positive_item_nine_is_met_at_once_with_a_human(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    address = reverse("portal:measure", args=[_form(cast, episode).pk])
    fragment = mar.post(address, {"item-9": "1"}, headers=HTMX).content.decode()
    assert "do not wait for us" in fragment
    assert SafetyFlag.objects.count() == 1


def test_a_measure_is_finished_without_javascript_and_scored(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    form = _form(cast, episode)
    address = reverse("portal:measure", args=[form.pk])
    answers = {f"item-{number}": "2" for number in range(1, 9)} | {"item-9": "0", "version": "1"}
    assert mar.post(address, answers).url == reverse("portal:home")
    assert Score.objects.get(score="total").value == 16
    again = mar.post(address, answers, follow=True)
    assert "Nothing was saved twice" in again.content.decode()


def test_open_items_are_named_and_can_be_left_open_on_purpose(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    address = reverse("portal:measure", args=[_form(cast, episode).pk])
    page = mar.post(address, {"item-1": "2", "version": "1"}).content.decode()
    assert "Still open: 2, 3, 4" in page
    assert mar.post(address, {"item-1": "2", "version": "1", "leave": "yes"}).url == reverse("portal:home")
    assert not Score.objects.exists()


def test_a_form_finished_on_two_devices_says_so_and_keeps_the_answers(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    address = reverse("portal:measure", args=[_form(cast, episode).pk])
    mar.post(address, {"item-1": "2"}, headers=HTMX)
    page = mar.post(address, {"item-2": "3", "version": "1"}).content.decode()
    assert "on another device" in page


def test_a_stranger_cannot_open_somebody_elses_form(cast: Cast, episode: EpisodeOfCare) -> None:
    form = _form(cast, episode)
    assert signed_in(cast.stranger).get(reverse("portal:measure", args=[form.pk])).status_code == 403


def test_a_consent_is_signed_shown_and_taken_back(cast: Cast, mar: Client) -> None:
    address = reverse("portal:consent", args=["supportive-touch-consent"])
    mar.post(address, {"welcome": ["hands"], "signed_name": "Maren Solberg"})
    consent = Consent.objects.get()
    assert (consent.details["welcome"], consent.witnessed_by, consent.text) == (
        ["hands"],
        None,
        "supportive-touch-consent@1",
    )
    mar.post(reverse("portal:consent-withdraw", args=[consent.pk]))
    consent.refresh_from_db()
    assert (consent.status, consent.withdrawn_at is not None) == ("inactive", True)


def test_a_plan_without_its_required_words_is_not_signed(mar: Client) -> None:
    page = mar.post(
        reverse("portal:consent", args=["transportation-plan"]), {"who": "my sister"}
    ).content.decode()
    assert not Consent.objects.exists()
    assert "my sister" in page


def test_the_authoritys_own_forms_are_not_signed_here(mar: Client) -> None:
    address = reverse("portal:consent", args=["client-information-form"])
    mar.post(address, {"edition": "1/1/26", "kept": "safe", "signed_name": "Maren Solberg"})
    assert not Consent.objects.exists()
    assert mar.get(reverse("portal:consent", args=["nothing"])).status_code == 404


def test_every_version_of_an_intention_stays(mar: Client) -> None:
    address = reverse("portal:intention")
    mar.post(address, {"text": "to meet the quiet", "seen": "0"})
    mar.post(address, {"text": "to stay with the quiet", "seen": "1"})
    assert Intention.objects.count() == 2
    page = mar.post(address, {"text": "from an old page", "seen": "1"}).content.decode()
    assert "Someone else has just changed" in page
    assert "from an old page" in page


def test_a_roadmap_is_agreed_printed_and_read_by_a_calendar(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    plan = _propose(cast, episode)
    assert "I agree" in mar.get(reverse("portal:roadmap")).content.decode()
    mar.post(reverse("portal:roadmap-agree"), {"plan": str(plan.pk)})
    plan.refresh_from_db()
    assert plan.status == "active"
    printed = mar.get(reverse("portal:roadmap-pdf"))
    assert printed.content.startswith(b"%PDF-")
    page = mar.post(reverse("portal:calendar-address"), {"do": "make"}, follow=True).content.decode()
    address = page.split('<code id="feed">')[1].split("</code>")[0]
    written = Client().get(address).content.decode()
    assert "SUMMARY:Appointment" in written
    assert "dministration" not in written
    mar.post(reverse("portal:calendar-address"), {"do": "end"})
    assert Client().get(address).status_code == 404


def test_a_proposal_that_changed_meanwhile_is_not_agreed_to_unseen(
    cast: Cast, episode: EpisodeOfCare, mar: Client
) -> None:
    old = _propose(cast, episode)
    _propose(cast, episode)
    page = mar.post(reverse("portal:roadmap-agree"), {"plan": str(old.pk)}, follow=True).content.decode()
    assert "changed meanwhile" in page
    assert not CarePlan.objects.filter(status="active").exists()


def test_the_person_reads_who_has_seen_their_record(cast: Cast, mar: Client) -> None:
    mar.get(reverse("portal:home"))
    page = mar.get(reverse("portal:record")).content.decode()
    assert "Maren" in page or "Mar Solberg" in page
    assert AuditEvent.objects.filter(action="access-log.read", patient=cast.maren.pk).count() == 1
