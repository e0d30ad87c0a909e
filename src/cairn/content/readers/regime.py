"""Reads regime packs: ``regimes/<key>.yaml`` to domain values, refusing a pack that would mislead."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cairn.content.loader import ContentFaultError, content_hash, list_yaml, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.fields import Fields
from cairn.content.readers.regime_demands import read_condition, read_demand
from cairn.content.readers.regime_tables import read_tables
from cairn.content.source import kept_per_source
from cairn.domain.citations import Reviewer
from cairn.domain.facts import FactDeclaration
from cairn.domain.regimes.events import Effect, Event
from cairn.domain.regimes.pack import Pack, PackStatus
from cairn.domain.regimes.rules import InForce, Rule
from cairn.domain.regimes.tables import Table
from cairn.domain.regimes.tightening import loosened
from cairn.domain.vocabulary import Basis, Role

FOLDER: Final = "regimes"
SCHEMA: Final = "regime-pack/1"


@kept_per_source
def packs() -> Mapping[str, Pack]:
    """Every pack of the package by key (``us-or``).

    :raises ContentFaultError: for the first file that cannot be used.
    """
    found = (
        read_pack(load_yaml(file), file, content_hash(file), declared_facts()) for file in list_yaml(FOLDER)
    )
    return MappingProxyType({pack.key: pack for pack in found})


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
    pack = Pack(
        key=file.removeprefix(f"{FOLDER}/").removesuffix(".yaml"),
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
        rules=tuple(_rule(Fields(file, "a rule", row), declared, tables) for row in top.rows("rules")),
        content_hash=file_hash,
        reviewers=tuple(_reviewer(Fields(file, "reviewers", row)) for row in top.rows("reviewers")),
    )
    top.close()
    _check(top, pack)
    return pack


def _zone(top: Fields) -> ZoneInfo:
    try:
        return ZoneInfo(top.text("time_zone"))
    except (ZoneInfoNotFoundError, ValueError):
        top.fault("its time zone is not known.", "Write one such as America/Los_Angeles.")


def _reviewer(fields: Fields) -> Reviewer:
    reviewer = Reviewer(fields.text("name"), fields.day("on"), fields.text("note"))
    fields.close()
    return reviewer


def _rule(fields: Fields, declared: Mapping[str, FactDeclaration], tables: Mapping[str, Table]) -> Rule:
    fields.entry = fields.text("id")
    effect = fields.code("effect", Effect)
    rule = Rule(
        id=fields.entry,
        slot=fields.text("slot"),
        events=tuple(Event(code) for code in _codes(fields, "events", tuple(Event))),
        effect=effect,
        basis=fields.code("basis", Basis),
        words=fields.text("words"),
        how=fields.text("how"),
        who=tuple(Role(code) for code in _codes(fields, "who", tuple(Role))),
        citation=fields.citation("source"),
        in_force=_in_force(fields.inner("effective")),
        demand=read_demand(fields, effect, declared, tables),
        applies_if=read_condition(fields, "applies_if", declared),
        note=fields.text("note") if fields.has("note") else "",
    )
    fields.close()
    return rule


def _codes(fields: Fields, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    codes = fields.texts(key)
    odd = [code for code in codes if code not in known]
    if odd:
        fields.fault(f"'{odd[0]}' is not one of the codes of '{key}'.", f"Use {', '.join(known)}.")
    return codes


def _in_force(fields: Fields) -> InForce:
    since, until = (fields.day(key) if fields.has(key) else None for key in ("from", "to"))
    fields.close()
    if since is not None and until is not None and until <= since:
        fields.fault(
            "it ends before it begins.", "Mend 'from' and 'to'; 'to' is the first day it no longer holds."
        )
    return InForce(since, until)


def _check(top: Fields, pack: Pack) -> None:
    ids = [rule.id for rule in pack.rules]
    twice = [rule_id for rule_id in ids if ids.count(rule_id) > 1]
    if twice:
        top.fault(f"the rule '{twice[0]}' stands twice.", "Give each its own id.")
    if pack.status is PackStatus.RELEASED and not pack.reviewers:
        top.fault("is released and nobody has reviewed it.", "Add a licensed reviewer, or call it a draft.")
    for rule, what in loosened(pack):
        raise ContentFaultError(top.file, rule.id, what, "A house rule may only tighten.")
