"""What answers were before they were amended."""

from django.db import models

from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.response import QuestionnaireResponse
from cairn.record.models.row import Row


class ResponseRevision(Row):
    """Answers as they stood when a form was completed or amended. Never changed."""

    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    answers = EncryptedJSON()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = EncryptedText(null=True)
