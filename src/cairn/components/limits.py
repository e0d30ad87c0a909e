"""How often somebody may try: counters that run out by themselves."""

from django.core.cache import cache
from django.http import HttpRequest

from cairn.record.errors import RefusedError


def address_of(request: HttpRequest) -> str:
    """The address a request came from, as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def count(key: str, *, most: int, seconds: int) -> None:
    """Count one try.

    :raises RefusedError: when there were more than ``most`` within ``seconds``.
    """
    name = f"limit:{key}"
    cache.add(name, 0, seconds)
    try:
        tries = cache.incr(name)
    except ValueError:  # ran out between the two calls
        cache.set(name, 1, seconds)
        tries = 1
    if tries > most:
        words = (
            "That was tried too often. Wait a few minutes, then try again. If it is urgent, call the centre."
        )
        raise RefusedError("too-often", words)
