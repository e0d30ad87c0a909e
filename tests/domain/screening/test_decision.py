from typing import Any

import pytest

from cairn.content.readers.regime import packs
from cairn.content.readers.screening import regime_rules, rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.screening.decision import (
    Decision,
    Ground,
    Override,
    Proposal,
    accepting_opens,
    open_decisions,
    unmet_before,
)
from cairn.domain.screening.result import ScreeningResult, screen
from tests.spec.screening_facts import ON, facts, screened, taking

AOKI = Reviewer("Dr Aoki", ON)
ACCEPT = Decision.ACCEPT


def grounds(proposal: Proposal, result: ScreeningResult) -> list[Ground]:
    return [refusal.ground for refusal in unmet_before(proposal, result)]


def weighed(*rules: str, second: str | None = None) -> tuple[Override, ...]:
    return tuple(Override(rule, "Weighed with the physician.", "aoki", second) for rule in rules)


def under_oregon_law(changes: dict[str, Any], *reviewers: Reviewer) -> ScreeningResult:
    return screen(facts(changes), rule_set("oregon"), ON, regime_rules(packs()["us-or"], ON, reviewers))


def test_a_clear_person_may_be_accepted_at_once() -> None:
    assert unmet_before(Proposal(ACCEPT), screened()) == ()
    assert accepting_opens(screened()) == ""
    assert all(open_decisions(screened()).values())


@pytest.mark.parametrize("decision", [Decision.DEFER, Decision.DECLINE])
def test_deferring_and_declining_are_always_open_with_a_reason(decision: Decision) -> None:
    blocked = screened({"psychosis.ever": True, "suicide.intent_now": None})
    assert grounds(Proposal(decision, reason=" "), blocked) == [Ground.NO_REASON]
    assert unmet_before(Proposal(decision, reason="Not now."), blocked) == ()
    assert open_decisions(blocked) == {d: not d.accepts for d in Decision}


def test_accepting_with_conditions_needs_a_condition() -> None:
    proposal = Decision.ACCEPT_WITH_CONDITIONS
    assert grounds(Proposal(proposal, conditions=(" ",)), screened()) == [Ground.NO_CONDITIONS]
    assert unmet_before(Proposal(proposal, conditions=("Pressure on the day.",)), screened()) == ()


def test_a_house_block_that_may_not_be_passed_stays_whatever_is_written() -> None:
    result = screened({"psychosis.ever": True})
    assert grounds(Proposal(ACCEPT, overrides=weighed("SCR-PSY-01", second="brandt")), result) == [
        Ground.BLOCKED
    ]


def test_a_block_that_may_be_passed_takes_a_reason_and_a_second_person() -> None:
    result = screened({"history.seizure": "other"})
    assert grounds(Proposal(ACCEPT), result) == [Ground.BLOCKED]
    assert grounds(Proposal(ACCEPT, overrides=weighed("SCR-NEU-01")), result) == [Ground.SECOND_PERSON]
    assert grounds(Proposal(ACCEPT, overrides=weighed("SCR-NEU-01", second="aoki")), result) == [
        Ground.SECOND_PERSON
    ]
    assert unmet_before(Proposal(ACCEPT, overrides=weighed("SCR-NEU-01", second="brandt")), result) == ()


def test_what_the_law_forbids_no_reason_opens() -> None:
    result = under_oregon_law({"harm.thoughts_now": True}, AOKI)
    words = weighed("OR-EXC-02", "SCR-PSY-11", second="brandt")
    assert grounds(Proposal(ACCEPT, overrides=words), result) == [Ground.LAW]
    assert accepting_opens(result, words).startswith("Accepting is not possible: the law")


def test_a_law_whose_source_nobody_here_has_read_is_weighed_by_a_person() -> None:
    result = under_oregon_law({"harm.thoughts_now": True})
    finding = result.finding("OR-EXC-02")
    assert (finding.severity.value, finding.weighs.value, finding.enforced) == ("block", "review", False)
    assert grounds(Proposal(ACCEPT, overrides=weighed("SCR-PSY-11", second="brandt")), result) == [
        Ground.NOT_REVIEWED
    ]


def test_a_question_that_could_stop_is_answered_first() -> None:
    result = screened({"psychosis.ever": None})
    refused = unmet_before(Proposal(ACCEPT, overrides=weighed("SCR-PSY-01")), result)
    assert [(refusal.ground, refusal.rule) for refusal in refused] == [(Ground.NOT_ASKED, "SCR-PSY-01")]
    assert "not asked yet" in refused[0].words


def test_a_question_that_could_only_ask_for_a_review_may_be_weighed_instead() -> None:
    result = screened({"personality.borderline": None})
    assert grounds(Proposal(ACCEPT), result) == [Ground.NOT_REVIEWED]
    assert unmet_before(Proposal(ACCEPT, overrides=weighed("SCR-PSY-07")), result) == ()


def test_a_hold_and_a_review_each_take_a_reason_of_their_own() -> None:
    result = screened({"lab.egfr": 38, **taking("sertraline")})
    assert grounds(Proposal(ACCEPT), result) == [Ground.HELD, Ground.NOT_REVIEWED]
    assert grounds(Proposal(ACCEPT, overrides=weighed("DDI-06")), result) == [Ground.HELD]
    empty = (Override("SCR-REN-01", "  ", "aoki"), *weighed("DDI-06"))
    assert grounds(Proposal(ACCEPT, overrides=empty), result) == [Ground.HELD]
    assert unmet_before(Proposal(ACCEPT, overrides=weighed("DDI-06", "SCR-REN-01")), result) == ()


def test_a_note_asks_for_nothing() -> None:
    assert unmet_before(Proposal(ACCEPT), screened(taking("propranolol"))) == ()


def test_a_signature_does_not_outlive_the_facts_it_was_given_for() -> None:
    read, now = screened(), screened({"lab.alt": 30})
    assert unmet_before(Proposal(ACCEPT, facts_hash=read.facts_hash), read) == ()
    assert grounds(Proposal(ACCEPT, facts_hash=read.facts_hash), now) == [Ground.FACTS_CHANGED]
    assert grounds(Proposal(Decision.DECLINE, reason="No.", facts_hash=read.facts_hash), now) == [
        Ground.FACTS_CHANGED
    ]


def test_the_page_says_in_one_sentence_what_accepting_waits_for() -> None:
    one = screened({"vitals.systolic": 148, "suicide.intent_now": None})
    assert accepting_opens(one) == "Accepting opens when the question is answered and the hold is resolved."
    many = screened(
        {
            "lab.egfr": 38,
            "vitals.systolic": 148,
            "history.seizure": "other",
            "psychosis.ever": None,
            "bipolar.kind": None,
            "personality.borderline": True,
            **taking("sertraline"),
        }
    )
    assert accepting_opens(many) == (
        "Accepting opens when the block is lifted, the 2 questions are answered, the 2 holds are resolved "
        "and the 2 reviews are written."
    )
    waiting = accepting_opens(many, weighed("SCR-NEU-01", "SCR-CV-01", "SCR-REN-01", "DDI-06", "SCR-PSY-07"))
    assert (
        waiting == "Accepting opens when the 2 questions are answered and the 2 second signatures are given."
    )
