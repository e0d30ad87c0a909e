"""Somebody in front of a browser, watched: what the page says to the console, what it asks for and from whom."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
PHONE, DESK, TABLET = (390, 844), (1280, 900), (1180, 820)
MOVES = """document.documentElement.scrollWidth - document.documentElement.clientWidth"""
GONE = "net::ERR_ABORTED"
"""A request given up because the reader went on, or because the answer was a file to keep."""


@dataclass
class Watch:
    """What went wrong in a browser: nothing, if all is well."""

    origin: str
    troubles: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    offline: bool = False

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        status = re.search(r"the server responded with a status of (\d+)", message.text)
        if status and int(status[1]) in self.expected:
            return
        if self.offline and "net::ERR_INTERNET_DISCONNECTED" in message.text:
            return
        self.troubles.append(f"console {message.type}: {message.text} at {message.location.get('url')}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.troubles.append(f"asked elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if not self.offline and request.failure != GONE:
            self.troubles.append(f"failed: {request.method} {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"answered {response.status}: {response.request.method} {response.url}")


class Visitor:
    """One person on one device."""

    def __init__(self, context: BrowserContext, origin: str, name: str) -> None:
        self.context, self.origin, self.name = context, origin, name
        self.watch = Watch(origin)
        context.on("page", self.watch.over)
        self.page = context.new_page()

    def goto(self, path: str) -> Response:
        """Open an address of the product."""
        answer = self.page.goto(urljoin(self.origin, path))
        assert answer is not None
        return answer

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Let these answers be no trouble while the block runs."""
        before, self.watch.expected = self.watch.expected, self.watch.expected | set(statuses)
        yield
        self.page.wait_for_load_state()
        self.watch.expected = before

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the button of that name and let the page settle."""
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """Follow the link of that name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, words: str) -> None:
        """Write into the field of that label."""
        self.page.get_by_label(label, exact=False).first.fill(words)

    def choose(self, group: str, answer: str) -> None:
        """Choose one of a group of answers, as a finger would."""
        self.page.get_by_role("group", name=group).get_by_text(answer, exact=True).click()

    @property
    def words(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def picture(self, name: str) -> None:
        """Keep a picture of the page for the documentation."""
        self.page.evaluate("document.fonts.ready")
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled", caret="hide")

    def wear(self, theme: str) -> None:
        """Wear a theme from the next page on."""
        self.context.add_cookies([{"name": "theme", "value": theme, "url": self.origin}])

    def sideways(self) -> int:
        """By how many pixels the page scrolls sideways."""
        return int(self.page.evaluate(MOVES))

    def violations(self, *rules: str) -> list[tuple[str, list[str]]]:
        """What axe-core finds wrong with the page, by some of its rules or by all of them."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        asked = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
        found = self.page.evaluate(
            "asked => axe.run(document, asked).then(found => found.violations)",
            {"resultTypes": ["violations"], **asked},
        )
        return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]


def visit(
    browser: Browser, origin: str, name: str, size: tuple[int, int] = DESK, **options: object
) -> Visitor:
    """A device of somebody: their own cookies, their own size of screen."""
    width, height = size
    context = browser.new_context(
        base_url=origin, viewport={"width": width, "height": height}, locale="en-US", **options
    )
    context.set_default_timeout(15_000)
    return Visitor(context, origin, name)
