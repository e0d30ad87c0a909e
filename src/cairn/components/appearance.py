"""The two choices every reader has, signed in or not: theme and language."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from cairn.components.page import public_page
from cairn.components.themes import COOKIE, THEMES

ONE_YEAR = 365 * 24 * 60 * 60


@public_page(reason="How a page looks is chosen before signing in, too; nothing is kept but a cookie.")
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme for a year and return to the page the reader was on."""
    theme = request.POST.get("theme", "")
    asked_by_script = request.headers.get("X-Requested-With") == "fetch"
    response = HttpResponse(status=204) if asked_by_script else HttpResponseRedirect(_way_back(request))
    if theme in THEMES:
        response.set_cookie(
            COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response


@public_page(reason="The language of a page is chosen before signing in, too; nothing is kept but a cookie.")
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language and return to the page the reader was on."""
    return set_language(request) if request.method == "POST" else HttpResponse(status=405)


def _way_back(request: HttpRequest) -> str:
    for candidate in (request.POST.get("next", ""), urlsplit(request.headers.get("Referer", "")).path):
        if candidate.startswith("/") and url_has_allowed_host_and_scheme(candidate, allowed_hosts=None):
            return candidate
    return "/"
