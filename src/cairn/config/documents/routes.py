"""Every address the product answers, and who may use it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from cairn.config.documents.page import page, quoted, table

HEAD = ("address", "name", "audience", "permission or reason")


def routes() -> str:
    """The addresses in the order they are tried."""
    return page(
        "Routes",
        "A page declares its audience and the permission it asks for beside the function that answers; "
        "a public page says why it is public. A test refuses an address that declares nothing.",
        table(HEAD, (_row(path, pattern) for path, pattern in patterns())),
    )


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its whole path."""
    yield from _under("/", get_resolver().url_patterns)


def _under(prefix: str, found: list[Any]) -> Iterator[tuple[str, URLPattern]]:
    for each in found:
        path = prefix + str(each.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(each, URLResolver):
            yield from _under(path, each.url_patterns)
        else:
            yield path, each


def _row(path: str, pattern: URLPattern) -> tuple[object, ...]:
    view = pattern.callback
    audience = getattr(view, "audience", "")
    reason = getattr(view, "permission", None) or getattr(view, "public_reason", "")
    return quoted(path), pattern.name or "", audience, reason
