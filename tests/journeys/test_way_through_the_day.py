"""The same person's way goes on: preparation, the administration day, the first integration. Needs test_way."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.served import Served
from tests.journeys.visitor import Visitor
from tests.journeys.way import Way, group, sign

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step", "agreed")]


@pytest.fixture
def agreed(way: Way) -> None:
    """The way has come as far as an agreed roadmap."""
    if "phone" not in way.people:
        pytest.skip("goes on where test_way.py ends; run both")


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
    expect(
        facilitator.page.get_by_text("Begin becomes possible once nothing above holds it.")
    ).to_be_visible()
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
    expect(facilitator.page.locator("main")).to_contain_text(
        "They can be released once nothing above stops it."
    )
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
    expect(facilitator.page.locator("main")).to_contain_text("reliably better")


def test_when_the_record_is_taken_along_then_it_is_one_bundle_that_holds_the_way(
    phone: Visitor, coordinator: Visitor, way: Way
) -> None:
    assert coordinator.context.request.get(f"{way.record}export/").status == 403
    reviewer = way.people["reviewer"]
    for visitor, address in ((reviewer, f"{way.record}export/"), (phone, "/portal/record/export/")):
        taken = visitor.context.request.get(address)
        assert taken.ok
        bundle = taken.json()
        assert bundle["resourceType"] == "Bundle"
        kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
        assert {"Patient", "Encounter", "Consent", "CarePlan", "QuestionnaireResponse"} <= set(kinds)
        assert kinds.count("Patient") == 1
