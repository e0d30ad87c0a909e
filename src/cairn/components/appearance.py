"""Which theme a reader chose. The choice lives in a cookie, so the first byte of a page already wears it."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

COOKIE = "theme"
ONE_YEAR = 365 * 24 * 60 * 60
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
    """The reader's theme, or `default` when none or an unknown one is in the cookie."""
    chosen = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return chosen if chosen in THEMES else default


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme for a year and return to the page the reader was on."""
    theme = request.POST.get("theme", "")
    response: HttpResponse
    if request.headers.get("X-Requested-With") == "fetch":
        response = HttpResponse(status=204)
    else:
        response = HttpResponseRedirect(_way_back(request))
    if theme in THEMES:
        response.set_cookie(
            COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response


def _way_back(request: HttpRequest) -> str:
    for candidate in (request.POST.get("next", ""), urlsplit(request.headers.get("Referer", "")).path):
        if candidate.startswith("/") and url_has_allowed_host_and_scheme(candidate, allowed_hosts=None):
            return candidate
    return "/"
