"""Find whose a part of a record is, among the people the reader may see."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Model

from cairn.record import models
from cairn.record.actor import Actor
from cairn.record.models import Patient
from cairn.record.selectors.patient import visible_to

__all__ = ["Patient", "owner_of"]

_TABLES: Mapping[str, tuple[type[Model], str]] = MappingProxyType(
    {
        "episodes": (models.EpisodeOfCare, "patient"),
        "encounters": (models.Encounter, "patient"),
        "responses": (models.QuestionnaireResponse, "patient"),
        "scores": (models.Score, "response__patient"),
        "facts": (models.FactStatement, "patient"),
        "fit_decisions": (models.FitDecision, "encounter__patient"),
        "events": (models.SessionEvent, "administration__patient"),
        "consents": (models.Consent, "patient"),
        "care_plans": (models.CarePlan, "patient"),
        "screenings": (models.Screening, "patient"),
        "administrations": (models.Administration, "patient"),
        "accesses": (models.AuditEvent, "patient"),
    }
)


def owner_of(reader: Actor, part: str, key: uuid.UUID | int) -> Patient | None:
    """The person whose row of that part of a dossier it is; None where there is none, or none the reader may see."""
    table, path = _TABLES[part]
    rows = table.objects.filter(pk=key)  # type: ignore[attr-defined]  # every table has it
    return visible_to(reader).select_related("site").filter(pk__in=rows.values(path)).first()
