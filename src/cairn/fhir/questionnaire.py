"""An instrument as a FHIR R4 Questionnaire with SDC calculated totals."""

from cairn.domain.instruments.coding import LOINC, Coding
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Choice, Item
from cairn.domain.instruments.rules import ScoreRule, Sum
from cairn.domain.instruments.wording import Language, Wording
from cairn.fhir.canonical import answer_code, answer_system, questionnaire_url
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.questionnaire_expressions import VALUES, answered_values, guarded_sum

QUESTIONS = "questions"
"""The linkId of the group that holds the items; each item's linkId is its canonical number."""

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"

ITEM_CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"

_RADIO: JsonObject = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "radio-button"}
"""Every answer in sight at once, as on the paper form."""

LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief "
    "Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is "
    "available at no cost under the license at http://loinc.org/license."
)


def questionnaire(instrument: Instrument) -> JsonObject:
    """The whole form: one group of items under the stem, then each sum as a read-only calculated item.

    A total stays empty until every item it needs is answered. Algorithms are not put into expressions: their
    results travel as Observations.
    """
    resource: JsonObject = {
        "resourceType": "Questionnaire",
        "id": f"{instrument.id}-{instrument.version}",
        "url": questionnaire_url(instrument),
        "version": str(instrument.version),
        "name": instrument.short.replace("-", ""),
        "title": instrument.title.en,
        **_translated("title", instrument.title),
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": f"{instrument.licence.attribution} {LOINC_NOTICE}",
        "item": [_questions(instrument), *(_total(instrument, rule) for rule in sums(instrument))],
    }
    if instrument.instructions is not None:
        resource["description"] = instrument.instructions.en
    if instrument.panel is not None:
        resource["code"] = [_loinc(instrument.panel, instrument.title.en)]
    return resource


def sums(instrument: Instrument) -> tuple[ScoreRule, ...]:
    """The scores a receiver can recompute by adding."""
    return tuple(rule for rule in instrument.scores if isinstance(rule.how, Sum))


def answer_coding(instrument: Instrument, choice: Choice) -> JsonObject:
    """The coding an answer travels as: LOINC's where there is one, else ours, whose code is the raw value."""
    coding: JsonObject = {
        "system": answer_system(instrument) if choice.code is None else choice.code.system,
        "code": answer_code(choice),
    }
    if choice.text is not None:
        coding["display"] = choice.text.en
    return coding


def _questions(instrument: Instrument) -> JsonObject:
    stem = instrument.stem
    return {
        "linkId": QUESTIONS,
        "text": instrument.title.en if stem is None else stem.en,
        **({} if stem is None else _translated("text", stem)),
        "type": "group",
        "item": [_item(instrument, item) for item in instrument.items],
    }


def _item(instrument: Instrument, item: Item) -> JsonObject:
    entry: JsonObject = {
        "extension": [{"url": ITEM_CONTROL, "valueCodeableConcept": {"coding": [dict(_RADIO)]}}],
        "linkId": item.number,
        "prefix": f"{item.number}.",
        "type": "choice",
        "required": False,
        "repeats": False,
        "answerOption": [_option(instrument, choice) for choice in item.choices],
    }
    if item.text is not None:
        entry |= {"text": item.text.en, **_translated("text", item.text)}
    if item.code is not None:
        entry["code"] = [_loinc(item.code)]
    return entry


def _option(instrument: Instrument, choice: Choice) -> JsonObject:
    coding = answer_coding(instrument, choice)
    if choice.text is not None:
        coding |= _translated("display", choice.text)
    return {"extension": [{"url": ORDINAL, "valueDecimal": choice.value}], "valueCoding": coding}


def _total(instrument: Instrument, rule: ScoreRule) -> JsonObject:
    items = tuple(item for item in instrument.items if item.number in rule.items)
    entry: JsonObject = {
        "extension": [
            {"url": VARIABLE, "valueExpression": _expression(answered_values(items), VALUES)},
            {"url": CALCULATED, "valueExpression": _expression(guarded_sum(items))},
        ],
        "linkId": rule.id,
        "text": rule.title.en,
        **_translated("text", rule.title),
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


def _translated(key: str, words: Wording) -> JsonObject:
    """The FHIR sibling element that holds the Spanish text."""
    if words.es is None:
        return {}
    inner: list[Json] = [
        {"url": "lang", "valueCode": Language.SPANISH.value},
        {"url": "content", "valueString": words.es},
    ]
    return {f"_{key}": {"extension": [{"url": TRANSLATION, "extension": inner}]}}
