"""Measured values: units, plausibility, dates, and which of several is the newest."""

from decimal import Decimal
from typing import Any

import pytest

from cairn.domain.facts import UNKNOWN
from cairn.domain.referrals.challenge import ChallengeCode
from cairn.domain.referrals.referral import Why
from tests.fhir.referrals import LOINC, Resource, concept, observation, pressure, read

NONE: list[ChallengeCode] = []


def weight(value: Any, unit: str = "kg", **more: Any) -> Resource:
    return observation("29463-7", "Body Weight", value, unit, **more)


def in_words(value: Any, unit: str) -> Resource:
    return {**weight(1), "valueQuantity": {"value": value, "unit": unit}}


ROWS = [
    ("kilograms", weight(82.5), Decimal("82.5"), "82.5 kg", NONE),
    ("grams", weight(82500, "g"), Decimal("82.5"), "82500 g", NONE),
    ("pounds by code", weight(150, "[lb_av]"), Decimal("68.0"), "150 [lb_av]", NONE),
    ("pounds in words only", in_words(150, "lbs"), UNKNOWN, "150 lbs", [ChallengeCode.UNKNOWN_UNIT]),
    ("no unit", in_words(150, ""), UNKNOWN, "150", [ChallengeCode.UNKNOWN_UNIT]),
    ("stones", weight(11, "[stone_av]"), UNKNOWN, "11 [stone_av]", [ChallengeCode.UNKNOWN_UNIT]),
    ("heavier than anyone", weight(700), UNKNOWN, "700 kg", [ChallengeCode.IMPLAUSIBLE_VALUE]),
    ("too light", weight(7), UNKNOWN, "7 kg", [ChallengeCode.IMPLAUSIBLE_VALUE]),
    ("beyond all numbers", weight(10**39), UNKNOWN, f"1{'0' * 39} kg", [ChallengeCode.IMPLAUSIBLE_VALUE]),
    (
        "without a date",
        {**weight(82), "effectiveDateTime": None},
        Decimal("82.0"),
        "82 kg",
        [ChallengeCode.NO_DATE],
    ),
    (
        "in the future",
        weight(82, effectiveDateTime="2027-05"),
        Decimal("82.0"),
        "82 kg",
        [ChallengeCode.DATE_IN_FUTURE],
    ),
    ("preliminary", weight(82, status="preliminary"), Decimal("82.0"), "82 kg", [ChallengeCode.PRELIMINARY]),
    (
        "over a period",
        {**weight(82), "effectiveDateTime": 1, "effectivePeriod": {"start": "2026"}},
        Decimal("82.0"),
        "82 kg",
        NONE,
    ),
]


@pytest.mark.parametrize(
    ("name", "resource", "value", "as_sent", "codes"), ROWS, ids=[row[0] for row in ROWS]
)
def test_a_weight_is_read_or_doubted(
    name: str, resource: Resource, value: Any, as_sent: str, codes: Any
) -> None:
    found = read(resource).fact("body.weight")
    assert found is not None
    assert (found.value, found.as_sent) == (value, as_sent)
    assert [each.code for each in found.challenges] == codes


def test_a_bound_is_not_a_value() -> None:
    egfr = observation("33914-3", "eGFR", 90, "mL/min/{1.73_m2}")
    egfr["valueQuantity"]["comparator"] = ">"
    found = read(egfr).fact("lab.egfr")
    assert found is not None
    assert (found.value, found.as_sent) == (UNKNOWN, ">90 mL/min/{1.73_m2}")
    assert [each.code for each in found.challenges] == [ChallengeCode.NOT_EXACT]


def test_a_newer_doubtful_value_is_not_replaced_by_an_older_one() -> None:
    found = read(weight(700), weight(70, effectiveDateTime="2020-01-01")).fact("body.weight")
    assert found is not None
    assert found.value is UNKNOWN
    assert found.as_sent == "700 kg"


def test_two_codes_of_one_fact_give_the_newest() -> None:
    old = observation("33914-3", "eGFR", 35, "mL/min/{1.73_m2}", effectiveDateTime="2020-01-01")
    new = observation("62238-1", "eGFR", 95, "mL/min/{1.73_m2}", effectiveDateTime="2026-01-01")
    found = read(old, new).fact("lab.egfr")
    assert found is not None
    assert found.value == Decimal("95.0")


