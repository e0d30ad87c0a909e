"""The administration day: what was agreed, and how far it is."""

from django.db import models

from cairn.record.fields import EncryptedJSON
from cairn.record.models.account import Account
from cairn.record.models.encounter import Encounter
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class Administration(Row):
    """One person's administration session. What happened is folded from its events."""

    STATUSES = ("preparation", "in-progress", "completed", "stopped", "entered-in-error")

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="administration")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="administrations")
    status = models.CharField(max_length=20, default="preparation", choices=[(s, s) for s in STATUSES])
    plan = EncryptedJSON(
        null=True, help_text="The dose agreed beforehand: initial, most, unit, product, by whom."
    )
    planned_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    requirements = EncryptedJSON(
        null=True, help_text="What the regime required, with rule ids, when it began."
    )
    started_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    signature = models.OneToOneField(
        "record.Signature", on_delete=models.PROTECT, null=True, related_name="+"
    )
