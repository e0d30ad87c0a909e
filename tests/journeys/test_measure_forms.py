"""Measures as people meet them: questions that fall away, numbers on a scale, a form without its words."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Come
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
SMALL = (360, 780)
THEMES = ("light", "dark")


def record_of(visitor: Visitor, family: str) -> str:
    """The address of somebody's record."""
    visitor.goto(f"/clinic/people/?q={family}")
    return visitor.page.locator("#people a[href*='/clinic/people/']").first.get_attribute("href") or ""


def ask(staff: Visitor, family: str, *measures: str) -> str:
    """Ask somebody for measures; gives the address of their forms."""
    forms = record_of(staff, family) + "measures/forms/"
    for measure in measures:
        staff.goto(forms)
        staff.follow("Ask for a measure")
        staff.page.get_by_label("Measure").select_option(measure)
        staff.press("Ask for it")
    return forms


def look(visitor: Visitor, name: str) -> None:
    """Nothing scrolls sideways and nothing is inaccessible, in both themes."""
    for theme in THEMES:
        visitor.wear(theme)
        visitor.page.reload()
        visitor.page.wait_for_load_state("networkidle")
        assert (name, theme, visitor.sideways(), visitor.violations()) == (name, theme, 0, [])


def test_questions_that_are_not_asked_fall_away_and_come_back(come: Come) -> None:
    staff = come("Nkechi Okafor")
    ask(staff, "Whitlock", "pc-ptsd-5", "csi-16")
    phone = come("Ben Whitlock", SMALL)
    phone.context.add_cookies([{"name": "django_language", "value": "en", "url": phone.origin}])
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("PC-PTSD-5")).click()
    first = phone.page.locator("[data-item='1']")
    expect(first).to_be_visible()
    expect(first).to_contain_text("Only if you answered “Yes” to the first question.")
    phone.page.locator("[data-item='gate']").get_by_text("No", exact=True).click()
    expect(first).to_be_hidden()
    look(phone, "gate-no-phone")
    expect(first).to_be_hidden()
    phone.page.locator("[data-item='gate']").get_by_text("Yes", exact=True).click()
    expect(first).to_be_visible()
    look(phone, "gate-yes-phone")


def test_a_number_on_a_scale_begins_empty_and_is_saved(come: Come) -> None:
    phone = come("Ben Whitlock", SMALL)
    phone.context.add_cookies([{"name": "django_language", "value": "en", "url": phone.origin}])
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("CSI-16")).click()
    number = phone.page.locator("input[type=number]").first
    expect(number).to_have_value("")
    number.fill("4")
    number.blur()
    expect(phone.page.locator("[data-save-state]")).to_contain_text("Saved at")
    look(phone, "scale-phone")
    expect(number).to_have_value("4")


@pytest.mark.parametrize("measure", ["qids-sr16", "11-asc", "eq-5d-5l"])
def test_a_form_without_its_words_is_entered_by_number(come: Come, measure: str) -> None:
    staff = come("Nkechi Okafor")
    ask(staff, "Petrescu", measure)
    short = {"qids-sr16": "QIDS", "11-asc": "ASC", "eq-5d-5l": "EQ-5D"}[measure]
    staff.page.get_by_role("link", name=re.compile(short)).first.click()
    expect(staff.page.get_by_text("Use the paper form and enter its numbers")).to_be_visible()
    look(staff, f"{measure}-desk")
    staff.page.set_viewport_size({"width": 360, "height": 780})
    look(staff, f"{measure}-small")
