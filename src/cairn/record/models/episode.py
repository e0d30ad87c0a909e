"""A person's way through care, from fit to following up."""

from django.db import models

from cairn.domain.vocabulary import EpisodeStatus
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row
from cairn.record.models.site import Site


class EpisodeOfCare(Row):
    """One way through care. Its stage moves only by ``advance_episode``."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="episodes")
    stage = models.CharField(max_length=24)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in EpisodeStatus])
    for_whom = models.CharField(max_length=16, default="individual")
    concern = models.CharField(
        max_length=64, blank=True, default="", help_text="The indication's code, if known."
    )
    regime = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        """Found by stage."""

        indexes = [models.Index(fields=["site", "stage"], name="episode_by_stage")]
