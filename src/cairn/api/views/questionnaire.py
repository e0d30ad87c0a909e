"""The forms this product asks, where their owners let anyone use the text."""

from django.http import HttpRequest

from cairn.api.api_page import public_api
from cairn.api.errors import not_found
from cairn.api.parameters import parameters
from cairn.api.searchset import searchset
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.licence import Tier
from cairn.fhir.json_values import JsonObject, text_in
from cairn.fhir.questionnaire import form_id, questionnaire

REASON = "definitions that their owners let anyone use; nothing of anyone"


@public_api(reason=REASON)
def read(request: HttpRequest, resource_id: str) -> JsonObject:
    """One form, by its name and version."""
    parameters(request)
    for instrument in instruments().values():
        if form_id(instrument) == resource_id and instrument.licence.tier is Tier.EMBEDDED:
            return questionnaire(instrument)
    raise not_found()


@public_api(reason=REASON)
def search(request: HttpRequest) -> JsonObject:
    """Forms by id, canonical address or the beginning of their name."""
    asked = parameters(request, ("_id", "url", "name"), paged=True)
    found = [
        form
        for form in _forms()
        if all(text_in(form, "id") in values for values in asked.each("_id"))
        and all(_addressed(form) & set(values) for values in asked.each("url"))
        and all(_named(form, values) for values in asked.each("name"))
    ]
    return searchset(request, asked, found[asked.start : asked.start + asked.count], len(found))


def _forms() -> list[JsonObject]:
    return [
        questionnaire(instrument)
        for instrument in instruments().values()
        if instrument.licence.tier is Tier.EMBEDDED
    ]


def _addressed(form: JsonObject) -> set[str]:
    url = text_in(form, "url")
    return {url, f"{url}|{text_in(form, 'version')}"}


def _named(form: JsonObject, values: tuple[str, ...]) -> bool:
    name = text_in(form, "name").lower()
    return any(name.startswith(value.lower()) for value in values)
