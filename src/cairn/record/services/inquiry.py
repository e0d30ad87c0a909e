"""Somebody asks about this work: receive, say that they were reached, register, decline."""

from datetime import date, datetime

from django.db import transaction

from cairn.domain.pathway.stages import ENDINGS, Ending, Stage
from cairn.record import audit
from cairn.record.actor import PUBLIC, Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Inquiry, Patient, Site
from cairn.record.permissions import Permission, require
from cairn.record.services.episode import open_episode
from cairn.record.services.patient import register_patient

REACH_BY = ("email", "phone", "text")
FOR_WHOM = ("individual", "couple")
OPEN = ("received", "contacted")
LONGEST = 8000
"""Characters of what brings somebody; a page of handwriting holds fewer than 2,000."""


@transaction.atomic
def receive_inquiry(
    *,
    site: Site,
    name: str,
    by: Actor,
    at: datetime,
    may_contact: bool,
    email: str = "",
    phone: str = "",
    reach_by: str = "email",
    language: str = "en",
    for_whom: str = "individual",
    brings: str = "",
    referred_by: str = "",
) -> Inquiry:
    """Keep a first question, from the public page or written down by staff on the telephone.

    :param may_contact: they agree to be contacted; without that nothing is kept.
    :raises RefusedError: without a name, a way to reach them, or their agreement.
    """
    if by is not PUBLIC:
        require(by, Permission.INQUIRY_DECIDE)
    _check(name, email, phone, reach_by, may_contact=may_contact)
    if for_whom not in FOR_WHOM:
        raise RefusedError("for-whom", "Say whether this is for one person or for a couple.")
    if len(brings) > LONGEST:
        raise RefusedError(
            "too-long", f"That is more than {LONGEST} characters. A few sentences are enough for now."
        )
    inquiry = Inquiry.objects.create(
        site=site,
        name=name.strip(),
        email=email.strip(),
        phone=phone.strip(),
        reach_by=reach_by,
        language=language,
        for_whom=for_whom,
        brings=brings.strip(),
        referred_by=referred_by.strip(),
        may_contact_at=at,
        received_at=at,
        source="web" if by is PUBLIC else "telephone",
    )
    audit.write("inquiry.receive", by=by, at=at, subject=f"Inquiry/{inquiry.pk}")
    return inquiry


def _check(name: str, email: str, phone: str, reach_by: str, *, may_contact: bool) -> None:
    if not name.strip():
        raise RefusedError(
            "no-name", "Write a name, so that we know whom to ask for. A first name is enough."
        )
    if not may_contact:
        raise RefusedError("no-contact", "We keep nothing unless you agree that we may contact you.")
    if reach_by not in REACH_BY:
        raise RefusedError("reach-by", "Choose how we may reach you.")
    if not (email if reach_by == "email" else phone).strip():
        what = "an e-mail address" if reach_by == "email" else "a telephone number"
        raise RefusedError("no-way-to-reach", f"Write {what}, or choose another way for us to reach you.")


@transaction.atomic
def mark_contacted(*, inquiry: Inquiry, by: Actor, at: datetime) -> Inquiry:
    """Say that somebody has spoken with or written to them."""
    require(by, Permission.INQUIRY_DECIDE)
    _move(inquiry, ("received",), "contacted", by=by, at=at)
    audit.write("inquiry.contact", by=by, at=at, subject=f"Inquiry/{inquiry.pk}")
    return inquiry


@transaction.atomic
def register_inquiry(
    *,
    inquiry: Inquiry,
    by: Actor,
    at: datetime,
    patient: Patient | None = None,
    given: str = "",
    family: str = "",
    birth_date: date | None = None,
) -> Patient:
    """Open a record for them, or join the inquiry to a record they already have, and open a way through care.

    :param patient: the record they already have; None to open one.
    :raises ChangedMeanwhileError: when somebody else has just decided on this inquiry.
    """
    require(by, Permission.INQUIRY_DECIDE)
    _move(inquiry, OPEN, "registered", by=by, at=at)
    if patient is None:
        patient = register_patient(
            site=inquiry.site,
            given=given,
            family=family,
            birth_date=birth_date,
            email=inquiry.email,
            phone=inquiry.phone,
            language=inquiry.language,
            by=by,
            at=at,
        )
    elif patient.site_id != inquiry.site_id:
        raise RefusedError("another-site", "That person is in care elsewhere. Register them here instead.")
    Inquiry.objects.filter(pk=inquiry.pk).update(patient=patient)
    inquiry.patient = patient
    if not patient.episodes.filter(closed_at=None).exists():
        open_episode(patient=patient, by=by, at=at, for_whom=inquiry.for_whom)
    audit.write("inquiry.register", by=by, at=at, patient=patient.pk, subject=f"Inquiry/{inquiry.pk}")
    return patient


@transaction.atomic
def decline_inquiry(*, inquiry: Inquiry, reason: Ending, by: Actor, at: datetime) -> Inquiry:
    """Close an inquiry with a reason that can be counted; they are to be told kindly, with other places to turn to."""
    require(by, Permission.INQUIRY_DECIDE)
    if reason not in ENDINGS[Stage.INQUIRY]:
        possible = ", ".join(each.value for each in ENDINGS[Stage.INQUIRY])
        raise RefusedError(
            "reason-does-not-fit", f"An inquiry is not closed as {reason.value}. Possible: {possible}."
        )
    _move(inquiry, OPEN, "declined", by=by, at=at, reason=reason.value)
    audit.write("inquiry.decline", by=by, at=at, subject=f"Inquiry/{inquiry.pk}", reason=reason.value)
    return inquiry


def _move(
    inquiry: Inquiry, before: tuple[str, ...], to: str, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Change the status only if nobody has decided since it was read."""
    here = inquiry.status
    changed = Inquiry.objects.filter(pk=inquiry.pk, status=here, status__in=before).update(
        status=to, reason=reason, decided_by=by.account_id, decided_at=at
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this inquiry")
    inquiry.status, inquiry.reason, inquiry.decided_at = to, reason, at
