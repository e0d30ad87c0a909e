from dataclasses import replace
from datetime import date

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import regime_rules, rule_set
from cairn.domain.conditions import All, AnyOf, Not, parse
from cairn.domain.facts import Facts
from cairn.domain.regimes.demands import Forbid
from cairn.domain.screening.comparing import compare
from cairn.domain.screening.finding import Said
from cairn.domain.screening.questions import Asking
from cairn.domain.screening.result import facts_hash, screen
from cairn.domain.screening.rule import Occasion
from cairn.domain.screening.written import as_plain, changes_as_plain, summary
from cairn.domain.vocabulary import Basis, Disposition
from tests.spec.screening_facts import CLEAR, ON, facts, screened, taking


def test_findings_come_fired_first_most_serious_first() -> None:
    result = screened({"lab.alt": 200, "psychosis.ever": True, "bipolar.kind": None, **taking("Zoloft")})
    open_or_fired = [(f.rule.id, f.said.value) for f in result.findings if f.said is not Said.CLEAR]
    assert open_or_fired == [
        ("SCR-PSY-01", "fired"),
        ("SCR-HEP-01", "fired"),
        ("DDI-06", "fired"),
        ("SCR-PSY-03", "fired"),
        ("DDI-08", "fired"),
        ("SCR-PSY-04", "not-asked"),
        ("SCR-PSY-05", "not-asked"),
    ]


def test_a_finding_shows_the_facts_that_fired_it_with_their_values() -> None:
    pressure = screened({"vitals.systolic": 148, "vitals.diastolic": 88}).finding("SCR-CV-01")
    assert pressure.headline == "Resting blood pressure 148/88"
    assert [(used.fact, used.shown) for used in pressure.facts] == [("vitals.systolic", "148 mmHg")]
    assert pressure.standing == "Enforced: its source was read."


def test_a_finding_about_medicines_shows_those_that_fired_it() -> None:
    finding = screened(taking("ibuprofen", "sertraline 100 mg daily")).finding("DDI-06")
    assert (finding.headline, finding.facts[0].shown) == (
        "Sertraline 100 mg daily",
        "sertraline 100 mg daily, still taken",
    )


def test_a_headline_falls_back_to_the_title_where_a_value_is_not_known() -> None:
    assert screened({"vitals.systolic": 148, "vitals.diastolic": None}).finding("SCR-CV-01").headline == (
        "Resting blood pressure"
    )


def test_an_open_finding_shows_what_was_said_so_far() -> None:
    finding = screened({"bipolar.kind": "unsure"}).finding("SCR-PSY-04")
    assert (finding.headline, [used.shown for used in finding.facts], finding.missing) == (
        "Mania, or bipolar I",
        ["I am not sure"],
        ("bipolar.kind",),
    )


def test_questions_come_most_decisive_first_and_a_later_one_waits_for_the_earlier() -> None:
    nothing = screen(Facts(declared_facts()), rule_set(), ON)
    asked = [question.fact for question in nothing.questions]
    assert asked[0] == "medicines"
    assert asked.index("psychosis.ever") < asked.index("lab.alt") < asked.index("family.psychosis_or_bipolar")
    assert "cardiac.infarction_on" not in asked
    told = screened({"cardiac.infarction": True, "cardiac.infarction_on": None})
    assert [question.fact for question in told.questions] == ["cardiac.infarction_on"]


def test_a_question_says_so_far_what_was_not_enough() -> None:
    (question,) = screened({"patient.birth_date": "2005"}).questions
    assert (question.so_far, question.kind, question.rules) == ("2005", Asking.FACT, ("SCR-AGE-01",))


def test_questions_about_medicines_name_the_medicine() -> None:
    result = screened(
        {
            "medicines": {
                "items": [
                    {"name": "Zentrium"},
                    {"name": "Zoloft"},
                    {"name": "ibuprofen"},
                    {"name": "Prozac", "last_taken": {"earliest": "2026-08-01", "latest": "2026-11-30"}},
                ]
            }
        }
    )
    asked = [(q.kind, q.about, q.words["en"]) for q in result.questions]
    assert asked[0] == (Asking.MEDICINE, "Zentrium", "“Zentrium” is not a medicine we know. What is it?")
    assert asked[1] == (Asking.COMPLETE, None, "Is that the whole list of medicines?")
    assert {about for kind, about, _ in asked if kind is Asking.LAST_TAKEN} == {"Zoloft", "Prozac"}
    assert result.questions[0].words["es"].startswith("“Zentrium” no es")


def test_the_law_is_asked_beside_the_rules_and_keeps_where_it_comes_from() -> None:
    pack = packs()["us-or"]
    result = screen(facts(), rule_set("oregon"), ON, regime_rules(pack, ON))
    assert result.regime == (f"us-or {pack.version} {pack.content_hash}",)
    assert {f.rule.id for f in result.findings if f.rule.basis is Basis.REGULATORY} == {
        "OR-AGE-01",
        "OR-EXC-01",
        "OR-EXC-02",
        "OR-EXC-03",
    }
    assert result.disposition is Disposition.CLEAR
    assert regime_rules(pack, date(2024, 12, 31)) == ()


