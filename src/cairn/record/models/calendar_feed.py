"""A roadmap in a person's own calendar."""

from django.db import models

from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class CalendarFeed(Row):
    """A private address at which a person's calendar reads their roadmap. Only its fingerprint is kept."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="calendar_feeds")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
