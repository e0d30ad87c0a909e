"""Answers to a measure."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import ResponseStatus
from cairn.record.fields import EncryptedJSON
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
