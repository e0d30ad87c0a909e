"""Whether a resource is what one value of a search asks for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from cairn.api.spans import span
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, object_in, text_in

Fits = Callable[[JsonObject, str], bool]
_STILL_GOING = datetime.max.replace(tzinfo=UTC)


def by_token(element: str) -> Fits:
    """By a code, or by system|code, anywhere in an element."""

    def fits(resource: JsonObject, value: str) -> bool:
        system, bar, code = value.rpartition("|")
        return any(
            found == code and (not bar or where == system) for where, found in _codes(resource.get(element))
        )

    return fits


def by_time(element: str) -> Fits:
    """By a moment, or by a period, which lasts until now where it has no end."""

    def fits(resource: JsonObject, value: str) -> bool:
        asked = span(value)
        period = object_in(resource, element)
        start = text_in(period, "start") or text_in(resource, element)
        end = text_in(period, "end") or ("" if period else start)
        if not start:
            return False
        last = datetime.fromisoformat(end) if end else _STILL_GOING
        return asked.holds(datetime.fromisoformat(start), last)

    return fits


def by_questionnaire(resource: JsonObject, value: str) -> bool:
    """By the form's address, with its version or without, or by its name and version as `phq-9|1`."""
    form = text_in(resource, "questionnaire")
    url, _, _ = form.partition("|")
    return value in {form, url, form.rpartition("/")[2], url.rpartition("/")[2]}


def _codes(node: Json) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield "", node
    elif isinstance(node, list):
        for each in node:
            yield from _codes(each)
    elif isinstance(node, dict):
        if "code" in node:
            yield text_in(node, "system"), text_in(node, "code")
        yield from _codes(node.get("coding"))
