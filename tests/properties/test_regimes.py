"""Laws of regimes: more is never asked less, an unknown never lets anything through, a tighter pack stays tighter."""

import json
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.content.loader import ContentFaultError
from cairn.content.readers.house_rules import read_house_rules
from cairn.content.readers.regime import packs
from cairn.domain.facts import UNKNOWN, Facts
from cairn.domain.regimes.asking import facts_asked
from cairn.domain.regimes.evaluation import requirements_at
from cairn.domain.regimes.events import Event, Standing
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.replay import replayed
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import Found
from cairn.domain.regimes.stored import as_stored, from_stored
from tests.properties.generated_facts import values
from tests.spec.oregon import DAY, OREGON, READY, REVIEWED, START, known

DOSES = st.decimals("0.1", "50", places=2)
CLIENTS = st.integers(1, 25)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def value(answer: object) -> Decimal:
    assert isinstance(answer, Found)
    return answer.value


@given(DOSES, DOSES, st.booleans(), st.sampled_from([None, "edible", "whole-fungi"]))
def test_a_higher_dose_never_shortens_the_stay(
    one: Decimal, two: Decimal, first: bool, form: str | None
) -> None:
    low, high = sorted((one, two))
    stays = [
        value(
            session_requirements(
                OREGON, dose=dose, clients=1, on=DAY, first_at_site=first, form=form
            ).min_duration
        )
        for dose in (low, high)
    ]
    assert stays[0] <= stays[1]


@given(DOSES, DOSES, CLIENTS, CLIENTS)
def test_more_clients_or_a_higher_dose_never_need_fewer_facilitators(
    one: Decimal, two: Decimal, few: int, many: int
) -> None:
    (low, high), (few, many) = sorted((one, two)), sorted((few, many))
    needed = [
        value(session_requirements(OREGON, dose=dose, clients=count, on=DAY).facilitators_needed)
        for dose, count in ((low, few), (low, many), (high, many))
    ]
    assert needed == sorted(needed)


@given(DOSES, CLIENTS, DAYS, st.sampled_from([None, True]))
def test_what_is_not_said_is_never_an_easier_answer(
    dose: Decimal, clients: int, on: date, first: bool | None
) -> None:
    unsaid = session_requirements(OREGON, dose=dose, clients=clients, on=on, first_at_site=first)
    for form in ("edible", "extract", "whole-fungi"):
        said = session_requirements(OREGON, dose=dose, clients=clients, on=on, first_at_site=False, form=form)
        assert value(unsaid.min_duration) >= value(said.min_duration)


@given(st.frozensets(st.sampled_from(sorted(READY))))
def test_forgetting_what_is_known_never_meets_a_rule_that_was_not_met(forgotten: frozenset[str]) -> None:
    changes = {fact.replace(".", "__"): UNKNOWN for fact in forgotten}
    for event in Event:
        before = requirements_at(OREGON, event, known(), START, REVIEWED)
        after = requirements_at(OREGON, event, known(**changes), START, REVIEWED)
        for then, now in zip(before, after, strict=True):
            if then.stops:
                assert now.stops
            if now.standing is Standing.MET:
                assert then.standing in {Standing.MET, Standing.NOT_APPLICABLE}


@given(st.frozensets(st.sampled_from(sorted(READY))), DAYS)
def test_every_decision_can_be_made_again_from_what_it_kept(forgotten: frozenset[str], on: date) -> None:
    facts = known(**{fact.replace(".", "__"): UNKNOWN for fact in forgotten})
    for event in Event:
        for outcome in requirements_at(OREGON, event, facts, on):
            assert replayed(outcome.provenance, OREGON) == outcome


MOMENTS = [(pack, event) for pack in packs().values() for event in Event if pack.at(event)]


def asked_at(pack: Pack, event: Event) -> list[str]:
    return sorted({fact for rule in pack.at(event) for fact in facts_asked(rule, pack)})


@given(st.data(), st.sampled_from(MOMENTS), DAYS)
def test_in_every_pack_what_stops_goes_on_stopping_when_something_is_forgotten(
    data: st.DataObject, moment: tuple[Pack, Event], on: date
) -> None:
    pack, event = moment
    facts = asked_at(pack, event)
    known_facts = data.draw(st.fixed_dictionaries({fact: values(pack.declared[fact]) for fact in facts}))
    forgotten = data.draw(st.sets(st.sampled_from(facts))) if facts else set()
    remembered = {fact: value for fact, value in known_facts.items() if fact not in forgotten}
    before, after = (
        requirements_at(pack, event, Facts(pack.declared, MappingProxyType(said)), on, REVIEWED)
        for said in (known_facts, remembered)
    )
    assert [then.rule for then, now in zip(before, after, strict=True) if then.stops and not now.stops] == []


@given(st.data(), st.sampled_from(MOMENTS), DAYS)
def test_in_every_pack_a_decision_is_made_again_from_what_was_stored(
    data: st.DataObject, moment: tuple[Pack, Event], on: date
) -> None:
    pack, event = moment
    facts = asked_at(pack, event)
    said = data.draw(st.fixed_dictionaries({fact: values(pack.declared[fact]) for fact in facts}))
    for outcome in requirements_at(pack, event, Facts(pack.declared, MappingProxyType(said)), on):
        stored = json.loads(json.dumps(as_stored(outcome.provenance)))
        assert replayed(from_stored(stored), pack) == outcome


@given(st.decimals("1", "100", places=1))
def test_a_ceiling_of_the_house_is_read_only_where_it_is_no_higher_than_the_laws(value: Decimal) -> None:
    rule = {
        "id": "HOUSE-1", "slot": "dose.session_ceiling", "effect": "ceiling", "value": float(value),
        "words": "Less.", "why": "Our room.", "by": "Dr. Lind", "on": date(2026, 10, 1),
    }  # fmt: skip
    data = {"schema": "house-rules/1", "regime": "us-or", "site": "Cedar House", "rules": [rule]}
    if value > 50:
        with pytest.raises(ContentFaultError, match="looser by"):
            read_house_rules(data, "house/us-or.yaml", OREGON)
    else:
        pack = read_house_rules(data, "house/us-or.yaml", OREGON)
        answer = session_requirements(pack, dose=Decimal(1), clients=1, on=DAY).ceiling
        assert isinstance(answer, Found)
        assert answer.value == min(value, Decimal(50))
