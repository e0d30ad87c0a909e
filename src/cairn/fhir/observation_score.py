"""A score as FHIR R4 Observations: one for each result, derived from the answers."""

from datetime import datetime
from decimal import Decimal
from typing import assert_never

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.rules import Percent, ScoreRule
from cairn.domain.instruments.scoring import Amount, Category, Incomplete, Score, Unscored
from cairn.fhir.canonical import BAND_SYSTEM, METHOD_SYSTEM, OUTCOME_SYSTEM, SCORE_SYSTEM, UCUM
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject

_TEN_PLACES = Decimal("1e-10")
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"


def score_observations(
    instrument: Instrument,
    score: Score | Incomplete,
    *,
    response_id: str,
    subject: str,
    effective: datetime,
) -> tuple[JsonObject, ...]:
    """One final survey Observation for each score that is given, in the instrument's order.

    `response_id` is the QuestionnaireResponse they derive from; each id is that id and the score's.
    """
    return tuple(
        _observation(instrument, result, response_id=response_id, subject=subject, effective=effective)
        for result in score.results
        if not isinstance(result, Unscored)
    )


def _observation(
    instrument: Instrument,
    result: Amount | Category,
    *,
    response_id: str,
    subject: str,
    effective: datetime,
) -> JsonObject:
    rule = instrument.score_rule(result.score)
    return {
        "resourceType": "Observation",
        "id": f"{response_id}-{rule.id}"[:64],
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey", "display": "Survey"}]}],
        "code": _code(instrument, rule),
        "subject": {"reference": subject},
        "effectiveDateTime": effective.isoformat(),
        **_value(instrument, rule, result),
        "method": {
            "coding": [
                {"system": METHOD_SYSTEM, "code": f"{instrument.key}/{rule.id}/{result.variant}"},
            ],
            "text": f"{rule.title.en}, scored as {result.variant} by definition {instrument.key}",
        },
        "derivedFrom": [{"reference": f"QuestionnaireResponse/{response_id}"}],
    }


def _code(instrument: Instrument, rule: ScoreRule) -> JsonObject:
    codings: list[Json] = [{"system": SCORE_SYSTEM, "code": f"{instrument.id}/{rule.id}"}]
    if rule.code is not None:
        codings.insert(0, {"system": rule.code.system, "code": rule.code.code})
    return {"coding": codings, "text": rule.title.en}


def _value(instrument: Instrument, rule: ScoreRule, result: Amount | Category) -> JsonObject:
    match result:
        case Amount():
            unit = "%" if isinstance(rule.how, Percent) else "{score}"
            return {
                "valueQuantity": {
                    "value": _number(result.value),
                    "unit": unit,
                    "system": UCUM,
                    "code": unit,
                },
                **_interpretation(instrument, result),
            }
        case Category():
            code = f"{instrument.id}/{rule.id}/{result.outcome}"
            return {
                "valueCodeableConcept": {
                    "coding": [{"system": OUTCOME_SYSTEM, "code": code}],
                    "text": rule.outcome_title(result.outcome).en,
                }
            }
    assert_never(result)


def _interpretation(instrument: Instrument, result: Amount) -> JsonObject:
    bands = instrument.band_set(result.score)
    if bands is None:
        return {}
    band = bands.band_of(result.value)
    code = f"{instrument.id}/{bands.id}/{band.id}"
    text = f"{band.title.en} ({bands.citation.text})"
    return {"interpretation": [{"coding": [{"system": BAND_SYSTEM, "code": code}], "text": text}]}


def _number(value: Decimal) -> int | Decimal:
    """Whole where it is whole; else to ten places, since FHIR's decimals end at eighteen digits."""
    if value == value.to_integral_value():
        return int(value)
    return value.quantize(_TEN_PLACES).normalize()
