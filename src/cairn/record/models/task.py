"""What somebody must see to."""

from django.db import models

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class Task(Row):
    """Something somebody must do, such as a condition under which a person was accepted."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="tasks")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="tasks")
    what = EncryptedText()
    role = models.CharField(max_length=32)
    because = models.CharField(
        max_length=80, blank=True, default="", help_text="A rule's id, where one asked for it."
    )
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
