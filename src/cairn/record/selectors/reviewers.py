"""Who at a site has reviewed which content, as the engines ask it. A review holds for the version that was read."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

from cairn.content.readers.regime import packs
from cairn.content.readers.screening import rule_set
from cairn.domain.citations import Reviewer
from cairn.record.models import ContentReview


def version_in_force(content: str) -> str:
    """The version of a pack by its key; of the screening rules, one by its id or all of them by ``*``.

    A text whose key carries its version, such as ``trd-mood@1``, is in force as that version.
    """
    if content in packs():
        return packs()[content].version
    _, stated, version = content.rpartition("@")
    return version if stated else rule_set().content_version


def reviewers_at(site_id: uuid.UUID) -> Mapping[str, tuple[Reviewer, ...]]:
    """The site's reviewers by what they reviewed: a rule's id, a pack's or a protocol's key, ``*`` for every rule.

    Once the content changed, it must be read again before it enforces anything by a review.
    """
    found: dict[str, tuple[Reviewer, ...]] = defaultdict(tuple)
    for row in ContentReview.objects.filter(site_id=site_id).select_related("reviewer").order_by("at"):
        if row.version == version_in_force(row.content):
            found[row.content] += (Reviewer(row.reviewer.name, row.at.date(), row.note),)
    return found
