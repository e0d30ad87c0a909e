"""Bundles of what a search found, a page at a time."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cairn.api.errors import outcome
from cairn.api.parameters import Parameters
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, text_in


def base_of(request: HttpRequest) -> str:
    """The address this API stands at, as the caller reached it, without a slash at its end."""
    return request.build_absolute_uri(reverse("api:metadata")).removesuffix("/metadata")


def searchset(
    request: HttpRequest,
    asked: Parameters,
    page: Sequence[JsonObject],
    total: int,
    notes: Iterable[str] = (),
) -> JsonObject:
    """One page of what was found.

    :param total: how many there are in all.
    :param notes: what the caller must know to read it rightly; they stand after the matches.
    """
    links = [_link(request, "self", asked.page)]
    if asked.count and asked.start + asked.count < total:
        links.append(_link(request, "next", asked.page + 1))
    if asked.page > 1:
        links.append(_link(request, "previous", asked.page - 1))
    return _bundle(request, links, page, total, notes)


def everything(request: HttpRequest, found: Sequence[JsonObject], notes: Iterable[str]) -> JsonObject:
    """All of it in one bundle."""
    links: list[Json] = [{"relation": "self", "url": request.build_absolute_uri(request.path)}]
    return _bundle(request, links, found, len(found), notes)


def _bundle(
    request: HttpRequest, links: list[Json], found: Sequence[JsonObject], total: int, notes: Iterable[str]
) -> JsonObject:
    base = base_of(request)
    entries: list[Json] = [_match(base, resource) for resource in found]
    entries += [
        {"resource": outcome("informational", words, "information"), "search": {"mode": "outcome"}}
        for words in notes
    ]
    bundle: JsonObject = {"resourceType": "Bundle", "type": "searchset", "total": total, "link": links}
    return {**bundle, "entry": entries} if entries else bundle


def _match(base: str, resource: JsonObject) -> Json:
    place = f"{base}/{text_in(resource, 'resourceType')}/{text_in(resource, 'id')}"
    return {"fullUrl": place, "resource": resource, "search": {"mode": "match"}}


def _link(request: HttpRequest, relation: str, page: int) -> Json:
    query = request.GET.copy()
    query.pop("_page", None)
    pairs = [(name, value) for name, values in query.lists() for value in values]
    if page > 1:
        pairs.append(("_page", str(page)))
    address = f"{request.path}?{urlencode(pairs)}" if pairs else request.path
    return {"relation": relation, "url": request.build_absolute_uri(address)}
