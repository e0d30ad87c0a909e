"""What the rules of the dose day hold, and which facts a signature covers."""

from cairn.content.readers.screening import rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.pathway.day_screening import held_today
from cairn.domain.pathway.situation import DayFinding
from cairn.domain.screening.profile import ALL_RULES
from cairn.domain.screening.result import same_facts, screen
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Severity
from tests.spec.screening_facts import CALM_DAY, ON, facts, screened

DAY = Occasion.DOSE_DAY
AOKI = Reviewer("Dr Aoki", ON)


def test_a_calm_day_holds_nothing_and_only_a_day_is_asked() -> None:
    assert held_today(screened(occasion=DAY)) == ()
    assert held_today(screened({"psychosis.ever": True}, occasion=DAY)) == ()
    assert held_today(screened(dict.fromkeys(CALM_DAY))) == ()


def test_each_finding_of_the_day_holds_at_what_it_weighs() -> None:
    told = {
        "pregnancy.test_today": "positive",
        "substance.affected_now": True,
        "vitals.predose_systolic": 152,
        "supplements.last_week": None,
        "caffeine.as_usual": False,
    }
    assert [(each.rule, each.severity) for each in held_today(screened(told, occasion=DAY))] == [
        ("SCR-PREG-01-DAY", Severity.BLOCK),
        ("SCR-SUD-01-NOW", Severity.HOLD),
        ("SCR-CV-02", Severity.HOLD),
        ("DDI-28-WEEK", Severity.NOT_ASSESSED),
    ]


def test_a_finding_of_the_day_says_what_it_found_and_an_open_one_what_to_ask() -> None:
    told = {"vitals.predose_systolic": 152, "substance.screen_today": None}
    rules = rule_set().reviewed_by({ALL_RULES: (AOKI,)})
    held = held_today(screen(facts(told), rules, ON, occasion=DAY))
    pressure, test = (rules.rule(rule) for rule in ("SCR-CV-02", "SCR-SUD-02"))
    assert held == (
        DayFinding("SCR-CV-02", Severity.HOLD, "Before the dose 152/74", pressure.resolve),
        DayFinding("SCR-SUD-02", Severity.NOT_ASSESSED, test.question, test.resolve),
    )


def test_a_signature_covers_the_facts_that_are_still_asked() -> None:
    signed = screened(occasion=DAY).inputs
    assert same_facts(signed, screened())
    assert same_facts(signed, screened({"food.today": "full"}))
    assert not same_facts(signed, screened({"food.today": "full"}, occasion=DAY))
    assert not same_facts(signed, screened({"lab.alt": 30}))
    assert not same_facts(signed, screened({"lab.alt": None}))
