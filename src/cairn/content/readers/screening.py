"""Reads the screening rules, puts them under a profile, and joins the law of a place to them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final, assert_never

from cairn.content.loader import ContentFaultError, content_hash, list_yaml, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.fields import Fields
from cairn.content.readers.interaction import FILE as INTERACTIONS_FILE
from cairn.content.readers.interaction import read_interaction
from cairn.content.readers.medicine import medicine_classes
from cairn.content.readers.profile import FOLDER as PROFILES_FOLDER
from cairn.content.readers.profile import Known, applied, read_profile, read_profiles
from cairn.content.readers.screening_rule import Declared, read_rule
from cairn.content.readers.sources import FILE as SOURCES_FILE
from cairn.content.readers.sources import Sources, listed_sources
from cairn.content.source import kept_per_source
from cairn.domain.citations import Reviewer
from cairn.domain.comparisons import Answer
from cairn.domain.conditions import All, AnyOf, Condition, Not, Test
from cairn.domain.medicines.interactions import Interaction, Stance
from cairn.domain.regimes.exclusions import Exclusion, screening_rules_of
from cairn.domain.regimes.pack import Pack
from cairn.domain.screening.profile import Profile, RuleSet
from cairn.domain.screening.rule import Rule, Written
from cairn.domain.vocabulary import Severity

RULES_FOLDER: Final = "screening/rules"
SET_FILE: Final = "screening/set.yaml"
SITE_PROFILES_FOLDER: Final = "profiles"
DEFAULT_PROFILE: Final = "general"
_UNTOUCHED: Final = Profile(
    "as-written", 1, "As written", "The rules before any profile.", MappingProxyType({})
)


@kept_per_source
def rule_set(profile: str = DEFAULT_PROFILE) -> RuleSet:
    """The rules under one of the product's profiles, or of the site's own.

    :raises KeyError: where there is no such profile; ``profiles()`` lists them.
    """
    chosen = profiles()[profile]
    if chosen.site:
        file = f"{SITE_PROFILES_FOLDER}/{profile}.yaml"
        return site_rule_set(load_yaml(file), file)
    base = rule_set(chosen.extends) if chosen.extends else _as_written()
    return applied(Fields(f"{PROFILES_FOLDER}/{profile}.yaml", profile, {}), chosen, base)


@kept_per_source
def profiles() -> Mapping[str, Profile]:
    """The product's profiles and the site's own, by id.

    :raises ContentFaultError: for a site's profile that has the id of another, or is not named for its own.
    """
    found = dict(_product_profiles())
    for file in list_yaml(SITE_PROFILES_FOLDER):
        fields = Fields(file, "profile", load_yaml(file))
        profile = read_profile(fields, _known(), site=True)
        if profile.id in found:
            fields.fault(f"there is a profile '{profile.id}' already.", "Give yours an id of its own.")
        if file != f"{SITE_PROFILES_FOLDER}/{profile.id}.yaml":
            fields.fault(f"is the profile '{profile.id}'.", f"Name the file {profile.id}.yaml.")
        found[profile.id] = profile
    return MappingProxyType(found)


def site_rule_set(data: Mapping[str, object], file: str) -> RuleSet:
    """The rules under a site's own profile, which may only tighten one of the product's; the hash covers both.

    :param file: what a fault will name.
    :raises ContentFaultError: where it loosens anything, or cannot be read.
    """
    fields = Fields(file, "profile", data)
    profile = read_profile(fields, _known(), site=True)
    product = _product_profiles()
    if profile.extends is None or profile.extends not in product:
        fields.fault(f"it extends '{profile.extends}', which is no profile.", f"Use {', '.join(product)}.")
    rules = applied(fields, profile, rule_set(profile.extends))
    plain = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    joined = hashlib.sha256(f"{rules.content_hash} {plain}".encode()).hexdigest()
    return replace(rules, content_hash=joined)


@kept_per_source
def interactions() -> tuple[Interaction, ...]:
    """The interaction table, in its order."""
    return tuple(rule.interaction for rule in _as_written().rules if rule.interaction is not None)


def regime_rules(pack: Pack, on: date, reviewers: tuple[Reviewer, ...] = ()) -> tuple[Rule, ...]:
    """The law's exclusions in force on a day, as rules to ask beside the clinical ones."""
    return tuple(_law(exclusion) for exclusion in screening_rules_of(pack, on, reviewers))


