"""The page of all pieces in a real browser: every layout in every theme, on a phone, a tablet and a desk."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from cairn.components.pieces import LAYOUTS
from cairn.components.themes import SYSTEM, THEMES

pytestmark = pytest.mark.browser

WIDTHS = (320, 820, 1280)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
]
START_SECONDS = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    var = tmp_path_factory.mktemp("var")
    own = {"CAIRN_VAR": str(var), "CAIRN_PIECES": "1", "DJANGO_SETTINGS_MODULE": "cairn.config.settings"}
    environment = {**os.environ, **own}
    gather = [sys.executable, "-m", "django", "collectstatic", "--no-input", "-v", "0"]
    subprocess.run(gather, env=environment, check=True)
    server = [sys.executable, "-m", "uvicorn", "cairn.config.asgi:application", "--port", str(port)]
    with (Path(var) / "log").open("w") as log:
        process = subprocess.Popen(server, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://localhost:{port}/pieces/")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(url: str) -> None:
    for _ in range(START_SECONDS * 4):
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except HTTPError:
            raise
        except (URLError, TimeoutError):
            time.sleep(0.25)
    raise TimeoutError(url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 820, "height": 1000})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != SYSTEM])
def test_every_layout_is_accessible_quiet_and_never_scrolls_sideways(
    browser: Browser, address: str, theme: str, layout: str
) -> None:
    context = browser.new_context(base_url=address)
    context.add_cookies([{"name": "theme", "value": theme, "url": address}])
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(_text(message)))
    page.on("request", lambda request: asked.append(request.url))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/pieces/?as={layout}")
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        )
    violations = [(v["id"], [n["html"] for n in v["nodes"]]) for v in Axe().run(page).response["violations"]]
    assert violations == []
    assert said == []
    assert {url for url in asked if not url.startswith(address)} == set()
    context.close()


def _text(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"


def test_a_theme_changes_at_once_and_the_next_page_arrives_in_it(page: Page) -> None:
    page.goto("/pieces/")
    page.locator("summary", has_text="N. Okafor").click()
    page.get_by_role("button", name="Dim room").click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dim'")
    page.goto("/pieces/?as=portal")
    assert page.locator("html").get_attribute("data-theme") == "dim"


def test_a_menu_closes_on_escape_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/pieces/")
    menu = page.locator("details[data-menu]").first
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_grave_form_asks_first_and_going_back_sends_nothing(page: Page) -> None:
    page.goto("/pieces/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate("document.querySelector('form[data-confirm]').noValidate = true")
    page.locator("form[data-confirm] button[data-primary]").click()
    page.locator("dialog#sure button[value=no]").click()
    assert not page.locator("dialog#sure").is_visible()
    assert "POST" not in sent


def test_everything_opens_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/pieces/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_scripts_a_theme_is_chosen_by_its_form(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/pieces/?as=portal")
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("button", name="Dark").click()
    assert page.url == f"{address}/pieces/?as=portal"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    context.close()


SAVING = """answer => {
  const form = document.querySelector('form[data-autosave]');
  const other = form.cloneNode(true);
  other.setAttribute('hx-post', '/saving/');
  other.setAttribute('hx-trigger', 'input delay:50ms');
  other.setAttribute('hx-swap', 'none');
  form.replaceWith(other);
  htmx.process(other);
}"""


@pytest.mark.parametrize(("status", "state"), [(204, "saved"), (503, "failed")])
def test_a_form_says_whether_what_was_written_is_saved(page: Page, status: int, state: str) -> None:
    page.route("**/saving/", lambda route: route.fulfill(status=status))
    page.goto("/pieces/?as=portal")
    page.evaluate(SAVING)
    page.locator("form[data-autosave] textarea").fill("I slept a little.")
    page.wait_for_selector(f"[data-save-state][data-state={state}]")


def test_a_session_that_ended_never_reads_as_saved(page: Page) -> None:
    page.route("**/saving/", lambda route: route.fulfill(status=302, headers={"Location": "/sign-in/"}))
    page.goto("/pieces/?as=portal")
    page.evaluate(SAVING)
    page.locator("form[data-autosave] textarea").fill("I slept a little.")
    page.wait_for_selector("[data-save-state][data-state=failed]")
