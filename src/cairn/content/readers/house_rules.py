"""Reads a site's own rules beside the law of its place. They may only tighten, and the loader proves it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from cairn.content.readers.fields import Fields
from cairn.content.readers.regime_check import check_pack
from cairn.content.readers.regime_conditions import read_condition
from cairn.content.readers.regime_demands import read_demand
from cairn.content.readers.regime_rule import read_events, read_roles
from cairn.content.readers.regime_tables import read_tables
from cairn.domain.citations import Citation, Reviewer
from cairn.domain.regimes.demands import Limit
from cairn.domain.regimes.events import Effect
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import InForce, Rule
from cairn.domain.vocabulary import Basis, Grade, Role

FOLDER: Final = "house"
SCHEMA: Final = "house-rules/1"
OWN_SUBJECT: Final = "house."


def read_house_rules(data: Mapping[str, object], file: str, pack: Pack) -> Pack:
    """The pack with a site's rules joined to it, under a hash of its own; the version stays the law's.

    What a rule does not say about events, fact and roles it takes from the law's rule on the same subject.

    :raises ContentFaultError: for another regime, a subject the pack does not know, or a rule looser than the law's.
    """
    top = Fields(file, "file", dict(data))
    if top.text("schema") != SCHEMA:
        top.fault(f"its schema is '{top.text('schema')}'.", f"This version reads {SCHEMA}.")
    if top.text("regime") != pack.key:
        top.fault(f"it is for '{top.text('regime')}'.", f"Here it is read beside {pack.key}.")
    site = top.text("site")
    tables = {**pack.tables, **(read_tables(top, pack.declared) if top.has("tables") else {})}
    with_tables = replace(pack, tables=MappingProxyType(tables))
    ours = tuple(_rule(_completed(file, row, pack), site, with_tables) for row in top.rows("rules"))
    top.close()
    plain = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    joined = hashlib.sha256(f"{pack.content_hash} {plain}".encode()).hexdigest()
    whole = replace(with_tables, rules=(*pack.rules, *ours), content_hash=joined)
    check_pack(top, whole)
    return whole


def _completed(file: str, row: object, pack: Pack) -> Fields:
    """The entry, with what it leaves to the law's rule on its subject: of the same kind where there is one."""
    said = Fields(file, "a rule", row)
    said.entry = said.text("id")
    slot, effect = said.text("slot"), said.code("effect", Effect)
    found = [rule for rule in pack.rules if rule.slot == slot]
    if not found and not slot.startswith(OWN_SUBJECT):
        said.fault(
            f"the pack {pack.key} has no subject '{slot}'.",
            f"Mend its spelling, or begin a subject of your own with '{OWN_SUBJECT}'.",
        )
    alike = [rule for rule in found if rule.effect is effect] or found
    left: dict[str, object] = {"who": [Role.ADMINISTRATOR.value], "how": f"Ask {said.text('by')}."}
    if alike:
        left |= {
            "events": [event.value for event in alike[0].events],
            "who": [role.value for role in alike[0].who],
        }
        if isinstance(alike[0].demand, Limit):
            left["fact"] = alike[0].demand.fact
    limits = effect in {Effect.FLOOR, Effect.CEILING}
    filled = {key: value for key, value in left.items() if not said.has(key) and (limits or key != "fact")}
    assert isinstance(row, dict)  # noqa: S101 -- Fields has refused anything else
    return Fields(file, said.entry, {**row, **filled})


def _rule(fields: Fields, site: str, pack: Pack) -> Rule:
    fields.entry, effect = fields.text("id"), fields.code("effect", Effect)
    why, by, on = fields.text("why"), fields.text("by"), fields.day("on")
    rule = Rule(
        id=fields.entry,
        slot=fields.text("slot"),
        events=read_events(fields),
        effect=effect,
        basis=Basis.HOUSE,
        words=fields.text("words"),
        how=fields.text("how"),
        who=read_roles(fields),
        citation=Citation(f"House rule of {site}: {why}", Grade.P, on),
        in_force=InForce(since=fields.day("from") if fields.has("from") else on),
        demand=read_demand(fields, effect, pack.declared, pack.tables),
        applies_if=read_condition(fields, "applies_if", pack.declared),
        reviewers=(Reviewer(by, on, why),),
    )
    fields.close()
    return rule
