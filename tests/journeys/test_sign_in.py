"""How people come in: password and code, passkey, the link of an empty product; and who does not get further."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.authenticator import code
from tests.journeys.conftest import Come, Door, nobody_is_known
from tests.journeys.served import Served, serving
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def with_password(visitor: Visitor, served: Served, name: str) -> dict[str, str]:
    """Give the address and password of one of the staff."""
    secrets = served.secrets_of(name)
    visitor.goto("/sign-in/")
    visitor.follow("Care team sign-in")
    visitor.page.locator("input[name=login]").fill(secrets["email"])
    visitor.page.locator("input[name=password]").fill(secrets["password"])
    visitor.press("Sign in")
    return secrets


def with_authenticator(visitor: Visitor, served: Served, name: str) -> None:
    """Give password and code."""
    secrets = with_password(visitor, served, name)
    visitor.page.locator("input[name=code]").fill(code(secrets["totp"]))
    visitor.press("Sign in")


def keep_passkeys(visitor: Visitor) -> None:
    """Give the device a place for passkeys, whose owner is always willing."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    willing = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | willing})


def test_the_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [code(secret, at) for at in (59, 1111111109, 2000000000)] == ["287082", "081804", "279037"]


def test_password_and_code_open_the_records_and_the_password_alone_opens_none(
    come: Come, served: Served
) -> None:
    visitor = come()
    with_password(visitor, served, "Jonas Lind")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("One more proof")
    visitor.goto("/clinic/people/")
    assert "/clinic/people/" not in visitor.page.url.partition("?")[0]
    visitor = come()
    with_authenticator(visitor, served, "Jonas Lind")
    visitor.page.wait_for_url("**/clinic/**")
    assert visitor.goto("/clinic/people/").status == 200
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("People")


def test_a_wrong_password_says_so_and_lets_nobody_in(come: Come, served: Served) -> None:
    visitor = come()
    visitor.goto("/account/login/")
    visitor.page.locator("input[name=login]").fill("lind@cedar.example")
    visitor.page.locator("input[name=password]").fill("not the password")
    visitor.press("Sign in")
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    visitor.goto("/clinic/")
    assert "/sign-in/" in visitor.page.url


def test_a_passkey_that_was_added_signs_in_by_itself(come: Come, served: Served) -> None:
    visitor = come()
    keep_passkeys(visitor)
    with_authenticator(visitor, served, "Ida Brandt")
    visitor.page.wait_for_url(lambda url: "/account/" not in url)
    visitor.goto("/account/2fa/webauthn/add/")
    if "reauthenticate" in visitor.page.url:
        visitor.page.locator("input[name=password]").fill(served.secrets_of("Ida Brandt")["password"])
        visitor.press("Confirm")
    visitor.page.locator("input[name=name]").fill("this device")
    visitor.page.get_by_label("Passwordless").or_(
        visitor.page.locator("input[name=passwordless]")
    ).first.check()
    visitor.press("Add")
    visitor.page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    visitor.goto("/account/logout/")
    visitor.press("Sign out", within=visitor.page.locator("main"))
    visitor.goto("/account/login/")
    visitor.press("Sign in with a passkey")
    visitor.page.wait_for_url(lambda url: "/account/" not in url)
    assert "/sign-in/" not in visitor.page.url


def test_an_empty_product_is_set_up_by_the_printed_link_to_a_working_administrator(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serving(tmp_path_factory.mktemp("empty"), "--empty") as empty:
        door = Door(browser, empty.origin, nobody_is_known)
        visitor = door()
        keep_passkeys(visitor)
        link = empty.said.split("/set-up/")[1].split()[0]
        visitor.goto(f"/set-up/{link}")
        visitor.fill("Name of the centre", "Juniper House")
        visitor.fill("Telephone", "+1 503 555 0199")
        visitor.fill("Your name", "Rosa Lind")
        visitor.fill("Your e-mail address", "rosa@juniper.example")
        visitor.press("Open the centre")
        visitor.press("Open my pages")
        visitor.follow("Use an authenticator")
        secret = visitor.page.locator(".secret").inner_text().strip()
        visitor.page.locator("input[name=code]").fill(code(secret))
        visitor.press("Turn on")
        assert visitor.goto("/clinic/accounts/").status == 200
        expect(visitor.page.get_by_text("Rosa Lind").first).to_be_visible()
        with visitor.expecting(404):
            assert visitor.goto(f"/set-up/{link}").status == 404
        troubles = door.troubles()
        door.close()
    assert troubles == {}
