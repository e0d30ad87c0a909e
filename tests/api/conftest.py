"""What the tests of the API share: counters that start anew, and a way to ask with a token."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from cairn.clock import now
from cairn.record.models import Account
from cairn.record.services.account import make_api_token
from tests.cast import Cast, actor


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def token_for(cast: Cast, account: Account | None, lives: timedelta = timedelta(days=1)) -> str:
    assert account is not None
    return make_api_token(
        account=account, name="registry", lives=lives, by=actor(cast.administrator), at=now()
    )


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
