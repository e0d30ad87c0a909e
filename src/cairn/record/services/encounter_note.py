"""The notes of a meeting that is going on, kept as they are written."""

from datetime import datetime

from django.db import transaction

from cairn.domain.vocabulary import EncounterStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Encounter, EncounterNote
from cairn.record.permissions import Permission, require


@transaction.atomic
def keep_topic_note(
    *, encounter: Encounter, topic: str, text: str, seen: datetime | None, by: Actor, at: datetime
) -> EncounterNote | None:
    """Keep what a person writes under a topic while the meeting goes on: one note each, which grows.

    Once the meeting is finished the note stands, and a correction is another note (``write_note``).

    :param seen: when the words the writer had before them were kept; None where there were none.
    :returns: the note, or None where nothing is written yet.
    :raises ChangedMeanwhileError: when the same person wrote on another device meanwhile.
    """
    require(by, Permission.ENCOUNTER_HOLD)
    # The row is locked where the database can; where it cannot, writers wait for each other anyway.
    here = Encounter.objects.select_for_update().get(pk=encounter.pk)
    if here.status != EncounterStatus.IN_PROGRESS.value:
        raise RefusedError(
            "not-going-on",
            "This meeting is not going on, so nothing was kept. Start it first; once it is finished, correct a note.",
        )
    own = EncounterNote.objects.filter(
        encounter=here, kind="topic", topic=topic, by_id=by.account, replaces=None, replaced_by=None
    ).first()
    if (None if own is None else own.recorded_at) != seen:
        raise ChangedMeanwhileError(what="this note on another device")
    if own is None:
        if not text.strip():
            return None
        own = EncounterNote(encounter=here, kind="topic", topic=topic, at=at, by_id=by.account)
    own.text, own.recorded_at = text, at
    own.save()
    audit.write("note.write", by=by, at=at, patient=here.patient_id, subject=f"EncounterNote/{own.pk}")
    return own
