"""When an item is asked: what we emit says what our own rule says, whoever evaluates it."""

from collections.abc import Mapping
from typing import Any

import fhirpathpy
import pytest
from fhirpathpy.models import models
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.enabling import asked_items
from cairn.domain.vocabulary import ResponseStatus
from cairn.fhir.questionnaire import questionnaire
from cairn.fhir.questionnaire_enabling import ENABLE_WHEN_EXPRESSION
from cairn.fhir.questionnaire_response import questionnaire_response
from tests.domain.instruments.made import item, made, scored
from tests.fhir.judges import complaints
from tests.fhir.moments import AT
from tests.properties.answers import partial

R4 = models["r4"]
TOTAL = scored("total", sum=["1"], range=[0, 3])


def when(*counts: dict[str, Any]) -> Instrument:
    """A measure whose last item is asked when these hold; the others are 1 to 3, and a scale."""
    first = [
        item("1"),
        item("2", scored=False),
        item("3", scored=False, choices="yes-no"),
        item("vas", scored=False, scale={"from": 0, "to": 10}),
    ]
    return made([*first, item("last", scored=False, enabled_when=[*counts])], [TOTAL])


def last(instrument: Instrument) -> Any:
    form: Any = questionnaire(instrument)
    assert complaints(form) == []
    return form["item"][0]["item"][-1]


def code(value: int) -> dict[str, str]:
    return {"system": "https://cairn.example/fhir/CodeSystem/made-answer", "code": str(value)}


def equal(number: str, value: int) -> dict[str, Any]:
    return {"question": number, "operator": "=", "answerCoding": code(value)}


def test_one_of_several_answers_is_enough_in_any() -> None:
    found = last(when({"at_least": 1, "of": {"1": 2, "3": 1}}))
    assert found["enableWhen"] == [equal("1", 2), equal("1", 3), equal("3", 1)]
    assert found["enableBehavior"] == "any"


def test_a_single_condition_needs_no_behaviour() -> None:
    found = last(when({"at_least": 1, "of": {"3": 1}}))
    assert found["enableWhen"] == [equal("3", 1)]
    assert "enableBehavior" not in found


def test_all_of_them_and_none_of_them_are_said_in_all() -> None:
    found = last(when({"at_least": 2, "of": {"1": 3, "3": 1}}, {"at_least": 0, "at_most": 0, "of": {"2": 1}}))
    assert found["enableWhen"] == [equal("1", 3), equal("3", 1), equal("2", 0)]
    assert found["enableBehavior"] == "all"


def test_a_scale_is_compared_as_a_number() -> None:
    found = last(when({"at_least": 1, "of": {"vas": 5}}))
    assert found["enableWhen"] == [{"question": "vas", "operator": ">=", "answerInteger": 5}]
    found = last(when({"at_least": 0, "at_most": 0, "of": {"vas": 5}}))
    assert found["enableWhen"] == [{"question": "vas", "operator": "<", "answerInteger": 5}]


BEYOND_R4 = (
    when({"at_least": 2, "of": {"1": 1, "2": 1, "vas": 3}}),
    when({"at_least": 2, "of": {"1": 1, "2": 1}}),
    when({"at_least": 1, "at_most": 2, "of": {"1": 1, "2": 1, "3": 1}}),
    when({"at_least": 1, "of": {"1": 1, "2": 2}}, {"at_least": 1, "of": {"3": 1}}),
    when({"at_least": 0, "at_most": 0, "of": {"1": 2}}),
)
EMITTED = (
    *(each for each in instruments().values() if any(it.enabled_when for it in each.items)),
    *BEYOND_R4,
)


@pytest.mark.parametrize("instrument", BEYOND_R4)
def test_what_r4_cannot_say_travels_as_an_expression(instrument: Instrument) -> None:
    found = last(instrument)
    assert "enableWhen" not in found
    assert [each["url"] for each in found["extension"]][-1] == ENABLE_WHEN_EXPRESSION


@pytest.mark.parametrize("instrument", EMITTED, ids=lambda each: each.key)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_receiver_asks_what_we_ask(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(partial(instrument))
    given_here = {number: value for number, value in answers.items() if value is not None}
    ours = asked_items(instrument.plan.ordered, given_here)
    counted = {number: value for number, value in given_here.items() if ours[number]}
    form: Any = questionnaire(instrument)
    for entry in form["item"][0]["item"]:
        assert _asked(instrument, entry, counted) == (ours[entry["linkId"]] is True)


def _asked(instrument: Instrument, entry: Any, given_here: Mapping[str, int]) -> bool:
    """What a receiver makes of one emitted item, by the words of the standard."""
    emitted = [each for each in entry["extension"] if each["url"] == ENABLE_WHEN_EXPRESSION]
    if emitted:
        response: Any = questionnaire_response(
            instrument, given_here, response_id="r", status=ResponseStatus.COMPLETED, subject="", authored=AT
        )
        expression = emitted[0]["valueExpression"]["expression"]
        return bool(fhirpathpy.evaluate(response, expression, {"resource": response}, R4) == [True])
    conditions = [_holds(instrument, each, given_here) for each in entry.get("enableWhen", [])]
    if entry.get("enableBehavior") == "any":
        return any(conditions)
    return all(conditions)


def _holds(instrument: Instrument, condition: Any, given_here: Mapping[str, int]) -> bool:
    answer = given_here.get(condition["question"])
    if answer is None:
        return False
    match condition["operator"]:
        case ">=":
            return bool(answer >= condition["answerInteger"])
        case "<":
            return bool(answer < condition["answerInteger"])
    choice = instrument.item(condition["question"]).choice(answer)
    sent = str(answer) if choice.code is None else choice.code.code
    return bool(condition["answerCoding"]["code"] == sent)
