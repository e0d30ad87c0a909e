"""Pages for when something is refused or breaks: they wear the reader's theme and need no database."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cairn.components.appearance import theme_of


def _page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    # Without the request: no context processor may ask a database that is perhaps the thing that broke.
    context = {"chosen_theme": theme_of(request)}
    return HttpResponse(render_to_string(template or f"{status}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`handler400`."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`handler403`."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`handler404`."""
    return _page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """For rate limits; say when to try again in a Retry-After header."""
    return _page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`."""
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`CSRF_FAILURE_VIEW`: the form was left open too long, or came from elsewhere."""
    return _page(request, 403, "403_csrf.html")
