"""The stranger twin of every journey: who has no business on a page is sent away, and learns nothing."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Come

pytestmark = pytest.mark.browser
PARTS = (
    "",
    "story/",
    "measures/",
    "measures/forms/",
    "measures/ask/",
    "screening/",
    "roadmap/",
    "preparation/",
    "days/",
    "integration/",
    "activity/",
)
CLINIC = (
    "/clinic/",
    "/clinic/people/",
    "/clinic/referrals/",
    "/clinic/board/",
    "/clinic/content/",
    "/clinic/content/measures/phq-9@1/",
    "/clinic/content/profiles/strict/use/",
)


def records_of(come: Come, name: str) -> dict[str, str]:
    """Everybody a reader of all records can open, by name."""
    visitor = come(name)
    visitor.goto("/clinic/people/")
    links = visitor.page.locator("#people a[href*='/clinic/people/']")
    return {link.inner_text(): link.get_attribute("href") or "" for link in links.all()}


def test_a_facilitator_who_does_not_care_for_somebody_finds_no_record_of_them(come: Come) -> None:
    asked = next(href for name, href in records_of(come, "Ines Duarte").items() if "Aldana" not in name)
    visitor = come("Sam Reyes")
    with visitor.expecting(403, 404):
        for part in PARTS:
            assert visitor.goto(f"{asked}{part}").status in {403, 404}, part


def test_a_person_in_care_is_refused_on_every_page_of_the_clinic_and_sees_no_name_there(come: Come) -> None:
    people = records_of(come, "Ines Duarte")
    visitor = come("Ben Whitlock")
    with visitor.expecting(403):
        for path in (*CLINIC, *people.values()):
            assert visitor.goto(path).status == 403, path
            assert "Ruth Abara" not in visitor.page.content()


def test_whoever_is_signed_out_is_sent_to_the_sign_in_page(come: Come) -> None:
    person = next(iter(records_of(come, "Ines Duarte").values()))
    nobody = come()
    for path in ("/", "/clinic/", "/portal/", "/portal/record/", "/clinic/flags/", person):
        nobody.goto(path)
        assert "/sign-in/" in nobody.page.url, path
        expect(nobody.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_the_session_of_one_person_opens_nothing_of_another(come: Come) -> None:
    leila, ben = come("Leila Haddad"), come("Ben Whitlock")
    leila.goto("/portal/record/")
    ben.goto("/portal/")
    own = ben.page.locator("a[href*='/portal/measures/']")
    addresses = [link.get_attribute("href") or "" for link in own.all()]
    ben.goto("/portal/questions/")
    addresses += [
        a.get_attribute("href") or "" for a in ben.page.locator("a[href*='/portal/measures/']").all()
    ]
    assert addresses, "there must be something of his to be hidden"
    with leila.expecting(404):
        for address in addresses:
            assert leila.goto(address).status == 404


def test_a_session_that_was_ended_opens_nothing_even_with_its_old_cookie(come: Come) -> None:
    visitor = come("Tomas Quiroga")
    visitor.goto("/portal/")
    kept = visitor.context.storage_state()
    visitor.page.locator("summary", has_text="Menu").click()
    visitor.press("Sign out")
    again = come(storage_state=kept)
    again.goto("/portal/record/")
    assert "/sign-in/" in again.page.url
