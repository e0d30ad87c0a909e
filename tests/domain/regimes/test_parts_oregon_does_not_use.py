"""What a pack may say though Oregon's does not: things to tell, a negation, a limit by facts alone, no rule at all."""

import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from cairn.cli.regime_json import as_json
from cairn.cli.regime_session import answer_lines
from cairn.content.loader import load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import read_pack
from cairn.domain.conditions import Not, parse
from cairn.domain.facts import Facts
from cairn.domain.regimes.asking import condition_facts
from cairn.domain.regimes.bounds import bound_of
from cairn.domain.regimes.demands import Fixed, Forbid, LeastOf, Limit, Tell
from cairn.domain.regimes.events import Effect, Standing
from cairn.domain.regimes.preparation import preparation_windows
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.session import facilitators_whatever_the_dose, longest_minutes, session_requirements
from cairn.domain.regimes.session_values import Found, NotEncoded, NotKnown, SessionRequirements
from cairn.domain.regimes.tables import Unanswered
from cairn.domain.vocabulary import Basis
from tests.spec.oregon import DAY, OREGON, ask, known

EMPTY = replace(OREGON, rules=())
NOTHING = Facts(declared_facts(), MappingProxyType({}))


def session(pack: object = OREGON, dose: Decimal | None = Decimal(5)) -> SessionRequirements:
    return session_requirements(pack, dose=dose, clients=1, on=DAY)  # type: ignore[arg-type]


def test_something_to_tell_is_a_standing_duty() -> None:
    data = copy.deepcopy(load_yaml("regimes/us-or.yaml"))
    rules = data["rules"]
    assert isinstance(rules, list)
    entry = {key: value for key, value in rules[0].items() if key != "unless"}
    rules.append({**entry, "id": "OR-TELL-01", "effect": "inform", "message": "The line is open all night."})
    rule = read_pack(data, "regimes/us-or.yaml", "0", declared_facts()).rule("OR-TELL-01")
    assert rule.demand == Tell("The line is open all night.")
    found = ask_of(rule)
    assert (found.standing, found.said) == (Standing.STANDING_DUTY, "The line is open all night.")


def ask_of(rule: Rule) -> object:
    from cairn.domain.regimes.evaluation import outcome_of

    return outcome_of(rule, OREGON, known(), DAY)


def test_the_facts_of_a_negation_are_asked() -> None:
    condition = parse({"not": {"fact": "touch.offered", "op": "eq", "value": True}}, declared_facts())
    assert isinstance(condition, Not)
    assert list(condition_facts(condition)) == ["touch.offered"]


def test_the_least_of_facts_nobody_knows_is_not_known() -> None:
    bound = LeastOf((), ("admin.area_occupancy_limit",))
    assert bound_of(bound, OREGON, NOTHING, DAY) == Unanswered(("admin.area_occupancy_limit",))


def test_a_pack_without_rules_answers_nothing_and_says_so() -> None:
    answer = session(EMPTY)
    for value in (answer.min_duration, answer.facilitators_needed, answer.ceiling, answer.group_cap):
        assert isinstance(value, NotEncoded)
    assert longest_minutes(EMPTY) is None
    assert facilitators_whatever_the_dose(EMPTY, 1, DAY) is None
    assert preparation_windows(EMPTY, DAY) == ()
    assert as_json(EMPTY, DAY, {}, answer)["min_duration"] == {
        "state": "not-encoded",
        "value": None,
        "rule": None,
        "words": f"{OREGON.title} holds no rule about this. Ask your regulator.",
    }
    assert any("holds no rule about this" in line for line in answer_lines(EMPTY, DAY, "a session", answer))


def test_without_a_dose_the_command_line_would_say_what_is_not_known() -> None:
    answer = session(dose=None)
    assert isinstance(answer.min_duration, NotKnown)
    shown = as_json(OREGON, DAY, {}, answer)["min_duration"]
    assert isinstance(shown, dict)
    assert (shown["state"], shown["missing"]) == ("not-known", ["dose.total_mg_analyte"])
    assert any("Cannot be worked out" in line for line in answer_lines(OREGON, DAY, "a session", answer))


def test_a_house_rule_on_the_same_subject_gives_the_stricter_answer() -> None:
    ours = (
        house("OR-DUR-01", Fixed(Decimal(400))),
        house("OR-DOSE-01", Fixed(Decimal(30))),
        house("OR-MON-03", Fixed(Decimal(2))),
    )
    answer = session(replace(OREGON, rules=(*OREGON.rules, *ours)))
    assert isinstance(answer.min_duration, Found)
    assert (answer.min_duration.value, answer.min_duration.basis, answer.min_duration.unit) == (
        400,
        Basis.HOUSE,
        "min",
    )
    assert isinstance(answer.ceiling, Found)
    assert (answer.ceiling.value, answer.ceiling.unit) == (30, "mg")


def house(like: str, bound: Fixed) -> Rule:
    rule = OREGON.rule(like)
    assert isinstance(rule.demand, Limit)
    return replace(rule, id=f"HOUSE-{like}", basis=Basis.HOUSE, demand=replace(rule.demand, bound=bound))


def test_an_amount_that_is_no_whole_number_is_given_as_text() -> None:
    half = house("OR-DOSE-01", Fixed(Decimal("27.5")))
    shown = as_json(OREGON, DAY, {}, session(replace(OREGON, rules=(*OREGON.rules, half))))["dose_ceiling"]
    assert isinstance(shown, dict)
    assert shown["value"] == "27.5"


def test_a_rule_without_beginning_or_end_always_holds() -> None:
    rule = OREGON.rule("OR-AGE-01")
    always = replace(rule.in_force, since=None)
    assert (always.words, always.on(date(1990, 1, 1))) == ("always, no first day was read", True)
    both = replace(rule.in_force, until=date(2027, 1, 1))
    assert both.words == "from 2025-01-01 until before 2027-01-01"


def test_a_preparation_rule_of_another_form_gives_no_window() -> None:
    rule = OREGON.rule("OR-PREP-02")
    when = parse({"fact": "admin.is_first_with_facilitator", "op": "eq", "value": True}, declared_facts())
    other = replace(rule, demand=Forbid(when=when, unless=None))
    assert preparation_windows(replace(OREGON, rules=(other,)), DAY) == ()


def test_a_rule_that_may_not_stop_says_so_on_the_command_line() -> None:
    weak = replace(OREGON.rule("OR-DOSE-01"), citation=OREGON.rule("OR-MON-03").citation)
    pack = replace(OREGON, rules=(weak,))
    assert any(
        "until a reviewer of the site has signed" in line
        for line in answer_lines(pack, DAY, "", session(pack))
    )


def test_only_rules_that_limit_stop() -> None:
    assert {effect for effect in Effect if effect.stops} == {
        Effect.BLOCK,
        Effect.REQUIRE_BEFORE,
        Effect.FLOOR,
        Effect.CEILING,
    }
    assert ask("OR-INT-01", known()).is_open
