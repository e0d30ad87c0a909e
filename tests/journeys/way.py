"""What the steps of one person's way share: who is on their devices, where the record is, how forms are filled in."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor


@dataclass
class Way:
    """Who is on their devices, and where the record is."""

    record: str = ""
    link: str = ""
    readiness: str = ""
    room: str = ""
    broken: str = ""
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
