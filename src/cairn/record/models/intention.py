"""What a person wants from this."""

from django.db import models

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class Intention(Row):
    """An intention in the person's own words, one version of it."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="intentions")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="intentions")
    version = models.PositiveSmallIntegerField()
    text = EncryptedText()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Versions count up."""

        constraints = [models.UniqueConstraint(fields=["episode", "version"], name="intention_version_once")]
