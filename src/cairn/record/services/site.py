"""Open a site, add rooms, and record who there has reviewed which content."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from cairn.record import audit
from cairn.record.actor import PRODUCT, Actor
from cairn.record.errors import RefusedError
from cairn.record.models import ContentReview, Room, Site
from cairn.record.permissions import Permission, require


@transaction.atomic
def open_site(
    *,
    name: str,
    zone: str,
    regime: str,
    by: Actor,
    at: datetime,
    screening_profile: str = "general",
    phone: str = "",
    email: str = "",
    address: str = "",
    crisis_words: str = "",
) -> Site:
    """Open a site; the product itself does it for the first administrator."""
    if by is not PRODUCT:
        require(by, Permission.SITE_MANAGE)
    if not name.strip():
        raise RefusedError("no-name", "A site needs a name: the one on its licence.")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        words = f"'{zone}' is not a time zone. Write one such as America/Los_Angeles."
        raise RefusedError("no-zone", words) from fault
    site = Site.objects.create(
        name=name.strip(),
        zone=zone,
        regime=regime,
        screening_profile=screening_profile,
        phone=phone,
        email=email,
        address=address,
        crisis_words=crisis_words,
        opened_at=at,
    )
    audit.write("site.open", by=by, at=at, subject=f"Site/{site.pk}")
    return site


@transaction.atomic
def add_room(*, site: Site, name: str, occupancy: int, by: Actor, at: datetime) -> Room:
    """Add a room where sessions take place."""
    if by is not PRODUCT:
        require(by, Permission.SITE_MANAGE)
    if occupancy < 1:
        raise RefusedError("no-occupancy", "A room holds at least one person. Write its occupancy limit.")
    room = Room.objects.create(site=site, name=name.strip(), occupancy=occupancy)
    audit.write("room.add", by=by, at=at, subject=f"Room/{room.pk}")
    return room


@transaction.atomic
def review_content(
    *, site: Site, content: str, version: str, by: Actor, at: datetime, note: str = ""
) -> ContentReview:
    """Record that somebody of the site read a rule or a pack and answers for it here."""
    require(by, Permission.CONTENT_REVIEW)
    review = ContentReview.objects.create(
        site=site, content=content, version=version, reviewer_id=by.account, at=at, note=note
    )
    audit.write("content.review", by=by, at=at, subject=content, reason=version)
    return review
