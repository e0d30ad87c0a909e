"""The personal roadmap."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import CarePlanStatus
from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class CarePlan(Row):
    """A roadmap: dated steps with windows and reasons. A revision is a new version; the old one is kept."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_plans")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="care_plans")
    version = models.PositiveSmallIntegerField()
    protocol = models.CharField(max_length=64)
    regime = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in CarePlanStatus])
    steps = EncryptedJSON()
    reason = EncryptedText(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Versions count up; one is in force."""

        constraints = [
            models.UniqueConstraint(fields=["episode", "version"], name="care_plan_version_once"),
            models.UniqueConstraint(
                fields=["episode"], condition=Q(status="active"), name="one_active_care_plan"
            ),
        ]
