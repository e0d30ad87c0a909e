"""Names put under things as they stood."""

from django.db import models

from cairn.record.models.account import Account
from cairn.record.models.row import Row


class Signature(Row):
    """Somebody proved again who they are and put their name under one thing, as it stood."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="signatures")
    printed_name = models.CharField(max_length=160)
    meaning = models.CharField(max_length=80)
    method = models.CharField(max_length=16)
    subject = models.CharField(max_length=120, help_text="Kind and id of what was signed.")
    subject_hash = models.CharField(max_length=64, help_text="SHA-256 of what was signed.")
    at = models.DateTimeField()
