"""One person's whole way through the pages, by role, each on a device of their own. The steps follow each other."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import letter
from tests.journeys.conftest import Door
from tests.journeys.served import Served
from tests.journeys.visitor import PHONE, Visitor
from tests.journeys.way import Way, answer, group

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step")]


def test_given_a_bundle_when_the_coordinator_hands_it_in_then_it_shows_what_was_understood_and_what_not(
    coordinator: Visitor, way: Way, tmp_path: Path
) -> None:
    sent = tmp_path / "referral.json"
    sent.write_bytes(letter.letter())
    coordinator.goto("/clinic/referrals/")
    coordinator.page.get_by_label("The file").set_input_files(sent)
    coordinator.fill("Who sent it", "Harbour Practice")
    coordinator.press("Read it")
    page = coordinator.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Noor Lindqvist")
    understood = page.locator("section", has=page.get_by_role("heading", name="What was understood"))
    expect(understood).to_contain_text("Allergy to mushrooms or fungi")
    expect(understood).to_contain_text("AllergyIntolerance")
    expect(page.get_by_text("The sender names no medicine.")).to_have_count(1)
    page.get_by_text("What was not understood").click()
    expect(page.get_by_text("Claim").first).to_be_visible()


def test_when_it_is_accepted_for_a_new_person_then_a_record_opens_whose_facts_wait_to_be_confirmed(
    coordinator: Visitor, way: Way
) -> None:
    coordinator.press("Accept")
    expect(coordinator.page.get_by_role("heading", level=1)).to_contain_text("Noor Lindqvist")
    expect(coordinator.page.get_by_text("Some facts wait to be confirmed")).to_be_visible()
    way.record = coordinator.page.url.removeprefix(coordinator.origin)


def test_when_the_coordinator_names_the_care_team_then_the_facilitator_can_open_the_record(
    coordinator: Visitor, way: Way, door: Door
) -> None:
    facilitator = way.people["facilitator"] = door("Nkechi Okafor")
    with facilitator.expecting(404):
        assert facilitator.goto(way.record).status == 404
    for name, role in (
        ("Nkechi Okafor", "facilitator"),
        ("Jonas Lind", "facilitator"),
        ("Emi Aoki", "clinical reviewer"),
    ):
        coordinator.goto(f"{way.record}team/")
        coordinator.page.locator("select[name=account]").select_option(label=name)
        coordinator.page.locator("select[name=role]").select_option(label=role)
        coordinator.press("Add")
        expect(coordinator.page.locator("main")).to_contain_text(name)
    assert facilitator.goto(way.record).status == 200


def test_when_the_fit_consultation_is_held_then_both_sides_decide_and_the_way_goes_on(
    coordinator: Visitor, facilitator: Visitor, way: Way
) -> None:
    page = facilitator.page
    facilitator.goto(f"{way.record}fit/")
    facilitator.press("Begin it now")
    expect(page.locator("[data-quiet-timer]")).to_contain_text("of 20 minutes")
    facilitator.fill("What brings you, and hopes", "She wants to sing again.")
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(page.get_by_label("What brings you, and hopes")).to_have_value("She wants to sing again.")
    page.get_by_role("button", name="Finish").first.click()
    for side in ("client", "practitioner"):
        sheet = page.locator(f"#{side}")
        sheet.locator("details").evaluate("details => { details.open = true }")
        sheet.get_by_text("Go on", exact=True).click()
        facilitator.press("Keep the answer", within=sheet)
    expect(page.get_by_text("Both go on. Next they answer the intake")).to_be_visible()
    coordinator.goto(f"{way.record}step/")
    coordinator.press("Go on to screening")
    expect(coordinator.page.locator("main")).to_contain_text("Noor is now at: screening")


def test_when_they_are_invited_then_a_link_is_shown_once(coordinator: Visitor, way: Way) -> None:
    coordinator.goto(f"{way.record}invite/")
    coordinator.press("Make a link")
    way.link = coordinator.page.locator("#link").inner_text()
    assert "/sign-in/link/" in way.link


def test_when_the_link_is_opened_on_a_phone_then_their_pages_open_and_the_link_is_spent(
    way: Way, door: Door
) -> None:
    phone = way.people["phone"] = door("", PHONE, has_touch=True, is_mobile=True)
    phone.goto(way.link)
    phone.press("Open my pages")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Welcome, Noor")
    late = door("", PHONE)
    with late.expecting(410):
        late.goto(way.link)
        late.press("Open my pages")
        expect(late.page.get_by_text("This link does not work any more.")).to_be_visible()


def test_when_a_prefilled_fact_is_confirmed_and_another_corrected_then_both_stand_as_theirs(
    phone: Visitor, coordinator: Visitor, way: Way
) -> None:
    phone.goto("/portal/questions/body/")
    weight = phone.page.locator("[id='offer-body.weight']")
    expect(weight).to_contain_text("70")
    phone.press("Yes, this is right", within=weight)
    expect(phone.page.locator("[id='offer-body.weight']")).to_have_count(0)
    phone.choose("Have you ever had an allergic reaction to mushrooms", "No")
    expect(phone.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    phone.press("Go on")
    phone.goto("/portal/questions/")
    body = phone.page.get_by_role("listitem").filter(has_text="Your body and health")
    expect(body).not_to_contain_text("to confirm")
    coordinator.goto(f"{way.record}story/")
    expect(coordinator.page.get_by_text("70 kg")).to_have_count(1)


def test_when_they_answer_on_one_device_then_another_goes_on_where_they_stopped(
    phone: Visitor, way: Way, door: Door
) -> None:
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("PHQ-9|Patient Health")).click()
    expect(group(phone, 9)).to_have_count(1)
    answer(phone, 1, "Several days")
    tablet = way.people["tablet"] = door("", PHONE, storage_state=phone.context.storage_state())
    tablet.goto(phone.page.url)
    expect(group(tablet, 1).get_by_role("radio", name="Several days")).to_be_checked()


def test_when_an_answer_shows_danger_then_the_safety_queue_knows_before_the_form_is_finished(
    coordinator: Visitor, way: Way
) -> None:
    tablet = way.people["tablet"]
    answer(tablet, 9, "Several days")
    expect(tablet.page.get_by_text("Thank you for telling us")).to_be_visible()
    expect(tablet.page.locator("#crisis")).to_contain_text("988")
    coordinator.goto("/clinic/")
    expect(coordinator.page.locator("#flags-title ~ article", has_text="Noor")).to_have_count(1)


def test_when_the_reviewer_takes_the_flag_on_then_it_leaves_the_queue(way: Way, door: Door) -> None:
    reviewer = way.people["reviewer"] = door("Emi Aoki")
    reviewer.goto("/clinic/")
    flag = reviewer.page.locator("article", has_text="Noor")
    flag.get_by_label("What you are doing about it").fill("Calling her now.")
    reviewer.press("I take this on", within=flag)
    reviewer.goto("/clinic/")
    expect(reviewer.page.locator("article", has_text="Noor")).to_have_count(0)


def test_when_the_three_measures_are_finished_then_each_thanks_them(way: Way) -> None:
    tablet = way.people["tablet"]
    for number in range(2, 9):
        answer(tablet, number, "Several days")
    tablet.page.locator("fieldset").last.locator("label").nth(1).click()
    tablet.press("Finish")
    expect(tablet.page.locator("main")).to_contain_text("Thank you. That is saved.")
    for _ in range(2):
        tablet.goto("/portal/questions/")
        tablet.page.locator("a[href*='/portal/measures/']").first.click()
        expect(tablet.page.locator("[data-save-state]")).to_have_count(1)
        for item in tablet.page.locator("fieldset").all():
            item.locator("label").nth(1).click()
        tablet.press("Finish")
        expect(tablet.page.locator("main")).to_contain_text("Thank you. That is saved.")
    tablet.goto("/portal/questions/")
    tablet.press("I am finished")
    expect(tablet.page.locator("main")).to_contain_text("Your care team can read your answers now")


def test_when_something_is_not_known_then_it_cannot_be_accepted_until_the_question_is_answered(
    way: Way, served: Served
) -> None:
    reviewer = way.people["reviewer"]
    served.stage("measured", patient=way.patient, but="bipolar.kind")
    reviewer.goto(f"{way.record}screening/")
    reviewer.press("Screen now")
    accept = reviewer.page.locator(".decide").get_by_text("Accept", exact=True)
    expect(accept).to_be_disabled()
    reviewer.page.get_by_role("link", name=re.compile("mania, or been told you have bipolar")).first.click()
    reviewer.page.locator("main form").get_by_text("No", exact=True).first.click()
    reviewer.press("Keep the answer")
    reviewer.goto(f"{way.record}screening/")
    reviewer.press("Screen again")
    expect(accept).to_be_enabled()


def test_when_the_password_is_wrong_then_nothing_is_signed_and_nothing_is_lost_and_then_it_is_signed(
    way: Way, served: Served
) -> None:
    reviewer = way.people["reviewer"]
    reviewer.page.locator(".decide").get_by_text("Accept", exact=True).click()
    reviewer.page.wait_for_load_state()
    for field_ in reviewer.page.locator("textarea").all():
        field_.fill("Talked over with her and her clinician.")
    secret = reviewer.page.locator("input[name=secret]")
    secret.fill("not the password")
    with reviewer.expecting(422):
        reviewer.press("Accept and sign")
        expect(reviewer.page.get_by_role("alert")).to_be_visible()
    expect(reviewer.page.locator("textarea").first).to_have_value("Talked over with her and her clinician.")
    secret.fill(served.secrets_of("Emi Aoki")["password"])
    reviewer.press("Accept and sign")
    expect(reviewer.page.locator("main")).to_contain_text("Noor goes on to the roadmap.")


def test_when_a_roadmap_is_proposed_then_the_client_agrees_prints_it_and_subscribes(
    coordinator: Visitor, phone: Visitor, way: Way
) -> None:
    coordinator.goto(f"{way.record}roadmap/")
    coordinator.follow("Propose a roadmap")
    coordinator.press("Show the roadmap")
    coordinator.press("Put before the client")
    expect(coordinator.page.locator("main")).to_contain_text("It waits for their answer")
    phone.goto("/portal/path/")
    phone.press("I agree")
    expect(phone.page.get_by_role("button", name="I agree")).to_have_count(0)
    address = phone.page.get_by_role("link", name="Print it").get_attribute("href") or ""
    printed = phone.context.request.get(address)
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF-")
    phone.press("Make a calendar address")
    feed = phone.page.locator("#feed").inner_text()
    calendar = phone.context.request.get(feed)
    assert calendar.ok
    assert calendar.text().startswith("BEGIN:VCALENDAR")
    assert "Noor" not in calendar.text()
    coordinator.goto(f"{way.record}step/")
    coordinator.press("Go on to preparation")
    expect(coordinator.page.locator("main")).to_contain_text("Noor is now at: preparation")
