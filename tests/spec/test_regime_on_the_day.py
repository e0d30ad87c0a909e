"""Oregon's answers where the day uses them: the ledger's total decides the shortest stay."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cairn.content.readers.regime import packs
from cairn.domain.administration.dose import Ceiling
from cairn.domain.administration.from_regime import break_of, ceiling_of, stay_of
from cairn.domain.administration.release_rules import MinimumStay, UnknownStay
from cairn.domain.administration.session import fold
from cairn.domain.citations import Reviewer
from cairn.domain.quantities import Amount, DoseUnit
from cairn.domain.regimes.demands import Fixed, Limit
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import NotEncoded
from cairn.domain.vocabulary import Basis
from tests.spec.session_day import dosed, mg

OREGON = packs()["us-or"]
ON = date(2026, 12, 1)


def stay_after(*doses: str) -> MinimumStay | UnknownStay:
    total = fold([dosed(minute, mg(dose)) for minute, dose in enumerate(doses)]).ledger.total
    assert isinstance(total, Amount)
    return stay_of(session_requirements(OREGON, dose=total.value, clients=1, on=ON).min_duration)


@pytest.mark.parametrize(
    ("doses", "minutes"),
    [(("5",), 120), (("10",), 240), (("24.9",), 240), (("25",), 300), (("20", "8"), 300), (("35",), 360)],
)
def test_the_shortest_stay_follows_the_total_of_the_ledger(doses: tuple[str, ...], minutes: int) -> None:
    stay = stay_after(*doses)
    assert isinstance(stay, MinimumStay)
    assert (stay.minutes, stay.enforced, stay.id) == (minutes, True, "OR-DUR-01")


def test_above_the_last_row_nobody_knows_how_long_and_a_named_person_decides() -> None:
    stay = stay_after("50", "0.1")
    assert isinstance(stay, UnknownStay)
    assert stay.id == "OR-DUR-01"


def test_a_pack_without_a_rule_leaves_the_question_open() -> None:
    assert stay_of(NotEncoded("Ask your regulator.")) == UnknownStay(
        "session.min_duration", "Ask your regulator.", "The regime's pack"
    )


def test_the_ceiling_keeps_the_unit_the_regime_counts_in() -> None:
    answer = session_requirements(OREGON, dose=Decimal(25), clients=1, on=ON).ceiling
    assert ceiling_of(answer, OREGON.dose_unit) == Ceiling(
        "OR-DOSE-01", Decimal(50), DoseUnit.MG_PSILOCYBIN, answer.citation.text, enforced=True
    )


def test_a_regime_without_a_ceiling_gives_none() -> None:
    assert ceiling_of(NotEncoded("No rule."), "mg total psilocin") is None


def test_a_unit_nobody_has_taught_the_product_is_refused() -> None:
    with pytest.raises(KeyError, match="grains"):
        ceiling_of(NotEncoded("No rule."), "grains")


def shorter(minutes: int) -> Rule:
    rule = OREGON.rule("OR-MON-02")
    assert isinstance(rule.demand, Limit)
    demand = replace(rule.demand, bound=Fixed(Decimal(minutes)))
    return replace(
        rule, id="HOUSE-BREAK", basis=Basis.HOUSE, demand=demand, reviewers=(Reviewer("Dr. Lind", ON),)
    )


# the pack, whether the site has reviewed it, the longest break
OURS = replace(OREGON, rules=(*OREGON.rules, shorter(4)))
BREAKS = [
    (OREGON, True, ON, 5),
    (OREGON, False, ON, None),  # read in a text since amended
    (OREGON, True, date(2024, 12, 31), None),
    (OURS, True, ON, 4),
    (OURS, False, ON, None),  # a house rule opens nothing
    (packs()["us-co"], True, ON, None),
]


@pytest.mark.parametrize(("pack", "reviewed", "on", "minutes"), BREAKS)
def test_how_long_a_facilitator_may_step_out(
    pack: Pack, reviewed: bool, on: date, minutes: int | None
) -> None:
    found = break_of(pack, on, reviewed=reviewed)
    assert (None if found is None else found.minutes) == minutes


def test_a_regime_without_a_unit_of_dose_compares_no_amount() -> None:
    answer = session_requirements(OREGON, dose=Decimal(25), clients=1, on=ON).ceiling
    assert ceiling_of(answer, "not stated") is None
