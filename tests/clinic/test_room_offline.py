"""The room on a tablet whose network comes and goes: nothing is lost, nothing doubled, and the state always shown."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

SEED = """
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from cairn.clock import now
from tests.administration_day import started
from tests.cast import assemble, signed_in
cast = assemble()
day = started(cast, now() - timedelta(minutes=30))
print(day.patient_id, day.encounter_id, signed_in(cast.facilitator).cookies["sessionid"].value)
"""


@dataclass
class Tablet:
    """A tablet in the room."""

    context: BrowserContext
    page: Page
    room: str
    cookie: dict[str, str]

    def tap(self, name: str) -> None:
        self.page.locator(".taps").first.get_by_role("button", name=name, exact=True).click()

    def says(self, words: str) -> None:
        expect(self.page.locator("[data-state]")).to_have_text(words, timeout=20_000)

    def entries(self, name: str, count: int) -> None:
        found = self.page.locator("#live-log .log > li").filter(has_text=name)
        expect(found).to_have_count(count, timeout=20_000)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    var = tmp_path_factory.mktemp("var")
    own = {"CAIRN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cairn.config.settings"}
    environment = {**os.environ, **own}
    seeded = subprocess.run(
        [sys.executable, "-c", SEED], env=environment, check=True, capture_output=True, text=True
    )
    person, day, session = seeded.stdout.split()
    origin = f"http://localhost:{port}"
    server = [sys.executable, "-m", "uvicorn", "cairn.config.asgi:application", "--port", str(port)]
    with (Path(var) / "log").open("w") as log:
        process = subprocess.Popen(server, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"{origin}/sign-in/")
            yield origin, f"{origin}/clinic/people/{person}/days/{day}/room/", session
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(url: str) -> None:
    for _ in range(240):
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except URLError as fault:
            if getattr(fault, "code", None):
                return
            time.sleep(0.25)
    raise TimeoutError(url)


@pytest.fixture
def tablet(room: tuple[str, str, str]) -> Iterator[Tablet]:
    origin, address, session = room
    cookie = {"name": "sessionid", "value": session, "url": origin}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1180, "height": 820})
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(address)
        found = Tablet(context, page, address, cookie)
        found.says("all saved")
        yield found
        browser.close()


def test_taps_while_the_network_is_away_arrive_once_each_when_it_is_back(tablet: Tablet) -> None:
    tablet.context.set_offline(True)
    for name in ("Tears", "Spoke", "Quiet"):
        tablet.tap(name)
    tablet.says("working offline, 3 kept")
    tablet.context.set_offline(False)
    tablet.says("all saved")
    for name in ("Tears", "Spoke", "Quiet"):
        tablet.entries(name, 1)


def test_an_answer_that_is_lost_on_the_way_back_doubles_nothing(tablet: Tablet) -> None:
    lost = []

    def swallow(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    tablet.page.route("**/room/events/", swallow)
    tablet.tap("Restroom")
    tablet.entries("Restroom", 1)
    tablet.says("all saved")
    assert len(lost) == 1


def test_what_is_kept_outlives_a_reload_and_a_session_that_ended(tablet: Tablet) -> None:
    tablet.context.clear_cookies()
    tablet.tap("Nausea")
    tablet.says("signed out, 1 kept: sign in again to send them")
    tablet.context.add_cookies([tablet.cookie])  # type: ignore[list-item]
    tablet.page.reload()
    tablet.entries("Nausea", 1)
    tablet.says("all saved")


def test_an_unusual_number_asks_first_and_is_kept_once_confirmed(tablet: Tablet) -> None:
    tablet.page.locator(".room-foot").get_by_role("button", name="Vitals").click()
    tablet.page.get_by_label("Upper, mmHg").fill("228")
    tablet.page.get_by_label("Lower, mmHg").fill("120")
    tablet.page.get_by_role("button", name="Keep the readings").click()
    tablet.says("1 need you")
    tablet.page.get_by_role("button", name="Yes, record it as it is").click()
    tablet.entries("228/120 mmHg", 1)
