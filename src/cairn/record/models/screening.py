"""Screenings, the decisions on them, and signatures."""

from django.db import models

from cairn.domain.vocabulary import Disposition
from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class Signature(Row):
    """Somebody proved again who they are and put their name under one thing, as it stood."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="signatures")
    printed_name = models.CharField(max_length=160)
    meaning = models.CharField(max_length=80)
    method = models.CharField(max_length=16)
    subject = models.CharField(max_length=120, help_text="Kind and id of what was signed.")
    subject_hash = models.CharField(max_length=64, help_text="SHA-256 of what was signed.")
    at = models.DateTimeField()


class Screening(Row):
    """The rules applied to the facts at one moment. Never changed: screening again makes another."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="screenings")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="screenings")
    profile = models.CharField(max_length=64)
    regime = models.CharField(max_length=400, help_text="Each text asked, as key, version and hash.")
    content_hash = models.CharField(max_length=64)
    facts = EncryptedJSON(help_text="The confirmed facts it was worked out from.")
    facts_hash = models.CharField(max_length=64)
    findings = EncryptedJSON()
    disposition = models.CharField(max_length=16, choices=[(d.value, d.value) for d in Disposition])
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")


class ScreeningDecision(Row):
    """A clinical reviewer's decision on one screening, signed. One screening is decided once."""

    DECISIONS = ("accept", "accept-with-conditions", "defer", "decline")

    screening = models.OneToOneField(Screening, on_delete=models.PROTECT, related_name="decision")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="screening_decisions")
    decision = models.CharField(max_length=24, choices=[(d, d) for d in DECISIONS])
    reason = EncryptedText()
    overrides = EncryptedJSON(null=True, help_text="Rule id to the reason it was overridden.")
    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="+")
    second_signature = models.OneToOneField(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