def test_the_summary_counts_what_weighs() -> None:
    assert summary(screened()) == "Clear"
    assert summary(screened({"psychosis.ever": True})) == "Blocked: 1 block, 1 note"
    result = screened({"lab.alt": 200, "bipolar.kind": None, **taking("Zoloft", "propranolol")})
    assert summary(result) == "On hold: 1 hold, 1 question, 1 review, 2 notes"
    assert summary(screened({"personality.borderline": None})) == "Needs review: 1 question"


def test_the_plain_form_holds_every_rule_once_with_its_source() -> None:
    plain = as_plain(screened(taking("Zoloft")))
    findings = plain["findings"]
    assert isinstance(findings, list)
    assert len(findings) == len(rule_set().asked[Occasion.SCREENING])
    assert (plain["occasion"], findings[0]["asked_at"]) == ("screening", "screening")
    assert findings[0]["rule"] == "DDI-06"
    assert findings[0]["interaction"]["direction"] == "effect may be weaker"
    assert findings[0]["sources"][0] == {
        "text": "R21: Gukasyan et al. J Psychopharmacol 2023 (abstract read)",
        "read_on": "2026-11-22",
        "url": None,
    }
    assert findings[0]["trial_excluded"] == {"answer": "yes", "words": "often; COMP003 kept it"}
    assert {finding["interaction"] is None for finding in findings} == {True, False}


def test_the_facts_hash_ignores_what_no_rule_asks() -> None:
    rules = rule_set()
    assert facts_hash(facts(), rules) == facts_hash(facts({"story.events": "A long road."}), rules)
    assert facts_hash(facts(), rules) != facts_hash(facts({"lab.alt": 25}), rules)
    assert set(screened().inputs) == set(CLEAR)


def test_re_screening_says_what_changed() -> None:
    before = screened({"lab.alt": 200, "bipolar.kind": None})
    after = screened({"lab.alt": 40, "bipolar.kind": "none", "personality.borderline": True})
    changed = compare(before, after)
    assert (changed.before, changed.after) == (Disposition.ON_HOLD, Disposition.NEEDS_REVIEW)
    assert {
        (c.rule, c.before and c.before.said.value, c.after and c.after.said.value) for c in changed.rules
    } == {
        ("SCR-HEP-01", "fired", "clear"),
        ("SCR-PSY-04", "not-asked", "clear"),
        ("SCR-PSY-05", "not-asked", "clear"),
        ("SCR-PSY-07", "clear", "fired"),
    }
    assert {(c.fact, c.before, c.after) for c in changed.facts} == {
        ("lab.alt", "200", "40"),
        ("bipolar.kind", None, "none"),
        ("personality.borderline", False, True),
    }
    assert not changed.content_changed


def test_changes_are_written_with_nothing_where_a_rule_was_not_asked() -> None:
    changed = changes_as_plain(compare(screened(), screened(occasion=Occasion.DOSE_DAY)))
    assert changed["before"] == changed["after"] == "clear"
    rules = changed["rules"]
    assert isinstance(rules, list)
    assert {each["before"] for each in rules} == {None}
    assert {each["after"]["said"] for each in rules} == {"clear"}


def test_the_same_screening_twice_changes_nothing() -> None:
    same = compare(screened(), screened())
    assert (same.rules, same.facts, same.content_changed) == ((), (), False)


def test_a_rule_asked_only_once_is_a_change_too() -> None:
    with_law = screen(facts(), rule_set(), ON, regime_rules(packs()["us-or"], ON))
    changed = compare(screened(), with_law)
    assert ({c.rule for c in changed.rules}, changed.content_changed) == (
        {"OR-AGE-01", "OR-EXC-01", "OR-EXC-02", "OR-EXC-03"},
        True,
    )
    assert {c.before for c in changed.rules} == {None}


def test_what_the_law_asks_of_the_session_screening_asks_of_the_day() -> None:
    pack = packs()["us-or"]
    adult = parse(
        {"fact": "patient.birth_date", "op": "age_at_least", "value": 21, "ref": "admin.start_at"},
        declared_facts(),
    )
    rule = replace(pack.rule("OR-AGE-01"), demand=Forbid(None, All((adult, AnyOf((adult, Not(Not(adult))))))))
    law = regime_rules(replace(pack, rules=(rule,)), ON)
    assert law[0].asks == ("patient.birth_date",)
    assert (
        screen(facts({"patient.birth_date": "2007-01-01"}), rule_set(), ON, law).finding("OR-AGE-01").said
        is Said.FIRED
    )
    assert screen(facts(), rule_set(), ON, law).finding("OR-AGE-01").said is Said.CLEAR
