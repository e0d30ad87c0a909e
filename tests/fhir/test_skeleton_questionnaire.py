"""An instrument whose text the site supplies: the form and the answers travel without words."""

from dataclasses import replace
from typing import Any

from cairn.domain.vocabulary import ResponseStatus
from cairn.fhir.questionnaire import questionnaire
from cairn.fhir.questionnaire_response import questionnaire_response, read_questionnaire_response
from tests.domain.instruments.cases import PCL_5
from tests.fhir.judges import complaints
from tests.fhir.moments import AT

SKELETON = replace(
    PCL_5,
    stem=None,
    panel=None,
    items=tuple(
        replace(item, text=None, choices=tuple(replace(choice, text=None) for choice in item.choices))
        for item in PCL_5.items
    ),
)


def test_a_form_without_texts_is_still_a_form() -> None:
    form: Any = questionnaire(SKELETON)
    assert complaints(form) == []
    assert "text" not in form["item"][0]["item"][0]
    assert form["item"][0]["text"] == "PTSD Checklist for DSM-5 (PCL-5)"
    assert "code" not in form


def test_its_answers_come_back() -> None:
    sent = questionnaire_response(
        SKELETON,
        {"1": 4},
        response_id="r1",
        status=ResponseStatus.IN_PROGRESS,
        subject="Patient/p1",
        authored=AT,
    )
    assert read_questionnaire_response(sent, {"pcl-5": SKELETON}).answers == {"1": 4}
