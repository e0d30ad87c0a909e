"""Asking for a measure, the list of forms, and what the answers come to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.content.readers.instrument import instruments
from cairn.record.models import QuestionnaireResponse
from cairn.record.services.response import ask_measure, complete_response
from tests.cast import NOON, Cast, actor, signed_in
from tests.clinic.screened import address, opened

PHQ_9 = {str(n): 1 for n in range(1, 10)} | {"10": 0}


def answered(cast: Cast, instrument: str, answers: dict[str, int], *, days: int = 0, leave: bool = False):
    episode = cast.maren.episodes.first() or opened(cast)
    at, by = NOON + timedelta(days=days), actor(cast.facilitator)
    asked = ask_measure(episode=episode, instrument=instrument, occasion=f"day-{days}", by=by, at=at)
    return complete_response(response=asked, answers=answers, seen=None, by=by, at=at, leave_unanswered=leave)


def test_staff_ask_for_any_measure_and_it_stands_in_the_list(cast: Cast) -> None:
    opened(cast)
    browser, where = signed_in(cast.facilitator), address(cast, "person-measure-ask")
    page = browser.get(where).content.decode()
    assert all(f'value="{each}"' in page for each in instruments())
    assert browser.post(where, {"measure": "gad-7", "due_on": "2030-01-31"}).status_code == 302
    row = QuestionnaireResponse.objects.get()
    assert (row.instrument, str(row.due_on)) == ("gad-7@1", "2030-01-31")
    listed = browser.get(address(cast, "person-responses")).content.decode()
    assert "Open now" in listed
    assert "GAD-7, asked for on " in listed
    assert "on paper" not in listed
    assert browser.post(where, {"measure": "gad-7"}).status_code == 302
    assert QuestionnaireResponse.objects.count() == 1, "asked twice on one day is asked once"
    assert browser.post(where, {"measure": "isi"}).status_code == 302
    assert "on paper" in browser.get(address(cast, "person-responses")).content.decode()


def test_asking_needs_a_measure_and_a_way_through_care(cast: Cast) -> None:
    browser, where = signed_in(cast.facilitator), address(cast, "person-measure-ask")
    without = browser.post(where, {"measure": "gad-7"})
    assert without.status_code == 422
    assert "Open one first" in without.content.decode()
    opened(cast)
    assert browser.post(where, {"measure": "a spell"}).status_code == 422
    assert not QuestionnaireResponse.objects.exists()


def test_what_was_answered_shows_its_score_and_opens_its_result(cast: Cast) -> None:
    row = answered(cast, "phq-9", PHQ_9)
    browser = signed_in(cast.facilitator)
    listed = browser.get(address(cast, "person-responses")).content.decode()
    assert "9 of 27, mild" in listed
    page = browser.get(address(cast, "person-result", row.pk)).content.decode()
    for words in ("PHQ-9 total", "9 of 27", "Mild", "Neither pattern", "10 or more: not reached", "raised"):
        assert words in page
    assert "points since" not in page, "the first has nothing to be compared with"


def test_where_nobody_published_bands_the_category_says_what_it_comes_to(cast: Cast) -> None:
    answered(cast, "c-ssrs-screener", {"1": 1, "2": 0, "6": 0})
    listed = signed_in(cast.facilitator).get(address(cast, "person-responses")).content.decode()
    assert "1 of 6, Low" in listed


def test_a_later_form_is_compared_with_the_first(cast: Cast) -> None:
    answered(cast, "phq-9", {**PHQ_9, "1": 3, "2": 3, "3": 3, "4": 3})
    later = answered(cast, "phq-9", {str(n): 0 for n in range(1, 11)}, days=28)
    page = signed_in(cast.facilitator).get(address(cast, "person-result", later.pk)).content.decode()
    assert "−17 points since" in page
    assert (
        "reliable improvement. 6 points or more count as reliable (NHS Talking Therapies, England; " in page
    )


def test_a_form_left_incomplete_says_what_is_missing_and_scores_nothing_it_cannot(cast: Cast) -> None:
    row = answered(cast, "phq-9", {"1": 2}, leave=True)
    page = signed_in(cast.facilitator).get(address(cast, "person-result", row.pk)).content.decode()
    assert "No answer to 2, 3, 4" in page
    assert "no score" in page
    assert "not assessed" in page, "the question about self-harm was not answered"


def test_an_open_form_has_no_result(cast: Cast) -> None:
    asked = ask_measure(
        episode=opened(cast), instrument="phq-9", occasion="baseline", by=actor(cast.facilitator), at=NOON
    )
    assert signed_in(cast.facilitator).get(address(cast, "person-result", asked.pk)).status_code == 404


@pytest.mark.parametrize("name", ["person-measure-ask", "person-result"])
def test_who_may_not(cast: Cast, name: str) -> None:
    row = answered(cast, "phq-9", PHQ_9)
    more = (row.pk,) if name == "person-result" else ()
    assert signed_in(cast.stranger).get(address(cast, name, *more)).status_code == 404
    assert signed_in(cast.researcher).get(address(cast, name, *more)).status_code == 403


def test_one_and_three_forms_cost_the_same_queries(cast: Cast) -> None:
    browser, counts = signed_in(cast.facilitator), []
    for days in ((0,), (7, 14)):
        for day in days:
            answered(cast, "phq-9", PHQ_9, days=day)
        with CaptureQueriesContext(connection) as caught:
            browser.get(address(cast, "person-responses"))
        counts.append(len(caught))
    assert counts[0] == counts[1]
