"""A referral from another record system: keep it as it came, accept it for a person, decline it."""

import hashlib
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from cairn.domain.referrals.referral import Referral as UnderstoodReferral
from cairn.domain.referrals.referral import UnderstoodFact
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Patient, Referral, Site
from cairn.record.permissions import Permission, require
from cairn.record.referred_person import patient_details
from cairn.record.services.episode import open_episode
from cairn.record.services.fact_statement import Offer, prefill_facts
from cairn.record.services.patient import register_patient

LARGEST = 20 * 1024 * 1024
"""Bytes of one document; a whole life's record is under 2 MB."""


class AlreadyReceivedError(RefusedError):
    """The same document came before.

    :param first: the id of the referral it was received as.
    """

    def __init__(self, first: uuid.UUID) -> None:
        """Name the first."""
        words = "This very file was received before. Nothing was stored again; the first one is shown."
        super().__init__("referral-twice", words)
        self.first = first


@transaction.atomic
def receive_referral(*, site: Site, raw: bytes, sender: str, by: Actor, at: datetime) -> Referral:
    """Keep a document as it came, encrypted, until somebody decides about it.

    :raises AlreadyReceivedError: when the same bytes came before.
    :raises RefusedError: when it is larger than 20 MB or not text.
    """
    require(by, Permission.REFERRAL_IMPORT)
    if len(raw) > LARGEST:
        raise RefusedError(
            "too-large", f"The file is larger than {LARGEST // 2**20} MB. Ask for one person's bundle."
        )
    try:
        document = raw.decode()
    except UnicodeDecodeError as fault:
        raise RefusedError(
            "not-text", "The file is not UTF-8 text. Ask the sender for FHIR R4 JSON."
        ) from fault
    sha256 = hashlib.sha256(raw).hexdigest()
    first = Referral.objects.filter(site=site, sha256=sha256).values_list("pk", flat=True).first()
    if first is not None:
        raise AlreadyReceivedError(first)
    referral = Referral(
        site=site, sha256=sha256, size=len(raw), document=document, sender=sender.strip()[:160],
        received_at=at, received_by_id=by.account,
    )  # fmt: skip
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError as twice:
        first = Referral.objects.values_list("pk", flat=True).get(site=site, sha256=sha256)
        raise AlreadyReceivedError(first) from twice
    audit.write("referral.receive", by=by, at=at, subject=f"Referral/{referral.pk}")
    return referral


@transaction.atomic
def accept_referral(
    *, referral: Referral, understood: UnderstoodReferral, patient: Patient | None, by: Actor, at: datetime
) -> Patient:
    """Open a record for the person referred, or join the referral to one they have; write what it says as offers.

    What the person has confirmed already stays as it is. Where no way through care is open, one is opened.

    :param understood: what the fhir reader made of this very document.
    :param patient: the record they already have, chosen by the coordinator; None to open one.
    :raises ChangedMeanwhileError: when somebody else has just decided about this referral.
    """
    require(by, Permission.REFERRAL_IMPORT)
    if understood.sha256 != referral.sha256:
        raise RefusedError(
            "another-document", "What was understood belongs to another document. Open it again."
        )
    _decide(referral, "accepted", by=by, at=at)
    if patient is None:
        details = patient_details(understood.person, on=referral.received_at.date())
        patient = register_patient(site=referral.site, by=by, at=at, **details)
    elif patient.site_id != referral.site_id:
        raise RefusedError("another-site", "That person is in care elsewhere. Register them here instead.")
    Referral.objects.filter(pk=referral.pk).update(patient=patient)
    referral.patient = patient
    prefill_facts(
        patient=patient,
        # Who somebody is stands in their registration, which they confirm themselves.
        offers=[
            _offer(fact, referral) for fact in understood.understood if fact.fact != "patient.birth_date"
        ],
        by=by,
        at=at,
    )
    if not patient.episodes.filter(closed_at=None).exists():
        open_episode(patient=patient, by=by, at=at)
    audit.write("referral.accept", by=by, at=at, patient=patient.pk, subject=f"Referral/{referral.pk}")
    return patient


@transaction.atomic
def decline_referral(*, referral: Referral, by: Actor, at: datetime, reason: str = "") -> Referral:
    """Close a referral without a record; the document stays, as it came."""
    require(by, Permission.REFERRAL_IMPORT)
    _decide(referral, "declined", by=by, at=at)
    audit.write("referral.decline", by=by, at=at, subject=f"Referral/{referral.pk}", reason=reason)
    return referral


def _decide(referral: Referral, to: str, *, by: Actor, at: datetime) -> None:
    changed = Referral.objects.filter(pk=referral.pk, status="previewed").update(
        status=to, decided_at=at, decided_by=by.account_id
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this referral")
    referral.status, referral.decided_at = to, at


def _offer(fact: UnderstoodFact, referral: Referral) -> Offer:
    """A fact as the sender states it, with where it stood."""
    first = fact.origins[0]
    origin = {
        "referral": str(referral.pk),
        "sender": referral.sender,
        "resource": first.resource_type,
        "where": first.where,
        "words": first.words,
        "on": fact.on.text if fact.on else (first.recorded.text if first.recorded else None),
        "as_sent": fact.as_sent,
        "note": fact.note,
        "statements": len(fact.origins),
        "doubts": [doubt.words for doubt in fact.challenges],
    }
    return Offer(fact.fact, fact.value, referral.received_at, origin, fact.needs_attention)
