"""Find people as other systems ask: by name, family, given, birth date and id, a page at a time."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cairn.record.actor import Actor
from cairn.record.models import Patient
from cairn.record.names import searchable
from cairn.record.permissions import Permission, require
from cairn.record.selectors.patient import visible_to

__all__ = ["BirthDates", "Patient", "PatientCriteria", "match_patients"]

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BirthDates:
    """Days from `first` until before `before`; without an end where that is None. `but` turns it round."""

    first: date | None = None
    before: date | None = None
    but: bool = False


@dataclass(frozen=True, slots=True)
class PatientCriteria:
    """All must hold; inside each, any of its values may. Names are beginnings, without capitals or accents."""

    ids: tuple[uuid.UUID, ...] | None = None
    name: tuple[Values, ...] = ()
    family: tuple[Values, ...] = ()
    given: tuple[Values, ...] = ()
    born: tuple[tuple[BirthDates, ...], ...] = ()


def match_patients(
    reader: Actor, criteria: PatientCriteria, *, start: int, count: int
) -> tuple[list[Patient], int]:
    """One page of the people a reader may see who fit, by family name, and how many fit in all: 3 queries at most."""
    require(reader, Permission.PEOPLE_SEARCH)
    found = visible_to(reader)
    if criteria.ids is not None:
        found = found.filter(pk__in=criteria.ids)
    for values in (*criteria.name, *criteria.family, *criteria.given):
        found = found.filter(_any(_begins(value) for value in values))
    for days in criteria.born:
        found = found.filter(_any(_born(each) for each in days))
    if criteria.family or criteria.given:
        found = Patient.objects.filter(pk__in=_by_part(found, criteria))
    rows = found.select_related("site").order_by("family", "given", "pk")[start : start + count]
    return list(rows), found.count()


def _by_part(found: QuerySet[Patient], criteria: PatientCriteria) -> list[uuid.UUID]:
    """Which of those whose whole name fits have it in the part that was asked: the search column mixes the parts."""
    return [
        key
        for key, family, given, preferred in found.values_list("pk", "family", "given", "preferred")
        if all(_any_begins(family, values) for values in criteria.family)
        and all(_any_begins(f"{given} {preferred}", values) for values in criteria.given)
    ]


def _any_begins(part: str, values: Values) -> bool:
    words = searchable(part)
    return any(searchable(value).strip() and searchable(value) in words for value in values)


def _begins(value: str) -> Q:
    words = searchable(value).split()
    fits = Q() if words else Q(pk__in=())
    for word in words:
        fits &= Q(search__contains=f" {word}")
    return fits


def _born(days: BirthDates) -> Q:
    fits = Q(birth_date__isnull=False)
    if days.first is not None:
        fits &= Q(birth_date__gte=days.first)
    if days.before is not None:
        fits &= Q(birth_date__lt=days.before)
    return Q(birth_date__isnull=False) & ~fits if days.but else fits


def _any(each: Iterable[Q]) -> Q:
    found = Q(pk__in=())
    for one in each:
        found |= one
    return found
