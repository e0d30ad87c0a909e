"""Invented people, written down in ``tests/spec/eligibility``: who may take part, what speaks against, what to ask."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, regime_rules, rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.screening.finding import Said
from cairn.domain.screening.profile import ALL_RULES
from cairn.domain.screening.result import ScreeningResult, screen
from cairn.domain.screening.rule import Occasion
from tests.spec.screening_facts import CALM_DAY, ON, facts

FILES = sorted((Path(__file__).parent / "eligibility").glob("*.yaml"))
PEOPLE: list[dict[str, Any]] = [
    person for file in FILES for person in yaml.safe_load(file.read_text(encoding="utf-8"))["people"]
]
KEYS = {
    *("who", "profile", "occasion", "regime", "reviewer", "facts", "takes", "unknown"),
    *("disposition", "fired", "asked"),
}


def screened(person: dict[str, Any]) -> ScreeningResult:
    changes = dict(person.get("facts", {}))
    if "takes" in person:
        items = [{"name": name, "last_taken": str(last)} for name, last in person["takes"].items()]
        changes["medicines"] = {"items": items, "complete": True}
    if person.get("unknown") == "the-day":
        changes |= dict.fromkeys(CALM_DAY)
    signed = (Reviewer(person["reviewer"], date(2026, 11, 2)),) if "reviewer" in person else ()
    rules = rule_set(person["profile"])
    places = person.get("regime", ())
    named = (places,) if isinstance(places, str) else places
    law = tuple(rule for place in named for rule in regime_rules(packs()[place], ON, signed))
    return screen(
        facts(changes),
        rules.reviewed_by({ALL_RULES: signed}) if signed else rules,
        ON,
        law,
        Occasion(person.get("occasion", "screening")),
    )


@pytest.mark.parametrize("person", PEOPLE, ids=[f"{each['profile']}: {each['who']}" for each in PEOPLE])
def test_where_an_invented_person_stands(person: dict[str, Any]) -> None:
    assert set(person) <= KEYS
    result = screened(person)
    fired = {finding.rule.id for finding in result.said(Said.FIRED)}
    asked = {question.fact for question in result.questions}
    assert (result.disposition.value, fired, asked) == (
        person["disposition"],
        set(person.get("fired", ())),
        set(person.get("asked", ())),
    )


def test_there_is_somebody_for_every_profile_and_every_rule_of_a_trial() -> None:
    assert {person["profile"] for person in PEOPLE} == set(profiles())
    met = {rule for person in PEOPLE for rule in person.get("fired", ())}
    own = {rule.id for profile in profiles().values() for rule in profile.adds}
    assert own - met == set()
