"""Measures filled in or amended by staff with the person."""

import pytest

from cairn.record.models import QuestionnaireResponse, SafetyFlag
from cairn.record.services.response import ask_measure
from tests.cast import NOON, Cast, actor, signed_in
from tests.clinic.screened import address, opened

WHOLE = {f"item-{n}": "1" for n in range(1, 11)}


@pytest.fixture
def asked(cast: Cast) -> QuestionnaireResponse:
    return ask_measure(
        episode=opened(cast), instrument="phq-9", occasion="baseline", by=actor(cast.coordinator), at=NOON
    )


def test_it_is_filled_in_with_the_person_and_a_flag_is_raised(
    cast: Cast, asked: QuestionnaireResponse
) -> None:
    browser, where = signed_in(cast.facilitator), address(cast, "person-response", asked.pk)
    assert where in browser.get(address(cast, "person-responses")).content.decode()
    assert "Developed by" in browser.get(where).content.decode()
    half = browser.post(where, {"seen": str(asked.version), "item-1": "2"})
    assert half.status_code == 422
    assert "Still open" in half.content.decode()
    assert 'value="2" required' not in half.content.decode()
    assert browser.post(where, {"seen": str(asked.version), **WHOLE}).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "completed"
    assert SafetyFlag.objects.count() == 1


def test_amending_needs_a_reason_and_keeps_a_colleagues(cast: Cast, asked: QuestionnaireResponse) -> None:
    browser, where = signed_in(cast.facilitator), address(cast, "person-response", asked.pk)
    browser.post(where, {"seen": str(asked.version), **WHOLE})
    asked.refresh_from_db()
    first = asked.version
    assert browser.post(where, {"seen": str(first), **WHOLE, "item-1": "3"}).status_code == 422
    told = {"seen": str(first), **WHOLE, "item-1": "3", "reason": "Misheard."}
    assert browser.post(where, told).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.answers["1"]) == ("amended", 3)
    late = browser.post(where, told | {"reason": "Mine too."}).content.decode()
    assert "A colleague amended this meanwhile" in late
    assert "Mine too.</textarea>" in late


def test_who_may(cast: Cast, asked: QuestionnaireResponse) -> None:
    for name, more in (("person-responses", ()), ("person-response", (asked.pk,))):
        assert signed_in(cast.stranger).get(address(cast, name, *more)).status_code == 404
        assert signed_in(cast.researcher).get(address(cast, name, *more)).status_code == 403


def test_a_measure_without_its_words_is_entered_by_number_from_paper(cast: Cast) -> None:
    row = ask_measure(
        episode=opened(cast), instrument="qids-sr16", occasion="now", by=actor(cast.coordinator), at=NOON
    )
    browser, where = signed_in(cast.facilitator), address(cast, "person-response", row.pk)
    page = browser.get(where).content.decode()
    assert "Use the paper form and enter its numbers" in page
    assert "6 or 7: answer the one that fits. One is enough." in page
    answers = {f"item-{number}": "1" for number in range(1, 17) if number not in {7, 8}}
    without = {key: value for key, value in answers.items() if key != "item-9"}
    assert (
        "Still open: 8 or 9." in browser.post(where, {"seen": str(row.version), **without}).content.decode()
    )
    assert browser.post(where, {"seen": str(row.version), **answers}).status_code == 302
    row.refresh_from_db()
    assert [str(each.value) for each in row.scores.filter(score="total")] == ["9.000"]
