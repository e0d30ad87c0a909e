"""What each side decided after the fit consultation."""

from django.db import models

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.encounter import Encounter
from cairn.record.models.row import Row


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
