"""Scores as Observations a receiver can read without our help."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, Score, score
from cairn.fhir.observation_score import score_observations
from tests.domain.instruments.cases import MEASURES, PCL_5, PHQ_9, all_answered
from tests.domain.instruments.made import item, made, scored
from tests.fhir.judges import complaints
from tests.fhir.moments import AT


def observed(instrument: Instrument, result: Score) -> list[Any]:
    return list(score_observations(instrument, result, response_id="r1", subject="Patient/p1", effective=AT))


def of(instrument: Instrument, value: int) -> list[Any]:
    result = score(instrument, all_answered(instrument, value))
    assert isinstance(result, Score)
    return observed(instrument, result)


@pytest.mark.parametrize("instrument", MEASURES, ids=lambda each: each.key)
def test_no_judge_complains(instrument: Instrument) -> None:
    assert [complaint for each in of(instrument, 2) for complaint in complaints(each)] == []


def test_the_phq_9_total_says_what_it_is_how_it_was_scored_and_from_what() -> None:
    total, syndrome = of(PHQ_9, 2)
    assert total == {
        "resourceType": "Observation",
        "id": "r1-total",
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                        "code": "survey",
                        "display": "Survey",
                    }
                ]
            }
        ],
        "code": {
            "coding": [
                {"system": "http://loinc.org", "code": "44261-6"},
                {"system": "https://cairn.example/fhir/CodeSystem/score", "code": "phq-9/total"},
            ],
            "text": "PHQ-9 total",
        },
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-11-22T09:30:00+00:00",
        "valueQuantity": {
            "value": 18,
            "unit": "{score}",
            "system": "http://unitsofmeasure.org",
            "code": "{score}",
        },
        "interpretation": [
            {
                "coding": [
                    {
                        "system": "https://cairn.example/fhir/CodeSystem/score-band",
                        "code": "phq-9/kroenke-2001/moderately-severe",
                    }
                ],
                "text": "Moderately severe (Kroenke 2001)",
            }
        ],
        "method": {
            "coding": [
                {
                    "system": "https://cairn.example/fhir/CodeSystem/scoring-method",
                    "code": "phq-9@1/total/sum",
                }
            ],
            "text": "PHQ-9 total, scored as sum by definition phq-9@1",
        },
        "derivedFrom": [{"reference": "QuestionnaireResponse/r1"}],
    }
    assert syndrome["valueCodeableConcept"] == {
        "coding": [
            {"system": "https://cairn.example/fhir/CodeSystem/score-outcome", "code": "phq-9/syndrome/major"}
        ],
        "text": "Pattern of a major depressive syndrome",
    }


def test_a_score_without_bands_has_no_interpretation_and_without_loinc_has_our_code() -> None:
    total, cluster, *_ = of(PCL_5, 1)
    assert "interpretation" not in total
    assert cluster["code"]["coding"] == [
        {"system": "https://cairn.example/fhir/CodeSystem/score", "code": "pcl-5/cluster-b"}
    ]


def test_a_score_that_is_no_whole_number_stays_exact() -> None:
    plain = replace(PHQ_9, bands=())
    (observation,) = observed(plain, Score("phq-9@1", (Amount("total", "sum", Decimal("4.50"), None),)))
    assert observation["valueQuantity"]["value"] == Decimal("4.50")


MADE = made(
    [item("1"), item("2"), item("3"), item("4", scored=False)],
    [
        scored("mean", mean=["1", "2", "3"], range=[0, 3]),
        scored("percent", percent=["1", "2", "3"], range=[0, 100]),
        scored("profile", profile=["1", "2", "3"]),
        scored("later", draft="Its key is not verified."),
    ],
    status="draft",
)


def test_means_percentages_and_profiles_travel_and_a_score_that_is_not_given_does_not() -> None:
    result = score(MADE, {"1": 0, "2": 0, "3": 1})
    assert isinstance(result, Score)
    mean, percent, profile = observed(MADE, result)
    assert mean["valueQuantity"]["value"] == Decimal("0.3333333333")
    assert mean["valueQuantity"]["code"] == "{score}"
    assert (percent["valueQuantity"]["value"], percent["valueQuantity"]["code"]) == (
        Decimal("11.1111111111"),
        "%",
    )
    assert profile["valueCodeableConcept"]["text"] == "001"
    assert [complaint for each in (mean, percent, profile) for complaint in complaints(each)] == []


def test_an_incomplete_form_sends_what_could_be_scored() -> None:
    answers = all_answered(PCL_5, 1) | {"13": None}
    sent = score_observations(
        PCL_5, score(PCL_5, answers), response_id="r1", subject="Patient/p1", effective=AT
    )
    assert [each["id"] for each in sent] == ["r1-cluster-b", "r1-cluster-c", "r1-cluster-e"]
