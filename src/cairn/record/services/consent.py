"""Record what a person signed, and take it back when they withdraw it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from cairn.domain.vocabulary import ConsentStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Consent, EpisodeOfCare
from cairn.record.permissions import Permission, require


@transaction.atomic
def record_consent(
    *,
    episode: EpisodeOfCare,
    kind: str,
    text: str,
    text_hash: str,
    language: str,
    signed_name: str,
    by: Actor,
    at: datetime,
    details: Mapping[str, object] | None = None,
) -> Consent:
    """Keep a consent, plan or form as it was signed: by the person in their portal, or on paper before a witness.

    A new signature of the same kind replaces the one in force, which stays as it was.

    :param text: id and version of the words that were agreed, such as ``informed-consent@1``.
    """
    own = by.patient_id == episode.patient_id
    if not own:
        require(by, Permission.CONSENT_WITNESS)
    if not signed_name.strip():
        raise RefusedError("no-name", "Write your name to sign. Nothing was signed yet.")
    Consent.objects.filter(episode=episode, kind=kind, status=ConsentStatus.ACTIVE.value).update(
        status=ConsentStatus.INACTIVE.value
    )
    try:
        consent = Consent.objects.create(
            patient_id=episode.patient_id,
            episode=episode,
            kind=kind,
            text=text,
            text_hash=text_hash,
            language=language,
            status=ConsentStatus.ACTIVE.value,
            details=None if details is None else dict(details),
            signed_name=signed_name.strip(),
            signed_at=at,
            signed_by_id=by.account,
            witnessed_by_id=None if own else by.account,
        )
    except IntegrityError as clash:
        raise ChangedMeanwhileError(what="this document") from clash
    audit.write(
        "consent.record",
        by=by,
        at=at,
        patient=episode.patient_id,
        subject=f"Consent/{consent.pk}",
        reason=kind,
    )
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, reason: str, by: Actor, at: datetime) -> Consent:
    """Take a consent back, at any moment and without giving a reason."""
    if by.patient_id != consent.patient_id:
        require(by, Permission.CONSENT_WITNESS)
    changed = Consent.objects.filter(pk=consent.pk, status=ConsentStatus.ACTIVE.value).update(
        status=ConsentStatus.INACTIVE.value, withdrawn_at=at
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this document: it is not in force any more")
    consent.refresh_from_db()
    if reason:
        consent.withdrawn_reason = reason
        consent.save(update_fields=["withdrawn_reason"])
    audit.write("consent.withdraw", by=by, at=at, patient=consent.patient_id, subject=f"Consent/{consent.pk}")
    return consent
