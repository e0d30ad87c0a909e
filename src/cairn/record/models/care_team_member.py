"""Who cares for whom."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import Role
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class CareTeamMember(Row):
    """Somebody who cares for a person, and may therefore open their record."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_team")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="cares_for")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A person stands on a team once at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["patient", "account", "role"], condition=Q(until__isnull=True), name="care_team_once"
            )
        ]
