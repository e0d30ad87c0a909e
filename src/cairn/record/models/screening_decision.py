"""What a reviewer decided."""

from django.db import models

from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row
from cairn.record.models.screening import Screening
from cairn.record.models.signature import Signature


class ScreeningDecision(Row):
    """A clinical reviewer's decision on one screening, signed. One screening is decided once."""

    DECISIONS = ("accept", "accept-with-conditions", "defer", "decline")

    screening = models.OneToOneField(Screening, on_delete=models.PROTECT, related_name="decision")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="screening_decisions")
    decision = models.CharField(max_length=24, choices=[(d, d) for d in DECISIONS])
    reason = EncryptedText()
    overrides = EncryptedJSON(null=True, help_text="Rule id to the reason it was overridden.")
    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="+")
    second_signature = models.OneToOneField(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
