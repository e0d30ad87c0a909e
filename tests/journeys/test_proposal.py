"""A roadmap by another way of care than the usual one: a wish that cannot be met is read in words, and changed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Come, Door
from tests.journeys.served import Served
from tests.journeys.test_accessibility import faults_here
from tests.journeys.visitor import PHONE, Visitor
from tests.journeys.way import Way

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step")]
MOOD = "Depression that other treatments have not helped enough"


@pytest.fixture(scope="module")
def way() -> Way:
    """This person's roadmap, apart from the other journeys."""
    return Way()


@pytest.fixture
def coordinator(door: Door, alder: Served, way: Way) -> Visitor:
    if "coordinator" not in way.people:
        way.record = alder.since["Otis Grant"]["record"]
        way.people["coordinator"] = door("Lou Marsh")
    return way.people["coordinator"]


def test_given_a_way_of_care_nobody_here_signed_when_it_is_offered_then_it_is_called_a_draft_until_it_is_signed(
    coordinator: Visitor, door: Door, alder: Served, way: Way
) -> None:
    coordinator.goto(f"{way.record}roadmap/plan/")
    offered = coordinator.page.get_by_label("Way of care").locator("option")
    assert f"{MOOD} (draft)" in offered.all_inner_texts()
    reviewer = door("Nora Falk")
    reviewer.goto("/clinic/content/protocols/trd-mood@1/")
    reviewer.page.locator("input[name=secret]").fill(alder.secrets_of("Nora Falk")["password"])
    reviewer.press("I have read it, and answer for it here")
    expect(reviewer.page.locator("#messages")).to_contain_text("Signed")
    coordinator.page.reload()
    assert MOOD in offered.all_inner_texts()


def test_when_the_wish_cannot_be_met_then_the_page_says_what_cannot_hold_together(
    coordinator: Visitor,
) -> None:
    coordinator.page.get_by_label("Way of care").select_option(label=MOOD)
    coordinator.page.get_by_label("Until", exact=False).first.fill("15:00")
    coordinator.press("Show the roadmap")
    alert = coordinator.page.get_by_role("alert")
    expect(alert).to_contain_text("Administration session finds no day.")
    expect(alert).to_contain_text("8 hours")
    expect(coordinator.page.get_by_role("button", name="Put before the client")).to_have_count(0)
    assert faults_here(coordinator, "roadmap/plan/") == []


def test_when_more_is_wished_than_the_way_of_care_allows_then_the_limit_is_named(
    coordinator: Visitor,
) -> None:
    coordinator.page.get_by_label("Until", exact=False).first.fill("18:00")
    coordinator.page.get_by_text("What may be changed for them").click()
    wished = coordinator.page.get_by_label("Number of preparation sessions")
    wished.fill("7")
    coordinator.press("Plan again")
    expect(coordinator.page.get_by_role("alert")).to_contain_text("between 2 and 6 are possible")
    expect(wished).to_have_value("7")
    wished.fill("4")


def test_when_the_wish_is_changed_and_a_session_more_is_asked_for_then_the_client_sees_the_roadmap_that_was_put(
    coordinator: Visitor, door: Door
) -> None:
    expect(coordinator.page.get_by_label("Way of care")).to_have_value("trd-mood@1")
    coordinator.press("Plan again")
    expect(coordinator.page.locator("main")).to_contain_text("Further preparation session")
    expect(coordinator.page.get_by_label("Number of preparation sessions")).to_have_value("4")
    coordinator.press("Put before the client")
    expect(coordinator.page.locator("#messages")).to_contain_text("Version 1 is before the person.")
    phone = door("Otis Grant", PHONE, has_touch=True, is_mobile=True)
    phone.goto("/portal/path/")
    expect(phone.page.locator("main")).to_contain_text("Further preparation session")
    expect(phone.page.get_by_role("button", name="I agree")).to_be_visible()
    assert phone.sideways() == 0


def test_a_coordinator_of_another_centre_is_told_nothing_of_it(come: Come, way: Way) -> None:
    stranger = come("Ines Duarte")
    with stranger.expecting(404):
        for part in ("roadmap/", "roadmap/plan/"):
            assert stranger.goto(f"{way.record}{part}").status == 404, part
