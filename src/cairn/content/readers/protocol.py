"""Reads protocols: ``protocols/<id>_v<n>.yaml`` to domain values, refusing whatever cannot be planned."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cairn.content.loader import ContentFaultError, content_hash, list_yaml, load_yaml
from cairn.content.readers.fields import Fields
from cairn.content.readers.instrument import instruments
from cairn.content.source import kept_per_source
from cairn.domain.dates import Period, parse_period
from cairn.domain.protocols.protocol import (
    MeasurePoint,
    Modality,
    Needed,
    Protocol,
    Status,
    Step,
    Window,
    Words,
)
from cairn.domain.protocols.soundness import faults
from cairn.domain.vocabulary import EncounterKind

FOLDER: Final = "protocols"


@kept_per_source
def protocols() -> Mapping[str, Protocol]:
    """Every protocol of the package by key (``supported-session@1``), in the order of the files.

    :raises ContentFaultError: for the first file that cannot be used.
    """
    known = frozenset(f"{instrument.id}@{instrument.version}" for instrument in instruments().values())
    found: dict[str, Protocol] = {}
    for file in list_yaml(FOLDER):
        protocol = read_protocol(load_yaml(file), file, content_hash(file), known)
        found[protocol.key] = protocol
    return MappingProxyType(found)


def read_protocol(
    data: Mapping[str, object], file: str, file_hash: str, instrument_keys: frozenset[str]
) -> Protocol:
    """Turn one file's mapping into a protocol.

    :raises ContentFaultError: naming the entry and the mend.
    """
    top = Fields(file, "file", dict(data))
    top.entry = top.text("id")
    version = top.integer("version")
    if file != f"{FOLDER}/{top.entry}_v{version}.yaml":
        top.fault(f"is {top.entry} version {version}.", f"Name the file {top.entry}_v{version}.yaml.")
    protocol = Protocol(
        id=top.entry,
        version=version,
        title=read_words(top, "title"),
        purpose=read_words(top, "purpose"),
        status=top.code("status", Status),
        steps=tuple(_step(_row(file, row)) for row in top.rows("steps")),
        measures=tuple(_measure(_row(file, row)) for row in top.rows("measures")),
        needed=tuple(_needed(Fields(file, "needed", row)) for row in top.rows("needed")),
        content_hash=file_hash,
    )
    top.close()
    for fault in faults(protocol, instrument_keys):
        raise ContentFaultError(file, fault.entry, fault.what, fault.do)
    return protocol


def read_words(fields: Fields, key: str) -> Words:
    """Words in English and in Spanish; both are needed."""
    inner = fields.inner(key)
    words = {language: inner.text(language) for language in ("en", "es")}
    inner.close()
    return MappingProxyType(words)


def read_period(fields: Fields, key: str) -> Period:
    """An ISO 8601 duration."""
    try:
        return parse_period(fields.text(key))
    except ValueError as fault:
        fields.fault(str(fault), "Mend it.")


def _row(file: str, row: object) -> Fields:
    fields = Fields(file, "an entry", row)
    fields.entry = fields.text("id")
    return fields


def _window(fields: Fields) -> Window:
    inner = fields.inner("window")
    window = Window(
        inner.text("after"),
        *(read_period(inner, key) for key in ("opens", "closes", "typical")),
    )
    inner.close()
    return window


def _step(fields: Fields) -> Step:
    minutes = None if fields.get("minutes") is None else _positive(fields, "minutes")
    reserve = minutes if minutes is not None else _positive(fields, "reserve_minutes")
    modalities = fields.texts("modalities")
    odd = [modality for modality in modalities if modality not in list(Modality)]
    if odd:
        fields.fault(f"'{odd[0]}' is not a modality.", f"Use {', '.join(Modality)}.")
    step = Step(
        id=fields.entry,
        kind=fields.code("kind", EncounterKind),
        title=read_words(fields, "title"),
        asks=read_words(fields, "asks"),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
        window=_window(fields),
        minutes=minutes,
        reserve_minutes=reserve,
        facilitators=_positive(fields, "facilitators"),
        modalities=tuple(Modality(modality) for modality in modalities),
        room=fields.text("room") if fields.has("room") else None,
    )
    fields.close()
    return step


def _positive(fields: Fields, key: str) -> int:
    number = fields.integer(key)
    if number <= 0:
        fields.fault(f"'{key}' is {number}.", "Write a number above nought.")
    return number


def _measure(fields: Fields) -> MeasurePoint:
    measure = MeasurePoint(
        id=fields.entry,
        instrument=fields.text("instrument"),
        label=read_words(fields, "label"),
        window=_window(fields),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
        choice=fields.citation("choice"),
    )
    fields.close()
    return measure


def _needed(fields: Fields) -> Needed:
    fields.entry = fields.text("code")
    needed = Needed(
        code=fields.entry,
        title=read_words(fields, "title"),
        before=fields.text("before"),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
    )
    fields.close()
    return needed
