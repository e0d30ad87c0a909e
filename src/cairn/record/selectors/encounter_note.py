"""Find what was written at meetings: each note with the words it replaced."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cairn.record.errors import NotFoundError
from cairn.record.models import Encounter, EncounterNote

__all__ = ["EncounterNote", "NoteLine", "find_note", "note_lines"]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as it stands, and the notes it replaced, the latest first."""

    note: EncounterNote
    earlier: tuple[EncounterNote, ...]


def note_lines(encounters: Iterable[Encounter]) -> dict[uuid.UUID, list[NoteLine]]:
    """The notes of meetings as they stand, by meeting, in time order: one query."""
    found = EncounterNote.objects.filter(encounter__in=[row.pk for row in encounters])
    notes = {row.pk: row for row in found.select_related("by").order_by("at", "recorded_at", "pk")}
    replaced = {row.replaces_id for row in notes.values()}
    lines: dict[uuid.UUID, list[NoteLine]] = defaultdict(list)
    for note in notes.values():
        if note.pk not in replaced:
            lines[note.encounter_id].append(NoteLine(note, tuple(_earlier(note, notes))))
    return lines


def _earlier(note: EncounterNote, notes: dict[uuid.UUID, EncounterNote]) -> Iterable[EncounterNote]:
    while note.replaces_id is not None:
        note = notes[note.replaces_id]
        yield note


def find_note(encounter: Encounter, note_id: uuid.UUID) -> EncounterNote:
    """One note of a meeting, as it stands.

    :raises NotFoundError: when it is not of this meeting, or another note replaced it.
    """
    found = EncounterNote.objects.filter(encounter=encounter, pk=note_id, replaced_by=None).first()
    if found is None:
        raise NotFoundError
    return found
