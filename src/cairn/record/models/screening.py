"""The rules applied to a person."""

from django.db import models

from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Disposition
from cairn.record.fields import EncryptedJSON
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class Screening(Row):
    """The rules applied to the facts at one moment. Never changed: screening again makes another."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="screenings")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="screenings")
    occasion = models.CharField(
        max_length=16,
        choices=[(o.value, o.value) for o in Occasion],
        default=Occasion.SCREENING.value,
        help_text="Whether the rules of the day of a dose were asked too.",
    )
    profile = models.CharField(max_length=64)
    regime = models.CharField(max_length=400, help_text="Each text asked, as key, version and hash.")
    content_hash = models.CharField(max_length=64)
    facts = EncryptedJSON(help_text="The confirmed facts it was worked out from.")
    facts_hash = models.CharField(max_length=64)
    findings = EncryptedJSON()
    disposition = models.CharField(max_length=16, choices=[(d.value, d.value) for d in Disposition])
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
