"""Find sites and rooms."""

import uuid

from cairn.record.models import Room, Site

__all__ = ["Room", "Site", "any_site", "rooms_of", "sites"]


def any_site() -> Site | None:
    """A site, where one has been opened."""
    return Site.objects.order_by("opened_at").first()


def sites() -> list[Site]:
    """Every site, by name."""
    return list(Site.objects.order_by("name"))


def rooms_of(site_id: uuid.UUID) -> list[Room]:
    """A site's rooms, by name."""
    return list(Room.objects.filter(site_id=site_id).order_by("name"))
