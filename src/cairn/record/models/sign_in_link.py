"""How people first come in."""

from django.db import models

from cairn.record.models.account import Account
from cairn.record.models.row import Row


class SignInLink(Row):
    """A link that lets its owner in once. Only its fingerprint is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sign_in_links")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
