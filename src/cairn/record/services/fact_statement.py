"""State facts about a person: prefill them from a referral, confirm or correct them, mark a mistake."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from cairn.content.readers.fact import declared_facts
from cairn.domain.dates import ApproximateDate, wholly_after
from cairn.domain.fact_values import from_json, to_json
from cairn.domain.facts import FactRefusedError, FactValue
from cairn.domain.vocabulary import FactSource
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import FactStatement, Patient
from cairn.record.permissions import Permission, require

PREFILLED, CONFIRMED, IN_ERROR = FactStatement.STATUSES


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact somebody else states about a person, to be confirmed by them.

    :param origin: where it came from, as plain data a page can show: resource, the sender's words, the day.
    """

    fact: str
    value: FactValue
    at: datetime
    origin: Mapping[str, object] = field(default_factory=dict)
    needs_attention: bool = False


@transaction.atomic
def prefill_facts(
    *,
    patient: Patient,
    offers: Iterable[Offer],
    by: Actor,
    at: datetime,
    source: FactSource = FactSource.REFERRAL,
) -> list[FactStatement]:
    """Write offered facts. What the person has already confirmed stays; the offer is then kept beside it."""
    require(by, Permission.REFERRAL_IMPORT)
    current = {row.fact: row for row in FactStatement.objects.filter(patient=patient, is_current=True)}
    made = []
    for offer in offers:
        before = current.get(offer.fact)
        stands = before is not None and before.status == CONFIRMED
        if before is not None and not stands:
            FactStatement.objects.filter(pk=before.pk).update(is_current=False)
        row = FactStatement.objects.create(
            patient=patient,
            fact=offer.fact,
            value=to_json(offer.value),
            status=PREFILLED,
            source=source.value,
            origin=dict(offer.origin),
            needs_attention=offer.needs_attention,
            at=offer.at,
            recorded_at=at,
            by_id=by.account_id,
            replaces=None if stands else before,
            is_current=not stands,
        )
        if row.is_current:
            current[offer.fact] = row
        made.append(row)
    audit.write(
        "fact.prefill", by=by, at=at, patient=patient.pk, reason=f"{len(made)} facts from a {source.value}"
    )
    return made


@transaction.atomic
def state_fact(
    *, patient: Patient, fact: str, value: object, seen: uuid.UUID | None, by: Actor, at: datetime
) -> FactStatement:
    """Confirm or correct one fact: by the person themselves, or by staff with them.

    :param value: plain JSON as ``cairn.domain.fact_values`` reads it; None says that nobody knows (any more).
    :param seen: the statement the writer was looking at, None where there was none.
    :raises RefusedError: when the value does not fit the fact.
    :raises ChangedMeanwhileError: when somebody stated the fact since it was read.
    """
    own = by.patient_id == patient.pk
    if not own:
        require(by, Permission.FACT_STATE)
    declaration = declared_facts().get(fact)
    if declaration is None or declaration.asked_of in {"record", "measure"}:
        raise RefusedError("not-a-question", f"'{fact}' is not a question that can be answered here.")
    try:
        stated = from_json(declaration, value)
    except FactRefusedError as refused:
        raise RefusedError("value-refused", refused.what) from refused
    if isinstance(stated, date | ApproximateDate) and not isinstance(stated, datetime):
        _check_not_ahead(stated, patient, at)
    known = to_json(stated)
    _leave_behind(patient, fact, seen)
    before = None if seen is None else FactStatement.objects.get(pk=seen)
    try:
        row = FactStatement.objects.create(
            patient=patient,
            fact=fact,
            value=known,
            status=CONFIRMED,
            source=(FactSource.CLIENT if own else FactSource.STAFF).value,
            origin=None if before is None else before.origin,
            at=at,
            recorded_at=at,
            by_id=by.account_id,
            replaces_id=seen,
        )
    except IntegrityError as clash:
        raise ChangedMeanwhileError(what="this answer") from clash
    audit.write(
        "fact.state", by=by, at=at, patient=patient.pk, subject=f"FactStatement/{row.pk}", reason=fact
    )
    return row


def _check_not_ahead(stated: date | ApproximateDate, patient: Patient, at: datetime) -> None:
    """Refuse a day that has not come yet where the site is: what a fact says has happened."""
    if wholly_after(stated, at.astimezone(ZoneInfo(patient.site.zone)).date()):
        raise RefusedError("future", "That day has not come yet. Check the year.")


def _leave_behind(patient: Patient, fact: str, seen: uuid.UUID | None) -> None:
    current = FactStatement.objects.filter(patient=patient, fact=fact, is_current=True)
    if seen is None:
        if current.exists():
            raise ChangedMeanwhileError(what="this answer")
    elif current.filter(pk=seen).update(is_current=False) != 1:
        raise ChangedMeanwhileError(what="this answer")


@transaction.atomic
def mark_fact_in_error(*, statement: FactStatement, reason: str, by: Actor, at: datetime) -> FactStatement:
    """Say that a statement was a mistake. It stays, and no longer counts; the fact is unknown until stated again."""
    require(by, Permission.FACT_STATE)
    if not reason.strip():
        raise RefusedError("no-reason", "Say why this was a mistake; the reason stays with it.")
    changed = (
        FactStatement.objects.filter(pk=statement.pk)
        .exclude(status=IN_ERROR)
        .update(status=IN_ERROR, is_current=False)
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this statement")
    audit.write(
        "fact.mark-in-error",
        by=by,
        at=at,
        patient=statement.patient_id,
        subject=f"FactStatement/{statement.pk}",
        reason=reason,
    )
    statement.refresh_from_db()
    return statement
