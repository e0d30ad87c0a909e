"""Screening content as it ships, and every way a file of it can be wrong."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.interaction import FILE as INTERACTIONS
from cairn.content.readers.interaction import in_words
from cairn.content.readers.medicine import medicine_classes
from cairn.content.readers.screening import (
    RULES_FOLDER,
    interactions,
    profiles,
    read_rules,
    rule_set,
    site_rule_set,
)
from cairn.content.readers.sources import NO_SOURCE, listed_sources, read_sources_file
from cairn.domain.citations import Reviewer
from cairn.domain.comparisons import COMPARISONS
from cairn.domain.conditions import comparisons_of
from cairn.domain.dates import parse_period
from cairn.domain.vocabulary import Severity

FILE = "screening/rules/tried.yaml"
SOURCES = listed_sources()
RULE: dict[str, Any] = {
    "title": "Blood pressure",
    "question": "Is it high?",
    "when": {"fact": "vitals.systolic", "op": "gt", "value": {"parameter": "limit"}},
    "parameters": {"limit": 140},
    "severity": "hold",
    "headline": "{vitals.systolic}",
    "rationale": "It rises.",
    "resolve": "Measure again.",
    "sources": ["R09"],
    "grade": "A",
    "trial_excluded": ["yes", "EMBRACE"],
    "harm_evidence": ["unknown", "not studied"],
    "jurisdiction_prohibited": ["no", "not named"],
}
ROW: dict[str, Any] = {
    "title": "A class",
    "classes": ["ssri"],
    "window": "P14D",
    "severity": "review",
    "direction": "weaker",
    "mechanism": "receptors",
    "evidence": "A survey.",
    "resolve": "The prescriber.",
    "sources": ["R21"],
    "grade": "A",
    "trial_excluded": ["yes", "often"],
    "harm_evidence": ["no", "none found"],
    "jurisdiction_prohibited": ["no", "not named"],
}
SITE: dict[str, Any] = {
    "version": 1,
    "id": "cedar-house",
    "title": "Cedar House",
    "words": "Stricter than general.",
    "extends": "general",
    "changes": {"SCR-CV-01": {"parameters": {"systolic": 130}, "why": "Our physician asks for it."}},
}


def read(rule: dict[str, Any], key: str = "rules") -> object:
    return read_rules({FILE: {key: {"X-1": rule}}}, declared_facts(), SOURCES, medicine_classes())


def changed(start: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {key: value for key, value in {**deepcopy(start), **changes}.items() if value != "gone"}


def fault(read_it: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(ContentFaultError) as refused:
        read_it()
    return refused.value.file, refused.value.entry, refused.value.what


def test_the_example_rule_and_row_can_be_read() -> None:
    assert read(RULE)
    assert read(ROW, "interactions")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"title": "gone"}, "'title' is missing."),
        ({"titel": "x"}, "the key 'titel' is not known here."),
        ({"when": []}, "'when' or 'parameters' is not a mapping."),
        ({"parameters": []}, "'when' or 'parameters' is not a mapping."),
        (
            {"when": {"fact": "vitals.sistolic", "op": "gt", "value": 1}},
            "when: the fact 'vitals.sistolic' is not declared.",
        ),
        ({"parameters": {}}, "the parameter 'limit' has no value."),
        ({"parameters": {"limit": 140, "mean": 3}}, "the parameter 'mean' is not used."),
        ({"severity": "not-assessed"}, "a rule cannot be 'not-assessed'."),
        ({"severity": "stop"}, "'severity' is not one of its codes."),
        ({"grade": "A+"}, "'grade' is not one of its codes."),
        ({"sources": ["R99"]}, "the source 'R99' is not listed."),
        ({"sources": []}, "grade A without a source."),
        ({"trial_excluded": ["yes"]}, "'trial_excluded' is not an answer with words."),
        ({"harm_evidence": ["maybe", "x"]}, "'harm_evidence' is not an answer with words."),
        (
            {"headline": "{vitals.diastolic}"},
            "its headline shows 'vitals.diastolic', which the rule does not ask.",
        ),
        (
            {
                "when": {"fact": "medicines", "op": "class_present", "value": "SSRI"},
                "parameters": {},
                "headline": "x",
            },
            "the class 'SSRI' is not declared.",
        ),
        (
            {
                "when": {"any": [{"not": {"all": [{"fact": "ecg.qtc", "op": "missing"}]}}]},
                "parameters": {},
                "headline": "x",
            },
            "'missing' stands under 'not': silence would clear.",
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_by_name(changes: dict[str, Any], what: str) -> None:
    assert fault(lambda: read(changed(RULE, **changes))) == (FILE, "X-1", what)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (
            {"window": "two weeks"},
            "'two weeks' is not a period. Write one as ISO 8601, such as P30D, P12M or PT24H.",
        ),
        ({"classes": ["SSRI"]}, "the class 'SSRI' is not declared."),
        ({"when": []}, "'when' is not a mapping."),
        (
            {"when": {"fact": "medicines", "op": "gt", "value": 1}},
            "when: 'gt' does not fit 'medicines', which is exposures.",
        ),
        ({"question": "x"}, "the key 'question' is not known here."),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_by_name(changes: dict[str, Any], what: str) -> None:
    assert fault(lambda: read(changed(ROW, **changes), "interactions")) == (FILE, "X-1", what)


def test_a_double_negation_lets_silence_fire_and_not_clear() -> None:
    twice = {"not": {"not": {"fact": "ecg.qtc", "op": "missing"}}}
    assert read(changed(RULE, when=twice, parameters={}, headline="No ECG"))


def test_an_entry_without_a_source_says_so_and_never_binds() -> None:
    (rule,) = [rule for rule in rule_set().rules if rule.id == "SCR-HEP-02"]
    assert (rule.citation.text, rule.citation.grade.may_enforce_once_reviewed) == (NO_SOURCE, False)


def test_files_that_are_not_rules_are_refused() -> None:
    args = (declared_facts(), SOURCES, medicine_classes())
    assert fault(lambda: read_rules({FILE: {"rules": []}}, *args)) == (FILE, "rules", "is not a mapping.")
    twice = {FILE: {"rules": {"X-1": RULE}}, "other.yaml": {"interactions": {"X-1": ROW}}}
    assert fault(lambda: read_rules(twice, *args)) == ("other.yaml", "X-1", "stands twice.")


def test_sources_that_cannot_be_read_are_refused() -> None:
    start = {"version": 1, "read_on": date(2026, 11, 22)}
    assert fault(lambda: read_sources_file({**start, "sources": []}))[2] == "'sources' is not a mapping."
    assert (
        fault(lambda: read_sources_file({**start, "sources": {"R1": {"text": "x", "doi": "y"}}}))[1] == "R1"
    )


def test_every_source_listed_is_cited() -> None:
    rules = [rule for name in profiles() for rule in rule_set(name).rules]
    cited = {c.text.partition(":")[0] for rule in rules for c in (rule.citation, *rule.more)}
    assert set(SOURCES) - cited == set()


def test_the_rules_between_them_use_every_kind_of_condition_screening_needs() -> None:
    used = {test.op for rule in rule_set().rules for test in comparisons_of(rule.condition)}
    assert used >= {
        *("eq", "gt", "ge", "le", "in", "contains", "intersects", "not_empty", "missing"),
        *("within_last", "age_at_least", "class_present", "class_taken_within"),
    }
    assert used <= {*COMPARISONS, "missing"}


def test_every_file_of_rules_is_read() -> None:
    written = [key for path in list_yaml(RULES_FOLDER) for key in load_yaml(path)["rules"]]  # type: ignore[attr-defined]
    written += list(load_yaml(INTERACTIONS)["interactions"])  # type: ignore[call-overload]
    assert [rule.id for rule in rule_set().rules] == written
    assert [row.id for row in interactions()] == [rule for rule in written if rule.startswith("DDI")]


def test_a_window_is_said_in_words() -> None:
    assert [in_words(parse_period(text)) for text in ("P1D", "P14D", "P3M")] == [
        "1 day",
        "14 days",
        "3 months",
    ]


def test_the_profiles_are_those_named_and_every_change_says_why() -> None:
    assert list(profiles()) == [
        "aaronson-2024",
        "basel",
        "camh-2023",
        "cancer-2016",
        "colorado",
        "comp001",
        "comp003",
        "comp005-006",
        "davis-2021",
        "embrace-2024",
        "general",
        "hopkins",
        "imperial-2021",
        "nct05675800",
        "neurology",
        "oregon",
        "strict",
        "uaspire",
        "usona-psil201",
        "zurich",
    ]
    assert all(change.why for profile in profiles().values() for change in profile.changes.values())
    assert rule_set().profile.key == "general@1"
    with pytest.raises(KeyError):
        rule_set("lax")


def test_a_site_profile_that_tightens_is_used() -> None:
    rules = site_rule_set(SITE, "cedar.yaml")
    assert rules.rule("SCR-CV-01").written.parameters["systolic"] == 130
    assert (rules.profile.site, rules.profile.key) == (True, "cedar-house@1")


def test_a_site_may_add_a_rule_of_its_own() -> None:
    rules = site_rule_set({**SITE, "adds": {"CEDAR-01": RULE}}, "cedar.yaml")
    assert [rule.id for rule in rules.rules] == [*(rule.id for rule in rule_set().rules), "CEDAR-01"]
    assert rules.rule("CEDAR-01").severity is Severity.HOLD


def test_the_rule_of_a_trial_is_asked_under_its_profile_alone() -> None:
    own = {name: tuple(rule.id for rule in profile.adds) for name, profile in profiles().items()}
    assert own["basel"] == ("BASEL-FAMILY", "BASEL-PSYCHOTROPIC", "BASEL-CIGARETTES", "BASEL-ILLICIT")
    assert own["general"] == own["strict"] == own["oregon"] == own["colorado"] == ()
    every = [rule for rules in own.values() for rule in rules]
    assert len(every) == len(set(every))


def test_colorado_blocks_nothing_its_text_does_not_name() -> None:
    blocking = [rule.id for rule in rule_set("colorado").rules if rule.severity is Severity.BLOCK]
    assert blocking == ["SCR-AGE-01"]


def test_a_site_names_who_has_read_what() -> None:
    signed = {"rule": "SCR-PSY-09", "name": "Dr Aoki", "on": date(2026, 11, 2)}
    rules = site_rule_set({**SITE, "reviewers": [signed, {**signed, "note": "twelve months"}]}, "cedar.yaml")
    assert [r.note for r in rules.profile.reviewers_of("SCR-PSY-09")] == ["", "twelve months"]
    assert rules.profile.reviewers_of("SCR-CV-01") == ()
    assert isinstance(rules.profile.reviewers_of("SCR-PSY-09")[0], Reviewer)


@pytest.mark.parametrize(
    ("changes", "entry", "what"),
    [
        ({"extends": "lax"}, "profile", "it extends 'lax', which is no profile."),
        ({"extends": "gone"}, "profile", "'extends' is missing."),
        ({"changes": []}, "profile", "'changes' is not a mapping."),
        ({"adds": []}, "profile", "'adds' is not a mapping."),
        ({"adds": {"SCR-CV-01": RULE}}, "SCR-CV-01", "is a rule already."),
        ({"adds": {"CEDAR-01": {**RULE, "grade": "A+"}}}, "CEDAR-01", "'grade' is not one of its codes."),
        ({"changes": {"SCR-CV-01": {"why": "x"}}}, "SCR-CV-01", "nothing is changed."),
        ({"changes": {"SCR-CV-01": {"severity": "block"}}}, "SCR-CV-01", "'why' is missing."),
        (
            {"changes": {"SCR-CV-01": {"parameters": [], "why": "x"}}},
            "SCR-CV-01",
            "'parameters' is not a mapping.",
        ),
        (
            {"changes": {"SCR-NO": {"severity": "block", "why": "x"}}},
            "profile",
            "'SCR-NO' is no rule, or no parameter of one.",
        ),
        (
            {"changes": {"SCR-CV-01": {"parameters": {"mean": 1}, "why": "x"}}},
            "profile",
            "'mean' is no rule, or no parameter of one.",
        ),
        (
            {"changes": {"SCR-CV-01": {"parameters": {"systolic": "high"}, "why": "x"}}},
            "profile",
            "when.any[0]: 'high' is not a number.",
        ),
        (
            {"changes": {"SCR-CV-01": {"parameters": {"systolic": 150}, "why": "x"}}},
            "SCR-CV-01",
            "'systolic' is 150; 140 is not proved to be tightened by it.",
        ),
        (
            {"changes": {"SCR-CV-01": {"severity": "note", "why": "x"}}},
            "SCR-CV-01",
            "It asks for note; general asks for hold.",
        ),
    ],
)
def test_a_site_profile_that_loosens_or_cannot_be_read_is_refused(
    changes: dict[str, Any], entry: str, what: str
) -> None:
    assert fault(lambda: site_rule_set(changed(SITE, **changes), "cedar.yaml")) == ("cedar.yaml", entry, what)


def test_a_severity_a_rule_may_not_have_is_refused_in_a_profile() -> None:
    with pytest.raises(ContentFaultError, match="a rule cannot be 'clear'"):
        site_rule_set(
            changed(SITE, changes={"SCR-CV-01": {"severity": Severity.CLEAR.value, "why": "x"}}), "f"
        )
