"""What the tests of the API share: counters that start anew, and a way to ask with a token."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.api.tokens import token_for
from tests.cast import Cast


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@dataclass
class Asking:
    """Somebody who reads over the API."""

    token: str

    def get(self, path: str, **headers: str) -> Any:
        return Client().get(f"/fhir/{path}", headers={"authorization": f"Bearer {self.token}", **headers})

    def json(self, path: str) -> dict[str, Any]:
        response = self.get(path)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def refused(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, code and words of a refusal, which is always an OperationOutcome."""
        return refusal(self.get(path, **headers))


def refusal(response: Any) -> tuple[int, str, str]:
    assert response["Content-Type"] == "application/fhir+json"
    found = json.loads(response.content)
    assert found["resourceType"] == "OperationOutcome"
    issue = found["issue"][0]
    return response.status_code, issue["code"], issue["diagnostics"]


def matches(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [e["resource"] for e in bundle.get("entry", []) if e["search"]["mode"] == "match"]


def notes(bundle: dict[str, Any]) -> list[str]:
    return [
        e["resource"]["issue"][0]["diagnostics"]
        for e in bundle.get("entry", [])
        if e["search"]["mode"] == "outcome"
    ]


@pytest.fixture
def facilitator(cast: Cast) -> Asking:
    return Asking(token_for(cast, cast.facilitator))


@pytest.fixture
def coordinator(cast: Cast) -> Asking:
    return Asking(token_for(cast, cast.coordinator))
