"""One person's record: the frame, its parts, and who may open it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.domain.vocabulary import Role
from cairn.record.models import AuditEvent, Patient
from cairn.record.services.episode import open_episode
from cairn.record.services.patient import join_care_team, register_patient
from tests.cast import NOON, Cast, actor, signed_in

PARTS = ["story", "measures", "measures-charts", "consents", "documents", "activity", "unmet"]


def address(patient: Patient, part: str = "story") -> str:
    return reverse(f"clinic:person-{part}", args=[patient.pk])


def test_the_head_says_what_they_ask_to_be_called_and_since_when(cast: Cast) -> None:
    open_episode(
        patient=cast.maren, concern="treatment-resistant-depression", by=actor(cast.coordinator), at=NOON
    )
    page = signed_in(cast.facilitator).get(address(cast.maren)).content.decode()
    assert "Maren Solberg" in page
    assert "asks to be called Mar" in page
    assert "she/her · treatment-resistant depression" in page
    assert "Mon 2 Nov 2026" in page
    assert "Oregon" in page


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_for_who_cares_for_them(cast: Cast, part: str) -> None:
    response = signed_in(cast.facilitator).get(address(cast.maren, part))
    assert response.status_code == 200
    assert "Maren Solberg" in response.content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_closed_to_who_does_not(cast: Cast, part: str) -> None:
    assert signed_in(cast.stranger).get(address(cast.maren, part)).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_no_part_opens_for_a_researcher_or_the_person_themselves(cast: Cast, part: str) -> None:
    assert signed_in(cast.researcher).get(address(cast.maren, part)).status_code == 403
    assert signed_in(cast.maren.account).get(address(cast.maren, part)).status_code == 403


def test_opening_a_record_leaves_a_line_that_says_who(cast: Cast) -> None:
    browser = signed_in(cast.facilitator)
    browser.get(address(cast.maren))
    event = AuditEvent.objects.filter(patient=cast.maren.pk, action="person.read").get()
    assert (event.name, event.writes) == ("Nkechi Okafor", False)
    assert "Nkechi Okafor" in browser.get(address(cast.maren, "activity")).content.decode()


def queries(cast: Cast, patient: Patient, part: str = "story") -> int:
    browser = signed_in(cast.coordinator)
    browser.get(address(patient, part))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address(patient, part)).status_code == 200
    return len(caught)


@pytest.mark.parametrize("part", ["story", "measures", "consents", "documents", "activity"])
def test_a_grown_record_costs_no_more_queries(cast: Cast, part: str) -> None:
    by = actor(cast.coordinator)
    open_episode(patient=cast.other, by=by, at=NOON)
    before = queries(cast, cast.other, part)
    for account in (cast.facilitator, cast.second_facilitator, cast.reviewer):
        join_care_team(patient=cast.other, account_id=account.pk, role=Role.FACILITATOR, by=by, at=NOON)
    after = queries(cast, cast.other, part)
    assert after == before
    assert after <= 12


def test_the_list_of_people_is_twenty_long_and_says_who_cares_for_whom(cast: Cast) -> None:
    by = actor(cast.coordinator)
    for number in range(25):
        register_patient(site=cast.site, family=f"Many{number:02}", given="One", by=by, at=NOON)
    browser = signed_in(cast.coordinator)
    page = browser.get(reverse("clinic:people"), {"q": "many"}).content.decode()
    assert page.count('<th scope="row">') == 20
    assert "Further names" in page
    second = browser.get(reverse("clinic:people"), {"q": "many", "page": 2}).content.decode()
    assert second.count('<th scope="row">') == 5
    assert "Nkechi Okafor" in browser.get(reverse("clinic:people"), {"q": "mar"}).content.decode()


def test_a_search_finds_only_those_one_cares_for(cast: Cast) -> None:
    page = signed_in(cast.facilitator).get(reverse("clinic:people")).content.decode()
    assert ("Solberg" in page, "Quiroga" in page) == (True, False)
    empty = signed_in(cast.stranger).get(reverse("clinic:people"), {"q": "sol"}).content.decode()
    assert "Solberg" not in empty
    assert "Nobody found" in empty


def test_htmx_gets_the_rows_alone(cast: Cast) -> None:
    response = signed_in(cast.coordinator).get(
        reverse("clinic:people"), {"q": "sol mar"}, headers={"HX-Request": "true"}
    )
    assert "Solberg" in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("odd", ["0", "-3", "x", "999999999999", "²", ""])
def test_an_odd_page_number_is_a_page(cast: Cast, odd: str) -> None:
    assert signed_in(cast.coordinator).get(reverse("clinic:people"), {"page": odd}).status_code == 200


def test_a_search_is_at_most_eight_queries_for_one_row_and_for_twenty(cast: Cast) -> None:
    by = actor(cast.coordinator)
    browser = signed_in(cast.coordinator)
    browser.get(reverse("clinic:people"))
    counts = []
    for many in (2, 22):
        for number in range(many):
            person = register_patient(site=cast.site, family=f"M{many}x{number}", given="A", by=by, at=NOON)
            open_episode(patient=person, by=by, at=NOON + timedelta(minutes=number))
            join_care_team(
                patient=person, account_id=cast.facilitator.pk, role=Role.FACILITATOR, by=by, at=NOON
            )
        with CaptureQueriesContext(connection) as caught:
            browser.get(reverse("clinic:people"), {"q": f"m{many}x"})
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 8
