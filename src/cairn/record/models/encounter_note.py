"""What was written at a meeting."""

from django.db import models

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.encounter import Encounter
from cairn.record.models.row import Row


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
