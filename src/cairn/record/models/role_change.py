"""Which roles were given and taken, and when."""

from django.db import models

from cairn.record.models.account import Account
from cairn.record.models.row import Row


class RoleChange(Row):
    """A role was given or taken away."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_changes")
    roles = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
