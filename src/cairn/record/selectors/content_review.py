"""Find who at a site has read which content."""

import uuid
from collections import defaultdict

from cairn.record.models import ContentReview

__all__ = ["ContentReview", "content_reviews"]


def content_reviews(site_id: uuid.UUID) -> dict[str, list[ContentReview]]:
    """Every review at a site by what was reviewed, the latest first."""
    found: dict[str, list[ContentReview]] = defaultdict(list)
    rows = ContentReview.objects.filter(site_id=site_id).select_related("reviewer").order_by("-at", "pk")
    for row in rows:
        found[row.content].append(row)
    return dict(found)
