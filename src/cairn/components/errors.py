"""Pages for when something is refused or breaks: they wear the reader's theme and need no database.

The names match Django's `handler400` … `handler500` and `CSRF_FAILURE_VIEW`.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cairn.components.themes import theme_of


def _page(request: HttpRequest, status: int, template: str = "", **context: str) -> HttpResponse:
    # Without the request: no context processor may ask a database that is perhaps the thing that broke.
    body = render_to_string(template or f"{status}.html", {"chosen_theme": theme_of(request), **context})
    return HttpResponse(body, status=status)


def refused(request: HttpRequest, words: str, status: int = 409) -> HttpResponse:
    """Say why a command was not carried out: as a message for htmx, as a page for everyone else."""
    if request.headers.get("HX-Request") != "true":
        return _page(request, status, "components/refused.html", words=words)
    response = HttpResponse(
        render_to_string("components/pieces/refused.html", {"words": words}), status=status
    )
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML show:top"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """What the browser sent could not be read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """The page exists and is not open to this reader."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """There is no such page, or none that this reader may know of."""
    return _page(request, 404)


def too_many(request: HttpRequest, retry_after_s: int = 60) -> HttpResponse:
    """Too many tries; `retry_after_s` seconds from now it may be tried again."""
    response = _page(request, 429)
    response["Retry-After"] = str(retry_after_s)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side."""
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """The form was left open too long, or came from elsewhere."""
    return _page(request, 403, "403_csrf.html")
