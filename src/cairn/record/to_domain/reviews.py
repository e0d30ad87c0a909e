"""Who at a site has reviewed which content, as the engines ask it."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

from cairn.domain.citations import Reviewer
from cairn.record.models import ContentReview


def reviewers_at(site_id: uuid.UUID) -> Mapping[str, tuple[Reviewer, ...]]:
    """The site's reviewers by what they reviewed: a rule's id, a pack's key, or ``*`` for every screening rule."""
    found: dict[str, tuple[Reviewer, ...]] = defaultdict(tuple)
    for row in ContentReview.objects.filter(site_id=site_id).select_related("reviewer").order_by("at"):
        found[row.content] += (Reviewer(row.reviewer.name, row.at.date(), row.note),)
    return found
