"""The reader's theme: chosen by a form, kept in a cookie, worn from the first byte."""

import re

import pytest
from django.test import RequestFactory

from cairn.components import errors
from cairn.components.appearance import choose_theme
from cairn.components.themes import COLOR_SCHEMES, THEMES, theme_of
from tests.components.render import rendered

POST = RequestFactory().post


def test_every_theme_says_what_to_paint_first() -> None:
    assert set(COLOR_SCHEMES) == set(THEMES)


def test_a_chosen_theme_is_kept_and_its_reader_returns_to_the_page() -> None:
    response = choose_theme(POST("/", {"theme": "dim", "next": "/clinic/today/?day=1"}))
    assert (response.status_code, response["Location"]) == (302, "/clinic/today/?day=1")
    assert response.cookies["theme"].value == "dim"
    assert response.cookies["theme"]["httponly"]


def test_a_theme_nobody_offers_is_not_kept() -> None:
    assert "theme" not in choose_theme(POST("/", {"theme": "<b>"})).cookies


def test_a_script_gets_no_page() -> None:
    assert (
        choose_theme(POST("/", {"theme": "dark"}, headers={"X-Requested-With": "fetch"})).status_code == 204
    )


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(elsewhere: str) -> None:
    assert choose_theme(POST("/", {"theme": "dark", "next": elsewhere}))["Location"] == "/"


def test_without_next_the_reader_returns_to_where_they_came_from() -> None:
    request = POST("/", {"theme": "dark"}, headers={"Referer": "http://testserver/people/"})
    assert choose_theme(request)["Location"] == "/people/"


def test_looking_does_not_choose() -> None:
    assert choose_theme(RequestFactory().get("/")).status_code == 405


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("dim", "dim"), ("", "system"), ("pink", "system")]
)
def test_a_page_wears_the_theme_in_the_cookie(cookie: str, theme: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    assert theme_of(request) == theme
    assert rendered("{% theme %}", request) == theme


def test_the_room_is_dim_unless_its_reader_chose() -> None:
    request = RequestFactory().get("/")
    assert rendered("{% theme 'dim' %} {% color_scheme 'dim' %}", request) == "dim dark"
    request.COOKIES["theme"] = "system"
    assert rendered("{% theme 'dim' %}", request) == "dim"
    request.COOKIES["theme"] = "light"
    assert rendered("{% theme 'dim' %} {% color_scheme 'dim' %}", request) == "light light"


VIEWS = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    429: errors.too_many,
    500: errors.server_error,
}


@pytest.mark.parametrize("status", VIEWS)
def test_an_error_page_wears_the_theme_and_asks_nobody_else_for_anything(status: int) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dim"
    response = VIEWS[status](request)
    page = response.content.decode()
    assert response.status_code == status
    assert 'data-theme="dim"' in page
    assert re.findall(r"(?:\w://|\sstyle=|<style|<script|\son\w+=)", page) == []


def test_a_form_left_open_too_long_is_explained() -> None:
    response = errors.csrf_failure(RequestFactory().get("/"))
    assert response.status_code == 403
    assert b"open too long" in response.content


def test_a_refusal_is_a_page_for_a_browser_and_a_message_for_htmx() -> None:
    words = "Someone else has just moved this episode. Reload and look again."
    page = errors.refused(RequestFactory().get("/"), words)
    fragment = errors.refused(RequestFactory().get("/", headers={"HX-Request": "true"}), words)
    assert (page.status_code, fragment.status_code) == (409, 409)
    assert words in page.content.decode()
    assert words in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert fragment["HX-Retarget"] == "#messages"
