"""Correcting who a person is: only what changed is written, and the search finds the new name."""

from typing import Any

import pytest
from django.urls import reverse

from cairn.clinic.forms.person import PersonForm, person_initial
from cairn.record.models import AuditEvent, Patient
from tests.cast import Cast, signed_in


def address(patient: Patient) -> str:
    return reverse("clinic:person-correct", args=[patient.pk])


def told(patient: Patient, **changes: Any) -> dict[str, Any]:
    shown = {name: value for name, value in person_initial(patient).items() if value is not None}
    return {**shown, **changes}


def test_only_what_changed_is_written(cast: Cast) -> None:
    browser = signed_in(cast.facilitator)
    assert 'value="1985-04-12"' in browser.get(address(cast.maren)).content.decode()
    browser.post(address(cast.maren), told(cast.maren, family="Solberg Lind", phone="+1 503 555 0122"))
    cast.maren.refresh_from_db()
    assert (cast.maren.family, cast.maren.phone, cast.maren.preferred) == (
        "Solberg Lind",
        "+1 503 555 0122",
        "Mar",
    )
    written = AuditEvent.objects.get(action="patient.correct")
    assert (written.name, set(written.reason.split(", "))) == ("Nkechi Okafor", {"family", "phone"})
    assert "Solberg Lind" in browser.get(reverse("clinic:people"), {"q": "lin"}).content.decode()


def test_nothing_different_writes_nothing(cast: Cast) -> None:
    page = (
        signed_in(cast.facilitator).post(address(cast.maren), told(cast.maren), follow=True).content.decode()
    )
    assert "Nothing was different." in page
    assert not AuditEvent.objects.filter(action="patient.correct").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"birth_date": "2090-01-01"}, "cannot be in the future"), ({"given": "", "family": ""}, "their name")],
)
def test_a_refusal_keeps_what_was_typed_and_the_record_as_it_was(
    cast: Cast, changes: Any, words: str
) -> None:
    response = signed_in(cast.facilitator).post(
        address(cast.maren), told(cast.maren, pronouns="they/them", **changes)
    )
    assert response.status_code == 422
    assert words in response.content.decode()
    assert 'value="they/them"' in response.content.decode()
    cast.maren.refresh_from_db()
    assert (cast.maren.pronouns, cast.maren.family) == ("she/her", "Solberg")


def test_a_stranger_does_not_find_it_and_others_may_not(cast: Cast) -> None:
    assert signed_in(cast.stranger).get(address(cast.maren)).status_code == 404
    assert signed_in(cast.researcher).get(address(cast.maren)).status_code == 403
    assert set(PersonForm.base_fields) == set(person_initial(cast.maren))
