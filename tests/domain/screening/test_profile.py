from datetime import date
from types import MappingProxyType

import pytest

from cairn.content.readers.screening import rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.screening.profile import ALL_RULES, Change, Profile, RuleSet
from cairn.domain.screening.result import screen
from cairn.domain.screening.tightening import loosened
from cairn.domain.vocabulary import Disposition, Severity
from tests.spec.screening_facts import ON, facts
from tests.spec.screening_rules import FIRES

AOKI = Reviewer("Dr Aoki", date(2026, 11, 2))


def site(severity: Severity | None = None, rule: str = "SCR-CV-01", **parameters: object) -> RuleSet:
    change = Change("tried", severity, MappingProxyType(parameters))
    profile = Profile(
        "site", 1, "Site", "tried", MappingProxyType({rule: change}), extends="general", site=True
    )
    return rule_set().under(profile)


def faults(rules: RuleSet) -> list[tuple[str, str]]:
    return list(loosened(rule_set(), rules))


def test_the_strict_profile_is_proved_to_tighten_the_general_one() -> None:
    assert list(loosened(rule_set("general"), rule_set("strict"))) == []


def test_the_oregon_profile_is_not() -> None:
    assert {rule for rule, _ in loosened(rule_set("general"), rule_set("oregon"))} > {
        "SCR-CV-01",
        "SCR-NEU-01",
    }


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (site(Severity.BLOCK), None),
        (site(Severity.HOLD), None),
        (site(Severity.REVIEW), "It asks for review; general asks for hold."),
        (site(systolic=130), None),
        (site(systolic=140), None),
        (site(systolic=150), "'systolic' is 150; 140 is not proved to be tightened by it."),
        (site(systolic="130"), "'systolic' is 130; 140 is not proved to be tightened by it."),
        (site(rule="SCR-AGE-01", years=25), None),
        (site(rule="SCR-AGE-01", years=18), "'years' is 18; 21 is not proved to be tightened by it."),
        (site(rule="SCR-REN-01", limit=60), None),
        (site(rule="SCR-REN-01", limit=30), "'limit' is 30; 40 is not proved to be tightened by it."),
        (site(rule="SCR-CV-04", look_back="P2Y"), None),
        (site(rule="SCR-CV-04", look_back="P400D"), None),
        (
            site(rule="SCR-CV-04", look_back="P365D"),
            "'look_back' is P365D; P12M is not proved to be tightened by it.",
        ),
        (site(rule="DDI-06", window="P6M"), None),
        (site(rule="DDI-06", window="P30D"), "'window' is P30D; P3M is not proved to be tightened by it."),
    ],
)
def test_a_site_may_tighten_and_a_loosening_is_named(rules: RuleSet, words: str | None) -> None:
    assert [said for _, said in faults(rules)] == ([] if words is None else [words])


def test_a_rule_that_is_gone_is_a_loosening() -> None:
    gone = RuleSet(site().profile, rule_set().rules[1:], rule_set().declared, "1", "0")
    assert faults(gone) == [(rule_set().rules[0].id, "The rule is gone.")]


def test_a_parameter_in_a_comparison_that_knows_no_more_or_less_is_never_proved() -> None:
    base = rule_set()
    (rule, *_) = [r for r in base.rules if r.id == "SCR-PSY-10"]
    written = type(rule.written)(
        MappingProxyType({"any": [{"fact": rule.asks[0], "op": "eq", "value": {"parameter": "at_least"}}]}),
        rule.written.parameters,
    )
    twisted = type(rule)(
        **{
            name: getattr(rule, name)
            for name in rule.__dataclass_fields__
            if name not in {"asks", "ask", "written", "condition"}
        },
        written=written,
        condition=written.condition(base.declared),
    )
    alone = RuleSet(base.profile, (twisted,), base.declared, "1", "0")
    changed = RuleSet(
        base.profile, (twisted.changed(None, {"at_least": 2}, base.declared),), base.declared, "1", "0"
    )
    assert [name for name, _ in loosened(alone, changed)] == ["SCR-PSY-10"]


def test_a_profile_cannot_change_a_rule_or_a_parameter_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="SCR-NONE"):
        site(Severity.BLOCK, rule="SCR-NONE")
    with pytest.raises(KeyError, match="mean"):
        site(mean=1)
    with pytest.raises(KeyError, match="SCR-NONE"):
        rule_set().rule("SCR-NONE")


@pytest.mark.parametrize(
    ("rule", "before", "after", "words"),
    [
        (
            "SCR-CV-03-LONG",
            Disposition.ON_HOLD,
            Disposition.BLOCKED,
            "Enforced: read for this site by Dr Aoki.",
        ),
        (
            "SCR-PSY-09",
            Disposition.NEEDS_REVIEW,
            Disposition.ON_HOLD,
            "Enforced: read for this site by Dr Aoki.",
        ),
        (
            "DDI-21",
            Disposition.NEEDS_REVIEW,
            Disposition.NEEDS_REVIEW,
            "Shown, never enforced: grade C is not verified. A person must look.",
        ),
    ],
)
@pytest.mark.parametrize("signed_for", ["this rule", "everything"])
def test_a_reviewer_of_the_site_lets_a_proposal_bind_but_never_an_unverified_statement(
    rule: str, before: Disposition, after: Disposition, words: str, signed_for: str
) -> None:
    person, rules = facts(FIRES[rule]), rule_set()
    reviewed = rules.reviewed_by({ALL_RULES if signed_for == "everything" else rule: (AOKI,)})
    assert screen(person, rules, ON).disposition is before
    result = screen(person, reviewed, ON)
    assert (result.disposition, result.finding(rule).standing) == (after, words)
    assert result.finding(rule).reviewers == (AOKI,)


def test_what_waits_for_a_signature_says_so() -> None:
    assert screen(facts(FIRES["SCR-PSY-09"]), rule_set(), ON).finding("SCR-PSY-09").standing == (
        "Shown, not enforced: grade P binds once a named reviewer here has signed it."
    )
