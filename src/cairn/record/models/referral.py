"""What another record system sent."""

from django.db import models

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row
from cairn.record.models.site import Site


class Referral(Row):
    """A document another record system sent about a person, kept as it came."""

    STATUSES = ("previewed", "accepted", "declined", "entered-in-error")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="referrals")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, related_name="referrals")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    document = EncryptedText()
    sender = models.CharField(max_length=160, blank=True, default="")
    status = models.CharField(max_length=20, default="previewed", choices=[(s, s) for s in STATUSES])
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """The same document arrives once per site."""

        constraints = [models.UniqueConstraint(fields=["site", "sha256"], name="referral_document_once")]
