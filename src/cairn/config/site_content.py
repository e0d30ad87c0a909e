"""Each request goes by one state of the site's content, from its beginning to its end."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from cairn import clock
from cairn.content.site_folder import look
from cairn.content.source import reading_from, running


def site_content(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Take what has changed in the site's folder, and keep to it while the request lasts."""
    if settings.CAIRN_SITE_CONTENT is None:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        look(clock.now())
        with reading_from(running()):
            return respond(request)

    return middleware
