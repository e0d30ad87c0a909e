"""Pictures of the main pages for the documentation, of invented people."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Come
from tests.journeys.visitor import PHONE, SCREENSHOTS, TABLET, Visitor

pytestmark = pytest.mark.browser
LARGEST = 300_000


def record_of(visitor: Visitor, family: str) -> str:
    """The address of somebody's record."""
    visitor.goto(f"/clinic/people/?q={family}")
    return visitor.page.locator("#people a[href*='/clinic/people/']").first.get_attribute("href") or ""


def keep(visitor: Visitor, name: str) -> None:
    """Keep a picture of what is to be seen once everything has arrived."""
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_count(1)
    visitor.picture(name)
    assert (SCREENSHOTS / f"{name}.png").stat().st_size < LARGEST


@pytest.mark.parametrize(
    ("name", "family", "part", "picture"),
    [
        ("Nkechi Okafor", "", "/clinic/", "today"),
        ("Nkechi Okafor", "Whitlock", "", "person"),
        ("Emi Aoki", "Abara", "screening/", "screening-review"),
        ("Ines Duarte", "Petrescu", "roadmap/", "roadmap"),
        ("Nkechi Okafor", "Whitlock", "measures/", "trajectory"),
        ("Emi Aoki", "", "/clinic/content/measures/phq-9@1/", "content-measure"),
    ],
)
def test_a_page_of_the_clinic_is_pictured(
    come: Come, name: str, family: str, part: str, picture: str
) -> None:
    visitor = come(name)
    visitor.goto(record_of(visitor, family) + part if family else part)
    keep(visitor, picture)


def test_the_result_of_a_measure_is_pictured(come: Come) -> None:
    visitor = come("Nkechi Okafor")
    visitor.goto(f"{record_of(visitor, 'Whitlock')}measures/forms/")
    visitor.follow("PHQ-9, day 7")
    keep(visitor, "measure-result")


def test_the_preview_of_a_referral_is_pictured(come: Come) -> None:
    visitor = come("Ines Duarte")
    visitor.goto("/clinic/referrals/")
    visitor.page.get_by_role("link", name="Northside Family Practice").first.click()
    keep(visitor, "referral-preview")


def test_the_room_is_pictured_as_it_is_in_the_dim(come: Come) -> None:
    visitor = come("Nkechi Okafor", TABLET)
    visitor.wear("dim")
    visitor.goto(record_of(visitor, "Haddad") + "days/")
    visitor.follow("Open the room")
    visitor.page.wait_for_load_state("networkidle")
    visitor.picture("room-dim")
    assert (SCREENSHOTS / "room-dim.png").stat().st_size < LARGEST


def test_the_portal_is_pictured_on_a_phone(come: Come) -> None:
    visitor = come("Ben Whitlock", PHONE)
    visitor.goto("/portal/")
    keep(visitor, "portal-home-phone")
    visitor.goto("/portal/questions/")
    visitor.page.locator("a[href*='/portal/measures/']").first.click()
    visitor.page.locator("fieldset").first.locator("label").nth(1).click()
    expect(visitor.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    keep(visitor, "portal-measure-phone")
