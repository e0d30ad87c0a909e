"""How another system reads."""

from django.db import models

from cairn.record.models.account import Account
from cairn.record.models.row import Row


class ApiToken(Row):
    """Lets another system read as one account. Only its fingerprint is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
