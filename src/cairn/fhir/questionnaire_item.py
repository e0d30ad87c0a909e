"""One question of a FHIR R4 Questionnaire: its answers or its scale, and when it is asked."""

from cairn.domain.instruments.coding import LOINC
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Choice, Item, Scale
from cairn.domain.instruments.wording import Language, Wording
from cairn.fhir.canonical import answer_code, answer_system
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, objects_in
from cairn.fhir.questionnaire_enabling import enabling

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
ITEM_CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
SLIDER_STEP = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue"
LEAST = "http://hl7.org/fhir/StructureDefinition/minValue"
MOST = "http://hl7.org/fhir/StructureDefinition/maxValue"


def question(instrument: Instrument, item: Item) -> JsonObject:
    """One item under its canonical number. Every answer stands in sight at once, as on the paper form."""
    when = enabling(instrument, item, lambda choice: answer_coding(instrument, choice))
    extensions: list[Json] = [*_asked_as(item), *objects_in(when, "extension")]
    entry: JsonObject = {
        "extension": extensions,
        "linkId": item.number,
        "prefix": f"{item.number}.",
        "type": "choice" if item.scale is None else "integer",
        **{key: value for key, value in when.items() if key != "extension"},
        "required": False,
        "repeats": False,
    }
    if item.text is not None:
        entry |= {"text": item.text.en, **translated("text", item.text)}
    if item.code is not None:
        entry["code"] = [{"system": LOINC, "code": item.code.code}]
    if item.scale is None:
        entry["answerOption"] = [_option(instrument, choice) for choice in item.choices]
    elif ends := _ends(item.number, item.scale):
        entry["item"] = [*ends]
    return entry


def answer_coding(instrument: Instrument, choice: Choice) -> JsonObject:
    """The coding an answer travels as: LOINC's where there is one, else ours, whose code is the raw value."""
    coding: JsonObject = {
        "system": answer_system(instrument) if choice.code is None else choice.code.system,
        "code": answer_code(choice),
    }
    if choice.text is not None:
        coding["display"] = choice.text.en
    return coding


def translated(key: str, words: Wording) -> JsonObject:
    """The FHIR sibling element that holds the Spanish text."""
    if words.es is None:
        return {}
    inner: list[Json] = [
        {"url": "lang", "valueCode": Language.SPANISH.value},
        {"url": "content", "valueString": words.es},
    ]
    return {f"_{key}": {"extension": [{"url": TRANSLATION, "extension": inner}]}}


def _asked_as(item: Item) -> tuple[JsonObject, ...]:
    if item.scale is None:
        return (_control("radio-button"),)
    return (
        _control("slider"),
        {"url": SLIDER_STEP, "valueInteger": 1},
        {"url": LEAST, "valueInteger": item.scale.lowest},
        {"url": MOST, "valueInteger": item.scale.highest},
    )


def _control(code: str) -> JsonObject:
    coding: JsonObject = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}


def _option(instrument: Instrument, choice: Choice) -> JsonObject:
    coding = answer_coding(instrument, choice)
    if choice.text is not None:
        coding |= translated("display", choice.text)
    return {"extension": [{"url": ORDINAL, "valueDecimal": choice.value}], "valueCoding": coding}


def _ends(number: str, scale: Scale) -> list[JsonObject]:
    """The words at the two ends of a scale, as display items of it."""
    return [
        {
            "extension": [_control(side)],
            "linkId": f"{number}-{side}",
            "text": words.en,
            **translated("text", words),
            "type": "display",
        }
        for side, words in (("lower", scale.low), ("upper", scale.high))
        if words is not None
    ]
