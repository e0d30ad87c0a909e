"""Laws of screening that hold for every set of facts."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.conditions import comparisons_of, evaluate
from cairn.domain.fact_values import to_json
from cairn.domain.facts import UNKNOWN, Facts, FactValue
from cairn.domain.screening.decision import Decision, Proposal, unmet_before
from cairn.domain.screening.finding import Said
from cairn.domain.screening.profile import Change, Profile, RuleSet
from cairn.domain.screening.result import facts_hash, facts_of, screen
from cairn.domain.screening.rule import ORDER, RANK, Occasion, Rule
from cairn.domain.screening.tightening import loosened
from cairn.domain.vocabulary import Disposition, Severity
from tests.properties.generated_facts import known_values, values
from tests.spec.screening_facts import CALM_DAY, CLEAR, ON, TRIALS, facts
from tests.spec.screening_rules import FIRES, OWN

STANDING = [Disposition.CLEAR, Disposition.NEEDS_REVIEW, Disposition.ON_HOLD, Disposition.BLOCKED]
RULES = rule_set()
ASKED = sorted({fact for name in profiles() for rule in rule_set(name).rules for fact in rule.asks})
OCCASIONS = st.sampled_from(Occasion)
NOTED_ONLY = {
    fact for fact in CLEAR if all(rule.severity is Severity.NOTE for rule in RULES.rules if fact in rule.asks)
}
PROFILES = st.sampled_from(sorted(profiles()))
ANY_FACTS = st.fixed_dictionaries({fact: values(declared_facts()[fact]) for fact in ASKED})


def stands(said: Facts, rules: RuleSet, occasion: Occasion = Occasion.DOSE_DAY) -> int:
    return STANDING.index(screen(said, rules, ON, occasion=occasion).disposition)


def said_of(found: dict[str, FactValue]) -> Facts:
    return Facts(declared_facts(), MappingProxyType(found))


def with_(start: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Add an exclusion: a medicine joins the list, whatever else is on it."""
    before, more = start.get("medicines"), change.get("medicines")
    if before is None or more is None:
        return {**start, **change}
    return {**start, "medicines": {**before, "items": [*before["items"], *more["items"]]}}


@given(st.data(), st.sampled_from(sorted(FIRES)), PROFILES, OCCASIONS)
def test_adding_an_exclusion_never_makes_anyone_more_eligible(
    data: st.DataObject, rule: str, profile: str, occasion: Occasion
) -> None:
    calm = {**CALM_DAY, **CLEAR}
    unknown = data.draw(st.sets(st.sampled_from(sorted(calm))))
    start: dict[str, Any] = {fact: None if fact in unknown else value for fact, value in calm.items()}
    for other in data.draw(st.sets(st.sampled_from(sorted(FIRES)), max_size=3)):
        if not (set(FIRES[other]) & set(FIRES[rule]) - {"medicines"}):
            start = with_(start, FIRES[other])
    if "medicines" in FIRES[rule] and start["medicines"] is None:
        start["medicines"] = CLEAR["medicines"]  # learning the whole list answers more than this exclusion
    before, after = facts(start=start), facts(start=with_(start, FIRES[rule]))
    if rule == "SCR-CV-08":  # this exclusion is a silence, which nothing known may follow
        before = facts(start={**start, "ecg.qtc": CLEAR["ecg.qtc"]})
    assert stands(after, rule_set(profile), occasion) >= stands(before, rule_set(profile), occasion)


@given(st.data(), st.sampled_from(sorted(OWN)), OCCASIONS)
def test_an_exclusion_only_one_trial_has_never_makes_anyone_more_eligible_there(
    data: st.DataObject, rule: str, occasion: Occasion
) -> None:
    profile, change = OWN[rule]
    calm = {**TRIALS, **CALM_DAY, **CLEAR}
    unknown = data.draw(st.sets(st.sampled_from(sorted(set(calm) - {"medicines"}))))
    start = {fact: None if fact in unknown else value for fact, value in calm.items()}
    for other in data.draw(st.sets(st.sampled_from(sorted(FIRES)), max_size=2)):
        if not (set(FIRES[other]) & set(change) - {"medicines"}):
            start = with_(start, FIRES[other])
    before, after = facts(start=start), facts(start=with_(start, change))
    assert stands(after, rule_set(profile), occasion) >= stands(before, rule_set(profile), occasion)
    assert screen(after, rule_set(profile), ON).finding(rule).said is Said.FIRED


@given(ANY_FACTS, PROFILES, OCCASIONS)
def test_an_unknown_never_yields_clear(found: dict[str, FactValue], profile: str, occasion: Occasion) -> None:
    result = screen(said_of(found), rule_set(profile), ON, occasion=occasion)
    open_rules = [
        f for f in result.findings if f.said is Said.NOT_ASKED and f.rule.severity is not Severity.NOTE
    ]
    assert not open_rules or result.disposition is not Disposition.CLEAR
    stops = {Severity.BLOCK, Severity.HOLD}
    stopping = [f for f in open_rules if f.enforced and f.rule.severity in stops and f.rule.unasked is None]
    assert not stopping or result.disposition in {Disposition.ON_HOLD, Disposition.BLOCKED}


@given(ANY_FACTS, st.sets(st.sampled_from(ASKED)), PROFILES, OCCASIONS)
def test_forgetting_a_fact_never_turns_not_clear_into_clear(
    found: dict[str, FactValue], forgotten: set[str], profile: str, occasion: Occasion
) -> None:
    less: dict[str, FactValue] = {f: UNKNOWN if f in forgotten else value for f, value in found.items()}
    rules = rule_set(profile)
    if stands(said_of(found), rules, occasion):
        assert stands(said_of(less), rules, occasion)


