"""Each step of an episode."""

from django.db import models

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.row import Row


class StageChange(Row):
    """An episode moved from one stage to another."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="stage_changes")
    before = models.CharField(max_length=24)
    after = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = EncryptedText(null=True)
