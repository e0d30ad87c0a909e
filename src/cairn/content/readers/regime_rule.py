"""Reads one rule of a regime."""

from collections.abc import Mapping

from cairn.content.readers.fields import Fields
from cairn.content.readers.regime_conditions import read_condition
from cairn.content.readers.regime_demands import read_demand
from cairn.domain.citations import Reviewer
from cairn.domain.facts import FactDeclaration
from cairn.domain.regimes.events import Effect, Event
from cairn.domain.regimes.rules import InForce, Rule
from cairn.domain.regimes.tables import Table
from cairn.domain.vocabulary import Basis, Role


def read_rule(fields: Fields, declared: Mapping[str, FactDeclaration], tables: Mapping[str, Table]) -> Rule:
    """One rule.

    :raises ContentFaultError: naming the rule and the mend.
    """
    fields.entry = fields.text("id")
    effect = fields.code("effect", Effect)
    rule = Rule(
        id=fields.entry,
        slot=fields.text("slot"),
        events=read_events(fields),
        effect=effect,
        basis=fields.code("basis", Basis),
        words=fields.text("words"),
        how=fields.text("how"),
        who=read_roles(fields),
        citation=fields.citation("source"),
        in_force=_in_force(fields.inner("effective")),
        demand=read_demand(fields, effect, declared, tables),
        applies_if=read_condition(fields, "applies_if", declared),
        note=fields.text("note") if fields.has("note") else "",
        covers=fields.texts("covers") if fields.has("covers") else (),
        reviewers=read_reviewers(fields),
    )
    fields.close()
    return rule


def read_events(fields: Fields) -> tuple[Event, ...]:
    """The events a rule is asked at."""
    return tuple(Event(code) for code in _codes(fields, "events", tuple(Event)))


def read_roles(fields: Fields) -> tuple[Role, ...]:
    """Who can see to it."""
    return tuple(Role(code) for code in _codes(fields, "who", tuple(Role)))


def read_reviewers(fields: Fields) -> tuple[Reviewer, ...]:
    """Who has compared an entry with the official text and answers for it; nobody where it is not written."""
    return tuple(
        _reviewer(Fields(fields.file, f"{fields.entry}, reviewers", row))
        for row in fields.rows_if_any("reviewers")
    )


def _reviewer(fields: Fields) -> Reviewer:
    reviewer = Reviewer(fields.text("name"), fields.day("on"), fields.text("note"))
    fields.close()
    return reviewer


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
