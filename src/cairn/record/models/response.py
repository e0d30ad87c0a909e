"""Answers to a measure, what they scored, and flags that must reach a person now."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import ResponseStatus
from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class QuestionnaireResponse(Row):
    """One person's answers to one instrument on one occasion. ``version`` guards against two devices at once."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="responses")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="responses")
    instrument = models.CharField(max_length=40, help_text="Id and version, such as phq-9@1.")
    occasion = models.CharField(max_length=40, help_text="Such as baseline or day-28.")
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ResponseStatus])
    answers = EncryptedJSON(help_text="Canonical item number to value.")
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField()
    opens_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        """An instrument is asked once on an occasion."""

        constraints = [
            models.UniqueConstraint(
                fields=["episode", "instrument", "occasion"],
                condition=~Q(status="entered-in-error"),
                name="instrument_once_per_occasion",
            )
        ]
        indexes = [models.Index(fields=["patient", "instrument"], name="response_by_instrument")]


class ResponseRevision(Row):
    """Answers as they stood when a form was completed or amended. Never changed."""

    response = models.ForeignKey(QuestionnaireResponse, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    answers = EncryptedJSON()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = EncryptedText(null=True)


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
