"""Who did what when."""

from django.db import models

from cairn.record.models.audit_seal import AuditSeal


class AuditEvent(models.Model):
    """One read or write. Never changed but for the seal it goes under."""

    at = models.DateTimeField()
    action = models.CharField(max_length=48)
    writes = models.BooleanField()
    account = models.UUIDField(null=True)
    name = models.CharField(max_length=120)
    patient = models.UUIDField(null=True)
    subject = models.CharField(max_length=96, blank=True, default="")
    device = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField(max_length=200, blank=True, default="")
    seal = models.ForeignKey(
        AuditSeal, on_delete=models.PROTECT, null=True, related_name="events", db_index=False
    )

    class Meta:
        """A person's own log, and what is not sealed yet, are found at once."""

        indexes = [
            models.Index(fields=["patient", "id"], name="audit_by_person"),
            models.Index(fields=["id"], name="audit_unsealed", condition=models.Q(seal__isnull=True)),
            models.Index(fields=["seal", "id"], name="audit_by_seal", condition=models.Q(seal__isnull=False)),
        ]
