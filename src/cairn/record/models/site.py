"""A licensed place."""

from django.db import models

from cairn.record.models.row import Row


class Site(Row):
    """A service centre, healing centre or clinic."""

    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64)
    regime = models.CharField(max_length=64)
    screening_profile = models.CharField(max_length=64, default="general")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    address = models.CharField(max_length=240, blank=True, default="")
    crisis_words = models.CharField(max_length=400, blank=True, default="")
    flag_minutes = models.PositiveSmallIntegerField(default=15)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        """The site's name."""
        return self.name
