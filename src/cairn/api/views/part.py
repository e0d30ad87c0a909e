"""Reading and searching the kinds of resource that are about a person: two endpoints for each kind."""

from collections.abc import Callable

from django.http import HttpResponse

from cairn.api.answers import Answer
from cairn.api.api_page import ApiRequest, api_page
from cairn.api.errors import bad_request, not_found
from cairn.api.kinds import Kind
from cairn.api.parameters import Parameters, parameters, referred
from cairn.api.parts import left_out, resource_by_id, resources_of, shown
from cairn.api.searchset import searchset
from cairn.fhir.json_values import JsonObject, text_in
from cairn.record.errors import NotFoundError
from cairn.record.selectors.patient import find_patient

View = Callable[..., HttpResponse]
NOBODY = "There is no such person, or none that this account can open."


def read_of(kind: Kind) -> View:
    """The endpoint that reads one resource of a kind."""

    @api_page(permission=kind.permission)
    def read(request: ApiRequest, resource_id: str) -> Answer:
        parameters(request)
        found = resource_by_id(kind, request.actor, resource_id)
        if found is None:
            raise not_found()
        resource, patient = found
        return Answer(resource, f"{kind.name}/{resource_id}", (patient.pk,))

    return read


def search_of(kind: Kind) -> View:
    """The endpoint that searches a kind within one person's record."""

    @api_page(permission=kind.permission)
    def search(request: ApiRequest) -> Answer:
        asked = parameters(request, kind.parameters, paged=True)
        whose = asked.only("patient")
        if whose is None:
            raise bad_request(f"Say whose: {kind.name}?patient= and the id of a Patient.", "required")
        what = f"{kind.name}?{'&'.join(sorted(asked.values))}"
        try:
            patient = find_patient(request.actor, referred(whose, "Patient"))
        except NotFoundError:
            return Answer(searchset(request, asked, (), 0, (NOBODY,)), what)
        parts = shown(kind, request.actor)
        found = [each for each in resources_of(patient, parts) if _fits(kind, asked, each)]
        page = found[asked.start : asked.start + asked.count]
        bundle = searchset(request, asked, page, len(found), left_out(set(kind.parts) - set(parts)))
        return Answer(bundle, what, (patient.pk,))

    return search


def _fits(kind: Kind, asked: Parameters, resource: JsonObject) -> bool:
    return all(text_in(resource, "id") in values for values in asked.each("_id")) and all(
        any(search.fits(resource, value) for value in values)
        for search in kind.searches
        for values in asked.each(search.name)
    )
