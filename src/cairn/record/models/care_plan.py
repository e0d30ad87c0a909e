"""The personal roadmap, the intentions it serves, and documents signed on the way."""

from django.db import models
from django.db.models import Q

from cairn.domain.vocabulary import CarePlanStatus, ConsentStatus
from cairn.record.fields import EncryptedJSON, EncryptedText
from cairn.record.models.account import Account
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.patient import Patient
from cairn.record.models.row import Row


class CarePlan(Row):
    """A roadmap: dated steps with windows and reasons. A revision is a new version; the old one is kept."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_plans")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="care_plans")
    version = models.PositiveSmallIntegerField()
    protocol = models.CharField(max_length=64)
    regime = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in CarePlanStatus])
    steps = EncryptedJSON()
    reason = EncryptedText(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Versions count up; one is in force."""

        constraints = [
            models.UniqueConstraint(fields=["episode", "version"], name="care_plan_version_once"),
            models.UniqueConstraint(
                fields=["episode"], condition=Q(status="active"), name="one_active_care_plan"
            ),
        ]


class Intention(Row):
    """An intention in the person's own words, one version of it."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="intentions")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="intentions")
    version = models.PositiveSmallIntegerField()
    text = EncryptedText()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Versions count up."""

        constraints = [models.UniqueConstraint(fields=["episode", "version"], name="intention_version_once")]


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


class CalendarFeed(Row):
    """A private address at which a person's calendar reads their roadmap. Only its fingerprint is kept."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="calendar_feeds")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
