"""Documents signed on the way."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import ConsentStatus
from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class Consent(Row):
    """A consent, plan or form a person signed: what it was, in which words, what they said, and until when."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=48)
    text = models.CharField(
        max_length=64, help_text="Id and version of the text, such as informed-consent@1."
    )
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ConsentStatus])
    details = EncryptedJSON(null=True, help_text="What was filled in, such as where touch is welcome.")
    signed_name = models.CharField(max_length=160)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    witnessed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = EncryptedText(null=True)

    class Meta:
        """One of each kind is in force."""

        constraints = [
            models.UniqueConstraint(
                fields=["episode", "kind"], condition=Q(status="active"), name="one_active_consent_of_a_kind"
            )
        ]
