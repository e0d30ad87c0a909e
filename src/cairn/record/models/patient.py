"""The person in care."""

from django.db import models

from cairn.domain.vocabulary import AdministrativeGender
from cairn.record.fields import EncryptedJSON
from cairn.record.models.account import Account
from cairn.record.models.row import Row
from cairn.record.models.site import Site


class Patient(Row):
    """A person in care; pages may call them client or participant."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="patients")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="patient")
    family = models.CharField(max_length=120)
    given = models.CharField(max_length=120)
    preferred = models.CharField(max_length=120, blank=True, default="")
    pronouns = models.CharField(max_length=40, blank=True, default="")
    birth_date = models.DateField(null=True)
    gender = models.CharField(
        max_length=10, choices=[(g.value, g.value) for g in AdministrativeGender], default="unknown"
    )
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=8, default="en")
    address = EncryptedJSON(null=True)
    identifiers = models.JSONField(default=list)
    search = models.CharField(
        max_length=400, help_text="Names without capitals or accents, each word after a space."
    )
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Lists go by family name."""

        indexes = [models.Index(fields=["site", "family", "given"], name="patient_by_name")]

    def __str__(self) -> str:
        """The name a person asks to be called by, and their family name."""
        return f"{self.preferred or self.given} {self.family}".strip()

    @property
    def called(self) -> str:
        """What they ask to be called."""
        return self.preferred or self.given

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}".strip()
