"""Who at a site answers for which content."""

from django.db import models

from cairn.record.models.row import Row
from cairn.record.models.site import Site


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
