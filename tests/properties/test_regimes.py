"""Laws of regimes: more is never asked less, an unknown never lets anything through, a tighter pack stays tighter."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cairn.domain.facts import UNKNOWN
from cairn.domain.regimes.evaluation import requirements_at
from cairn.domain.regimes.events import Event, Standing
from cairn.domain.regimes.replay import replayed
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import Found
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
