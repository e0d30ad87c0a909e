"""Reads protocols: ``protocols/<id>_v<n>.yaml`` to domain values, refusing whatever cannot be planned."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cairn.content.loader import ContentFaultError, content_hash, list_yaml, load_yaml
from cairn.content.readers.couples import variants
from cairn.content.readers.fields import Fields
from cairn.content.readers.instrument import instruments
from cairn.content.readers.protocol_entries import (
    Occasion,
    read_gate,
    read_measures,
    read_needed,
    read_occasions,
    read_period,
    read_phase,
    read_step,
    read_words,
    row,
)
from cairn.content.readers.protocol_tailoring import read_tailoring
from cairn.content.source import kept_per_source
from cairn.domain.protocols.couples import as_couple
from cairn.domain.protocols.protocol import Protocol, Status, Step
from cairn.domain.protocols.soundness import faults
from cairn.domain.protocols.tailoring_soundness import faults_of_tailoring

__all__ = ["protocols", "read_period", "read_protocol", "read_words"]

FOLDER: Final = "protocols"
PARTS: Final = "protocols/parts"


@dataclass(frozen=True, slots=True)
class Part:
    """Steps and occasions several protocols share. A new version is a new file, as for a protocol."""

    steps: tuple[Step, ...]
    occasions: Mapping[str, Occasion]
    content_hash: str


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
    for file, variant in variants():
        for key in variant.of:
            if key not in found:
                raise ContentFaultError(
                    file, variant.variant, f"there is no protocol '{key}'.", f"Use one of {', '.join(found)}."
                )
            base = found[key]
            couple = as_couple(base, variant, hash_of(base.content_hash, variant.content_hash))
            refuse(couple, file, known)
            found[couple.key] = couple
    return MappingProxyType(found)


@kept_per_source
def parts() -> Mapping[str, Part]:
    """What protocols may include, by key (``year-of-contacts@1``)."""
    found: dict[str, Part] = {}
    for file in list_yaml(PARTS):
        top = Fields(file, "file", load_yaml(file))
        key = f"{top.text('id')}@{top.integer('version')}"
        steps = tuple(read_step(row(file, entry)) for entry in top.rows("steps"))
        found[key] = Part(steps, read_occasions(top), content_hash(file))
        top.close()
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
    included = _included(top)
    occasions = {name: one for part in included for name, one in part.occasions.items()}
    occasions |= read_occasions(top)
    steps = tuple(read_step(row(file, entry)) for entry in top.rows("steps"))
    protocol = Protocol(
        id=top.entry,
        version=version,
        title=read_words(top, "title"),
        purpose=read_words(top, "purpose"),
        status=top.code("status", Status),
        steps=(*steps, *(step for part in included for step in part.steps)),
        measures=tuple(
            point for entry in top.rows("measures") for point in read_measures(file, entry, occasions)
        ),
        needed=tuple(read_needed(file, entry) for entry in top.rows("needed")),
        content_hash=hash_of(file_hash, *(part.content_hash for part in included)),
        indications=top.texts("indications") if top.has("indications") else (),
        regimes=top.texts("regimes") if top.has("regimes") else (),
        phases=tuple(read_phase(file, entry) for entry in top.rows_if_any("phases")),
        tailoring=tuple(read_tailoring(file, entry) for entry in top.rows_if_any("tailoring")),
        gates=tuple(read_gate(row(file, entry)) for entry in top.rows_if_any("gates")),
    )
    top.close()
    refuse(protocol, file, instrument_keys)
    return protocol


def refuse(protocol: Protocol, file: str, instrument_keys: frozenset[str]) -> None:
    """Raise the first fault of a protocol.

    :raises ContentFaultError: naming the entry and the mend.
    """
    found = faults(protocol, instrument_keys) or faults_of_tailoring(protocol, instrument_keys)
    for fault in found:
        raise ContentFaultError(file, fault.entry, fault.what, fault.do)


def hash_of(file_hash: str, *others: str) -> str:
    """The hash of a protocol: its file's where it includes nothing, else one over all of them."""
    if not others:
        return file_hash
    return hashlib.sha256("\n".join((file_hash, *others)).encode()).hexdigest()


def _included(top: Fields) -> tuple[Part, ...]:
    keys = top.texts("includes") if top.has("includes") else ()
    for key in keys:
        if key not in parts():
            top.fault(f"includes '{key}', which there is not.", f"Use one of {', '.join(parts())}.")
    return tuple(parts()[key] for key in keys)
