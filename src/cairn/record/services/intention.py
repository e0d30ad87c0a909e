"""Write an intention down, in the person's own words; every version stays."""

from datetime import datetime

from django.db import IntegrityError, transaction

from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import EpisodeOfCare, Intention
from cairn.record.permissions import Permission, require


@transaction.atomic
def write_intention(*, episode: EpisodeOfCare, text: str, seen: int, by: Actor, at: datetime) -> Intention:
    """Add a version: by the person, or by the facilitator with them.

    :param seen: the version the writer was looking at; 0 where there was none.
    """
    if by.patient_id != episode.patient_id:
        require(by, Permission.ENCOUNTER_HOLD)
    if not text.strip():
        raise RefusedError("no-words", "There is nothing written yet. A few words are enough.")
    latest = (
        Intention.objects.filter(episode=episode)
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )
    if (latest or 0) != seen:
        raise ChangedMeanwhileError(what="the intention")
    try:
        intention = Intention.objects.create(
            patient_id=episode.patient_id,
            episode=episode,
            version=seen + 1,
            text=text.strip(),
            at=at,
            by_id=by.account,
        )
    except IntegrityError as clash:
        raise ChangedMeanwhileError(what="the intention") from clash
    audit.write(
        "intention.write", by=by, at=at, patient=episode.patient_id, subject=f"Intention/{intention.pk}"
    )
    return intention
