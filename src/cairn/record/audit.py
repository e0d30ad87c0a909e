"""Writes the audit log: who did what when, from which device. Called inside every service, and by the page decorator.

Writers only append; sealing happens apart from them, in batches (``services/audit_seal.py``).
"""

import uuid
from datetime import datetime

from cairn.record.actor import Actor
from cairn.record.models import AuditEvent


def write(
    action: str,
    *,
    by: Actor,
    at: datetime,
    patient: uuid.UUID | None = None,
    subject: str = "",
    reason: str = "",
    writes: bool = True,
) -> None:
    """Append one event.

    :param action: noun and verb, such as ``consent.record``.
    :param patient: whose record it was done to.
    :param subject: kind and id of the thing, such as ``Consent/0f…``.
    """
    AuditEvent.objects.create(
        at=at,
        action=action,
        writes=writes,
        account=by.account_id,
        name=by.name[:120],
        patient=patient,
        subject=subject[:96],
        device=by.device[:120],
        reason=reason[:200],
    )


def read(what: str, *, by: Actor, at: datetime, patient: uuid.UUID | None, subject: str = "") -> None:
    """Append that somebody read a record."""
    write(what, by=by, at=at, patient=patient, subject=subject, writes=False)


def read_each(
    what: str, *, by: Actor, at: datetime, patients: tuple[uuid.UUID, ...], subject: str = ""
) -> None:
    """Append that somebody read from several records at once, a line for each; one line where it was nobody's."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            at=at,
            action=what,
            writes=False,
            account=by.account_id,
            name=by.name[:120],
            patient=patient,
            subject=subject[:96],
            device=by.device[:120],
        )
        for patient in patients or (None,)
    )
