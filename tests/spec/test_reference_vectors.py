"""The test vectors of the regimes reference (10.2 Oregon, 10.3 Colorado), each as it stands there."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs
from cairn.domain.facts import Codes, Exposure, Exposures, Facts, FactValue
from cairn.domain.regimes.deadlines import periodic_deadlines
from cairn.domain.regimes.evaluation import outcome_of
from cairn.domain.regimes.events import Standing
from cairn.domain.regimes.preparation import preparation_windows
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import Found, Refused
from tests.spec.oregon import DAY, OREGON, START

COLORADO = packs()["us-co"]
MET, UNMET, OUT = Standing.MET, Standing.UNMET, Standing.NOT_APPLICABLE

# dose in mg of analyte, first session at the centre, form, minutes (None: refused)
MIN_DURATION = [
    ("2.4", True, "edible", 60),
    ("2.4", False, "edible", 30),
    ("2.4", False, "whole-fungi", 60),
    ("2.5", None, None, 60),
    ("5", None, None, 120),
    ("10", None, None, 240),
    ("25", None, None, 300),
    ("35", None, None, 360),
    ("50", None, None, 360),
    ("50.1", None, None, None),
    ("28", None, None, 300),  # 20 and a second dose of 8
    # just below each edge
    ("2.49", True, None, 60),
    ("4.99", None, None, 60),
    ("9.99", None, None, 120),
    ("24.99", None, None, 240),
    ("34.99", None, None, 300),
]


@pytest.mark.parametrize(("dose", "first", "form", "minutes"), MIN_DURATION)
def test_the_shortest_stay_in_oregon(
    dose: str, first: bool | None, form: str | None, minutes: int | None
) -> None:
    answer = session_requirements(
        OREGON, dose=Decimal(dose), clients=1, on=DAY, form=form, first_at_site=first
    )
    if minutes is None:
        assert isinstance(answer.min_duration, Refused)
        assert answer.refused
    else:
        assert isinstance(answer.min_duration, Found)
        assert (answer.min_duration.value, answer.min_duration.unit) == (minutes, "min")


# clients, highest dose, facilitators (None: refused)
FACILITATORS = [
    (25, "4.9", 1),
    (16, "5", 2),
    (7, "25", 2),
    (3, "35", 2),
    (26, "1", None),
    # both sides of the other edges
    (15, "9.99", 1),
    (15, "10", 2),
    (8, "14.99", 1),
    (8, "15", 2),
    (6, "24.99", 1),
    (5, "25", 2),
    (4, "34.99", 1),
    (2, "50", 1),
    (1, "50.1", None),
]


@pytest.mark.parametrize(("clients", "dose", "needed"), FACILITATORS)
def test_facilitators_in_oregon(clients: int, dose: str, needed: int | None) -> None:
    answer = session_requirements(OREGON, dose=Decimal(dose), clients=clients, on=DAY)
    if needed is None:
        assert answer.refused
    else:
        assert isinstance(answer.facilitators_needed, Found)
        assert answer.facilitators_needed.value == needed


# between preparation and administration, allowed
PREPARATION = [
    (timedelta(hours=23, minutes=59), False),
    (timedelta(hours=24), True),
    (timedelta(days=90), True),
    (timedelta(days=90, seconds=1), False),
]


@pytest.mark.parametrize(("gap", "allowed"), PREPARATION)
def test_preparation_in_oregon(gap: timedelta, allowed: bool) -> None:
    [window] = preparation_windows(OREGON, DAY)
    assert window.allows(START.astimezone(UTC) - gap, START) is allowed


# quarter's end, due; leap years change nothing of it
QUARTERLY = [
    (date(2026, 3, 31), date(2026, 4, 15)),
    (date(2026, 12, 31), date(2027, 1, 15)),
    (date(2028, 2, 29), date(2028, 4, 15)),
    (date(2028, 3, 31), date(2028, 4, 15)),
    (date(2028, 6, 30), date(2028, 7, 15)),
    (date(2028, 9, 30), date(2028, 10, 15)),
]


@pytest.mark.parametrize(("day", "due"), QUARTERLY)
def test_the_quarterly_report_of_oregon(day: date, due: date) -> None:
    assert [each.due_on for each in periodic_deadlines(OREGON, day)] == [due]


def colorado(rule: str, **known: FactValue) -> Standing:
    values = {name.replace("__", "."): value for name, value in known.items()}
    on = datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo("America/Denver"))
    facts = Facts(declared_facts(), MappingProxyType(values))
    return outcome_of(COLORADO.rule(rule), COLORADO, facts, on).standing


@pytest.mark.parametrize(("mg", "standing"), [("10", MET), ("10.1", UNMET)])
def test_a_serving_in_colorado(mg: str, standing: Standing) -> None:
    assert colorado("CO-DOSE-01", dose__serving_mg_psilocin=Decimal(mg)) is standing


@pytest.mark.parametrize(("mg", "standing"), [("750", MET), ("751", UNMET)])
def test_the_stock_of_a_micro_centre_in_colorado(mg: str, standing: Standing) -> None:
    assert colorado("CO-SITE-03", site__tier="micro", site__stock_mg_psilocin=Decimal(mg)) is standing
    assert colorado("CO-SITE-03", site__tier="standard", site__stock_mg_psilocin=Decimal(mg)) is OUT


# risk factors, papers on file, what is said
PATHWAY = [
    (frozenset[str](), frozenset[str](), OUT),
    (frozenset({"cardiovascular"}), frozenset[str](), UNMET),
    (frozenset({"cardiovascular"}), frozenset({"medical-clearance"}), MET),
    (frozenset({"cardiovascular"}), frozenset({"provider-referral"}), MET),
    (frozenset({"cardiovascular"}), frozenset({"consultation-and-risk-review"}), MET),
]


@pytest.mark.parametrize(("risks", "papers", "standing"), PATHWAY)
def test_the_pathway_of_colorado(risks: frozenset[str], papers: frozenset[str], standing: Standing) -> None:
    said = colorado(
        "CO-SCR-03",
        screen__risk_factors=Codes(risks, complete=True),
        documents__on_file=Codes(papers, complete=True),
        facilitator__license_class="facilitator",
        facilitator__scope_covers_risks=False,
    )
    assert said is standing


def test_lithium_in_colorado_calls_for_the_pathway_and_excludes_nobody() -> None:
    lithium = Exposures((Exposure("lithium", frozenset({"lithium"}), "ongoing"),), complete=True)
    asked = {"medicines": lithium, "facilitator__license_class": "clinical-facilitator"}
    none = Codes(complete=True)
    assert (
        colorado("CO-SCR-04", **asked, documents__on_file=none, facilitator__prescribes_in_scope=False)
        is UNMET
    )
    cleared = Codes(frozenset({"medical-clearance"}), complete=True)
    assert (
        colorado("CO-SCR-04", **asked, documents__on_file=cleared, facilitator__prescribes_in_scope=False)
        is MET
    )
    assert (
        colorado("CO-SCR-04", **asked, documents__on_file=none, facilitator__prescribes_in_scope=True) is OUT
    )
    assert [rule.id for rule in COLORADO.rules if rule.slot.startswith("exclusion.")] == []
