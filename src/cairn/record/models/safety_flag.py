"""What must reach a person now."""

from django.db import models
from django.db.models import Q

from cairn.record.fields import EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.response import QuestionnaireResponse
from cairn.record.models.row import Row


class SafetyFlag(Row):
    """An answer that must reach a named person now, whether or not the form was finished."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="flags")
    site = models.ForeignKey("record.Site", on_delete=models.PROTECT, related_name="flags")
    response = models.ForeignKey(
        QuestionnaireResponse, on_delete=models.PROTECT, null=True, related_name="flags"
    )
    kind = models.CharField(max_length=40)
    urgency = models.CharField(max_length=16)
    source = models.CharField(max_length=80, help_text="Such as phq-9@1 item 9.")
    answer = EncryptedText(null=True)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    what_was_done = EncryptedText(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """The queue is read often; the same answer raises one flag."""

        constraints = [
            models.UniqueConstraint(
                fields=["response", "source"],
                condition=Q(closed_at__isnull=True),
                name="one_open_flag_per_answer",
            )
        ]
        indexes = [models.Index(fields=["site", "acknowledged_at", "raised_at"], name="flag_queue")]
