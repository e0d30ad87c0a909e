"""Meetings: the fit consultation, preparation, administration, integration, follow-up."""

from django.db import models

from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.room import Room
from cairn.record.models.row import Row


class Encounter(Row):
    """One meeting, planned or held."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="encounters")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="encounters")
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in EncounterKind])
    number = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=64, blank=True, default="", help_text="The roadmap step it fulfils.")
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in EncounterStatus])
    planned_start = models.DateTimeField(null=True)
    planned_end = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="encounters")
    lead = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="leads")
    second = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="seconds")

    class Meta:
        """Found by day and by person."""

        indexes = [
            models.Index(fields=["planned_start"], name="encounter_by_day"),
            models.Index(fields=["patient", "kind", "number"], name="encounter_by_person"),
        ]
