"""Where content is read from: the package, folders laid over it, a site's own folder. What was read is kept there."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Final, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Value = TypeVar("Value")

SITE_FOLDERS: Final = ("texts", "value_sets", "house", "profiles", "instruments", "protocols")
"""What a site's folder may hold: its licensed texts, its own rules where they tighten, its own measures and ways."""

_PACKAGE: Final = files("cairn.content")
NOTHING_AMENDED: Final[Mapping[str, dict[str, object]]] = MappingProxyType({})


def packaged(path: str) -> Traversable:
    """Where the package itself has a path, or would have it."""
    return _PACKAGE.joinpath(*filter(None, path.split("/")))


class Source:
    """One state of all content. It is never changed: other content is another source.

    :param over: folders laid out like the package's content, the last on top: a file of the same relative path
        replaces the package's, a new one adds to it.
    :param site: a site's folder, which only adds, and only in ``SITE_FOLDERS``.
    :param hidden: paths of those folders that are passed over: the package's own file counts, where it has one.
    :param absent: paths that are passed over wherever they stand.
    :param amended: what a path is read as, in place of its file.
    """

    def __init__(
        self,
        *over: Path,
        site: Path | None = None,
        hidden: frozenset[str] = frozenset(),
        absent: frozenset[str] = frozenset(),
        amended: Mapping[str, dict[str, object]] = NOTHING_AMENDED,
    ) -> None:
        """Nothing is read yet."""
        self.over, self.site = over, site
        self.hidden, self.absent, self.amended = hidden, absent, amended
        self.kept: dict[Hashable, object] = {}

    def layers(self, path: str) -> Iterator[Traversable]:
        """Each place where a path may stand, the one that counts first: laid over, the package's, the site's."""
        parts = path.split("/")
        for root in reversed(self.over):
            yield root.joinpath(*parts)
        yield packaged(path)
        if self.site is not None and parts[0] in SITE_FOLDERS:
            yield self.site.joinpath(*parts)

    def place(self, path: str) -> Traversable:
        """Where a file is read from; a path that stands nowhere is the package's."""
        if path in self.hidden:
            return packaged(path)
        return next((place for place in self.layers(path) if place.is_file()), packaged(path))

    def names(self, folder: str, ending: str) -> tuple[str, ...]:
        """The names of the files of a folder, whatever layer they come from."""
        found = {
            entry.name
            for layer in self.layers(folder)
            if layer.is_dir()
            for entry in layer.iterdir()
            if entry.name.endswith(ending) and not entry.name.startswith(".")
        }
        paths = {name: f"{folder}/{name}" for name in sorted(found)}
        return tuple(
            name for name, path in paths.items() if path not in self.absent and self.place(path).is_file()
        )

    def files(self, ending: str) -> tuple[str, ...]:
        """Every file there is, in every folder, as relative paths."""
        roots = [*self.over, packaged(""), *([self.site] if self.site is not None else [])]
        found = {
            path for root in roots if root.is_dir() for path in _below(root, "") if path.endswith(ending)
        }
        return tuple(path for path in sorted(found) if path not in self.absent and self.place(path).is_file())

    def taken(self, path: str) -> bool:
        """Whether the site's folder has a file of a name that the product uses already."""
        if self.site is None or path in self.hidden or path.split("/", maxsplit=1)[0] not in SITE_FOLDERS:
            return False
        *others, own = self.layers(path)
        return own.is_file() and any(place.is_file() for place in others)


def _below(folder: Traversable, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _below(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}"


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
