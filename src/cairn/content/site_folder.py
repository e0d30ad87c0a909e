"""A site's own content while the product runs: what was good last goes on until something better is there."""

import hashlib
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import uuid4

from cairn.content.checking import content_files, every_fault, stray_files
from cairn.content.everything import read_everything
from cairn.content.loader import ContentFaultError
from cairn.content.readers.instrument import licensed_texts
from cairn.content.readers.regime import pack_as_decided
from cairn.content.source import Source, reading_from, running, switch_to
from cairn.domain.regimes.outcomes import Provenance
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.replay import AnotherTextError

EVERY: Final = timedelta(seconds=3)
"""How often the folder is looked at, at most."""
_GOOD: Final = "good"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class SiteFolder:
    """A site's folder, and the copies of it that were ever taken, each under the hash of what is in it.

    :param folder: where the site puts its files.
    :param kept: where the copies are; they are never changed, so that a decision made under one can be replayed.
    :ivar faults: why the newest state of the folder is not in use, or not wholly; empty when it is.
    """

    folder: Path
    kept: Path
    faults: tuple[ContentFaultError, ...] = ()
    _seen: object = None
    _next: datetime | None = None
    _looking: Lock = field(default_factory=Lock)

    def look(self, at: datetime) -> None:
        """Take the folder's content where it has changed and is sound; too soon, or beside another, do nothing."""
        if (self._next is not None and at < self._next) or not self._looking.acquire(blocking=False):
            return
        try:
            self._next = at + EVERY
            state = (self._state(), at.date())
            if state != self._seen:
                self._take(at.date())
                self._seen = state
        finally:
            self._looking.release()

    def begin(self, at: datetime) -> None:
        """Look for the first time; where the folder is at fault, go on with what was good before the last stop."""
        before = running()
        self.look(at)
        good = self.kept / _GOOD
        if running() is not before or not good.is_file():
            return
        source = Source(site=self.kept / good.read_text(encoding="utf-8"))
        try:
            with reading_from(source):
                read_everything()
        except ContentFaultError as fault:
            self._said((*self.faults, fault))
        else:
            switch_to(source)

    def copies(self) -> Iterator[Path]:
        """Every state of the folder that was ever in use here."""
        if self.kept.is_dir():
            yield from sorted(
                each for each in self.kept.iterdir() if each.is_dir() and not each.name.startswith(".")
            )

    def _state(self) -> object:
        """What changes when a file does, without reading any."""
        try:
            found = [(path, (self.folder / path).stat()) for path in content_files(self.folder)]
        except OSError:
            return None
        return [(path, stat.st_mtime_ns, stat.st_size, stat.st_ino) for path, stat in found]

    def _take(self, today: date) -> None:
        try:
            copy = self._copied()
        except OSError as fault:
            what = f"cannot be read: {fault.strerror}."
            self._said((ContentFaultError(str(self.folder), "folder", what, "Check that it is there."),))
            return
        source, faults = Source(site=copy), tuple(stray_files(self.folder))
        try:
            with reading_from(source):
                read_everything()
        except ContentFaultError:
            faults += every_fault(source)
        if faults:
            self._said(faults)
            return
        source, ended = _without_ended_permissions(source, today)
        switch_to(source)
        aside = self.kept / f".{_GOOD}-{uuid4().hex}"
        aside.write_text(copy.name, encoding="utf-8")
        aside.replace(self.kept / _GOOD)
        self._said(ended)
        _log.info("The site's content %s is in use.", copy.name[:12])

    def _said(self, faults: tuple[ContentFaultError, ...]) -> None:
        """Keep the faults for the page, and log them: they name files and entries, and nobody."""
        self.faults = faults
        for fault in faults:
            _log.error("Site content is not in use: %s", fault)

    def _copied(self) -> Path:
        """A copy of the folder as it stands, under the hash of its files."""
        if not self.folder.is_dir():
            raise FileNotFoundError(2, "there is no such folder")
        self.kept.mkdir(parents=True, exist_ok=True)
        aside = self.kept / f".new-{os.getpid()}-{uuid4().hex}"
        digest = hashlib.sha256()
        try:
            aside.mkdir()
            for path in content_files(self.folder):
                data = (self.folder / path).read_bytes()
                digest.update(f"{path} {len(data)}\n".encode() + data)
                (aside / path).parent.mkdir(parents=True, exist_ok=True)
                (aside / path).write_bytes(data)
            copy = self.kept / digest.hexdigest()
            if not copy.is_dir():
                aside.replace(copy)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return copy


def _without_ended_permissions(source: Source, today: date) -> tuple[Source, tuple[ContentFaultError, ...]]:
    """The content without texts whose permission has ended; their measures are skeletons again."""
    with reading_from(source):
        ended = [file for file, text in licensed_texts().items() if not text.permitted_on(today)]
    faults = tuple(
        ContentFaultError(
            file,
            "licence",
            "the permission has ended, so the text is not shown.",
            "Renew it and write its new end, or take the file out.",
        )
        for file in ended
    )
    return (Source(site=source.site, hidden=frozenset(ended)) if ended else source), faults


_watched: list[SiteFolder] = []


def watch(folder: Path | None, kept: Path, at: datetime) -> None:
    """Go by a site's folder from now on, or by none."""
    _watched.clear()
    if folder is not None:
        site = SiteFolder(folder, kept)
        _watched.append(site)
        site.begin(at)


def look(at: datetime) -> None:
    """Take what has changed in the site's folder, where there is one. Cheap: every request may ask."""
    for site in _watched:
        site.look(at)


def content_faults() -> tuple[ContentFaultError, ...]:
    """Why the site's newest content is not in use; empty when it is, and where a site has none."""
    return tuple(fault for site in _watched for fault in site.faults)


def pack_of_decision(provenance: Provenance) -> Pack:
    """The text a stored decision was made under, with the house rules of its day.

    :raises AnotherTextError: where this centre holds no such text.
    """
    try:
        return pack_as_decided(provenance)
    except AnotherTextError:
        for copy in (copy for site in _watched for copy in site.copies()):
            with reading_from(Source(site=copy)):
                try:
                    return pack_as_decided(provenance)
                except (AnotherTextError, ContentFaultError):
                    continue
        raise
