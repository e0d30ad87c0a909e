"""Meetings: the fit consultation, preparation, administration, integration, follow-up; and what was written there."""

from django.db import models

from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row
from cairn.record.models.site import Room


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


class EncounterNote(Row):
    """Something written at a meeting. A correction is another note that replaces it."""

    KINDS = ("topic", "free", "shared")

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in KINDS])
    topic = models.CharField(max_length=40, blank=True, default="")
    text = EncryptedText()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    error_reason = models.CharField(max_length=200, blank=True, default="")


class FitDecision(Row):
    """One side's answer after the fit consultation."""

    SIDES = ("client", "practitioner")
    ANSWERS = ("go-on", "not-now", "not-a-fit")

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="fit_decisions")
    side = models.CharField(max_length=12, choices=[(s, s) for s in SIDES])
    answer = models.CharField(max_length=12, choices=[(a, a) for a in ANSWERS])
    reason = models.CharField(max_length=40)
    note = EncryptedText(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
