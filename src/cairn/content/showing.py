"""Finds an entry by its id in whatever file it is written, as it is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from cairn.content.loader import load_yaml
from cairn.content.source import current

_OF_FILES = ("id", "code", "instrument")
_OF_ENTRIES = ("id", "code")


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as it stands in its file.

    :param whole: whether the file is the entry.
    """

    file: str
    id: str
    whole: bool
    data: object


def entries_named(name: str) -> tuple[Shown, ...]:
    """Every entry of that id; a version may stand behind it, as in ``phq-9@1``.

    :raises ContentFaultError: for a file that cannot be read.
    """
    return tuple(found for path in current().files(".yaml") for found in _in(path, load_yaml(path), name))


def _in(path: str, data: dict[str, object], name: str) -> Iterator[Shown]:
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    ids = {str(data[key]) for key in _OF_FILES if key in data}
    ids |= {f"{each}@{data['version']}" for each in ids if "version" in data}
    if name in ids or (name == stem and "/" in path):
        yield Shown(path, name, whole=True, data=data)
        return
    for entries in data.values():
        if isinstance(entries, dict) and isinstance(entries.get(name), dict | list):
            yield Shown(path, name, whole=False, data=entries[name])
        elif isinstance(entries, list):
            yield from (
                Shown(path, name, whole=False, data=each)
                for each in entries
                if isinstance(each, dict) and name in {str(each[key]) for key in _OF_ENTRIES if key in each}
            )
