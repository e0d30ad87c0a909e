"""What someone asked of us first."""

from django.db import models

from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row
from cairn.record.models.site import Site


class Inquiry(Row):
    """A first question, from the public page or by telephone."""

    STATUSES = ("received", "contacted", "registered", "declined", "entered-in-error")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="inquiries")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    reach_by = models.CharField(max_length=16, default="email")
    language = models.CharField(max_length=8, default="en")
    for_whom = models.CharField(max_length=16, default="individual")
    brings = EncryptedText()
    referred_by = models.CharField(max_length=160, blank=True, default="")
    reflection = EncryptedJSON(null=True)
    may_contact_at = models.DateTimeField()
    received_at = models.DateTimeField()
    source = models.CharField(max_length=16, default="web")
    status = models.CharField(max_length=20, default="received", choices=[(s, s) for s in STATUSES])
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, related_name="inquiries")
    reason = models.CharField(max_length=64, blank=True, default="")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first on pages."""

        indexes = [models.Index(fields=["site", "status", "received_at"], name="inquiry_waiting")]
