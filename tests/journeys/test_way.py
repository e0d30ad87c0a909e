"""One person's whole way through the pages, by role, each on a device of their own. The steps follow each other."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Door
from tests.journeys.letter import letter
from tests.journeys.served import Served
from tests.journeys.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step")]


@dataclass
class Way:
    """Who is on their devices, and where the record is."""

    record: str = ""
    link: str = ""
    people: dict[str, Visitor] = field(default_factory=dict)


@pytest.fixture(scope="module")
def way() -> Way:
    return Way()


@pytest.fixture
def coordinator(door: Door, way: Way) -> Visitor:
    return way.people.setdefault("coordinator", door("Ines Duarte"))


def test_given_a_bundle_when_the_coordinator_hands_it_in_then_it_shows_what_was_understood_and_what_not(
    coordinator: Visitor, way: Way, tmp_path: Path
) -> None:
    sent = tmp_path / "referral.json"
    sent.write_bytes(letter())
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
