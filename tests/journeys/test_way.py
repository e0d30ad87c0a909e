"""One person's whole way through the pages, by role, each on a device of their own. The steps follow each other."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Door
from tests.journeys import letter
from tests.journeys.served import Served
from tests.journeys.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step")]


@dataclass
class Way:
    """Who is on their devices, and where the record is."""

    record: str = ""
    link: str = ""
    readiness: str = ""
    room: str = ""
    people: dict[str, Visitor] = field(default_factory=dict)

    @property
    def patient(self) -> str:
        return self.record.strip("/").split("/")[-1]


def group(visitor: Visitor, number: int) -> Locator:
    """An item of a measure, by its number."""
    return visitor.page.locator("fieldset", has_text=re.compile(rf"^\s*{number}\.\s"))


def answer(visitor: Visitor, number: int, words: str) -> None:
    """Answer an item, and wait until it is saved."""
    state = visitor.page.locator("[data-save-state]")
    with visitor.page.expect_response(lambda response: response.request.method == "POST"):
        group(visitor, number).get_by_text(words, exact=True).click()
    expect(state).to_have_attribute("data-state", "saved")


def sign(visitor: Visitor, button: str) -> None:
    """Fill in a paper as somebody in a hurry would, and sign it."""
    for blank in visitor.page.locator("main form input[type=text]:not([name=signed_name])").all():
        blank.fill("As we talked it over")
    for choices in visitor.page.locator("main form .choices").all():
        choices.locator("label").first.click()
    visitor.page.locator("input[name=signed_name]").fill("Noor Lindqvist")
    visitor.press(button, within=visitor.page.locator("main"))


@pytest.fixture(scope="module")
def way() -> Way:
    return Way()


@pytest.fixture
def coordinator(door: Door, way: Way) -> Visitor:
    if "coordinator" not in way.people:
        way.people["coordinator"] = door("Ines Duarte")
    return way.people["coordinator"]


@pytest.fixture
def facilitator(way: Way) -> Visitor:
    return way.people["facilitator"]


@pytest.fixture
def phone(way: Way) -> Visitor:
    return way.people["phone"]


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


def test_when_preparation_is_held_then_intention_and_papers_are_on_file(
    facilitator: Visitor, phone: Visitor, way: Way, served: Served
) -> None:
    served.stage("prepared", patient=way.patient, finish="")
    facilitator.goto(f"{way.record}preparation/")
    facilitator.page.locator("main a[href*='/meetings/']").first.click()
    facilitator.fill("Fears and concerns", "That she will not come back.")
    expect(facilitator.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    served.stage("prepared", patient=way.patient, finish="yes")
    phone.goto("/portal/intention/")
    phone.fill("In your own words", "To hear my own voice again.")
    phone.press("Keep this")
    for code in ("informed-consent", "safety-and-support-plan", "transportation-plan", "supportive-touch-consent",
                 "state-data-choice"):  # fmt: skip
        phone.goto(f"/portal/consents/{code}/")
        sign(phone, "Sign")
        phone.goto("/portal/consents/")
    for code in ("client-information-form", "client-bill-of-rights", "state-data-form"):
        facilitator.goto(f"{way.record}consents/{code}/")
        sign(facilitator, "Put on file")
    facilitator.goto(f"{way.record}preparation/")
    expect(facilitator.page.locator("#papers .tag[data-is=hold]")).to_have_count(0)
    expect(facilitator.page.locator("main")).to_contain_text("To hear my own voice again.")


def test_given_a_day_whose_gates_are_shut_then_it_cannot_begin_and_says_why(
    coordinator: Visitor, facilitator: Visitor, way: Way, served: Served
) -> None:
    served.stage("day", patient=way.patient)
    facilitator.goto(f"{way.record}days/")
    facilitator.follow("What stands before it")
    way.readiness = facilitator.page.url.removeprefix(facilitator.origin)
    expect(facilitator.page.get_by_text("The session cannot start yet.")).to_be_visible()
    expect(facilitator.page.get_by_text("Begin becomes possible once nothing above holds it.")).to_be_visible()
    expect(facilitator.page.get_by_role("button", name="Begin the session")).to_have_count(0)
    coordinator.goto(way.readiness)
    for label, name in (
        ("Room", "Quiet room"),
        ("Facilitator who leads", "Nkechi Okafor"),
        ("Second facilitator", "Jonas Lind"),
    ):
        coordinator.page.get_by_label(label, exact=False).first.select_option(label=name)
    coordinator.press("Set")
    expect(coordinator.page.locator("main")).to_contain_text("Room and people are set.")


def test_when_the_dose_is_agreed_and_what_changed_is_asked_then_the_session_begins(
    facilitator: Visitor, way: Way
) -> None:
    facilitator.goto(way.readiness)
    facilitator.follow("Agree the dose")
    facilitator.fill("First dose", "25")
    facilitator.fill("The most in all", "25")
    facilitator.page.get_by_text("mg psilocybin (analyte)", exact=True).click()
    facilitator.fill("Product", "Clear Springs 25")
    facilitator.fill("Lot", "L-204")
    facilitator.page.get_by_text("Extract", exact=True).click()
    facilitator.fill("The client writes their name", "Noor Lindqvist")
    facilitator.press("Put the plan on file")
    facilitator.goto(way.readiness)
    facilitator.press("I asked: screen again now")
    expect(facilitator.page.get_by_text("Nothing stands before the session.")).to_be_visible()
    facilitator.page.get_by_role("group", name="Of the centre").get_by_text("Ines Duarte").click()
    facilitator.press("Begin the session")
    facilitator.page.wait_for_url("**/room/")
    way.room = facilitator.page.url.removeprefix(facilitator.origin)


def test_when_events_are_tapped_then_each_stands_once_in_the_timeline_also_those_tapped_without_a_network(
    facilitator: Visitor, way: Way
) -> None:
    page, state = facilitator.page, facilitator.page.locator("[data-state]")
    log = page.locator("#live-log .log")
    page.get_by_role("button", name="Vitals").click()
    for label, number in (("Upper, mmHg", "122"), ("Lower, mmHg", "78"), ("Pulse, a minute", "70")):
        page.locator("#sheet-vitals").get_by_label(label).fill(number)
    facilitator.press("Keep the readings")
    expect(log).to_contain_text("122/78")
    page.get_by_role("button", name="Dose", exact=True).click()
    dose = page.locator("#sheet-dose")
    dose.get_by_label("Amount, as the label says").fill("25")
    dose.get_by_label("Who saw it with you").fill("Jonas Lind")
    facilitator.press("Record the dose")
    expect(log).to_contain_text("Clear Springs 25")
    facilitator.watch.offline = True
    facilitator.context.set_offline(True)
    page.get_by_role("button", name="Tears", exact=True).click()
    page.get_by_role("button", name="Touch", exact=True).click()
    page.locator("#sheet-touch").get_by_role("button", name="Yes").click()
    expect(state).to_contain_text("offline, 2 kept")
    facilitator.context.set_offline(False)
    expect(state).to_have_text("all saved")
    facilitator.watch.offline = False
    page.reload()
    expect(log.get_by_text("Tears")).to_have_count(1)
    expect(log).to_contain_text("asked for")


def test_given_the_time_is_not_over_then_release_is_refused_and_says_until_when(
    facilitator: Visitor, way: Way
) -> None:
    facilitator.goto(way.room.replace("/room/", "/release/"))
    expect(facilitator.page.locator("main")).to_contain_text("What stands before the release")
    expect(facilitator.page.locator("main")).to_contain_text("They can be released once nothing above stops it.")
    expect(facilitator.page.get_by_role("button", name="Release Noor")).to_have_count(0)


def test_when_the_evening_has_come_then_both_facilitators_sign_the_record(
    facilitator: Visitor, way: Way, served: Served
) -> None:
    served.stage("evening", patient=way.patient)
    facilitator.goto(way.room.replace("/room/", "/release/"))
    for name in ("Nkechi Okafor", "Jonas Lind"):
        signs = facilitator.page.get_by_role("group", name="Who signs")
        signs.get_by_text(name).click()
        facilitator.page.locator("input[name=secret]").fill(served.secrets_of(name)["password"])
        facilitator.press("Sign the record")
    expect(facilitator.page.get_by_text("Everyone has signed.")).to_be_visible()


def test_when_the_first_integration_session_is_held_then_what_came_up_stands_by_topic(
    facilitator: Visitor, way: Way
) -> None:
    page = facilitator.page
    facilitator.goto(f"{way.record}integration/")
    page.locator("main a[href*='/meetings/']").first.click()
    page.get_by_role("button", name=re.compile("^Start ")).click()
    facilitator.fill("Insights", "That the silence was never empty.")
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name=re.compile("^Finish ")).click()
    expect(page.get_by_text("finished").first).to_be_visible()
    facilitator.goto(f"{way.record}integration/")
    expect(page.locator("main")).to_contain_text("That the silence was never empty.")


def test_when_the_phq_9_is_answered_again_then_the_chart_shows_the_change(
    facilitator: Visitor, phone: Visitor, way: Way, served: Served
) -> None:
    served.stage("again", patient=way.patient)
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("PHQ-9")).click()
    expect(group(phone, 9)).to_have_count(1)
    for item in phone.page.locator("fieldset").all():
        item.locator("label").first.click()
    phone.press("Finish")
    expect(phone.page.locator("main")).to_contain_text("Thank you. That is saved.")
    facilitator.goto(f"{way.record}measures/")
    chart = facilitator.page.locator("figure", has_text="PHQ-9").or_(
        facilitator.page.locator("section", has_text="PHQ-9")
    )
    expect(chart.first.locator("svg").first).to_be_visible()
    expect(facilitator.page.locator("main")).to_contain_text("eliab")


def test_when_the_record_is_taken_along_then_it_is_one_bundle_that_holds_the_way(
    phone: Visitor, coordinator: Visitor, way: Way
) -> None:
    for visitor, address in ((coordinator, f"{way.record}export/"), (phone, "/portal/record/export/")):
        taken = visitor.context.request.get(address)
        assert taken.ok
        bundle = taken.json()
        assert bundle["resourceType"] == "Bundle"
        kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
        assert {"Patient", "Encounter", "Consent", "CarePlan", "QuestionnaireResponse"} <= set(kinds)
        assert kinds.count("Patient") == 1
