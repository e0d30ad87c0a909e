"""A licensed place, its rooms, and who there has reviewed the content it works by."""

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


class Room(Row):
    """A room where sessions take place."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=80)
    occupancy = models.PositiveSmallIntegerField()

    class Meta:
        """One name, one room."""

        constraints = [models.UniqueConstraint(fields=["site", "name"], name="room_name_once_per_site")]

    def __str__(self) -> str:
        """The room's name."""
        return self.name


class ContentReview(Row):
    """A named person of the site has read a piece of clinical content and answers for it here."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="content_reviews")
    content = models.CharField(max_length=120, help_text="A rule's or pack's id, such as OR-EXC-01 or us-or.")
    version = models.CharField(max_length=40)
    reviewer = models.ForeignKey("record.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True, default="")

    def __str__(self) -> str:
        """What was reviewed."""
        return f"{self.content} {self.version}"
