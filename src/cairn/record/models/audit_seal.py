"""The chain that shows whether the audit log was changed."""

from django.db import models


class AuditSeal(models.Model):
    """A batch of audit events, and the hash that binds it to the batch before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    at = models.DateTimeField()
