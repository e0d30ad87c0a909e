"""The accessibility twin of every journey: each page in each theme, on a telephone and at a desk."""

import pytest

from tests.journeys.conftest import Come
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
THEMES = ("light", "dark", "dim")
WIDTHS = (360, 1280)
CONTRAST = ("color-contrast",)
PERSON = ("", "measures/", "measures/forms/", "measures/ask/", "screening/", "roadmap/", "preparation/", "days/",
          "integration/", "consents/", "documents/", "activity/", "unmet/", "step/", "invite/", "team/",
          "correct/")  # fmt: skip
STAFF = (
    ("Ines Duarte", ("/clinic/", "/clinic/people/", "/clinic/people/register/", "/clinic/referrals/",
                     "/clinic/inquiries/")),
    ("Nkechi Okafor", ("/clinic/", "/clinic/board/")),
    ("Emi Aoki", ("/clinic/reviews/", "/clinic/content/")),
    ("Sam Reyes", ("/clinic/accounts/", "/account/2fa/")),
    ("Ben Whitlock", ("/portal/", "/portal/help/", "/portal/questions/", "/portal/questions/mind/",
                      "/portal/questions/medicines/list/", "/portal/consents/", "/portal/consents/informed-consent/",
                      "/portal/intention/", "/portal/path/", "/portal/record/")),
    ("", ("/sign-in/", "/account/login/", "/inquiry/")),
)  # fmt: skip

CONTENT = {
    "lists": ("rules/", "interactions/", "profiles/", "law/", "measures/", "protocols/", "papers/", "medicines/"),
    "entries": ("rules/SCR-CV-03-LONG/", "interactions/DDI-06/", "profiles/strict/", "profiles/strict/use/",
                "law/us-nm/", "law/OR-EXC-01/", "measures/phq-9@1/", "protocols/trd-mood@1/",
                "papers/informed-consent@1/", "medicines/sertraline/"),
}  # fmt: skip
"""Each kind of content, and one entry of each; a place's law once as a whole and once by one of its rules."""


def faults_of(visitor: Visitor, path: str) -> list[str]:
    """What axe-core finds at each width in each theme, and whether the page scrolls sideways.

    A theme changes colours and nothing else: all rules are asked in one theme, those of contrast in every theme.
    """
    answer = visitor.goto(path)
    if answer.status >= 400:
        return [f"{path} answered {answer.status}"]
    return faults_here(visitor, path)


def faults_here(visitor: Visitor, path: str) -> list[str]:
    """The same of the page as it stands, after something was done on it."""
    found: list[str] = []
    before = visitor.page.viewport_size
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.page.wait_for_load_state("networkidle")
        if visitor.sideways():
            found.append(f"{path} {width}: scrolls sideways by {visitor.sideways()}")
        for theme in THEMES:
            visitor.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            rules = () if theme == THEMES[0] else CONTRAST
            found += [f"{path} {theme} {width}: {rule} {nodes}" for rule, nodes in visitor.violations(*rules)]
    if before:
        visitor.page.set_viewport_size(before)
    return found


@pytest.mark.parametrize(("name", "paths"), STAFF, ids=[name or "nobody" for name, _ in STAFF])
def test_pages_are_accessible_in_every_theme_and_never_scroll_sideways(
    come: Come, name: str, paths: tuple[str, ...]
) -> None:
    visitor = come(name)
    assert [fault for path in paths for fault in faults_of(visitor, path)] == []


@pytest.mark.parametrize("part", PERSON, ids=[part.strip("/") or "person" for part in PERSON])
def test_every_part_of_a_record_is_accessible_in_every_theme(come: Come, part: str) -> None:
    visitor = come("Ines Duarte" if part in {"invite/", "team/", "correct/", "step/"} else "Nkechi Okafor")
    visitor.goto("/clinic/people/?q=Whitlock")
    record = visitor.page.locator("#people a[href*='/clinic/people/']").first.get_attribute("href")
    assert faults_of(visitor, f"{record}{part}") == []


@pytest.mark.parametrize("paths", CONTENT.values(), ids=CONTENT)
def test_all_kinds_of_content_are_accessible_in_every_theme(come: Come, paths: tuple[str, ...]) -> None:
    visitor = come("Emi Aoki")
    assert [fault for path in paths for fault in faults_of(visitor, f"/clinic/content/{path}")] == []


def test_a_result_is_accessible_in_every_theme(come: Come) -> None:
    visitor = come("Nkechi Okafor")
    visitor.goto("/clinic/people/?q=Whitlock")
    record = visitor.page.locator("#people a[href*='/clinic/people/']").first.get_attribute("href")
    visitor.goto(f"{record}measures/forms/")
    result = visitor.page.locator("main a[href$='/result/']").first.get_attribute("href")
    assert faults_of(visitor, str(result)) == []


@pytest.mark.parametrize("part", ["room/", "release/"])
def test_the_room_is_accessible_in_every_theme(come: Come, part: str) -> None:
    visitor = come("Nkechi Okafor")
    visitor.goto("/clinic/board/")
    room = visitor.page.locator("main a[href$='/room/']").first.get_attribute("href")
    assert room is not None
    assert faults_of(visitor, f"{room.removesuffix('room/')}{part}") == []


def test_a_measure_is_accessible_in_every_theme(come: Come) -> None:
    visitor = come("Elena Vargas")
    visitor.goto("/portal/questions/")
    form = visitor.page.locator("main a[href*='/portal/measures/']").first.get_attribute("href")
    assert faults_of(visitor, str(form)) == []


def test_readiness_and_the_dose_plan_are_accessible_in_every_theme(come: Come) -> None:
    visitor = come("Nkechi Okafor")
    visitor.goto("/clinic/people/?q=Solberg")
    record = visitor.page.locator("#people a[href*='/clinic/people/']").first.get_attribute("href")
    visitor.goto(f"{record}days/")
    ready = visitor.page.locator("main a[href$='/readiness/']").first.get_attribute("href")
    assert ready is not None
    for part in ("readiness/", "dose-plan/"):
        assert faults_of(visitor, f"{ready.removesuffix('readiness/')}{part}") == []
