"""Finds every fault of some content, not only the first: what is at fault is taken out, and the rest is read again."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from cairn.content.everything import READERS
from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.screening import profiles, rule_set
from cairn.content.source import SITE_FOLDERS, Source, packaged, reading_from

_NAMES: Final = ("id", "code", "number", "slot")
_OTHERS_LEAN_ON: Final = ("items", "value_sets", "scores", "sources", "sections", "classes", "parameters")
_READ_ENDINGS: Final = {"value_sets": ".csv"}
_WRITTEN: Final = (".yaml", ".yml", ".json", ".csv", ".txt")


def stray_files(folder: Path) -> Iterator[ContentFaultError]:
    """Files that look like content and stand where nothing reads them."""
    for path in content_files(folder):
        parent, ending = path.rpartition("/")[0], _READ_ENDINGS.get(path.partition("/")[0], ".yaml")
        known = parent in SITE_FOLDERS or packaged(parent).is_dir()
        if not known:
            do = f"Lay the folder out like Cairn's content; a site's own stands in {', '.join(SITE_FOLDERS)}."
            yield ContentFaultError(path, "file", "stands where nothing reads it.", do)
        elif not path.endswith(ending):
            yield ContentFaultError(path, "file", "is not read.", f"Let its name end in '{ending}'.")
        elif not parent and not packaged(path).is_file():
            yield ContentFaultError(path, "file", "is not read.", "Mend its name, or put it in its folder.")


def content_files(folder: Path) -> list[str]:
    """The files of a folder that hold written content, as relative paths."""
    found = (path for path in folder.rglob("*") if path.suffix in _WRITTEN and path.is_file())
    names = (path.relative_to(folder).as_posix() for path in found)
    return sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))


def every_fault(source: Source) -> tuple[ContentFaultError, ...]:
    """All faults of a source, in the order in which content is read; empty means sound."""
    finding = _Finding(source)
    for reader in READERS:
        finding.read(reader)
    with reading_from(finding.source):
        found = tuple(profiles())
    for profile in found:
        finding.read(partial(rule_set, profile))
    return tuple(finding.faults)


class _Finding:
    """Reads on past each fault.

    :ivar faults: what was found.
    :ivar source: the content without what was found at fault.
    """

    def __init__(self, source: Source) -> None:
        self.faults: list[ContentFaultError] = []
        self.source = source
        self._gone: set[str] = set()

    def read(self, reader: Callable[[], object]) -> None:
        """Let a reader read until it finds no further fault, or none that can be taken out."""
        while True:
            try:
                with reading_from(self.source):
                    reader()
            except ContentFaultError as fault:
                if not self._follows(fault):
                    self.faults.append(fault)
                reduced = self._without(fault)
                if reduced is None:
                    return
                self.source = reduced
            else:
                return

    def _follows(self, fault: ContentFaultError) -> bool:
        """Whether it is only there because something else was taken out, or was said already."""
        said = {(each.file, each.entry, each.what) for each in self.faults}
        quoted = set(re.findall(r"'([^']+)'", fault.what))
        return (fault.file, fault.entry, fault.what) in said or not quoted.isdisjoint(self._gone)

    def _without(self, fault: ContentFaultError) -> Source | None:
        """The source without what is at fault; None where that cannot be told, or is the package's own file."""
        with reading_from(self.source):
            for path in _files_named(self.source, fault.file):
                entry = _entry_at_fault(path, fault)
                if entry is not None:
                    self._gone.add(entry.name)
                    return self._reduced(amended={**self.source.amended, path: entry.taken_out})
        return self._passed_over(fault.file)

    def _passed_over(self, path: str) -> Source | None:
        """The source without a whole file: first without the one laid over the package's, then without either."""
        source = self.source
        self._gone.update(_ids_in(path, source))
        instead = self._packaged_instead(path)
        if instead is None and "/" in path and path not in source.absent:
            return self._reduced(absent=source.absent | {path})
        return instead

    def _packaged_instead(self, path: str) -> Source | None:
        source = self.source
        own = any(place.is_file() for place in source.layers(path) if place != packaged(path))
        if path in source.hidden or not own:
            return None
        amended = {key: data for key, data in source.amended.items() if key != path}
        return self._reduced(hidden=source.hidden | {path}, amended=amended)

    def _reduced(
        self,
        *,
        hidden: frozenset[str] | None = None,
        absent: frozenset[str] | None = None,
        amended: Mapping[str, dict[str, object]] | None = None,
    ) -> Source:
        now = self.source
        return Source(
            *now.over,
            site=now.site,
            hidden=now.hidden if hidden is None else hidden,
            absent=now.absent if absent is None else absent,
            amended=now.amended if amended is None else amended,
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a file, and the file without it."""

    name: str
    taken_out: dict[str, object]


def _files_named(source: Source, named: str) -> tuple[str, ...]:
    """The file a fault names, or the files of the folder it names, the last first."""
    if named.endswith(".yaml"):
        return (named,)
    return tuple(f"{named}/{name}" for name in reversed(source.names(named, ".yaml")))


def _entry_at_fault(path: str, fault: ContentFaultError) -> _Entry | None:
    try:
        data = load_yaml(path)
    except ContentFaultError:
        return None
    quoted = re.findall(r"'([^']+)'", fault.what)
    for name in (fault.entry, fault.entry.rpartition(", ")[2], fault.entry.rpartition(" ")[2], *quoted):
        for key, value in data.items():
            if key in _OTHERS_LEAN_ON:
                continue
            left = _left(value, name, by_word=path != fault.file)
            if left is not None:
                return _Entry(name, {**data, key: left})
    return None


def _left(entries: object, name: str, *, by_word: bool) -> object:
    """Entries without the last one of that name; None where there is none.

    :param by_word: whether an entry is also found by a word in one of its lists, as a medicine by its brand.
    """
    if isinstance(entries, list):
        at = [
            place
            for place, each in enumerate(entries)
            if isinstance(each, dict) and name in {str(each.get(key)) for key in _NAMES}
        ]
        return entries[: at[-1]] + entries[at[-1] + 1 :] if at else None
    if not isinstance(entries, dict):
        return None
    found = [
        key
        for key, each in entries.items()
        if isinstance(each, dict | list) and (str(key) == name or (by_word and _says(each, name)))
    ]
    if found:
        return {key: each for key, each in entries.items() if key != found[-1]}
    for key, each in entries.items():  # a file may group its entries once more
        left = _left(each, name, by_word=False) if isinstance(each, list) else None
        if left is not None:
            return {**entries, key: left}
    return None


def _says(entry: object, word: str) -> bool:
    lists = entry.values() if isinstance(entry, dict) else ()
    return any(isinstance(each, list) and word in each for each in lists)


def _ids_in(path: str, source: Source) -> set[str]:
    """What may be missed once a whole file is passed over: everything in it that looks like an id."""
    text = source.place(path).read_bytes().decode("utf-8", "replace")
    ids = {word.rstrip(".:") for word in re.findall(r"[\w.@-]+", text) if re.search(r"\w[.@-]\w", word)}
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    version = re.search(r"^version: (\d+)", text, re.MULTILINE)
    return {*ids, stem, *({f"{stem}@{version[1]}"} if version else ())}
