"""The product where scripts are switched off: plain forms, nothing lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Come
from tests.journeys.served import Served
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("alder")
def test_somebody_asks_on_the_public_page_and_the_coordinator_finds_the_inquiry(come: Come) -> None:
    asking = come("", PHONE, java_script_enabled=False)
    asking.goto("/inquiry/")
    asking.follow("Cedar House")
    asking.fill("Your name", "Oona Vik")
    asking.fill("Your e-mail address", "oona@example.org")
    asking.fill("What brings you?", "I would like to sleep again.")
    asking.page.get_by_label("You may contact me about this question.").check()
    asking.page.wait_for_timeout(
        3500
    )  # a form that is sent faster than a person writes is taken for a machine's
    asking.page.get_by_role("button", name=re.compile("Send")).click()
    asking.page.wait_for_url("**/inquiry/thanks/**")
    coordinator = come("Ines Duarte", java_script_enabled=False)
    coordinator.goto("/clinic/inquiries/")
    coordinator.follow("Oona Vik")
    expect(coordinator.page.get_by_text("I would like to sleep again.")).to_be_visible()


def test_a_person_answers_a_whole_measure_and_is_told_what_is_still_open(come: Come) -> None:
    phone = come("Elena Vargas", PHONE, java_script_enabled=False)
    phone.context.add_cookies([{"name": "django_language", "value": "en", "url": phone.origin}])
    phone.goto("/portal/questions/")
    phone.page.locator("a[href*='/portal/measures/']").first.click()
    groups = phone.page.locator("fieldset")
    for index in range(1, groups.count()):
        groups.nth(index).locator("label").first.click()
    phone.page.locator("main button[data-primary]").click()
    expect(phone.page.get_by_role("alert")).to_be_visible()
    expect(groups.nth(1).locator("input").first).to_be_checked()
    groups.first.locator("label").first.click()
    phone.page.locator("main button[data-primary]").click()
    phone.page.wait_for_url("**/portal/")


def test_a_reviewer_defers_a_screening_and_signs(come: Come, served: Served) -> None:
    reviewer = come("Emi Aoki", java_script_enabled=False)
    reviewer.goto("/clinic/people/?q=Abara")
    record = reviewer.page.locator("#people a[href*='/clinic/people/']").first.get_attribute("href")
    reviewer.goto(f"{record}screening/")
    reviewer.page.get_by_role("button", name=re.compile("^Screen (now|again)$")).click()
    reviewer.follow("Defer: ask what is missing")
    reviewer.page.locator("textarea[name=reason]").fill("The medicine nobody knows must be looked up first.")
    reviewer.page.locator("input[name=secret]").fill(served.secrets_of("Emi Aoki")["password"])
    reviewer.press("Defer: ask what is missing and sign")
    expect(reviewer.page.locator("main")).to_contain_text("Deferred and signed.")


def test_a_facilitator_asks_for_a_form_with_a_gate_and_the_person_answers_what_it_asks(
    come: Come, alder: Served
) -> None:
    facilitator = come("Per Holm", java_script_enabled=False)
    facilitator.goto(f"{alder.since['Otis Grant']['record']}measures/ask/")
    facilitator.press("Ask for it")
    expect(facilitator.page.get_by_role("heading", name="Ask for a measure")).to_be_visible()
    facilitator.page.get_by_label("Measure").select_option("pc-ptsd-5")
    facilitator.press("Ask for it")
    expect(facilitator.page.locator("main")).to_contain_text("PC-PTSD-5, asked for on")
    phone = come("Otis Grant", PHONE, java_script_enabled=False)
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("PC-PTSD-5")).click()
    items = phone.page.locator("[data-item]")
    assert items.count() == sum(item.is_visible() for item in items.all()) == 6
    items.first.get_by_text("Yes", exact=True).click()
    with phone.expecting(422):
        phone.press("Finish")
    expect(phone.page.get_by_role("alert")).to_contain_text("Still open: 1, 2, 3, 4, 5")
    for item in items.all()[1:]:
        item.get_by_text("Yes", exact=True).click()
    phone.press("Finish")
    expect(phone.page.locator("main")).to_contain_text("Thank you. That is saved.")
    facilitator.goto(f"{alder.since['Otis Grant']['record']}measures/forms/")
    expect(facilitator.page.locator(".rows li", has_text="PC-PTSD-5")).to_contain_text("5 of 5")
