"""A site's own rules are read beside the law of its place, and refused where they would loosen it."""

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, parse_yaml
from cairn.content.readers.house_rules import read_house_rules
from cairn.domain.citations import Reviewer
from cairn.domain.facts import UNKNOWN
from cairn.domain.regimes.demands import Fixed, Limit, Portion
from cairn.domain.regimes.evaluation import outcome_of, requirements_at
from cairn.domain.regimes.events import Event, Standing
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.replay import replayed
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import Found
from cairn.domain.vocabulary import Basis, Role
from tests.house.repository import ROOT
from tests.spec.oregon import DAY, OREGON, START, known

FILE = "house/us-or.yaml"
LOWER: dict[str, Any] = {
    "id": "HOUSE-DOSE",
    "slot": "dose.session_ceiling",
    "effect": "ceiling",
    "value": 40,
    "words": "Here a client takes at most 40 mg in a session.",
    "why": "Our room and staffing are made for that.",
    "by": "Dr. Rosa Lind, medical director",
    "on": date(2026, 10, 1),
}


def house(*rules: dict[str, Any], **top: Any) -> dict[str, Any]:
    return {
        "schema": "house-rules/1",
        "regime": "us-or",
        "site": "Cedar House",
        "rules": copy.deepcopy(list(rules)),
        **top,
    }


def read(*rules: dict[str, Any], **top: Any) -> Pack:
    return read_house_rules(house(*rules, **top), FILE, OREGON)


def ceiling(pack: Pack, dose: int = 25) -> Found:
    answer = session_requirements(pack, dose=Decimal(dose), clients=1, on=DAY).ceiling
    assert isinstance(answer, Found)
    return answer


def test_a_tighter_rule_takes_events_fact_and_roles_from_the_law_and_enforces_on_its_own_signature() -> None:
    pack = read(LOWER)
    rule, law = pack.rule("HOUSE-DOSE"), pack.rule("OR-DOSE-01")
    assert (rule.basis, rule.events, rule.who) == (Basis.HOUSE, law.events, law.who)
    assert rule.demand == Limit("dose.total_mg_analyte", Fixed(Decimal(40)))
    assert rule.reviewers == (Reviewer(LOWER["by"], LOWER["on"], LOWER["why"]),)
    assert rule.citation.text == "House rule of Cedar House: Our room and staffing are made for that."
    assert (ceiling(pack).value, ceiling(pack).rule, ceiling(pack).enforced) == (40, "HOUSE-DOSE", True)
    assert outcome_of(rule, pack, known(), date(2026, 9, 30)).standing is Standing.NOT_IN_FORCE


def test_the_pack_keeps_the_laws_version_and_gets_a_hash_of_its_own_that_replays() -> None:
    pack, other = read(LOWER), read({**LOWER, "value": 39})
    assert pack.version == OREGON.version
    assert len({OREGON.content_hash, pack.content_hash, other.content_hash}) == 3
    for outcome in requirements_at(pack, Event.DOSE_PLAN, known(), START):
        assert replayed(outcome.provenance, pack) == outcome


def test_a_rule_on_a_subject_that_is_a_gap_is_read_and_the_gap_stays() -> None:
    ours = {key: value for key, value in LOWER.items() if key != "value"} | {
        "id": "HOUSE-RELEASE",
        "slot": "session.release",
        "effect": "require_action",
        "actions": [{"code": "release-checked", "words": "Two people agree that the client may leave."}],
    }
    pack = read(ours)
    said = {each.rule: each.standing for each in requirements_at(pack, Event.CLIENT_RELEASE, known(), START)}
    assert (said["OR-DUR-GAP"], said["HOUSE-RELEASE"]) == (Standing.GAP, Standing.UNMET)


