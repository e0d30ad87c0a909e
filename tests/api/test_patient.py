"""People over the API: read, searched a page at a time, and everything about one."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.api.kinds import KINDS, PART_PERMISSIONS
from cairn.fhir.bundle import SECTIONS
from cairn.record.permissions import Permission
from cairn.record.services.patient import register_patient
from tests.administration_day import started
from tests.api.conftest import Asking, matches, notes
from tests.cast import NOON, Cast, actor
from tests.fhir.test_dossier_bundle import objections


def names(bundle: dict[str, object]) -> list[str]:
    return [each["name"][0]["family"] for each in matches(bundle)]


def add(cast: Cast, family: str, given: str) -> None:
    register_patient(site=cast.site, family=family, given=given, by=actor(cast.coordinator), at=NOON)


def test_a_person_is_read(cast: Cast, facilitator: Asking) -> None:
    found = facilitator.json(f"Patient/{cast.maren.pk}")
    assert found["name"][0] == {"use": "official", "family": "Solberg", "given": ["Maren"]}
    assert objections(found) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Quiroga", "Solberg"]),
        ("?name=sol", ["Solberg"]),
        ("?name=MAR", ["Solberg"]),
        ("?name=maren sol", ["Solberg"]),
        ("?name=olberg", []),
        ("?name=sol,quir", ["Quiroga", "Solberg"]),
        ("?name=sol&name=quir", []),
        ("?name=!!!", []),
        ("?family=solb", ["Solberg"]),
        ("?family=mar", []),
        ("?given=Tomás", ["Quiroga"]),
        ("?given=solb", []),
        ("?given=tom&family=q", ["Quiroga"]),
        ("?birthdate=1985-04-12", ["Solberg"]),
        ("?birthdate=1985", ["Solberg"]),
        ("?birthdate=1985-04,1979-01", ["Quiroga", "Solberg"]),
        ("?birthdate=ne1985", ["Quiroga"]),
        ("?birthdate=lt1985-04-12", ["Quiroga"]),
        ("?birthdate=le1985-04-12", ["Quiroga", "Solberg"]),
        ("?birthdate=gt1979-01-30", ["Solberg"]),
        ("?birthdate=ge1979-01-30&birthdate=lt1980", ["Quiroga"]),
        ("?_id=nobody", []),
    ],
)
def test_people_are_found_as_fhir_asks(
    cast: Cast, coordinator: Asking, query: str, expected: list[str]
) -> None:
    bundle = coordinator.json(f"Patient{query}")
    assert names(bundle) == expected
    assert bundle["total"] == len(expected)


def test_by_id(cast: Cast, coordinator: Asking) -> None:
    assert names(coordinator.json(f"Patient?_id={cast.maren.pk},x")) == ["Solberg"]


def test_a_facilitator_finds_only_those_they_care_for(cast: Cast, facilitator: Asking) -> None:
    assert names(facilitator.json("Patient")) == ["Solberg"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "?nickname=x",
            "'nickname' is not understood here. Possible: _id, birthdate, family, given, name, _count",
        ),
        ("?name:exact=Solberg", "Possible"),
        ("?name=", "holds nothing"),
        ("?name=" + "x" * 201, "or too much"),
        ("?birthdate=12.4.1985", "is no date"),
        ("?birthdate=ap1985", "is no date"),
        ("?birthdate=1985-02-30", "not in the calendar"),
        ("?birthdate=9999-12-31", "not in the calendar"),
        ("?_count=many", "whole number"),
        ("?_count=-1", "whole number"),
        ("?_count=1&_count=2", "takes one value"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is(
    cast: Cast, coordinator: Asking, query: str, words: str
) -> None:
    status, _, said = coordinator.refused(f"Patient{query}")
    assert status == 400
    assert words in said


def test_pages_follow_each_other_and_know_how_many_there_are(cast: Cast, coordinator: Asking) -> None:
    for number in range(3):
        add(cast, f"Ng{number}", "An")
    seen, path = [], "Patient?_count=2"
    while path:
        bundle = coordinator.json(path)
        assert objections(bundle) == []
        seen += names(bundle)
        links = {link["relation"]: link["url"] for link in bundle["link"]}
        following = urlsplit(links["next"]) if "next" in links else None
        path = f"Patient?{following.query}" if following else ""
        assert bundle["total"] == 5
    assert seen == ["Ng0", "Ng1", "Ng2", "Quiroga", "Solberg"]
    assert links["previous"].endswith("/fhir/Patient?_count=2&_page=2")
    assert links["self"].startswith("http://testserver/fhir/Patient?")


def test_only_the_number_is_told_where_no_one_is_asked_for(cast: Cast, coordinator: Asking) -> None:
    bundle = coordinator.json("Patient?_count=0")
    assert (bundle["total"], "entry" in bundle) == (2, False)


def test_one_and_three_people_ask_the_database_as_often(cast: Cast, coordinator: Asking) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert coordinator.get("Patient?family=s").status_code == 200
        return len(asked)

    one = queries()
    add(cast, "Sand", "Ola")
    add(cast, "Soto", "Ana")
    assert queries() == one
    assert one <= 8


def test_everything_about_a_person_is_fhir(cast: Cast, facilitator: Asking) -> None:
    started(cast, NOON + timedelta(days=40))
    bundle = facilitator.json(f"Patient/{cast.maren.pk}/$everything")
    kinds = {each["resourceType"] for each in matches(bundle)}
    assert kinds >= {"Patient", "Organization", *KINDS} - {"Observation"}
    assert bundle["total"] == len(matches(bundle))
    assert [said for each in matches(bundle) for said in objections(each)] == []
    assert [words for words in notes(bundle) if "referrals" not in words] == []


def test_what_the_account_may_not_read_is_left_out_and_said(cast: Cast, coordinator: Asking) -> None:
    started(cast, NOON + timedelta(days=40))
    bundle = coordinator.json(f"Patient/{cast.maren.pk}/$everything")
    tags = {tag["code"] for each in matches(bundle) for tag in each.get("meta", {}).get("tag", [])}
    assert {"facts", "encounters"} <= tags
    assert not tags & {"notes", "events", "fit-decisions"}
    assert notes(bundle) == [
        (
            "Left out, because this account may not read it: events, fit-decisions, notes. "
            "Its absence says nothing of the person."
        )
    ]


def test_every_part_of_a_record_says_who_may_read_it() -> None:
    assert set(PART_PERMISSIONS) == set(SECTIONS)
    assert all(isinstance(each, Permission) for each in PART_PERMISSIONS.values())


def test_the_centre_a_person_refers_to_is_read(cast: Cast, facilitator: Asking) -> None:
    person = facilitator.json(f"Patient/{cast.maren.pk}")
    centre = facilitator.json(person["managingOrganization"]["reference"])
    assert centre["name"] == "Cedar House"
    assert objections(centre) == []
    assert facilitator.refused(f"Organization/{cast.maren.pk}")[0] == 404


def test_a_record_s_bytes_are_the_same_each_time(cast: Cast, facilitator: Asking) -> None:
    one, two = (facilitator.get(f"Patient/{cast.maren.pk}").content for _ in range(2))
    assert one == two
    assert json.loads(one)["id"] == str(cast.maren.pk)
