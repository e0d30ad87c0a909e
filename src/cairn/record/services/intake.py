"""The intake is finished when the person says so; what they left open stays open."""

from datetime import datetime

from django.db import transaction

from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.models import Encounter, EpisodeOfCare
from cairn.record.permissions import Permission, require


@transaction.atomic
def finish_intake(*, episode: EpisodeOfCare, by: Actor, at: datetime) -> Encounter:
    """Say that the intake is finished; saying it again changes nothing."""
    if by.patient_id != episode.patient_id:
        require(by, Permission.FACT_STATE)
    intake, made = Encounter.objects.get_or_create(
        episode=episode,
        kind=EncounterKind.INTAKE.value,
        number=1,
        defaults={
            "patient_id": episode.patient_id,
            "status": EncounterStatus.FINISHED.value,
            "started_at": at,
            "finished_at": at,
        },
    )
    if made:
        audit.write(
            "intake.finish", by=by, at=at, patient=episode.patient_id, subject=f"Encounter/{intake.pk}"
        )
    return intake
