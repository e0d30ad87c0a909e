"""Who gets in, and what everyone else is told: always as FHIR, never as a page."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cairn.api import auth
from cairn.api.views import patient
from cairn.clock import now
from cairn.components.session import LINK_WITH_FACTOR
from cairn.record.models import Account, ApiToken, AuditEvent, Patient
from cairn.record.services.account import revoke_api_token
from tests.api.conftest import Asking, refusal
from tests.api.tokens import token_for
from tests.cast import Cast, actor, signed_in

INVALID = 'Bearer realm="Cairn", error="invalid_token"'


def about(cast: Cast) -> str:
    return f"Patient/{cast.maren.pk}"


def test_without_a_token_or_a_session_nothing_is_read(cast: Cast) -> None:
    response = Client().get(f"/fhir/{about(cast)}")
    assert refusal(response)[:2] == (401, "login")
    assert response["WWW-Authenticate"] == 'Bearer realm="Cairn"'
    assert not AuditEvent.objects.filter(action="fhir.read").exists()


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer", "Bearer " + "x" * 201, "Basic dTpw", "", "Token"]
)
def test_a_header_that_is_no_working_token_is_refused_the_same_way(cast: Cast, header: str) -> None:
    response = Client().get(f"/fhir/{about(cast)}", headers={"authorization": header})
    assert refusal(response)[0] == 401
    assert response["WWW-Authenticate"] == INVALID


def test_a_wrong_token_is_not_rescued_by_a_session(cast: Cast) -> None:
    response = signed_in(cast.coordinator).get(
        f"/fhir/{about(cast)}", headers={"authorization": "Bearer wrong"}
    )
    assert refusal(response)[0] == 401


def test_an_expired_a_revoked_and_a_closed_account_s_token_are_refused_alike(cast: Cast) -> None:
    expired = Asking(token_for(cast, cast.coordinator, timedelta(seconds=-1)))
    revoked = Asking(token_for(cast, cast.coordinator))
    row = ApiToken.objects.order_by("-expires_at")[0]
    revoke_api_token(token_id=row.pk, by=actor(cast.administrator), at=now())
    closed = Asking(token_for(cast, cast.reviewer))
    Account.objects.filter(pk=cast.reviewer.pk).update(is_active=False)
    answers = [each.refused(about(cast)) for each in (expired, revoked, closed)]
    assert {status for status, _, _ in answers} == {401}
    assert len(set(answers)) == 1


def test_a_session_of_staff_with_a_second_factor_reads(cast: Cast) -> None:
    response = signed_in(cast.coordinator).get(f"/fhir/{about(cast)}")
    assert json.loads(response.content)["id"] == str(cast.maren.pk)


def test_a_session_without_a_second_factor_does_not(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    session = browser.session
    del session[LINK_WITH_FACTOR]
    session.save()
    assert refusal(browser.get(f"/fhir/{about(cast)}"))[0] == 401


@pytest.mark.parametrize("who", ["administrator", "researcher", "maren"])
def test_who_may_not_read_over_the_api_is_refused(cast: Cast, who: str) -> None:
    account = cast.maren.account if who == "maren" else getattr(cast, who)
    asking = Asking(token_for(cast, account))
    for path in (about(cast), "Patient", f"Observation?patient={cast.maren.pk}"):
        assert asking.refused(path)[:2] == (403, "forbidden")


def test_a_person_in_care_reads_over_no_session_either(cast: Cast) -> None:
    assert refusal(signed_in(cast.maren.account).get(f"/fhir/{about(cast)}"))[0] == 403


def test_a_stranger_s_token_sees_nobody(cast: Cast) -> None:
    stranger = Asking(token_for(cast, cast.stranger))
    assert stranger.json("Patient")["total"] == 0
    assert stranger.refused(about(cast))[0] == 404
    assert stranger.refused(f"{about(cast)}/$everything")[0] == 404
    assert stranger.json(f"Observation?patient={cast.maren.pk}")["total"] == 0
    assert not AuditEvent.objects.filter(action="fhir.read", patient=cast.maren.pk).exists()


def test_every_read_is_in_the_person_s_access_log_with_the_token_s_name(
    cast: Cast, facilitator: Asking
) -> None:
    facilitator.json(about(cast))
    line = AuditEvent.objects.get(action="fhir.read", patient=cast.maren.pk)
    assert (line.writes, line.name, line.subject) == (False, "Nkechi Okafor", about(cast))
    assert "registry" in line.device


def test_a_search_writes_a_line_for_each_person_it_showed_and_not_what_was_searched_for(
    cast: Cast, coordinator: Asking
) -> None:
    coordinator.json("Patient?name=sol")
    lines = AuditEvent.objects.filter(action="fhir.read")
    assert [(line.patient, line.subject) for line in lines] == [(cast.maren.pk, "Patient?name")]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_answered(cast: Cast, method: str) -> None:
    for path in (about(cast), "metadata", "nowhere/at/all"):
        response = getattr(Client(enforce_csrf_checks=True), method)(f"/fhir/{path}")
        assert refusal(response)[:2] == (405, "not-supported")
        assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path", ["", "nowhere", "Patient/", "Patient/1/2/3", "Observation/not-an-id", "patient", "Medication"]
)
def test_addresses_there_are_not_are_said_in_fhir(facilitator: Asking, path: str) -> None:
    assert facilitator.refused(path)[0] == 404


@pytest.mark.parametrize("accept", ["text/html", "application/fhir+xml", "application/xml;q=1"])
def test_other_formats_are_refused_with_what_there_is(cast: Cast, facilitator: Asking, accept: str) -> None:
    status, code, words = facilitator.refused(about(cast), accept=accept)
    assert (status, code) == (406, "not-supported")
    assert "application/fhir+json" in words
    assert facilitator.refused(f"{about(cast)}?_format=xml")[0] == 406


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "application/fhir+json; fhirVersion=4.0", "text/html,*/*;q=0.8"]
)
def test_json_by_any_of_its_names_is_answered(cast: Cast, facilitator: Asking, accept: str) -> None:
    assert facilitator.get(about(cast), accept=accept).status_code == 200
    assert facilitator.get(f"{about(cast)}?_format=json", accept="text/html").status_code == 200


def test_too_many_requests_are_told_to_wait(
    cast: Cast, facilitator: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "READS_A_MINUTE", 2)
    assert [facilitator.get(about(cast)).status_code for _ in range(2)] == [200, 200]
    response = facilitator.get(about(cast))
    assert refusal(response)[:2] == (429, "throttled")
    assert response["Retry-After"] == "60"


def test_tokens_cannot_be_tried_for_ever(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "WRONG_TOKENS_A_MINUTE", 2)
    answers = [Asking(f"wrong-{number}").refused(about(cast))[0] for number in range(3)]
    assert answers == [401, 401, 429]


def test_what_breaks_is_told_in_fhir_without_a_word_of_what_it_was(
    cast: Cast, facilitator: Asking, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("Solberg")

    monkeypatch.setattr(patient, "find_patient", broken)
    status, code, words = facilitator.refused(about(cast))
    assert (status, code) == (500, "exception")
    assert "Solberg" not in words
    assert "An endpoint broke" in caplog.text


def test_nothing_about_a_person_is_kept_by_caches_or_open_to_other_origins(
    cast: Cast, facilitator: Asking
) -> None:
    response = facilitator.get(about(cast), origin="https://elsewhere.example")
    assert response["Cache-Control"] == "no-store"
    assert not any(name.lower().startswith("access-control") for name in response.headers)
    assert response["X-Content-Type-Options"] == "nosniff"


def test_who_has_the_same_already_is_told_so(cast: Cast, facilitator: Asking) -> None:
    tag = facilitator.get(about(cast))["ETag"]
    again = facilitator.get(about(cast), **{"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_head_is_a_get_without_its_body(cast: Cast, facilitator: Asking) -> None:
    response = Client().head(f"/fhir/{about(cast)}", headers={"authorization": f"Bearer {facilitator.token}"})
    assert (response.status_code, response.content) == (200, b"")


def test_a_host_nobody_named_is_refused_in_fhir_here_and_by_a_page_elsewhere() -> None:
    here = Client().get("/fhir/metadata", headers={"host": "elsewhere.example"})
    assert refusal(here)[:2] == (400, "invalid")
    elsewhere = Client().get("/sign-in/", headers={"host": "elsewhere.example"})
    assert (elsewhere.status_code, elsewhere["Content-Type"]) == (400, "text/html; charset=utf-8")


def test_a_record_that_would_not_be_fhir_does_not_leave(
    cast: Cast, facilitator: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    Patient.objects.filter(pk=cast.maren.pk).update(language="")
    status, code, words = facilitator.refused(f"{about(cast)}/$everything")
    assert (status, code) == (500, "exception")
    assert "cannot be written as FHIR R4" in words
    assert "is empty" in caplog.text
    assert not AuditEvent.objects.filter(action="fhir.read").exists()
