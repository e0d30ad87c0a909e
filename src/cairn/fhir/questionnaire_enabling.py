"""When an item is asked, as FHIR R4 `enableWhen`, or as an SDC expression where R4 cannot say it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Choice, Item, SymptomCount
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.questionnaire_expressions import enabled

ENABLE_WHEN_EXPRESSION = (
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
)

Coded: TypeAlias = Callable[[Choice], JsonObject]
"""The coding an answer travels as."""


@dataclass(frozen=True, slots=True)
class _Simple:
    """What R4 can say: all of these conditions, or any of them."""

    behavior: str
    conditions: tuple[JsonObject, ...]


def enabling(instrument: Instrument, item: Item, coded: Coded) -> JsonObject:
    """The elements that say when the item is asked; empty when it always is. An expression is an extension."""
    if not item.enabled_when:
        return {}
    items = instrument.plan.items
    simple = [_simple(count, items, coded) for count in item.enabled_when]
    known = [each for each in simple if each is not None]
    together = [each for each in known if each.behavior == "all" or len(each.conditions) == 1]
    if len(known) == 1 == len(simple):
        found = known[0]
    elif len(together) == len(simple):
        found = _Simple("all", tuple(condition for each in together for condition in each.conditions))
    else:
        expression: JsonObject = {
            "language": "text/fhirpath",
            "expression": enabled(item.enabled_when, items),
        }
        return {"extension": [{"url": ENABLE_WHEN_EXPRESSION, "valueExpression": expression}]}
    conditions: list[Json] = [*found.conditions]
    behavior: JsonObject = {"enableBehavior": found.behavior} if len(conditions) > 1 else {}
    return {"enableWhen": conditions, **behavior}


def _simple(count: SymptomCount, items: Mapping[str, Item], coded: Coded) -> _Simple | None:
    """At least one of the items, all of them, or none; other counts R4 cannot say."""
    everyone = len(count.endorsements)
    if count.maximum is None and count.minimum == 1:
        each = [_reached(items[one.item], one.at_least, coded) for one in count.endorsements]
        return _Simple("any", tuple(condition for conditions in each for condition in conditions))
    if count.maximum is None and count.minimum == everyone:
        return _all([_reached(items[one.item], one.at_least, coded) for one in count.endorsements])
    if count.maximum == 0:
        return _all([_not_reached(items[one.item], one.at_least, coded) for one in count.endorsements])
    return None


def _all(each: list[tuple[JsonObject, ...]]) -> _Simple | None:
    """All at once, where each takes one condition to say."""
    if any(len(conditions) != 1 for conditions in each):
        return None
    return _Simple("all", tuple(conditions[0] for conditions in each))


def _reached(item: Item, least: int, coded: Coded) -> tuple[JsonObject, ...]:
    if item.scale is not None:
        return ({"question": item.number, "operator": ">=", "answerInteger": least},)
    return tuple(_is(item, choice, coded) for choice in item.choices if choice.value >= least)


def _not_reached(item: Item, least: int, coded: Coded) -> tuple[JsonObject, ...]:
    if item.scale is not None:
        return ({"question": item.number, "operator": "<", "answerInteger": least},)
    return tuple(_is(item, choice, coded) for choice in item.choices if choice.value < least)


def _is(item: Item, choice: Choice, coded: Coded) -> JsonObject:
    return {"question": item.number, "operator": "=", "answerCoding": coded(choice)}