def test_a_portion_of_clients_for_each_facilitator_is_compared_with_every_row() -> None:
    ours = {key: value for key, value in LOWER.items() if key != "value"} | {
        "id": "HOUSE-RATIO",
        "slot": "staffing.ratio",
        "effect": "floor",
        "shared": {"count": "admin.client_count", "each": 2},
    }
    demand = read(ours).rule("HOUSE-RATIO").demand
    assert demand == Limit("admin.facilitators_present", Portion("admin.client_count", Decimal(2)))
    needed = session_requirements(read(ours), dose=Decimal(1), clients=5, on=DAY).facilitators_needed
    assert isinstance(needed, Found)
    assert (needed.value, needed.rule, dict(needed.provenance.inputs)) == (
        3,
        "HOUSE-RATIO",
        {"admin.facilitators_present": None, "admin.client_count": 5},
    )
    unsaid = outcome_of(read(ours).rule("HOUSE-RATIO"), read(ours), known(admin__client_count=UNKNOWN), START)
    assert (unsaid.standing, unsaid.lacking) == (Standing.UNDETERMINED, ("admin.client_count",))
    with pytest.raises(ContentFaultError, match="It asks at most 3, the law 2: looser by 1"):
        read({**ours, "shared": {"count": "admin.client_count", "each": 3}})
    with pytest.raises(ContentFaultError, match="each looks after nobody"):
        read({**ours, "shared": {"count": "admin.client_count", "each": 0}})


def test_a_subject_of_ones_own_says_its_events_and_waits_for_the_administrator() -> None:
    ours = {key: value for key, value in LOWER.items() if key != "value"} | {
        "slot": "house.nurse",
        "effect": "block",
        "events": ["administration.start"],
        "unless": {"fact": "support.adult_after", "op": "eq", "value": True},
        "how": "Find somebody.",
        "from": date(2026, 11, 1),
    }
    rule = read(ours).rule("HOUSE-DOSE")
    assert (rule.who, rule.how, rule.in_force.since) == (
        (Role.ADMINISTRATOR,),
        "Find somebody.",
        date(2026, 11, 1),
    )


REFUSED = [
    ({"rules": []} | {"schema": "house-rules/9"}, (), "schema is 'house-rules/9'"),
    ({"regime": "us-co"}, (), "it is for 'us-co'"),
    ({}, ({**LOWER, "slot": "dose.session_cieling"},), "has no subject 'dose.session_cieling'"),
    ({}, ({**LOWER, "value": 60},), "It asks at most 60, the law 50: looser by 10"),
    ({}, ({**LOWER, "id": "OR-DOSE-01"},), "'OR-DOSE-01' stands twice"),
    ({}, ({**LOWER, "reason": "none"},), "'reason' is not known here"),
    ({}, ("forty",), "is not a mapping"),
]


@pytest.mark.parametrize(("top", "rules", "words"), REFUSED)
def test_what_cannot_stand_is_refused_by_name(
    top: dict[str, Any], rules: tuple[Any, ...], words: str
) -> None:
    with pytest.raises(ContentFaultError, match=words) as fault:
        read(*rules, **top)
    assert fault.value.file == FILE


def test_a_house_table_is_joined_to_the_laws() -> None:
    table = {
        "id": "ours", "source": "house", "input": "dose.total_mg_analyte", "unit": "min", "stricter": "higher",
        "out_of_range": "refuse", "rows": [{"min": 0, "max": 50, "max_inclusive": True, "value": 400}],
    }  # fmt: skip
    ours = {key: value for key, value in LOWER.items() if key != "value"} | {
        "slot": "session.min_duration",
        "effect": "floor",
        "table": "ours",
    }
    stay = session_requirements(read(ours, tables=[table]), dose=Decimal(5), clients=1, on=DAY).min_duration
    assert isinstance(stay, Found)
    assert (stay.value, stay.unit) == (400, "min")


def test_the_example_of_the_guide_is_read_as_it_stands() -> None:
    guide = (ROOT / "docs" / "how-to" / "write-the-rules-of-a-place.md").read_text(encoding="utf-8")
    example = guide.partition("```yaml\n")[2].partition("```")[0]
    pack = read_house_rules(parse_yaml(example, FILE), FILE, OREGON)
    assert (ceiling(pack).value, ceiling(pack).basis) == (40, Basis.HOUSE)
