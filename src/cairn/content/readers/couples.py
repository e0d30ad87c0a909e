"""Reads the variants for couples: ``protocols/couples/<variant>_v<n>.yaml``, each applied to the protocols it names."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from cairn.content.loader import content_hash, list_yaml, load_yaml
from cairn.content.readers.fields import Fields
from cairn.content.readers.protocol_entries import (
    positive,
    read_gate,
    read_measures,
    read_occasions,
    read_people,
    read_step,
    read_window_of,
    read_words,
    row,
)
from cairn.domain.protocols.couples import Variant
from cairn.domain.protocols.window import Window
from cairn.domain.vocabulary import EncounterKind

FOLDER: Final = "protocols/couples"


def variants() -> Iterator[tuple[str, Variant]]:
    """Every variant under its file, in the order of the files.

    :raises ContentFaultError: for the first that cannot be used.
    """
    for file in list_yaml(FOLDER):
        yield file, read_variant(load_yaml(file), file, content_hash(file))


def read_variant(data: Mapping[str, object], file: str, file_hash: str) -> Variant:
    """Turn one file's mapping into a variant.

    :raises ContentFaultError: naming the entry and the mend.
    """
    top = Fields(file, "file", dict(data))
    top.entry = top.text("variant")
    version = top.integer("version")
    if file != f"{FOLDER}/{top.entry}_v{version}.yaml":
        top.fault(f"is {top.entry} version {version}.", f"Name the file {top.entry}_v{version}.yaml.")
    occasions = read_occasions(top)
    variant = Variant(
        variant=top.entry,
        version=version,
        of=top.texts("of"),
        title=read_words(top, "title"),
        purpose=read_words(top, "purpose"),
        day=read_people(top, EncounterKind.ADMINISTRATION),
        facilitators=positive(top, "facilitators") if top.has("facilitators") else None,
        doubled=_kinds(top),
        back_from=read_window_of(top, "back_from") if top.has("back_from") else None,
        windows=_windows(top),
        without=top.texts("without") if top.has("without") else (),
        steps=tuple(read_step(row(file, entry)) for entry in top.rows("steps")),
        measures=tuple(
            point for entry in top.rows("measures") for point in read_measures(file, entry, occasions)
        ),
        gates=tuple(read_gate(row(file, entry)) for entry in top.rows("gates")),
        content_hash=file_hash,
    )
    top.close()
    return variant


def _kinds(top: Fields) -> tuple[EncounterKind, ...]:
    kinds = top.texts("doubled") if top.has("doubled") else ()
    odd = [kind for kind in kinds if kind not in list(EncounterKind)]
    if odd:
        top.fault(f"'{odd[0]}' is no kind of step.", f"Use {', '.join(EncounterKind)}.")
    return tuple(EncounterKind(kind) for kind in kinds)


def _windows(top: Fields) -> Mapping[str, Window]:
    found: dict[str, Window] = {}
    for entry in top.rows_if_any("windows"):
        one = Fields(top.file, "windows", entry)
        one.entry = one.text("step")
        found[one.entry] = read_window_of(one, "window")
        one.close()
    return MappingProxyType(found)
