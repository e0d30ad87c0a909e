"""What somebody stated about a person, and what became of it."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import FactSource
from cairn.record.fields import EncryptedJSON
from cairn.record.models.account import Account
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class FactStatement(Row):
    """One statement of one declared fact. Never changed: a newer statement replaces it.

    A statement is *prefilled* until the person, or staff with them, confirms it; only then does it count in screening.
    """

    STATUSES = ("prefilled", "confirmed", "entered-in-error")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="facts")
    fact = models.CharField(max_length=80)
    value = EncryptedJSON(
        null=True, help_text="As cairn.domain.fact_values writes it; null where it was withdrawn."
    )
    status = models.CharField(max_length=20, choices=[(s, s) for s in STATUSES])
    source = models.CharField(max_length=12, choices=[(s.value, s.value) for s in FactSource])
    origin = EncryptedJSON(null=True, help_text="Resource, date and the sender's own words.")
    needs_attention = models.BooleanField(default=False)
    at = models.DateTimeField(help_text="When it was stated.")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    is_current = models.BooleanField(default=True)

    class Meta:
        """One current statement of each fact and person."""

        constraints = [
            models.UniqueConstraint(
                fields=["patient", "fact"],
                condition=Q(is_current=True),
                name="one_current_statement_per_fact",
            )
        ]
