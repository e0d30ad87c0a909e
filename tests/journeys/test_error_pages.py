"""When something is wrong, the page says what next, in the product's look, and asks nobody else for anything."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Come, Door, nobody_is_known
from tests.journeys.served import serving

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("", "/nowhere/", 404),
        ("Ben Whitlock", "/clinic/", 403),
        ("Ben Whitlock", "/portal/consents/no-such/", 404),
    ],
)
def test_a_refusal_is_a_page_of_the_product_with_a_way_on(
    come: Come, name: str, path: str, status: int
) -> None:
    visitor = come(name)
    with visitor.expecting(status):
        assert visitor.goto(path).status == status
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        assert visitor.page.locator("main a, main button").count() >= 1
        assert visitor.violations() == []


def test_a_form_without_its_token_is_refused_in_words(come: Come) -> None:
    visitor = come()
    visitor.goto("/sign-in/")
    visitor.context.clear_cookies()
    with visitor.expecting(403):
        visitor.fill("Your e-mail address", "mar@example.org")
        visitor.press("Send me a link")
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_broken_database_gives_a_page_that_says_so_and_nothing_else(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serving(tmp_path_factory.mktemp("broken"), "--empty") as broken:
        door = Door(browser, broken.origin, nobody_is_known)
        visitor = door()
        for file in broken.var.glob("cairn.sqlite3*"):
            file.write_bytes(b"no database" * 1000)
        with visitor.expecting(500):
            answer = visitor.page.goto(f"{broken.origin}/inquiry/")
            assert answer is not None
            assert answer.status == 500
            expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Something broke on our side")
            assert "Traceback" not in visitor.page.content()
        troubles = door.troubles()
        door.close()
    assert troubles == {}
