"""Find people, only those the reader may see."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import CareTeamMember, Patient
from cairn.record.names import searchable
from cairn.record.permissions import SITE_WIDE, Permission, require

__all__ = ["Patient", "any_patient", "find_patient", "search_patients", "visible_to"]

PAGE = 20


def visible_to(reader: Actor) -> QuerySet[Patient]:
    """The people whose record a reader may open: their own; their site's, for some roles; else those they care for."""
    if reader.patient_id is not None and not reader.is_staff:
        return Patient.objects.filter(pk=reader.patient_id)
    at_site = Patient.objects.filter(site_id=reader.site)
    if reader.roles & SITE_WIDE:
        return at_site
    caring = CareTeamMember.objects.filter(patient=OuterRef("pk"), account_id=reader.account, until=None)
    return at_site.filter(Exists(caring))


def find_patient(reader: Actor, patient_id: uuid.UUID) -> Patient:
    """One person.

    :raises NotFoundError: when there is none, or the reader may not know.
    """
    patient = visible_to(reader).select_related("site").filter(pk=patient_id).first()
    if patient is None:
        raise NotFoundError
    return patient


def any_patient(patient_id: uuid.UUID) -> Patient | None:
    """One person, whoever asks: for commands, whose reader already holds the whole database."""
    return Patient.objects.select_related("site").filter(pk=patient_id).first()


def search_patients(reader: Actor, words: str, *, page: int = 1) -> tuple[list[Patient], bool]:
    """People whose names hold words that begin like the ones typed, by family name.

    :returns: one page of at most 20, with their episodes, and whether there are more.
    """
    require(reader, Permission.PEOPLE_SEARCH)
    matching = Q()
    for word in searchable(words).split():
        matching &= Q(search__contains=f" {word}")
    start = (page - 1) * PAGE
    found = visible_to(reader).filter(matching).order_by("family", "given", "pk")
    found = found.defer("address", "identifiers").prefetch_related("episodes")
    rows = list(found[start : start + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE
