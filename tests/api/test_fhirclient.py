"""Somebody else's client, `fhirclient`, reads the API over the wire, from the product as it is served."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from fhirclient.client import FHIRClient
from fhirclient.models.observation import Observation
from fhirclient.models.patient import Patient
from fhirclient.models.questionnaire import Questionnaire
from fhirclient.models.questionnaireresponse import QuestionnaireResponse
from fhirclient.server import (
    FHIRNotFoundException,
    FHIRPermissionDeniedException,
    FHIRServer,
    FHIRUnauthorizedException,
)

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


@dataclass
class Served:
    base: str
    known: dict[str, str]

    def client(self, who: str = "") -> FHIRServer:
        server = FHIRClient(settings={"app_id": "registry", "api_base": self.base}).server
        # One connection for each request: nothing is left open when a test ends.
        server.session.headers["Connection"] = "close"
        if who:
            server.session.headers["Authorization"] = f"Bearer {self.known[who]}"
        return server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    var = tmp_path_factory.mktemp("fhir")
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}}
    env = {**kept, "CAIRN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cairn.config.settings"}
    staged = subprocess.run(
        [sys.executable, "-m", "tests.api.stage"],
        env=env, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert staged.returncode == 0, staged.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "cairn.config.asgi:application", "--port", str(port)]
    with (var / "log").open("wb") as log:
        process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
        try:
            base = f"http://127.0.0.1:{port}/fhir"
            wait_for(f"{base}/metadata", process)
            yield Served(base, json.loads(staged.stdout.splitlines()[-1]))
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(START_SECONDS * 4):
        assert process.poll() is None
        try:
            with urlopen(address, timeout=10):  # noqa: S310 - our own server
                return
        except URLError:
            time.sleep(0.25)
    raise TimeoutError


def test_it_finds_a_person_and_what_was_measured(served: Served) -> None:
    server = served.client("facilitator")
    assert server.capabilityStatement.fhirVersion == "4.0.1"

    people = list(Patient.where({"family": "solberg"}).perform_resources_iter(server))
    assert [person.id for person in people] == [served.known["maren"]]
    person = Patient.read(people[0].id, server)
    assert (person.name[0].family, person.birthDate.isostring) == ("Solberg", "1985-04-12")

    asked = {"patient": person.id, "questionnaire": "phq-9", "_count": "1"}
    answers = list(QuestionnaireResponse.where(asked).perform_resources_iter(server))
    assert len(answers) == 3
    assert {each.questionnaire for each in answers} == {"https://cairn.example/fhir/Questionnaire/phq-9|1"}

    totals = {"patient": person.id, "code": "phq-9/total", "date": "ge2026-11-03"}
    found = list(Observation.where(totals).perform_resources_iter(server))
    assert sorted(each.valueQuantity.value for each in found) == [8, 16]

    form = Questionnaire.read("phq-9-1", server)
    assert [item.linkId for item in form.item[0].item] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("", FHIRUnauthorizedException),
        ("expired", FHIRUnauthorizedException),
        ("revoked", FHIRUnauthorizedException),
        ("stranger", FHIRNotFoundException),
        ("administrator", FHIRPermissionDeniedException),
    ],
)
def test_it_is_told_when_it_may_not(served: Served, who: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as told:
        Patient.read(served.known["maren"], served.client(who))
    assert told.value.response.json()["resourceType"] == "OperationOutcome"


def test_a_stranger_s_search_finds_nobody(served: Served) -> None:
    assert list(Patient.where({}).perform_resources_iter(served.client("stranger"))) == []
