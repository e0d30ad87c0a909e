"""Answers survive FHIR and back; what cannot be answers is refused with a reason."""

import copy
from collections.abc import Callable
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.answers import AnswersRefused
from cairn.domain.instruments.definition import Instrument
from cairn.domain.vocabulary import ResponseStatus
from cairn.fhir.questionnaire_response import (
    NotAnswers,
    ReadAnswers,
    questionnaire_response,
    read_questionnaire_response,
)
from tests.domain.instruments.cases import MEASURES, PHQ_9, all_answered
from tests.domain.instruments.made import item, made, scored
from tests.fhir.judges import complaints
from tests.fhir.moments import AT
from tests.properties.answers import partial


def sent(instrument: Instrument, answers: dict[str, Any], **changes: Any) -> dict[str, Any]:
    details: dict[str, Any] = {
        "response_id": "r1",
        "status": ResponseStatus.COMPLETED,
        "subject": "Patient/p1",
        "authored": AT,
    }
    return questionnaire_response(instrument, answers, **(details | changes))


@given(
    st.sampled_from(MEASURES).flatmap(lambda each: st.tuples(st.just(each), partial(each))),
    st.sampled_from(ResponseStatus),
    st.integers(-12, 14),
)
def test_answers_survive_fhir_and_back_partial_ones_too(
    case: tuple[Instrument, dict[str, int | None]], status: ResponseStatus, hours: int
) -> None:
    instrument, answers = case
    authored = AT.astimezone(timezone(timedelta(hours=hours)))
    back = read_questionnaire_response(
        sent(instrument, answers, status=status, authored=authored), instruments()
    )
    answered = {number: value for number, value in answers.items() if value is not None}
    assert back == ReadAnswers(instrument, answered, status, "r1", "Patient/p1", authored)


@pytest.mark.parametrize("instrument", MEASURES, ids=lambda each: each.key)
def test_no_judge_complains(instrument: Instrument) -> None:
    assert complaints(sent(instrument, all_answered(instrument, 1), source="Patient/p1")) == []
    assert complaints(sent(instrument, {}, status=ResponseStatus.IN_PROGRESS)) == []


def test_the_response_names_the_version_it_answers() -> None:
    assert sent(PHQ_9, {})["questionnaire"] == "https://cairn.example/fhir/Questionnaire/phq-9|1"


def test_answers_the_form_does_not_offer_are_not_sent() -> None:
    with pytest.raises(AnswersRefused):
        sent(PHQ_9, {"1": 9})


def test_a_flat_response_without_a_version_is_read_and_its_totals_are_not() -> None:
    response = sent(PHQ_9, {"1": 2, "9": 1})
    response["questionnaire"] = "https://cairn.example/fhir/Questionnaire/phq-9"
    response["item"] = [
        *response["item"][0]["item"],
        {"linkId": "2"},
        {"linkId": "total", "answer": [{"valueDecimal": 27}]},
    ]
    del response["id"], response["subject"], response["authored"]
    assert read_questionnaire_response(response, instruments()) == ReadAnswers(
        PHQ_9, {"1": 2, "9": 1}, ResponseStatus.COMPLETED, None, None, None
    )


def first(response: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = response["item"][0]["item"][0]
    return found


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda r: r.update(resourceType="Questionnaire"), "not a QuestionnaireResponse"),
        (lambda r: r.update(questionnaire="http://example.org/other|1"), "The form is not one"),
        (lambda r: r.pop("questionnaire"), "The form is not one"),
        (lambda r: r.update(questionnaire=r["questionnaire"].replace("|1", "|2")), "Version 2 of phq-9"),
        (lambda r: r.update(status="done"), "The status is none"),
        (lambda r: r.update(item={}), "'item' is not a list"),
        (lambda r: r.update(item=["1"]), "An item is not an object"),
        (lambda r: first(r).update(linkId="77"), "an item the form does not have"),
        (lambda r: first(r).update(linkId=1), "an item the form does not have"),
        (lambda r: first(r).update(answer={}), "answer is not a list"),
        (lambda r: first(r).update(answer=["0"]), "Item 1 needs exactly one answer"),
        (lambda r: first(r).update(answer=first(r)["answer"] * 2), "Item 1 needs exactly one answer"),
        (lambda r: r["item"].append(first(r)), "Item 1 stands twice"),
        (lambda r: first(r).update(answer=[{"valueInteger": 1}]), "The answer to item 1"),
        (lambda r: first(r).update(answer=[{"valueCoding": {"code": "LA6569-3"}}]), "The answer to item 1"),
        (lambda r: r.update(authored="yesterday"), "'authored'"),
        (lambda r: r.update(authored="2026-11-22T09:30:00"), "'authored'"),
    ],
)
def test_what_cannot_be_answers_is_refused(change: Callable[[dict[str, Any]], object], what: str) -> None:
    response = copy.deepcopy(sent(PHQ_9, all_answered(PHQ_9, 1)))
    change(response)
    with pytest.raises(NotAnswers) as caught:
        read_questionnaire_response(response, instruments())
    assert what in str(caught.value)
    assert "Nothing of it was used" in str(caught.value)


SCALED = made(
    [item("vas", scale={"from": 0, "to": 100}), item("1")],
    [scored("total", sum=["vas", "1"], range=[0, 103])],
)


def sent_scale(value: object) -> Any:
    response: Any = questionnaire_response(
        SCALED,
        {"vas": 55, "1": 2},
        response_id="r1",
        status=ResponseStatus.COMPLETED,
        subject="Patient/p1",
        authored=AT,
    )
    response["item"][0]["item"][0]["answer"] = [{"valueInteger": value}]
    return response


def test_an_answer_on_a_scale_travels_as_a_number_both_ways() -> None:
    response: Any = questionnaire_response(
        SCALED,
        {"vas": 55},
        response_id="r1",
        status=ResponseStatus.COMPLETED,
        subject="Patient/p1",
        authored=AT,
    )
    assert response["item"][0]["item"] == [{"linkId": "vas", "answer": [{"valueInteger": 55}]}]
    assert complaints(response) == []
    assert read_questionnaire_response(sent_scale(55), {"made": SCALED}).answers == {"vas": 55, "1": 2}


@pytest.mark.parametrize("value", [101, -1, True, "55", 5.5])
def test_a_number_off_the_scale_is_refused(value: object) -> None:
    with pytest.raises(NotAnswers, match="vas"):
        read_questionnaire_response(sent_scale(value), {"made": SCALED})
