"""A private address at which a person's calendar reads their roadmap."""

import secrets
from datetime import datetime

from django.db import transaction

from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError, RefusedError
from cairn.record.models import CalendarFeed, Patient
from cairn.record.services.account import fingerprint


@transaction.atomic
def new_feed(*, patient: Patient, by: Actor, at: datetime) -> str:
    """Make the address anew; the one before it stops working.

    :returns: the token in the address; shown once.
    """
    if by.patient_id != patient.pk:
        raise RefusedError("not-yours", "Only the person themselves can make their calendar address.")
    CalendarFeed.objects.filter(patient=patient, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    CalendarFeed.objects.create(patient=patient, fingerprint=fingerprint(token), made_at=at)
    audit.write("calendar-feed.make", by=by, at=at, patient=patient.pk)
    return token


@transaction.atomic
def end_feeds(*, patient: Patient, by: Actor, at: datetime) -> None:
    """End every calendar address of a person."""
    if by.patient_id != patient.pk:
        raise RefusedError("not-yours", "Only the person themselves can end their calendar address.")
    CalendarFeed.objects.filter(patient=patient, revoked_at=None).update(revoked_at=at)
    audit.write("calendar-feed.end", by=by, at=at, patient=patient.pk)


def patient_of_feed(token: str) -> Patient:
    """Whose calendar an address is.

    :raises NotFoundError: when the address does not work (any more).
    """
    feed = CalendarFeed.objects.filter(fingerprint=fingerprint(token), revoked_at=None).select_related(
        "patient__site"
    )
    found = feed.first()
    if found is None:
        raise NotFoundError
    return found.patient
