"""People: one, several, and everything about one."""

from collections.abc import Iterator

from cairn.api.answers import Answer
from cairn.api.api_page import ApiRequest, api_page
from cairn.api.errors import not_found
from cairn.api.kinds import PART_PERMISSIONS
from cairn.api.parameters import identifier, parameters
from cairn.api.parts import left_out
from cairn.api.searchset import everything, searchset
from cairn.api.spans import Span, span
from cairn.domain.dossier.dossier import Site
from cairn.fhir.bundle import dossier_to_bundle, patient_resource, section_of, site_resource
from cairn.fhir.check import refuse_faulty
from cairn.fhir.json_values import JsonObject, object_in, objects_in, text_in
from cairn.record.permissions import Permission, may
from cairn.record.selectors.patient import Patient, find_patient
from cairn.record.selectors.patient_match import BirthDates, PatientCriteria, match_patients
from cairn.record.selectors.site import sites
from cairn.record.to_domain.dossier import dossier_of, patient_values

SEARCHES = ("name", "family", "given", "birthdate", "_id")


@api_page(permission=Permission.PERSON_READ)
def read(request: ApiRequest, resource_id: str) -> Answer:
    """One person."""
    parameters(request)
    patient = find_patient(request.actor, identifier(resource_id))
    return Answer(_resources([patient])[0], f"Patient/{patient.pk}", (patient.pk,))


@api_page(permission=Permission.PEOPLE_SEARCH)
def search(request: ApiRequest) -> Answer:
    """People by name and birth date, among those the account may open."""
    asked = parameters(request, SEARCHES, paged=True)
    ids = asked.each("_id")
    criteria = PatientCriteria(
        ids=tuple(identifier(each) for each in ids[0]) if ids else None,
        name=asked.each("name"),
        family=asked.each("family"),
        given=asked.each("given"),
        born=tuple(tuple(_days(span(each)) for each in values) for values in asked.each("birthdate")),
    )
    people, total = match_patients(request.actor, criteria, start=asked.start, count=asked.count)
    bundle = searchset(request, asked, _resources(people), total)
    return Answer(bundle, f"Patient?{'&'.join(sorted(asked.values))}", tuple(each.pk for each in people))


@api_page(permission=Permission.PERSON_READ)
def whole(request: ApiRequest, resource_id: str) -> Answer:
    """Everything about one person that the account may read, in one bundle."""
    parameters(request)
    patient = find_patient(request.actor, identifier(resource_id))
    bundle = dossier_to_bundle(dossier_of(patient, taken_at=request.at))
    refuse_faulty(bundle)
    hidden = {part for part, needed in PART_PERMISSIONS.items() if not may(request.actor, needed)}
    found = list(_but(bundle, hidden))
    answer = everything(request, found, left_out(hidden))
    return Answer(answer, f"Patient/{patient.pk}/$everything", (patient.pk,))


@api_page(permission=Permission.PERSON_READ)
def organization(request: ApiRequest, resource_id: str) -> Answer:
    """The centre of the account."""
    parameters(request)
    found = [site for site in sites() if site.pk == identifier(resource_id) == request.actor.site_id]
    if not found:
        raise not_found()
    return Answer(site_resource(Site(found[0].pk, found[0].name)), f"Organization/{found[0].pk}")


def _resources(people: list[Patient]) -> list[JsonObject]:
    return [
        patient_resource(value, Site(person.site_id, person.site.name))
        for value, person in zip(patient_values(people), people, strict=True)
    ]


def _but(bundle: JsonObject, hidden: set[str]) -> Iterator[JsonObject]:
    for entry in objects_in(bundle, "entry"):
        resource = object_in(entry, "resource")
        part = section_of(resource)
        findings = part is None and text_in(resource, "resourceType") == "DetectedIssue"
        if ("screenings" if findings else part) not in hidden:
            yield resource


def _days(asked: Span) -> BirthDates:
    start, end = asked.start.date(), asked.end.date()
    match asked.prefix:
        case "lt":
            return BirthDates(before=start)
        case "le":
            return BirthDates(before=end)
        case "gt":
            return BirthDates(first=end)
        case "ge":
            return BirthDates(first=start)
        case prefix:
            return BirthDates(start, end, but=prefix == "ne")
