"""Everything the record holds about one person, as one frozen value.

A dossier's values carry the names of the columns they come from; what differs is said here, part by part.
"""

import dataclasses
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import ForeignKey, JSONField, Model, Q, QuerySet

from cairn.domain.dossier import (
    access,
    administration,
    arrival,
    author,
    dossier,
    encounter,
    episode,
    fact_statement,
    measure,
    patient,
    plan,
    screening,
)
from cairn.domain.referrals.person import Identifier
from cairn.record import models
from cairn.record.fields import EncryptedJSON

Value = TypeVar("Value")


def dossier_of(person: models.Patient, *, taken_at: datetime) -> dossier.Dossier:
    """The whole record of a person the reader was already allowed to open."""
    reader = _Reader(person)
    return dossier.Dossier(
        taken_at=taken_at,
        site=dossier.Site(person.site_id, person.site.name),
        patient=reader.patient(),
        **{name: read(reader) for name, read in _PARTS.items()},
    )


def part_of(person: models.Patient, names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Some parts of a dossier by their names, such as ``scores``; the others are not read."""
    reader = _Reader(person)
    return {name: _PARTS[name](reader) for name in names}


def patient_values(people: Iterable[models.Patient]) -> tuple[patient.Patient, ...]:
    """Who people are, in the order given: one query for any number of people."""
    found = list(people)
    names = _names_for(found)
    return tuple(_Reader(person, names).patient() for person in found)


def _names_for(people: list[models.Patient]) -> dict[UUID, str]:
    """Everyone who may have written in these records: all staff, of whichever site, and the people themselves."""
    writers = models.Account.objects.filter(Q(patient__isnull=True) | Q(patient__in=people))
    return dict(writers.values_list("pk", "name"))


def _signatures(person: models.Patient) -> QuerySet[models.Signature]:
    decided = models.ScreeningDecision.objects.filter(patient=person)
    given = models.Administration.objects.filter(patient=person)
    return models.Signature.objects.filter(
        Q(pk__in=decided.values("signature"))
        | Q(pk__in=decided.values("second_signature"))
        | Q(pk__in=given.values("signature"))
    )


def _accesses(person: models.Patient) -> tuple[access.Access, ...]:
    rows = models.AuditEvent.objects.filter(patient=person.pk).order_by("pk")
    return tuple(
        access.Access(
            row.pk, row.at, row.action, row.writes, row.name, row.account, row.subject, row.device, row.reason
        )
        for row in rows
    )


class _Reader:
    """Turns rows into values; knows the names of everyone who wrote in the record."""

    def __init__(self, person: models.Patient, names: Mapping[UUID, str] | None = None) -> None:
        self.person = person
        self._names = _names_for([person]) if names is None else names

    def own(
        self, kind: type[Value], model: type[Model], path: str = "patient", **columns: str
    ) -> tuple[Value, ...]:
        """Every row of a model that is this person's; `path` leads from the row to the person."""
        return self.each(kind, model.objects.filter(**{path: self.person}), **columns)  # type: ignore[attr-defined]  # every table has it

    def each(self, kind: type[Value], rows: Iterable[Model], **columns: str) -> tuple[Value, ...]:
        """One value for each row, in the order of their ids; `columns` says which are named otherwise."""
        return tuple(self.value(kind, row, columns) for row in sorted(rows, key=lambda row: str(row.pk)))

    def value(self, kind: type[Value], row: Model, columns: dict[str, str], **given: Any) -> Value:
        """The row as a value; `given` are fields that no column of it holds."""
        hints = typing.get_type_hints(kind)
        names = [each.name for each in dataclasses.fields(kind)]  # type: ignore[arg-type]  # every kind is a dataclass
        found = {
            name: self._field(row, columns.get(name, name), hints[name])
            for name in names
            if name not in given
        }
        return kind(**found, **given)

    def _field(self, row: Model, column: str, hint: object) -> Any:
        field = row._meta.get_field(column)
        if isinstance(field, ForeignKey):
            target = getattr(row, field.attname)
            return self.author(target) if field.related_model is models.Account else target
        value = getattr(row, column)
        if isinstance(field, EncryptedJSON | JSONField):
            return "" if value is None else author.json_text(value)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return hint(value)
        return "" if value is None and hint is str else value

    def author(self, account: UUID | None) -> author.Author | None:
        """Who an account is, by the name it has now."""
        if account is None:
            return None
        return author.Author(account, self._names[account], is_patient=account == self.person.account_id)

    def patient(self) -> patient.Patient:
        """The person; an identifier lacks what its sender left out."""
        identifiers = tuple(
            Identifier(each.get("system", ""), each.get("value", ""), each.get("type", ""))
            for each in self.person.identifiers
        )
        given = {"identifiers": identifiers, "account": self.person.account_id}
        return self.value(patient.Patient, self.person, {}, **given)

    def episodes(self) -> tuple[episode.Episode, ...]:
        """Every way through care, with its moves from stage to stage, oldest first."""
        rows = models.EpisodeOfCare.objects.filter(patient=self.person).prefetch_related("stage_changes")
        return tuple(
            self.value(
                episode.Episode, row, {}, changes=self._parts(episode.StageChange, row.stage_changes.all())
            )
            for row in rows.order_by("pk")
        )

    def encounters(self) -> tuple[encounter.Encounter, ...]:
        """Every meeting, the room by its name."""
        rows = models.Encounter.objects.filter(patient=self.person).select_related("room").order_by("pk")
        return tuple(
            self.value(encounter.Encounter, row, {}, room=row.room.name if row.room else "") for row in rows
        )

    def responses(self) -> tuple[measure.Response, ...]:
        """Every set of answers, unanswered items left out, with its revisions, oldest first."""
        rows = models.QuestionnaireResponse.objects.filter(patient=self.person).prefetch_related("revisions")
        return tuple(
            self.value(
                measure.Response,
                row,
                {},
                answers=tuple((item, value) for item, value in row.answers.items() if value is not None),
                revisions=self._parts(measure.ResponseRevision, row.revisions.all()),
            )
            for row in rows.order_by("pk")
        )

    def _parts(self, kind: type[Value], rows: Iterable[Any]) -> tuple[Value, ...]:
        return tuple(self.value(kind, row, {}) for row in sorted(rows, key=lambda row: (row.at, str(row.pk))))


_PARTS: Mapping[str, Callable[[_Reader], tuple[Any, ...]]] = MappingProxyType(
    {
        "care_team": lambda of: of.own(patient.CareTeamMember, models.CareTeamMember, member="account"),
        "inquiries": lambda of: of.own(arrival.Inquiry, models.Inquiry),
        "referrals": lambda of: of.own(arrival.ReferralDocument, models.Referral),
        "episodes": _Reader.episodes,
        "tasks": lambda of: of.own(episode.Task, models.Task),
        "facts": lambda of: of.own(fact_statement.FactStatement, models.FactStatement),
        "encounters": _Reader.encounters,
        "notes": lambda of: of.own(encounter.EncounterNote, models.EncounterNote, "encounter__patient"),
        "fit_decisions": lambda of: of.own(encounter.FitDecision, models.FitDecision, "encounter__patient"),
        "responses": _Reader.responses,
        "scores": lambda of: of.own(measure.ResponseScore, models.Score, "response__patient"),
        "flags": lambda of: of.own(measure.SafetyFlag, models.SafetyFlag),
        "screenings": lambda of: of.own(screening.Screening, models.Screening),
        "decisions": lambda of: of.own(screening.ScreeningDecision, models.ScreeningDecision),
        "signatures": lambda of: of.each(screening.Signature, _signatures(of.person), signer="account"),
        "care_plans": lambda of: of.own(plan.CarePlan, models.CarePlan),
        "intentions": lambda of: of.own(plan.Intention, models.Intention),
        "consents": lambda of: of.own(plan.Consent, models.Consent),
        "administrations": lambda of: of.own(administration.Administration, models.Administration),
        "events": lambda of: of.own(
            administration.RecordedEvent, models.SessionEvent, "administration__patient"
        ),
        "accesses": lambda of: _accesses(of.person),
    }
)
"""How each part of a dossier is read."""