def test_instants_of_one_day_are_told_apart() -> None:
    early = weight(70, effectiveDateTime="2026-10-01T23:00:00-07:00")
    late = weight(71, effectiveDateTime="2026-10-02T07:00:00+00:00")
    found = read(late, early).fact("body.weight")
    assert found is not None
    assert found.value == Decimal("71.0")


# --- blood pressure


def pressure_facts(*resources: Resource) -> dict[str, tuple[Any, list[ChallengeCode]]]:
    found = read(*resources).understood
    return {
        each.fact: (each.value, [c.code for c in each.challenges]) for each in found if "vitals" in each.fact
    }


def test_a_pressure_whose_figures_are_swapped_is_doubted_in_both() -> None:
    found = pressure_facts(pressure(80, 120))
    assert found["vitals.systolic"] == (Decimal("80.0"), [ChallengeCode.SYSTOLIC_BELOW_DIASTOLIC])
    assert found["vitals.diastolic"] == (Decimal("120.0"), [ChallengeCode.SYSTOLIC_BELOW_DIASTOLIC])


def test_half_a_pressure_is_half_a_fact() -> None:
    assert set(pressure_facts(observation("8462-4", "Diastolic", 80, "mm[Hg]"))) == {"vitals.diastolic"}


def test_figures_of_two_days_are_not_one_pressure() -> None:
    alone = observation("8462-4", "Diastolic", 85, "mm[Hg]", effectiveDateTime="2026-11-01")
    found = pressure_facts(pressure(130, 80), alone)
    assert found["vitals.diastolic"] == (Decimal("85.0"), [ChallengeCode.NOT_TAKEN_TOGETHER])


def test_an_undated_pressure_has_no_day() -> None:
    assert "vitals.pressure_on" not in pressure_facts(pressure(130, 80, effectiveDateTime="soon"))
    assert "vitals.pressure_on" not in pressure_facts(pressure(900, 80))


# --- scores and coded answers


@pytest.mark.parametrize(
    "value",
    [
        {"valueInteger": 14},
        {"valueQuantity": {"value": 14, "system": "http://unitsofmeasure.org", "code": "{score}"}},
    ],
)
def test_a_sender_s_total_is_shown_and_makes_no_fact(value: dict[str, Any]) -> None:
    referral = read(observation("44261-6", "PHQ-9 total", **value))
    assert referral.observations[0].latest.value == Decimal(14)
    assert [each.fact for each in referral.understood] == ["patient.birth_date"]


def answered(code: str, answer: str, system: str = LOINC) -> Resource:
    return observation(code, "Asked", valueCodeableConcept=concept(answer, "Said", system))


def test_a_coded_answer_suggests_what_the_table_says() -> None:
    found = read(answered("82810-3", "LA15173-0")).fact("pregnancy.status")
    assert found is not None
    assert found.value == "pregnant"


def test_a_coded_no_is_shown_and_makes_no_fact() -> None:
    referral = read(answered("82810-3", "LA26683-5"))
    assert referral.fact("pregnancy.status") is None
    assert referral.observations[0].latest.answer is not None


PASSED_OVER = [
    ("withdrawn", weight(70, status="entered-in-error"), Why.WITHDRAWN),
    ("no value", observation("29463-7", "Weight"), Why.NO_VALUE),
    ("a whole number where a unit belongs", observation("29463-7", "Weight", valueInteger=70), Why.NO_VALUE),
    ("an answer in words", observation("72166-2", "Smoking", valueString="no"), Why.NO_VALUE),
    ("a code unknown", observation("2093-3", "Cholesterol", 190, "mg/dL"), Why.CODE_NOT_KNOWN),
    ("no code", {**weight(1), "code": {"text": "Weight"}}, Why.NO_CODE),
]


@pytest.mark.parametrize(("name", "resource", "why"), PASSED_OVER, ids=[row[0] for row in PASSED_OVER])
def test_an_observation_without_a_use_is_named(name: str, resource: Resource, why: Why) -> None:
    referral = read(resource)
    assert [each.why for each in referral.not_understood] == [why]
    assert referral.observations == ()
