"""What answers come to."""

from django.db import models

from cairn.record.models.response import QuestionnaireResponse
from cairn.record.models.row import Row


class Score(Row):
    """What a completed response scored, by the definition it names."""

    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, related_name="scores")
    score = models.CharField(max_length=40, help_text="The score's id in its definition, such as total.")
    variant = models.CharField(max_length=40, help_text="Which way of scoring, where sources differ.")
    value = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, help_text="Null where the result is a word."
    )
    band = models.CharField(
        max_length=40, blank=True, default="", help_text="The band, or the result where it is a word."
    )
    definition = models.CharField(max_length=40)
    version = models.PositiveIntegerField(help_text="The response's version it was worked out from.")
    at = models.DateTimeField()

    class Meta:
        """One value for each version of the answers."""

        constraints = [
            models.UniqueConstraint(fields=["response", "score", "version"], name="score_once_per_version")
        ]