@kept_per_source
def _product_profiles() -> Mapping[str, Profile]:
    return read_profiles(_known())


@kept_per_source
def _known() -> Known:
    return Known(declared_facts(), listed_sources(), medicine_classes())


@kept_per_source
def _as_written() -> RuleSet:
    declared, sources, classes = _known()
    files = {path: load_yaml(path) for path in (*list_yaml(RULES_FOLDER), INTERACTIONS_FILE)}
    rules = read_rules(files, declared, sources, classes)
    version = Fields(SET_FILE, "set", load_yaml(SET_FILE)).text("version")
    return RuleSet(_UNTOUCHED, rules, declared, version, _hash())


def read_rules(
    files: Mapping[str, Mapping[str, object]],
    declared: Declared,
    sources: Sources,
    classes: Mapping[str, str],
) -> tuple[Rule, ...]:
    """Every rule of some files, in their order.

    :raises ContentFaultError: for an id that stands twice, and for whatever cannot be read.
    """
    found: dict[str, Rule] = {}
    for path, data in files.items():
        for rule in _rules_of(path, data, declared, sources, classes):
            if rule.id in found:
                raise ContentFaultError(path, rule.id, "stands twice.", "Give one of them another id.")
            found[rule.id] = rule
    return tuple(found.values())


def _rules_of(
    path: str, data: Mapping[str, object], declared: Declared, sources: Sources, classes: Mapping[str, str]
) -> Iterator[Rule]:
    key, read = ("interactions", read_interaction) if "interactions" in data else ("rules", read_rule)
    entries = data.get(key)
    if not isinstance(entries, dict):
        raise ContentFaultError(path, key, "is not a mapping.", f"Write '{key}:' with entries below it.")
    for rule, entry in entries.items():
        yield read(Fields(path, str(rule), entry), declared, sources, classes)


def _hash() -> str:
    rules, profile_files = list_yaml(RULES_FOLDER), list_yaml(PROFILES_FOLDER)
    paths = (*rules, *profile_files, SOURCES_FILE, SET_FILE, INTERACTIONS_FILE)
    lines = "".join(f"{path} {content_hash(path)}\n" for path in sorted(paths))
    return hashlib.sha256(lines.encode()).hexdigest()


def _law(exclusion: Exclusion) -> Rule:
    unknown = Stance(Answer.UNKNOWN, "not a matter of this rule")
    return Rule(
        id=exclusion.id,
        title=exclusion.words,
        question=exclusion.words,
        written=Written(MappingProxyType({})),
        condition=_asked_now(exclusion.condition),
        severity=Severity.BLOCK,
        headline=exclusion.words,
        rationale=exclusion.words,
        resolve=exclusion.how,
        citation=exclusion.citation,
        more=(),
        trial_excluded=unknown,
        harm_evidence=unknown,
        jurisdiction_prohibited=Stance(Answer.YES, exclusion.citation.text),
        overridable=False,
        needs_second_person=False,
        basis=exclusion.basis,
        reviewed=exclusion.enforced,
        origin=f"{exclusion.pack} {exclusion.pack_version} {exclusion.pack_hash}",
    )


def _asked_now(condition: Condition) -> Condition:
    """The law asks at the session; screening asks the same of the day of screening."""
    match condition:
        case All(parts):
            return All(tuple(_asked_now(part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_asked_now(part) for part in parts))
        case Not(part):
            return Not(_asked_now(part))
        case Test():
            return Test(condition.fact, condition.op, condition.operands)
    assert_never(condition)
