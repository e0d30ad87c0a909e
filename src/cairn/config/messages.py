"""Finds the words that pages mark for translation, without the gettext programs."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PARTS = ("portal", "components")
"""The parts whose words a person in care may see."""
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

MOVING = tuple(
    f'"{name}'.encode()
    for name in (
        "POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator", "Language-Team",
        "Report-Msgid-Bugs",
    )
)  # fmt: skip
"""Header lines that change by themselves, or name a person."""


def catalogue_path(language: str) -> Path:
    """Where the translations into a language are kept."""
    return settings.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def marked() -> Catalog:
    """Every marked text, with the files it stands in."""
    found = Catalog(charset="utf-8")
    for part in PARTS:
        for path in sorted((settings.PACKAGE / part).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"}:
                place = path.relative_to(settings.PACKAGE).as_posix()
                for context, said in texts(path):
                    found.add(said if len(said) > 1 else said[0], locations=[(place, 0)], context=context)
    return found


def renewed(language: str) -> Catalog:
    """The kept translations, with new texts added empty and texts that are gone left out."""
    path = catalogue_path(language)
    kept = Catalog(locale=language, domain="django", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=language, domain="django")
    kept.update(marked(), no_fuzzy_matching=True, keep_user_comments=True)
    kept.obsolete.clear()
    kept.project, kept.version, kept.header_comment = (
        "Cairn",
        "1",
        "# What a person in care may see, in other words.",
    )
    return kept


def as_text(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file that changes only where words change."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, sort_by_file=True, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(MOVING))


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts that have no words in the catalogue's language."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string: Any) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string or "",)


def texts(path: Path) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Each marked text of a file with its context; two texts where there is a plural."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What stands between the texts is no Python: without its indentation the tokenizer does not mind.
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    found: Any = extract_python(io.BytesIO(source.encode()), FUNCTIONS, (), {"encoding": "utf-8"})
    for _line, function, words, _comments in found:
        said = tuple(word for word in ((words,) if isinstance(words, str) else words) if word)
        if said and "pgettext" in function:
            yield said[0], said[1:]
        elif said:
            yield None, said