@given(ANY_FACTS, st.dictionaries(st.sampled_from(ASKED), st.none()), PROFILES)
def test_a_block_turns_clear_only_by_a_fact_that_says_so(
    found: dict[str, FactValue], asked: dict[str, None], profile: str
) -> None:
    """Facts added where nothing was known never lift what fired: a rule that fired on what was known still fires."""
    before: dict[str, FactValue] = {f: UNKNOWN if f in asked else value for f, value in found.items()}
    rules, day = rule_set(profile), Occasion.DOSE_DAY
    then = screen(said_of(before), rules, ON, occasion=day)
    now = screen(said_of(found), rules, ON, occasion=day)
    fired = {f.rule.id for f in then.said(Said.FIRED) if not _by_silence(f.rule)}
    assert fired <= {finding.rule.id for finding in now.said(Said.FIRED)}


def _by_silence(rule: Rule) -> bool:
    return any(test.op == "missing" for test in comparisons_of(rule.condition))


@given(ANY_FACTS, PROFILES)
def test_the_quick_answer_of_a_rule_is_the_answer_its_trace_explains(
    found: dict[str, FactValue], profile: str
) -> None:
    said = said_of(found)
    for rule in rule_set(profile).rules:
        assert rule.ask(said, ON) is evaluate(rule.condition, said, ON).answer


@given(
    st.sets(st.sampled_from(sorted(set(CLEAR) - NOTED_ONLY)), min_size=1),
    st.sampled_from(["general", "strict", "embrace-2024"]),
)
def test_the_clear_person_with_anything_unasked_is_not_clear(forgotten: set[str], profile: str) -> None:
    result = screen(facts(dict.fromkeys(forgotten)), rule_set(profile), ON)
    assert result.disposition is not Disposition.CLEAR
    waits = {"pregnancy.test"} if "pregnancy.status" in forgotten else set()
    assert {question.fact for question in result.questions} == forgotten - waits
    assert [RANK[question.could_bring] for question in result.questions] == sorted(
        (RANK[question.could_bring] for question in result.questions), reverse=True
    )


@given(ANY_FACTS)
def test_the_strict_profile_is_never_laxer_than_the_general_one(found: dict[str, FactValue]) -> None:
    assert stands(said_of(found), rule_set("strict")) >= stands(said_of(found), rule_set("general"))


PARAMETERS = [(rule.id, name) for rule in RULES.rules for name in rule.written.parameters]


@given(st.data(), PROFILES, ANY_FACTS)
def test_a_profile_proved_to_tighten_is_never_laxer(
    data: st.DataObject, base: str, found: dict[str, FactValue]
) -> None:
    changes: dict[str, Change] = {}
    for rule, name in data.draw(st.lists(st.sampled_from(PARAMETERS), max_size=4, unique=True)):
        now = rule_set(base).rule(rule).written.parameters[name]
        other: object = (
            data.draw(st.sampled_from(["P7D", "P14D", "P30D", "P3M", "P6M", "P2Y"]))
            if isinstance(now, str)
            else data.draw(st.integers(0, 600))
        )
        changes[rule] = Change("tried", parameters=MappingProxyType({name: other}))
    for rule in data.draw(st.sets(st.sampled_from(sorted(FIRES)), max_size=4)):
        parameters = changes[rule].parameters if rule in changes else MappingProxyType({})
        changes[rule] = Change("tried", data.draw(st.sampled_from(ORDER)), parameters)
    site = Profile("site", 1, "Site", "tried", MappingProxyType(changes), extends=base, site=True)
    ours = rule_set(base).under(site)
    faults = {rule for rule, _ in loosened(rule_set(base), ours)}
    kept = replace(site, changes=MappingProxyType({r: c for r, c in changes.items() if r not in faults}))
    assert stands(said_of(found), rule_set(base).under(kept)) >= stands(said_of(found), rule_set(base))


@given(ANY_FACTS, PROFILES, OCCASIONS)
def test_a_stored_screening_can_be_replayed(
    found: dict[str, FactValue], profile: str, occasion: Occasion
) -> None:
    result = screen(said_of(found), rule_set(profile), ON, occasion=occasion)
    again = screen(facts_of(result.inputs, declared_facts()), rule_set(profile), ON, occasion=occasion)
    assert again == result
    assert [f.headline for f in again.findings] == [f.headline for f in result.findings]
    assert facts_hash(said_of(found), rule_set(profile), occasion=occasion) == result.facts_hash


@given(ANY_FACTS, PROFILES)
def test_every_question_belongs_to_an_open_rule_and_every_open_rule_has_one(
    found: dict[str, FactValue], profile: str
) -> None:
    result = screen(said_of(found), rule_set(profile), ON)
    open_rules = {finding.rule.id for finding in result.said(Said.NOT_ASKED)}
    assert {rule for question in result.questions for rule in question.rules} == open_rules


@given(ANY_FACTS, PROFILES)
def test_accepting_without_a_word_opens_only_when_nothing_weighs(
    found: dict[str, FactValue], profile: str
) -> None:
    result = screen(said_of(found), rule_set(profile), ON)
    refused = unmet_before(Proposal(Decision.ACCEPT), result)
    assert bool(refused) == (result.disposition is not Disposition.CLEAR)


@given(st.data(), st.sampled_from(ASKED))
def test_the_facts_hash_changes_with_the_facts(data: st.DataObject, fact: str) -> None:
    before = facts()
    other = data.draw(known_values(declared_facts()[fact]))
    after = before.with_values({fact: other})
    same = to_json(before.get(fact)) == to_json(after.get(fact))
    every = RULES.fact_names[Occasion.DOSE_DAY]
    hashes = {facts_hash(each, RULES, occasion=Occasion.DOSE_DAY) for each in (before, after)}
    assert (len(hashes) == 1) == (same or fact not in every)
