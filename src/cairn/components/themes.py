"""The themes, and which one a reader chose: kept in a cookie, so a page wears it from its first byte."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "theme"
SYSTEM = "system"
THEMES = {
    SYSTEM: _("As my device"),
    "light": _("Light"),
    "dark": _("Dark"),
    "dim": _("Dim room"),
}
"""The themes by the value of `data-theme`, with what a reader calls them."""

COLOR_SCHEMES = {SYSTEM: "light dark", "light": "light", "dark": "dark", "dim": "dark"}
"""What the browser paints before any style sheet has arrived."""


def theme_of(request: HttpRequest | None, default: str = SYSTEM) -> str:
    """The reader's theme, or the page's `default` when they left it to the device or chose none we know."""
    chosen = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return chosen if chosen in THEMES and chosen != SYSTEM else default
