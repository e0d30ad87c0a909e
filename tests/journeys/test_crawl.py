"""From each role's home, every link that leads somewhere in the product, up to a bound: nothing breaks."""

import re
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.journeys.conftest import Come
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
BOUND = 40
WHO = (
    "Ines Duarte",
    "Nkechi Okafor",
    "Emi Aoki",
    "Ida Brandt",
    "Sam Reyes",
    "Leila Haddad",
    "Ben Whitlock",
)
KEPT = re.compile(r"/(print|export)/$|\.ics$|/download/|logout")
"""Addresses that answer with a file to keep, or end the visit."""
ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<==)[^&]*|(?<=/content/)([a-z]+/)[^/]+(?=/)")
"""What differs between addresses of one shape: who it is about, what is asked for, which entry of a kind of content."""
LINKS = "elements => elements.map(a => a.href)"


@pytest.mark.parametrize("name", WHO)
def test_every_page_a_role_can_reach_by_following_links_opens_without_trouble(come: Come, name: str) -> None:
    visitor = come(name)
    seen, shapes = crawl(visitor)
    assert len(seen) >= 3, seen
    assert len(shapes) >= 3, shapes


def crawl(visitor: Visitor) -> tuple[list[str], set[str]]:
    """Follow links, at most two of each shape of address, so that a hundred people are not a hundred pages."""
    waiting, seen, shapes = ["/"], [], {}
    while waiting and len(seen) < BOUND:
        path = waiting.pop(0)
        answer = visitor.goto(path)
        assert answer.status < 400, f"{path}: {answer.status}"
        seen.append(path)
        for href in visitor.page.locator("a[href]").evaluate_all(LINKS):
            link, _ = urldefrag(href)
            parts = urlsplit(link)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            shape = ONE_OF_MANY.sub(r"\1*", path)
            if f"{parts.scheme}://{parts.netloc}" != visitor.origin or KEPT.search(parts.path):
                continue
            if path in seen or path in waiting or shapes.get(shape, 0) >= 2:
                continue
            shapes[shape] = shapes.get(shape, 0) + 1
            waiting.append(path)
    return seen, set(shapes)
