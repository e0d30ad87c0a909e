"""Where content is read from: the package, folders laid over it, a site's own folder. What was read is kept there."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Value = TypeVar("Value")

SITE_FOLDERS: Final = ("texts", "value_sets", "house", "profiles", "instruments", "protocols")
"""What a site's folder may hold: its licensed texts, its own rules where they tighten, its own measures and ways."""


class Source:
    """One state of all content. It is never changed: other content is another source.

    :param over: folders laid out like the package's content, the last on top: a file of the same relative path
        replaces the package's, a new one adds to it.
    :param site: a site's folder, which only adds, and only in ``SITE_FOLDERS``.
    """

    def __init__(self, *over: Path, site: Path | None = None) -> None:
        """Nothing is read yet."""
        self.over, self.site = over, site
        self.kept: dict[Hashable, object] = {}

    def layers(self, path: str) -> Iterator[Traversable]:
        """Each place where a path may stand, the one that counts first."""
        parts = path.split("/")
        roots: list[Traversable] = [*reversed(self.over), files("cairn.content")]
        if self.site is not None and parts[0] in SITE_FOLDERS:
            roots.append(self.site)
        for root in roots:
            yield root.joinpath(*parts)

    def place(self, path: str) -> Traversable:
        """Where a file is read from; a path that stands nowhere is the package's."""
        places = list(self.layers(path))
        return next((place for place in places if place.is_file()), places[len(self.over)])

    def names(self, folder: str, ending: str) -> tuple[str, ...]:
        """The names of the files of a folder, whatever layer they come from."""
        found = {
            entry.name
            for layer in self.layers(folder)
            if layer.is_dir()
            for entry in layer.iterdir()
            if entry.name.endswith(ending) and not entry.name.startswith(".")
        }
        return tuple(sorted(found))

    def replaced_by_site(self, path: str) -> bool:
        """Whether the site's folder has a file of a name that is taken already."""
        *taken, last = self.layers(path)
        is_site = self.site is not None and path.split("/", maxsplit=1)[0] in SITE_FOLDERS
        return is_site and last.is_file() and any(place.is_file() for place in taken)


_pinned: ContextVar[Source | None] = ContextVar("cairn_content_source", default=None)
_running: list[Source] = [Source()]


def running() -> Source:
    """What this process goes by where nothing else is said."""
    return _running[0]


def switch_to(source: Source) -> None:
    """Let this process go by another source from now on, in one step."""
    _running[0] = source


def current() -> Source:
    """What is read here and now: the pinned source, or the running one."""
    return _pinned.get() or running()


@contextmanager
def reading_from(source: Source) -> Iterator[Source]:
    """Read from another source in this thread or task, without touching what others read."""
    token = _pinned.set(source)
    try:
        yield source
    finally:
        _pinned.reset(token)


def kept_per_source(read: Callable[Asked, Value]) -> Callable[Asked, Value]:
    """Keep what a reader gave, once for each source and each set of arguments; a fault is never kept."""

    @wraps(read)
    def reader(*args: Asked.args, **kwargs: Asked.kwargs) -> Value:
        kept = current().kept
        key = (read, args, tuple(kwargs.items()))
        if key not in kept:
            kept[key] = read(*args, **kwargs)
        value: Value = kept[key]  # type: ignore[assignment]
        return value

    return reader
