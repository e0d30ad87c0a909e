"""Who asked about this work, and what became of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import Inquiry
from cairn.record.permissions import Permission, require

__all__ = ["Inquiry", "InquiryPage", "find_inquiry", "inquiry_page"]

PAGE = 20
WAITING = ("received", "contacted")


@dataclass(frozen=True, slots=True)
class InquiryPage:
    """At most twenty inquiries, and whether there are more."""

    rows: Sequence[Inquiry]
    more: bool


def inquiry_page(reader: Actor, *, waiting: bool, page: int = 1) -> InquiryPage:
    """The inquiries of the reader's site: those that wait, the oldest first; or those decided, the latest first."""
    require(reader, Permission.INQUIRY_READ)
    found = (
        Inquiry.objects.filter(site_id=reader.site).defer("brings", "reflection").select_related("patient")
    )
    if waiting:
        found = found.filter(status__in=WAITING).order_by("received_at", "pk")
    else:
        found = found.exclude(status__in=WAITING).order_by("-decided_at", "pk")
    start = (page - 1) * PAGE
    rows = list(found[start : start + PAGE + 1])
    return InquiryPage(rows[:PAGE], len(rows) > PAGE)


def find_inquiry(reader: Actor, inquiry_id: uuid.UUID) -> Inquiry:
    """One inquiry of the reader's site.

    :raises NotFoundError: when there is none, or the reader may not know.
    """
    require(reader, Permission.INQUIRY_READ)
    found = Inquiry.objects.filter(site_id=reader.site, pk=inquiry_id)
    inquiry = found.select_related("site", "patient", "decided_by").first()
    if inquiry is None:
        raise NotFoundError
    return inquiry
