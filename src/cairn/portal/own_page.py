"""Pages of the portal are about their reader's own record, and nobody else's."""

from cairn.components.page import Audience, Decorator, page
from cairn.record.permissions import Permission


def own_page(*, reads: str = "") -> Decorator:
    """A page for the person in care; the view receives them as ``patient``."""
    return page(audience=Audience.PORTAL, permission=Permission.OWN_RECORD, own=True, reads=reads)
