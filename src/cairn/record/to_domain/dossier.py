"""Everything the record holds about one person, as one frozen value.

A dossier's values carry the names of the columns they come from; what differs is said here, part by part.
"""

import dataclasses
import typing
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
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
    own = {"patient": person}
    meetings = {"encounter__patient": person}
    return dossier.Dossier(
        taken_at=taken_at,
        site=dossier.Site(person.site_id, person.site.name),
        patient=reader.patient(),
        care_team=reader.each(
            patient.CareTeamMember, models.CareTeamMember.objects.filter(**own), member="account"
        ),
        inquiries=reader.each(arrival.Inquiry, models.Inquiry.objects.filter(**own)),
        referrals=reader.each(arrival.ReferralDocument, models.Referral.objects.filter(**own)),
        episodes=reader.episodes(),
        tasks=reader.each(episode.Task, models.Task.objects.filter(**own)),
        facts=reader.each(fact_statement.FactStatement, models.FactStatement.objects.filter(**own)),
        encounters=reader.encounters(),
        notes=reader.each(encounter.EncounterNote, models.EncounterNote.objects.filter(**meetings)),
        fit_decisions=reader.each(encounter.FitDecision, models.FitDecision.objects.filter(**meetings)),
        responses=reader.responses(),
        scores=reader.each(measure.ResponseScore, models.Score.objects.filter(response__patient=person)),
        flags=reader.each(measure.SafetyFlag, models.SafetyFlag.objects.filter(**own)),
        screenings=reader.each(screening.Screening, models.Screening.objects.filter(**own)),
        decisions=reader.each(screening.ScreeningDecision, models.ScreeningDecision.objects.filter(**own)),
        signatures=reader.each(screening.Signature, _signatures(person), signer="account"),
        care_plans=reader.each(plan.CarePlan, models.CarePlan.objects.filter(**own)),
        intentions=reader.each(plan.Intention, models.Intention.objects.filter(**own)),
        consents=reader.each(plan.Consent, models.Consent.objects.filter(**own)),
        administrations=reader.each(
            administration.Administration, models.Administration.objects.filter(**own)
        ),
        events=reader.each(
            administration.RecordedEvent, models.SessionEvent.objects.filter(administration__patient=person)
        ),
        accesses=_accesses(person),
    )


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

    def __init__(self, person: models.Patient) -> None:
        self._person = person
        accounts = models.Account.objects.filter(site=person.site_id)
        self._names: dict[UUID, str] = dict(accounts.values_list("pk", "name"))

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
        return author.Author(account, self._names[account], is_patient=account == self._person.account_id)

    def patient(self) -> patient.Patient:
        """The person; an identifier lacks what its sender left out."""
        identifiers = tuple(
            Identifier(each.get("system", ""), each.get("value", ""), each.get("type", ""))
            for each in self._person.identifiers
        )
        given = {"identifiers": identifiers, "account": self._person.account_id}
        return self.value(patient.Patient, self._person, {}, **given)

    def episodes(self) -> tuple[episode.Episode, ...]:
        """Every way through care, with its moves from stage to stage, oldest first."""
        rows = models.EpisodeOfCare.objects.filter(patient=self._person).prefetch_related("stage_changes")
        return tuple(
            self.value(
                episode.Episode, row, {}, changes=self._parts(episode.StageChange, row.stage_changes.all())
            )
            for row in rows.order_by("pk")
        )

    def encounters(self) -> tuple[encounter.Encounter, ...]:
        """Every meeting, the room by its name."""
        rows = models.Encounter.objects.filter(patient=self._person).select_related("room").order_by("pk")
        return tuple(
            self.value(encounter.Encounter, row, {}, room=row.room.name if row.room else "") for row in rows
        )

    def responses(self) -> tuple[measure.Response, ...]:
        """Every set of answers, unanswered items left out, with its revisions, oldest first."""
        rows = models.QuestionnaireResponse.objects.filter(patient=self._person).prefetch_related("revisions")
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
