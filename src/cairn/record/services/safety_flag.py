"""Raise a safety flag the moment an answer asks for it; acknowledge it; escalate it when nobody does."""

from datetime import datetime, timedelta

from django.db import transaction

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagKind, Urgency
from cairn.domain.safety.suicidality import concerns
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Patient, QuestionnaireResponse, SafetyFlag
from cairn.record.permissions import Permission, require


@transaction.atomic
def raise_flags(
    *, response: QuestionnaireResponse, instrument: Instrument, by: Actor, at: datetime
) -> list[SafetyFlag]:
    """Raise what the answers so far ask for; an answer raises one flag, and taking it back lowers none."""
    made = []
    for concern in concerns(instrument, response.answers):
        site = response.patient.site
        flag, new = SafetyFlag.objects.get_or_create(
            response=response,
            source=f"{concern.instrument} item {concern.item}",
            closed_at=None,
            defaults={
                "patient_id": response.patient_id,
                "site": site,
                "kind": concern.kind.value,
                "urgency": concern.urgency.value,
                "answer": concern.source.en,
                "raised_at": at,
                "due_at": at + timedelta(minutes=site.flag_minutes),
            },
        )
        if new:
            audit.write(
                "flag.raise", by=by, at=at, patient=response.patient_id, subject=f"SafetyFlag/{flag.pk}"
            )
            made.append(flag)
    return made


@transaction.atomic
def raise_flag(
    *, patient: Patient, kind: FlagKind, urgency: Urgency, source: str, answer: str, by: Actor, at: datetime
) -> SafetyFlag:
    """Raise what a person said to a member of the team, such as at a follow-up contact.

    :param source: where it was said, such as ``follow-up 3``.
    """
    require(by, Permission.ENCOUNTER_HOLD)
    flag = SafetyFlag.objects.create(
        patient=patient,
        site_id=patient.site_id,
        kind=kind.value,
        urgency=urgency.value,
        source=source,
        answer=answer,
        raised_at=at,
        due_at=at + timedelta(minutes=patient.site.flag_minutes),
    )
    audit.write("flag.raise", by=by, at=at, patient=patient.pk, subject=f"SafetyFlag/{flag.pk}")
    return flag


@transaction.atomic
def acknowledge_flag(*, flag: SafetyFlag, what_was_done: str, by: Actor, at: datetime) -> SafetyFlag:
    """Take a flag on: somebody named says what they do about it.

    :raises ChangedMeanwhileError: when a colleague was faster.
    """
    require(by, Permission.FLAG_ACKNOWLEDGE)
    if not what_was_done.strip():
        raise RefusedError(
            "no-words", "Write what you are doing about it, in a few words. It stays with the flag."
        )
    changed = SafetyFlag.objects.filter(pk=flag.pk, acknowledged_at=None).update(
        acknowledged_at=at, acknowledged_by_id=by.account_id
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this flag: a colleague has taken it on")
    flag.refresh_from_db()
    flag.what_was_done = what_was_done
    flag.save(update_fields=["what_was_done"])
    audit.write("flag.acknowledge", by=by, at=at, patient=flag.patient_id, subject=f"SafetyFlag/{flag.pk}")
    return flag


@transaction.atomic
def escalate_flags(*, by: Actor, at: datetime) -> list[SafetyFlag]:
    """Mark the flags nobody acknowledged in time, so that they are shown to everyone at the site and reported.

    :param by: the product itself: nobody asks for this.
    """
    late = list(SafetyFlag.objects.filter(acknowledged_at=None, escalated_at=None, due_at__lte=at))
    done = []
    for flag in late:
        if SafetyFlag.objects.filter(pk=flag.pk, acknowledged_at=None, escalated_at=None).update(
            escalated_at=at
        ):
            audit.write(
                "flag.escalate", by=by, at=at, patient=flag.patient_id, subject=f"SafetyFlag/{flag.pk}"
            )
            done.append(flag)
    return done
