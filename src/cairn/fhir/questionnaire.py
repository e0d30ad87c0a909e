"""An instrument as a FHIR R4 Questionnaire with SDC calculated scores."""

import re

from cairn.domain.instruments.coding import LOINC, Coding
from cairn.domain.instruments.definition import Instrument, Status
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.rules import Mean, Percent, ScoreRule, Sum
from cairn.fhir.canonical import questionnaire_url
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.questionnaire_expressions import VALUES, answered_values, guarded_score
from cairn.fhir.questionnaire_item import question, translated

QUESTIONS = "questions"
"""The linkId of the group that holds the items; each item's linkId is its canonical number."""

VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"

LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief "
    "Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is "
    "available at no cost under the license at http://loinc.org/license."
)


def questionnaire(instrument: Instrument) -> JsonObject:
    """The whole form: one group of items under the stem, then each score a receiver can recompute, read-only.

    A calculated score stays empty until every item it needs is answered. The others travel as Observations.
    """
    resource: JsonObject = {
        "resourceType": "Questionnaire",
        "id": form_id(instrument),
        "url": questionnaire_url(instrument),
        "version": str(instrument.version),
        "name": _name(instrument.short),
        "title": instrument.title.en,
        **translated("title", instrument.title),
        "status": "draft" if instrument.status is Status.DRAFT else "active",
        "subjectType": ["Patient"],
        "copyright": f"{instrument.licence.attribution} {LOINC_NOTICE}",
        "item": [_questions(instrument), *(_score(instrument, rule) for rule in recomputable(instrument))],
    }
    if instrument.instructions is not None:
        resource["description"] = instrument.instructions.en
    if instrument.panel is not None:
        resource["code"] = [_loinc(instrument.panel, instrument.title.en)]
    return resource


def form_id(instrument: Instrument) -> str:
    """The id the form is read under: `phq-9-1`."""
    return f"{instrument.id}-{instrument.version}"


def recomputable(instrument: Instrument) -> tuple[ScoreRule, ...]:
    """The scores a receiver can work out from the answers alone: sums, means and percentages of items always asked."""
    items = instrument.plan.items
    return tuple(
        rule
        for rule in instrument.scores
        if rule.draft is None
        and isinstance(rule.how, Sum | Mean | Percent)
        and (isinstance(rule.how, Percent) or rule.how.prorating is None)
        and not any(
            items[number].enabled_when or number in instrument.plan.alternates for number in rule.items
        )
    )


def score_link(instrument: Instrument, rule: ScoreRule) -> str:
    """The linkId of a calculated score: its id, unless an item goes by that."""
    taken = rule.id in instrument.plan.items or rule.id == QUESTIONS
    return f"score-{rule.id}" if taken else rule.id


def _name(short: str) -> str:
    """A name as computers want it: a capital first, letters and digits only."""
    plain = re.sub("[^A-Za-z0-9]", "", short)
    return plain if plain[:1].isupper() else f"M{plain}"


def _questions(instrument: Instrument) -> JsonObject:
    stem = instrument.stem
    return {
        "linkId": QUESTIONS,
        "text": instrument.title.en if stem is None else stem.en,
        **({} if stem is None else translated("text", stem)),
        "type": "group",
        "item": [question(instrument, item) for item in instrument.items],
    }


def _score(instrument: Instrument, rule: ScoreRule) -> JsonObject:
    items: tuple[Item, ...] = tuple(item for item in instrument.items if item.number in rule.items)
    assert isinstance(rule.how, Sum | Mean | Percent)  # noqa: S101 - what `recomputable` gives
    entry: JsonObject = {
        "extension": [
            {"url": VARIABLE, "valueExpression": _expression(answered_values(items), VALUES)},
            {"url": CALCULATED, "valueExpression": _expression(guarded_score(rule.how, items))},
        ],
        "linkId": score_link(instrument, rule),
        "text": rule.title.en,
        **translated("text", rule.title),
        "type": "decimal",
        "required": False,
        "readOnly": True,
    }
    if rule.code is not None:
        entry["code"] = [_loinc(rule.code)]
    return entry


def _expression(expression: str, name: str | None = None) -> JsonObject:
    named: JsonObject = {} if name is None else {"name": name}
    return {**named, "language": "text/fhirpath", "expression": expression}


def _loinc(code: Coding, display: str | None = None) -> Json:
    shown: JsonObject = {} if display is None else {"display": display}
    return {"system": LOINC, "code": code.code, **shown}
