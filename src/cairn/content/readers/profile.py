"""Reads screening profiles. A site's own may only tighten the one it extends; that is proved here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from cairn.content.loader import list_yaml, load_yaml
from cairn.content.readers.fields import Fields
from cairn.content.readers.screening_rule import Declared, read_rule, read_severity
from cairn.content.readers.sources import Sources
from cairn.domain.citations import Reviewer
from cairn.domain.conditions import ConditionFaultError
from cairn.domain.screening.profile import Change, Profile, RuleSet
from cairn.domain.screening.rule import Rule
from cairn.domain.screening.tightening import loosened

FOLDER: Final = "screening/profiles"


class Known(NamedTuple):
    """What a rule of a profile may name: facts, sources, and classes of medicine."""

    declared: Declared
    sources: Sources
    classes: Mapping[str, str]


def read_profiles(known: Known) -> Mapping[str, Profile]:
    """The profiles that come with the product, by id."""
    paths = list_yaml(FOLDER)
    found = [read_profile(Fields(path, "profile", load_yaml(path)), known, site=False) for path in paths]
    return MappingProxyType({profile.id: profile for profile in found})


def read_profile(fields: Fields, known: Known, *, site: bool) -> Profile:
    """One profile.

    :param site: whether it is a site's own, which may only tighten and may name its reviewers.
    :raises ContentFaultError: for an unknown key, a change without a reason, a severity no rule may have.
    """
    changes = fields.get("changes")
    if not isinstance(changes, dict):
        fields.fault("'changes' is not a mapping.", "Write one rule a line, with what changes and why.")
    rows = fields.rows_if_any("reviewers") if site else []
    profile = Profile(
        id=fields.text("id"),
        version=fields.integer("version"),
        title=fields.text("title"),
        words=fields.text("words"),
        changes=MappingProxyType({rule: _change(fields, rule, entry) for rule, entry in changes.items()}),
        adds=_adds(fields, known),
        extends=fields.text("extends") if site or fields.has("extends") else None,
        site=site,
        reviewers=_reviewers(fields, rows),
    )
    fields.close()
    return profile


def applied(fields: Fields, profile: Profile, base: RuleSet) -> RuleSet:
    """The base's rules under a profile; a site's own is refused where it is not proved to tighten.

    :raises ContentFaultError: naming the rule, and what to do.
    """
    there = {rule.id for rule in base.rules}
    twice = next((rule.id for rule in profile.adds if rule.id in there), None)
    if twice is not None:
        Fields(fields.file, twice, {}).fault("is a rule already.", "Change it under 'changes', or rename it.")
    try:
        rules = base.under(profile)
    except KeyError as name:
        fields.fault(f"{name} is no rule, or no parameter of one.", "Mend the spelling.")
    except (ConditionFaultError, ValueError) as fault:
        fields.fault(str(fault), "Mend the value.")
    if profile.site:
        for rule, words in loosened(base, rules):
            where = Fields(fields.file, rule, {})
            where.fault(words, f"A site may only tighten '{base.profile.id}'. Take the change out.")
    return rules


def _adds(fields: Fields, known: Known) -> tuple[Rule, ...]:
    """Rules of its own, written as in a rules file."""
    entries = fields.get("adds") if fields.has("adds") else {}
    if not isinstance(entries, dict):
        fields.fault("'adds' is not a mapping.", "Write rules by id, as in a rules file.")
    return tuple(read_rule(Fields(fields.file, str(rule), entry), *known) for rule, entry in entries.items())


def _change(fields: Fields, rule: str, entry: object) -> Change:
    inner = Fields(fields.file, rule, entry)
    parameters = inner.get("parameters") if inner.has("parameters") else {}
    if not isinstance(parameters, dict):
        inner.fault("'parameters' is not a mapping.", "Write {name: value}.")
    severity = read_severity(inner) if inner.has("severity") else None
    if severity is None and not parameters:
        inner.fault("nothing is changed.", "Give a severity or parameters, or take it out.")
    change = Change(inner.text("why"), severity, MappingProxyType(parameters))
    inner.close()
    return change


def _reviewers(fields: Fields, rows: list[object]) -> Mapping[str, tuple[Reviewer, ...]]:
    found: dict[str, tuple[Reviewer, ...]] = {}
    for row in rows:
        inner = Fields(fields.file, "reviewers", row)
        rule = inner.text("rule")
        reviewer = Reviewer(
            inner.text("name"), inner.day("on"), inner.text("note") if inner.has("note") else ""
        )
        inner.close()
        found[rule] = (*found.get(rule, ()), reviewer)
    return MappingProxyType(found)
