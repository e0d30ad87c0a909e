"""Every request looks after the site's content, and keeps to one state of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from cairn import clock
from cairn.config.site_content import site_content
from cairn.content.readers.screening import profiles
from cairn.content.site_folder import watch
from cairn.content.source import running, switch_to
from tests.cli.test_content_check import PROFILE


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A site's folder with a profile, in use for a minute already."""
    before = running()
    (tmp_path / "site" / "profiles").mkdir(parents=True)
    (tmp_path / "site" / "profiles" / "own.yaml").write_text(PROFILE % "block", encoding="utf-8")
    settings.CAIRN_SITE_CONTENT = tmp_path / "site"
    watch(tmp_path / "site", tmp_path / "kept", clock.now() - timedelta(minutes=1))
    yield tmp_path / "site"
    watch(None, tmp_path, clock.now())
    switch_to(before)


def test_a_request_takes_the_change_before_it_and_keeps_to_it(folder: Path) -> None:
    (folder / "profiles" / "own.yaml").rename(folder / "profiles" / "other.yaml")
    text = (PROFILE % "block").replace("id: own", "id: other")
    (folder / "profiles" / "other.yaml").write_text(text, encoding="utf-8")
    seen: list[bool] = []

    def respond(request: HttpRequest) -> HttpResponse:
        switch_to(before)
        seen.append("other" in profiles())
        return HttpResponse()

    before = running()
    site_content(respond)(HttpRequest())
    assert seen == [True]
    assert "other" not in profiles()


def test_where_no_folder_is_named_requests_pay_nothing(settings: Any) -> None:
    settings.CAIRN_SITE_CONTENT = None
    with pytest.raises(MiddlewareNotUsed):
        site_content(lambda _: HttpResponse())
