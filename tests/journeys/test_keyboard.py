"""With the keyboard alone: Tab, arrows, Space and Enter."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Come
from tests.journeys.served import Served
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
MOST_TABS = 60
FOCUSED = "selector => Boolean(document.activeElement?.matches(selector))"


def tab_to(visitor: Visitor, selector: str) -> None:
    """Press Tab until the focus is on what is looked for."""
    for _ in range(MOST_TABS):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(FOCUSED, selector):
            return
    raise AssertionError(f"{selector} is not reached by {MOST_TABS} presses of Tab")


def test_a_coordinator_searches_and_opens_a_person(come: Come) -> None:
    visitor = come("Ines Duarte")
    visitor.goto("/")
    tab_to(visitor, ".main-nav a[href='/clinic/people/']")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/clinic/people/")
    tab_to(visitor, "#q")
    visitor.page.keyboard.type("Whitl")
    expect(visitor.page.locator("#people")).not_to_contain_text("Solberg")
    tab_to(visitor, "#people a")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Whitlock")


def test_a_person_answers_the_phq_9_and_finishes_it(come: Come) -> None:
    visitor = come("Elena Vargas")
    visitor.context.add_cookies([{"name": "django_language", "value": "en", "url": visitor.origin}])
    visitor.goto("/portal/questions/")
    tab_to(visitor, "a[href*='/portal/measures/']")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/portal/measures/**")
    for number, item in enumerate(visitor.page.locator("[data-item]").all(), start=1):
        tab_to(visitor, f"[data-item='{item.get_attribute('data-item')}'] input")
        visitor.page.keyboard.press("Space")
        assert visitor.page.locator("fieldset input:checked").count() == number
    expect(visitor.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    tab_to(visitor, "main button[data-primary]")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/portal/")
    expect(visitor.page.locator("main")).to_contain_text("Thank you. That is saved.")


def test_a_reviewer_finds_a_measure_reads_it_and_signs_for_it(come: Come, alder: Served) -> None:
    visitor = come("Nora Falk")
    visitor.goto("/clinic/content/")
    tab_to(visitor, "#q")
    visitor.page.keyboard.type("gad-7")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/clinic/content/?q=gad-7")
    tab_to(visitor, "main a[href='/clinic/content/measures/gad-7@1/']")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/measures/gad-7@1/")
    tab_to(visitor, "textarea[name=note]")
    visitor.page.keyboard.type("Beside the owner's form.")
    tab_to(visitor, "input[name=secret]")
    visitor.page.keyboard.type(alder.secrets_of("Nora Falk")["password"])
    tab_to(visitor, "main button[data-primary]")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#messages")).to_contain_text(
        "Signed: you answer for gad-7@1 in version 1 here."
    )


def test_a_facilitator_asks_for_a_measure(come: Come, alder: Served) -> None:
    visitor = come("Per Holm")
    visitor.goto(f"{alder.since['Vera Lund']['record']}measures/forms/")
    tab_to(visitor, "main a[href$='/measures/ask/']")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/measures/ask/")
    tab_to(visitor, "select[name=measure]")
    visitor.page.keyboard.type("WSAS")
    tab_to(visitor, "main form button[data-primary]")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#messages")).to_contain_text("WSAS was asked for.")
