"""Makes the rows of one person's record again from a dossier: the same ids, the same authors, the same log."""

import uuid
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from cairn.domain.dossier.access import Access
from cairn.domain.dossier.author import Author
from cairn.domain.dossier.dossier import Dossier
from cairn.domain.vocabulary import Role
from cairn.record import audit, models
from cairn.record.actor import PRODUCT, Actor
from cairn.record.errors import RefusedError
from cairn.record.names import searchable
from cairn.record.permissions import Permission, require
from cairn.record.restored_row import check_links, restored_row


@transaction.atomic
def restore_record(
    *, dossier: Dossier, by: Actor, at: datetime, into: models.Site | None = None
) -> models.Patient:
    """Make a person's whole record again where it is not yet.

    Whoever wrote in it and has no account here gets a closed one with their name; the person gets one that only a
    new link opens. What a record does not hold is not made: ways to sign in, calendar addresses, roles, seals.

    :param into: the site that will keep it; None for the one it came from, which is made again in an empty Cairn.
    :raises RefusedError: when the person, or anything of theirs, is already here, or does not fit a column.
    """
    if by is not PRODUCT:
        require(by, Permission.SITE_MANAGE)
    if models.Patient.objects.filter(pk=dossier.patient.id).exists():
        raise RefusedError(
            "already-here", "This person's record is already here. Nothing was changed: open it instead."
        )
    site = into or _site_of(dossier, at)
    _make_accounts(dossier, site, at)
    person = _patient(dossier, site)
    rows = [*_parts(dossier, person), *_ways(dossier, person)]
    check_links(rows, person)
    for row in (person, *rows):
        _insert(row)
    _make_log(dossier.accesses, person.pk)
    audit.write(
        "record.restore",
        by=by,
        at=at,
        patient=person.pk,
        subject=f"Patient/{person.pk}",
        reason=f"from an export taken {dossier.taken_at:%Y-%m-%d %H:%M} UTC at {dossier.site.name}",
    )
    return person


def _site_of(dossier: Dossier, at: datetime) -> models.Site:
    """The site the record came from: the one here of that id, or, where there is no site at all, made again."""
    here = models.Site.objects.filter(pk=dossier.site.id).first()
    if here is not None:
        return here
    if models.Site.objects.exists():
        words = (
            f"The record comes from {dossier.site.name}, which is not here. Name the site that will keep it."
        )
        raise RefusedError("other-site", words)
    regime = dossier.episodes[-1].regime if dossier.episodes else "us-or"
    return models.Site.objects.create(
        id=dossier.site.id, name=dossier.site.name, zone="UTC", regime=regime, opened_at=at
    )


def _make_accounts(dossier: Dossier, site: models.Site, at: datetime) -> None:
    names = {author.account: author.name for author in _authors(dossier)}
    own = dossier.patient.account
    if own is not None:
        names.setdefault(own, f"{dossier.patient.given} {dossier.patient.family}".strip())
    here = {account.pk: account for account in models.Account.objects.filter(pk__in=names)}
    if own in here and here[own].role_set != {Role.CLIENT}:
        raise RefusedError(
            "already-here", "The person's account is one of the staff here. Nothing was changed."
        )
    models.Account.objects.bulk_create(
        models.Account(
            id=account,
            site=site,
            name=name[:120],
            roles=[Role.CLIENT.value] if account == own else [],
            is_active=account == own,
            password=make_password(None),
            made_at=at,
        )
        for account, name in names.items()
        if account not in here
    )


def _authors(value: object) -> Iterator[Author]:
    """Everyone named anywhere in a dossier."""
    if isinstance(value, Author):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _authors(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _authors(getattr(value, each.name))


def _patient(dossier: Dossier, site: models.Site) -> models.Patient:
    value = dossier.patient
    known = (
        {"system": each.system, "value": each.value, "type": each.type_code} for each in value.identifiers
    )
    return restored_row(
        models.Patient,
        value,
        site=site,
        account_id=value.account,
        identifiers=[{key: text for key, text in each.items() if text} for each in known],
        search=searchable(value.given, value.preferred, value.family),
    )


def _parts(dossier: Dossier, person: models.Patient) -> Iterator[Model]:
    """Every row below the person but their ways. The database looks at links last, so any order will do."""
    own: dict[str, Any] = {"patient": person}
    here: dict[str, Any] = {"patient": person, "site_id": person.site_id}
    for kind, values, given in (
        (models.Inquiry, dossier.inquiries, here),
        (models.Referral, dossier.referrals, here),
        (models.FactStatement, dossier.facts, own),
        (models.Task, dossier.tasks, own),
        (models.EncounterNote, dossier.notes, {}),
        (models.FitDecision, dossier.fit_decisions, {}),
        (models.Score, dossier.scores, {}),
        (models.SafetyFlag, dossier.flags, here),
        (models.Screening, dossier.screenings, own),
        (models.ScreeningDecision, dossier.decisions, own),
        (models.CarePlan, dossier.care_plans, own),
        (models.Intention, dossier.intentions, own),
        (models.Consent, dossier.consents, own),
        (models.Administration, dossier.administrations, own),
        (models.SessionEvent, dossier.events, {}),
    ):
        for value in values:
            yield restored_row(kind, value, **given)
    for member in dossier.care_team:
        yield restored_row(models.CareTeamMember, member, patient=person, account_id=member.member.account)
    for signature in dossier.signatures:
        yield restored_row(models.Signature, signature, account_id=signature.signer.account)


def _ways(dossier: Dossier, person: models.Patient) -> Iterator[Model]:
    """Episodes, meetings and measures with what stands inside them."""
    rooms: dict[str, models.Room] = {}
    for episode in dossier.episodes:
        yield restored_row(models.EpisodeOfCare, episode, patient=person, site_id=person.site_id)
        for change in episode.changes:
            yield restored_row(models.StageChange, change, episode_id=episode.id)
    for meeting in dossier.encounters:
        room = _room(meeting.room, person.site_id, rooms)
        yield restored_row(models.Encounter, meeting, patient=person, room=room)
    for response in dossier.responses:
        answers = dict(response.answers)
        yield restored_row(models.QuestionnaireResponse, response, patient=person, answers=answers)
        for revision in response.revisions:
            yield restored_row(models.ResponseRevision, revision, response_id=response.id)


def _room(name: str, site: uuid.UUID, known: dict[str, models.Room]) -> models.Room | None:
    """The room of that name; one that is not here is made again for one person, the least a room holds."""
    if not name:
        return None
    if name not in known:
        known[name], _ = models.Room.objects.get_or_create(site_id=site, name=name, defaults={"occupancy": 1})
    return known[name]


def _make_log(accesses: tuple[Access, ...], patient: uuid.UUID) -> None:
    """The person's access log under its own numbers, or under new ones where any of them is taken here."""
    numbers = [access.number for access in accesses]
    taken = models.AuditEvent.objects.filter(pk__in=numbers).exists()
    models.AuditEvent.objects.bulk_create(
        models.AuditEvent(
            id=None if taken else access.number,
            at=access.at,
            action=access.action,
            writes=access.writes,
            account=access.account,
            name=access.name,
            patient=patient,
            subject=access.subject,
            device=access.device,
            reason=access.reason,
        )
        for access in accesses
    )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [models.AuditEvent]):
            cursor.execute(statement)


def _insert(row: Model) -> None:
    """Save a row that must not be here yet."""
    kind = type(row).__name__
    try:
        row.save(force_insert=True)
    except IntegrityError as fault:
        words = f"A {kind} of this record is already here, perhaps under another person. Nothing was changed."
        raise RefusedError("already-here", words) from fault
