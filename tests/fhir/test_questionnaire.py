"""Our Questionnaires: what they hold, what outside judges say, and that their totals are ours."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import fhirpathpy
import pytest
from fhirpathpy.models import models
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, score
from cairn.domain.vocabulary import ResponseStatus
from cairn.fhir.questionnaire import CALCULATED, VARIABLE, questionnaire, recomputable, score_link
from cairn.fhir.questionnaire_item import ORDINAL
from cairn.fhir.questionnaire_response import questionnaire_response
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9
from tests.fhir.judges import complaints
from tests.fhir.moments import AT
from tests.properties.answers import complete, partial

R4 = models["r4"]


def compiled(item: dict[str, Any], url: str) -> Any:
    (extension,) = [each for each in item["extension"] if each["url"] == url]
    return fhirpathpy.compile(extension["valueExpression"]["expression"], R4)


ALL = tuple(instruments().values())
RECOMPUTED = tuple(each for each in ALL if recomputable(each))


@cache
def expressions(instrument: str, score_id: str) -> tuple[Any, Any]:
    """The two emitted expressions of one score, ready to run."""
    it = instruments()[instrument]
    link = score_link(it, it.score_rule(score_id))
    form: Any = questionnaire(it)
    (item,) = [each for each in form["item"] if each["linkId"] == link]
    return compiled(item, VARIABLE), compiled(item, CALCULATED)


def calculated(instrument: Instrument, score_id: str, response: dict[str, Any]) -> list[Any]:
    """What a FHIRPath engine makes of one emitted score."""
    values, guarded = expressions(instrument.id, score_id)
    found = values(response, {"resource": response})
    return list(guarded(response, {"resource": response, "values": found}))


def response_to(instrument: Instrument, answers: dict[str, int | None]) -> dict[str, Any]:
    return questionnaire_response(
        instrument,
        answers,
        response_id="r1",
        status=ResponseStatus.IN_PROGRESS,
        subject="Patient/p1",
        authored=AT,
    )


def flattened(response: dict[str, Any]) -> dict[str, Any]:
    """The same answers without the group, as some renderers return them."""
    (group,) = response.get("item", [{"item": []}])
    return {**response, "item": group["item"]}


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.key)
def test_no_judge_complains(instrument: Instrument) -> None:
    assert complaints(questionnaire(instrument)) == []


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.key)
def test_every_item_has_a_link_of_its_own(instrument: Instrument) -> None:
    form: Any = questionnaire(instrument)
    links = [each["linkId"] for each in walked(form)]
    assert len(links) == len(set(links))


def walked(node: Any) -> Iterator[Any]:
    """Every item of a form, at whatever depth."""
    for each in node.get("item", []):
        yield each
        yield from walked(each)


@pytest.mark.parametrize("instrument", RECOMPUTED, ids=lambda each: each.key)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_an_engine_makes_our_scores_of_a_form_nested_or_flat_and_nothing_of_a_partial_one(
    instrument: Instrument, data: st.DataObject
) -> None:
    answers = data.draw(partial(instrument) | complete(instrument))
    response = response_to(instrument, answers)
    ours = {each.score: each for each in score(instrument, answers).results}
    for rule in recomputable(instrument):
        given_here = ours[rule.id]
        expected = [float(given_here.value)] if isinstance(given_here, Amount) else []
        for form in (response, flattened(response)):
            found = [float(each) for each in calculated(instrument, rule.id, form)]
            assert found == pytest.approx(expected, abs=1e-6)


def test_a_score_with_enable_rules_or_either_or_items_is_left_to_observations() -> None:
    emitted = {each.id: [rule.id for rule in recomputable(each)] for each in ALL}
    assert (emitted["qids-sr16"], emitted["audit"]) == ([], [])
    assert emitted["facit-sp-12"] == ["total"]  # its subscales have a rule for blanks


def test_an_item_answered_twice_or_with_a_foreign_code_gives_no_total() -> None:
    answers: dict[str, int | None] = {item.number: 1 for item in GAD_7.items}
    twice = response_to(GAD_7, answers)
    twice["item"][0]["item"][0]["answer"] *= 2
    assert calculated(GAD_7, "total", twice) == []
    foreign = response_to(GAD_7, answers)
    foreign["item"][0]["item"][0]["answer"] = [{"valueCoding": {"system": "x", "code": "LA33-6"}}]
    assert calculated(GAD_7, "total", foreign) == []


def test_the_phq_9_names_itself_its_items_and_their_values() -> None:
    form: Any = questionnaire(PHQ_9)
    assert (form["url"], form["version"], form["status"]) == (
        "https://cairn.example/fhir/Questionnaire/phq-9",
        "1",
        "active",
    )
    assert form["code"][0]["code"] == "44249-1"
    assert "No permission required" in form["copyright"]
    questions, total = form["item"]
    assert [item["linkId"] for item in questions["item"]] == [str(number) for number in range(1, 11)]
    ninth = questions["item"][8]
    assert ninth["code"] == [{"system": "http://loinc.org", "code": "44260-8"}]
    assert [
        (option["valueCoding"]["code"], option["valueCoding"]["display"], option["extension"][0])
        for option in ninth["answerOption"]
    ] == [
        ("LA6568-5", "Not at all", {"url": ORDINAL, "valueDecimal": 0}),
        ("LA6569-3", "Several days", {"url": ORDINAL, "valueDecimal": 1}),
        ("LA6570-1", "More than half the days", {"url": ORDINAL, "valueDecimal": 2}),
        ("LA6571-9", "Nearly every day", {"url": ORDINAL, "valueDecimal": 3}),
    ]
    assert (total["linkId"], total["type"], total["readOnly"]) == ("total", "decimal", True)
    assert total["code"] == [{"system": "http://loinc.org", "code": "44261-6"}]


def test_the_official_spanish_text_travels_beside_the_english() -> None:
    form: Any = questionnaire(PHQ_9)
    (translation,) = form["item"][0]["item"][0]["_text"]["extension"]
    assert translation["extension"] == [
        {"url": "lang", "valueCode": "es"},
        {"url": "content", "valueString": "Poco interés o placer en hacer cosas"},
    ]
    english: Any = questionnaire(PCL_5)
    assert "_text" not in english["item"][0]["item"][0]


def test_answers_without_a_loinc_code_travel_under_ours() -> None:
    form: Any = questionnaire(PCL_5)
    assert form["item"][0]["item"][0]["answerOption"][4]["valueCoding"] == {
        "system": "https://cairn.example/fhir/CodeSystem/pcl-5-answer",
        "code": "4",
        "display": "Extremely",
    }
    assert form["description"].startswith("Below is a list of problems")
