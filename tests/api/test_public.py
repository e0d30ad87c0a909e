"""What anyone may read: what the server can, and the forms whose owners let anyone use them."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from cairn.api import api_page
from cairn.api.kinds import KINDS
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.licence import Tier
from cairn.fhir.json_reading import read_json
from cairn.fhir.questionnaire import questionnaire
from tests.api.conftest import matches, refusal
from tests.fhir.judges import complaints

COUNTED_ACROSS = re.compile(r"profile\.element\.cardinality\.max CapabilityStatement\.rest\.resource\.")
"""The judge counts an element of all resources together and finds more than one."""

OPEN = [key for key, each in instruments().items() if each.licence.tier is Tier.EMBEDDED]
LICENSED = [key for key, each in instruments().items() if each.licence.tier is Tier.SKELETON]

pytestmark = pytest.mark.django_db


def get(path: str) -> dict[str, Any]:
    response = Client().get(f"/fhir/{path}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/fhir+json"
    return json.loads(response.content)


def test_the_server_says_what_it_can_and_what_it_says_is_fhir() -> None:
    statement = get("metadata")
    assert [words for words in complaints(statement) if not COUNTED_ACROSS.match(words)] == []
    assert (statement["fhirVersion"], statement["rest"][0]["security"]["cors"]) == ("4.0.1", False)
    kinds = [each["type"] for each in statement["rest"][0]["resource"]]
    assert kinds == ["Patient", *KINDS, "Organization", "Questionnaire"]


def test_every_search_it_names_is_one_it_understands() -> None:
    for resource in get("metadata")["rest"][0]["resource"]:
        if resource["type"] in KINDS:
            assert [each["name"] for each in resource["searchParam"]] == list(
                KINDS[resource["type"]].parameters
            )


@pytest.mark.parametrize("key", OPEN)
def test_a_form_is_its_definition(key: str) -> None:
    instrument = instruments()[key]
    raw = Client().get(f"/fhir/Questionnaire/{instrument.id}-{instrument.version}").content
    found: Any = read_json(raw)
    assert found == questionnaire(instrument)
    assert complaints(json.loads(raw)) == []


@pytest.mark.parametrize("key", LICENSED)
def test_a_form_whose_owner_wants_to_be_asked_is_not_open_to_anyone(key: str) -> None:
    assert Client().get(f"/fhir/Questionnaire/{key}-{instruments()[key].version}").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {f"{instruments()[key].id}-{instruments()[key].version}" for key in OPEN}),
        ("?_id=phq-9-1", {"phq-9-1"}),
        ("?name=phq", {"phq-2-1", "phq-9-1"}),
        ("?url=https://cairn.example/fhir/Questionnaire/gad-7", {"gad-7-1"}),
        ("?url=https://cairn.example/fhir/Questionnaire/gad-7|1", {"gad-7-1"}),
        ("?url=https://cairn.example/fhir/Questionnaire/gad-7|2", set()),
    ],
)
def test_forms_are_searched(query: str, expected: set[str]) -> None:
    bundle = get(f"Questionnaire{query}")
    assert {each["id"] for each in matches(bundle)} == expected
    assert bundle["total"] == len(expected)


def test_forms_may_be_kept_by_caches_and_are_recognised() -> None:
    response = Client().get("/fhir/Questionnaire/phq-9-1")
    assert response["Cache-Control"] == "public, max-age=3600"
    again = Client().get("/fhir/Questionnaire/phq-9-1", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_what_is_not_there_or_not_understood_is_said_in_fhir() -> None:
    assert refusal(Client().get("/fhir/Questionnaire/none-1"))[0] == 404
    status, _, words = refusal(Client().get("/fhir/Questionnaire?titel=x"))
    assert status == 400
    assert "_id, name, url" in words
    assert refusal(Client().get("/fhir/metadata?mode=full"))[0] == 400
    assert refusal(Client().get("/fhir/metadata", headers={"accept": "text/html"}))[0] == 406


def test_strangers_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_page, "PUBLIC_A_MINUTE", 1)
    assert [Client().get("/fhir/metadata").status_code for _ in range(2)] == [200, 429]
