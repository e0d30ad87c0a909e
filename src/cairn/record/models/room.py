"""Where sessions take place."""

from django.db import models

from cairn.record.models.row import Row
from cairn.record.models.site import Site


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
