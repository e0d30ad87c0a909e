"""Reads regime packs: ``regimes/<key>.yaml`` to domain values, refusing a pack that would mislead."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cairn.content.loader import ContentFaultError, content_hash, list_yaml, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.fields import Fields
from cairn.content.readers.house_rules import FOLDER as HOUSE_FOLDER
from cairn.content.readers.house_rules import read_house_rules
from cairn.content.readers.regime_check import check_pack
from cairn.content.readers.regime_conditions import number_fact
from cairn.content.readers.regime_rule import read_reviewers, read_rule
from cairn.content.readers.regime_tables import read_tables
from cairn.content.source import kept_per_source
from cairn.domain.facts import FactDeclaration
from cairn.domain.regimes.outcomes import Provenance
from cairn.domain.regimes.pack import LeftOut, Pack, PackStatus
from cairn.domain.regimes.replay import AnotherTextError

FOLDER: Final = "regimes"
ARCHIVE: Final = f"{FOLDER}/archive"
SCHEMA: Final = "regime-pack/1"


@kept_per_source
def packs() -> Mapping[str, Pack]:
    """Every pack by key (``us-or``), with the site's own rules joined to it where it has any.

    :raises ContentFaultError: for the first file that cannot be used; a site's rules for no known place are one.
    """
    found = {pack.key: pack for pack in _texts()}
    for file in list_yaml(HOUSE_FOLDER):
        key = file.removeprefix(f"{HOUSE_FOLDER}/").removesuffix(".yaml")
        if key not in found:
            do = f"Name the file for one of {', '.join(found)}."
            raise ContentFaultError(file, "file", f"there is no pack '{key}'.", do)
        found[key] = read_house_rules(load_yaml(file), file, found[key])
    return MappingProxyType(found)


@kept_per_source
def _texts() -> tuple[Pack, ...]:
    """The law alone, as the product brings it."""
    return tuple(_pack_in(file) for file in list_yaml(FOLDER))


@kept_per_source
def archived() -> tuple[Pack, ...]:
    """The texts that were in use before, as they stood: ``archive/us-or@0.1.0-draft.yaml``. They are never edited."""
    return tuple(_pack_in(file) for file in list_yaml(ARCHIVE))


def pack_as_decided(provenance: Provenance) -> Pack:
    """The text a stored decision was made under, in use or archived, found by its hash.

    :raises AnotherTextError: where this version holds no such text, such as a site's own house rules.
    """
    for pack in (*packs().values(), *_texts(), *archived()):
        if (pack.key, pack.content_hash) == (provenance.pack, provenance.content_hash):
            return pack
    raise AnotherTextError(
        f"The decision names {provenance.pack} {provenance.version} ({provenance.content_hash[:12]}), "
        "which this version does not hold. Add that file to content/regimes/archive, with the house rules of its day."
    )


def _pack_in(file: str) -> Pack:
    return read_pack(load_yaml(file), file, content_hash(file), declared_facts())


def read_pack(
    data: Mapping[str, object], file: str, file_hash: str, declared: Mapping[str, FactDeclaration]
) -> Pack:
    """Turn one file's mapping into a pack.

    :raises ContentFaultError: naming the entry and the mend; a house rule looser than the law's is one.
    """
    top = Fields(file, "file", dict(data))
    if top.text("schema") != SCHEMA:
        top.fault(f"its schema is '{top.text('schema')}'.", f"This version reads {SCHEMA}.")
    tables = read_tables(top, declared)
    total, highest = _dose_facts(top, declared)
    pack = Pack(
        key=file.rpartition("/")[2].removesuffix(".yaml").partition("@")[0],
        id=top.text("id"),
        title=top.text("title"),
        version=top.text("version"),
        status=top.code("status", PackStatus),
        jurisdiction=top.text("jurisdiction"),
        text_as_of=top.day("text_as_of"),
        recheck_by=top.day("recheck_by"),
        zone=_zone(top),
        dose_unit=top.text("dose_unit"),
        declared=declared,
        tables=tables,
        rules=tuple(read_rule(Fields(file, "a rule", row), declared, tables) for row in top.rows("rules")),
        content_hash=file_hash,
        reviewers=read_reviewers(top),
        total_fact=total,
        highest_fact=highest,
        left_out=tuple(_left_out(Fields(file, "left_out", row)) for row in top.rows_if_any("left_out")),
    )
    top.close()
    check_pack(top, pack)
    return pack


def _zone(top: Fields) -> ZoneInfo:
    try:
        return ZoneInfo(top.text("time_zone"))
    except (ZoneInfoNotFoundError, ValueError):
        top.fault("its time zone is not known.", "Write one such as America/Los_Angeles.")


def _dose_facts(top: Fields, declared: Mapping[str, FactDeclaration]) -> tuple[str | None, str | None]:
    """The facts that hold a dose in the pack's unit; none where no rule counts a dose."""
    if not top.has("dose_facts"):
        return None, None
    inner = top.inner("dose_facts")
    total, highest = (number_fact(inner, inner.text(key), declared) for key in ("total", "highest"))
    inner.close()
    return total, highest


def _left_out(fields: Fields) -> LeftOut:
    left_out = LeftOut(fields.texts("entries"), fields.text("because"))
    fields.close()
    return left_out
