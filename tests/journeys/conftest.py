"""One product and one browser for all journeys; every visitor is watched, and trouble fails the test."""

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.served import Served, serving
from tests.journeys.visitor import DESK, Visitor, visit
from tests.journeys.way import Way

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Come = Callable[..., Visitor]


FAILURES = Path(__file__).parents[2] / "var" / "journeys"


class Door:
    """Lets people in, and knows what troubled them."""

    def __init__(self, browser: Browser, origin: str, state_of: Callable[[str], StorageState]) -> None:
        self.browser, self.origin, self.state_of = browser, origin, state_of
        self.here: list[Visitor] = []

    def __call__(self, name: str = "", size: tuple[int, int] = DESK, **options: object) -> Visitor:
        """Let somebody in: by name already signed in, or as nobody."""
        if name:
            options["storage_state"] = self.state_of(name)
        self.here.append(visit(self.browser, self.origin, name or "nobody", size, **options))
        return self.here[-1]

    def troubles(self) -> dict[str, list[str]]:
        """What went wrong since this was last asked."""
        found = {
            visitor.name: list(visitor.watch.troubles) for visitor in self.here if visitor.watch.troubles
        }
        for visitor in self.here:
            visitor.watch.troubles.clear()
        return found

    def close(self) -> None:
        """Everybody leaves."""
        for visitor in self.here:
            visitor.context.close()


def nobody_is_known(name: str) -> StorageState:
    """For a product without invented people: nobody comes signed in."""
    raise LookupError(name)


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with its small centre of invented people."""
    with serving(tmp_path_factory.mktemp("journeys")) as running:
        yield running


@pytest.fixture(scope="package")
def alder(served: Served) -> Served:
    """The same product after a second centre has opened, whose people can come too; see ``alder.py``."""
    served.since.update(json.loads(served.stage("alder")))
    return served


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs Debian's chromium; scripts/test installs it")
    # The driver keeps an event loop in this thread; Django's own fixtures ask for the database from it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def signed_in(browser: Browser, served: Served) -> Callable[[str], StorageState]:
    """Somebody's cookies after they used their one-time link; made once."""
    kept: dict[str, StorageState] = {}

    def state_of(name: str) -> StorageState:
        if name not in kept:
            visitor = visit(browser, served.origin, name)
            visitor.goto(served.link_for(name))
            visitor.page.locator("main form button").click()
            visitor.page.wait_for_url(lambda url: "/sign-in/" not in url)
            kept[name] = visitor.context.storage_state()
            visitor.context.close()
        return kept[name]

    return state_of


@pytest.fixture
def come(browser: Browser, served: Served, signed_in: Callable[[str], StorageState]) -> Iterator[Come]:
    """Let people come to the product. What troubled them fails the test at its end."""
    door = Door(browser, served.origin, signed_in)
    yield door
    troubles = door.troubles()
    door.close()
    assert troubles == {}


@pytest.fixture(scope="package")
def door(browser: Browser, served: Served, signed_in: Callable[[str], StorageState]) -> Iterator[Door]:
    """The same door for a whole way, where one step follows another."""
    opened = Door(browser, served.origin, signed_in)
    yield opened
    opened.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failed step, so that the steps that need it say so instead of failing one after another."""
    report = yield
    if report.failed:
        funcargs = getattr(item, "funcargs", {})
        if isinstance(funcargs.get("way"), Way):
            funcargs["way"].broken = item.name
        _show(item.name, funcargs.get("door") or funcargs.get("come"))
    return report


def _show(test: str, opened: object) -> None:
    """Keep what everybody saw when a journey failed, in var/journeys."""
    for number, visitor in enumerate(opened.here if isinstance(opened, Door) else []):
        name = f"{test[:90]}-{number}-{visitor.name}.png".replace(" ", "-")
        with suppress(PlaywrightError):
            visitor.page.screenshot(path=FAILURES / name)


@pytest.fixture(scope="package")
def way() -> Way:
    """One person's way, step by step."""
    return Way()


@pytest.fixture
def coordinator(door: Door, way: Way) -> Visitor:
    if "coordinator" not in way.people:
        way.people["coordinator"] = door("Ines Duarte")
    return way.people["coordinator"]


@pytest.fixture
def facilitator(way: Way) -> Visitor:
    return way.people["facilitator"]


@pytest.fixture
def phone(way: Way) -> Visitor:
    return way.people["phone"]


@pytest.fixture
def step(way: Way, door: Door) -> Iterator[None]:
    """One step of a way: needs the steps before it, and fails if anything troubled anybody on it."""
    if way.broken:
        pytest.skip(f"an earlier step failed: {way.broken}")
    yield
    assert door.troubles() == {}
