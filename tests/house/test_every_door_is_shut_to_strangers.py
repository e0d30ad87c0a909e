"""Each address of the product, tried by everyone who has no business there: asked for, and sent to."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern

from cairn.components.page import Audience
from cairn.components.session import LINK_WITH_FACTOR
from cairn.config.documents.routes import patterns
from cairn.domain.vocabulary import Role
from cairn.record.models import Account, AuditEvent
from cairn.record.permissions import ROLE_PERMISSIONS
from tests.cast import Cast, signed_in
from tests.house.test_every_address_says_who_may_use_it import ANY_STAFF

NOBODY = uuid.UUID(int=7)
WRONG_METHOD = 405
SHUT = {401, 403, 404}
SAMPLES = {"int": "1", "str": "some-text", "slug": "some-text", "path": "some-text"}


def addresses(cast: Cast, audience: Audience) -> Iterator[tuple[str, URLPattern]]:
    """The addresses for an audience, with one person's id in its place and nobody's in all others."""
    for path, pattern in patterns():
        if getattr(pattern.callback, "audience", None) is audience:
            yield filled(path, cast), pattern


def filled(path: str, cast: Cast) -> str:
    parts = path.split("/")
    for place, part in enumerate(parts):
        if "<" in part:
            kind, _, name = part[part.index("<") + 1 : part.index(">")].partition(":")
            value = (
                str(cast.maren.pk if name == "patient_id" else NOBODY) if kind == "uuid" else SAMPLES[kind]
            )
            parts[place] = part.replace(f"<{kind}:{name}>", value)
    return "/".join(parts)


def answers(browser: Client, path: str) -> set[int]:
    """What it answers to being asked and to being sent to; that a method is not for this address tells nothing."""
    return {browser.get(path).status_code, browser.post(path).status_code} - {WRONG_METHOD}


def written() -> int:
    return AuditEvent.objects.filter(writes=True).count()


@pytest.mark.django_db
@pytest.mark.parametrize("audience", Audience)
def test_who_has_not_signed_in_is_sent_to_sign_in(cast: Cast, audience: Audience) -> None:
    before, browser, open_doors = AuditEvent.objects.count(), Client(), {}
    for path, _ in addresses(cast, audience):
        for response in (browser.get(path), browser.post(path)):
            to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in/")
            if not to_sign_in and response.status_code not in {401, WRONG_METHOD}:
                open_doors[path] = response.status_code
    assert open_doors == {}
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_a_person_in_care_sees_no_page_of_the_care_team(cast: Cast) -> None:
    before, browser = AuditEvent.objects.count(), signed_in(cast.maren.account)
    open_doors = {
        path: found
        for path, _ in addresses(cast, Audience.CLINIC)
        if not (found := answers(browser, path)) <= SHUT
    }
    assert open_doors == {}
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_staff_see_no_page_of_a_person_in_care(cast: Cast) -> None:
    before, browser = AuditEvent.objects.count(), signed_in(cast.facilitator)
    open_doors = {
        path: found
        for path, _ in addresses(cast, Audience.PORTAL)
        if not (found := answers(browser, path)) <= SHUT
    }
    assert open_doors == {}
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_a_facilitator_who_does_not_care_for_a_person_finds_nobody_of_that_name(cast: Cast) -> None:
    before, browser = AuditEvent.objects.count(), signed_in(cast.stranger)
    about_maren = [path for path, _ in addresses(cast, Audience.CLINIC) if str(cast.maren.pk) in path]
    open_doors = {path: found for path in about_maren if not (found := answers(browser, path)) <= SHUT}
    assert about_maren
    assert open_doors == {}
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_staff_without_a_second_factor_get_no_further(cast: Cast) -> None:
    browser = signed_in(cast.facilitator)
    session = browser.session
    del session[LINK_WITH_FACTOR]
    session.save()
    open_doors = {
        path: response.headers.get("Location", response.status_code)
        for path, _ in addresses(cast, Audience.CLINIC)
        for response in (browser.get(path), browser.post(path))
        if response.headers.get("Location") != "/sign-in/second-factor/"
        and response.status_code != WRONG_METHOD
    }
    assert open_doors == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLIENT])
def test_a_role_without_the_permission_is_refused(cast: Cast, role: Role) -> None:
    everyone = (cast.coordinator, cast.facilitator, cast.reviewer, cast.administrator, cast.researcher)
    account: Account = next(each for each in everyone if each.role_set == {role})
    before, browser = written(), signed_in(account)
    open_doors = {
        path: found
        for path, pattern in addresses(cast, Audience.CLINIC)
        if pattern.callback.permission not in ROLE_PERMISSIONS[role]
        and pattern.name not in ANY_STAFF
        and not (found := answers(browser, path)) <= {403}
    }
    assert open_doors == {}
    assert written() == before
