"""A revision against a naive one that tries every combination of days, and a conflict against every smaller set."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations, product
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.domain.roadmap.planner import NOTHING_AGREED, propose, revise
from cairn.domain.roadmap.preferences import Away, Hours, Preferences, in_order
from cairn.domain.roadmap.problem import Problem, steps_of
from cairn.domain.roadmap.roadmap import Conflict, Proof, Roadmap
from cairn.domain.roadmap.search import Search
from cairn.domain.roadmap.smallest import core_of
from tests.reference.test_roadmap_against_trying_every_day import (
    DAYS,
    PEOPLE,
    PLANNED,
    SHORT,
    possible,
)
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import TODAY

SPANS = st.builds(lambda first, length: Away(first, first + timedelta(days=length)), DAYS, st.integers(0, 3))
EVERY_DAY = tuple(Hours(day, time(8), time(18)) for day in range(7))


def every_way(person: Preferences) -> list[dict[str, date]]:
    """Every combination of days that keeps the windows and the person's days."""
    found = []
    for chosen in product(*(range(opens, closes + 1) for _, _, _, opens, closes in SHORT)):
        days = {"start": person.start_on}
        for (step, _, after, _, _), offset in zip(SHORT, chosen, strict=True):
            days[step] = days[after] + timedelta(days=offset)
        if all(possible(person, step, minutes, days[step]) for step, minutes, *_ in SHORT):
            found.append(days)
    return found


def cost(days: dict[str, date], agreed: Roadmap) -> tuple[int, int]:
    """How many steps are on another day than agreed, and by how many days in all."""
    moved = [abs((days[step.id] - step.starts.date()).days) for step in agreed.steps]
    return sum(each > 0 for each in moved), sum(moved)


@settings(max_examples=200, deadline=None)
@given(st.lists(SPANS, max_size=2), st.lists(SPANS, min_size=1, max_size=2))
def test_a_revision_moves_as_few_steps_as_can_be_by_as_few_days(
    before: list[Away], after: list[Away]
) -> None:
    person = Preferences(TODAY, EVERY_DAY, ZONE, tuple(before))
    agreed = propose(PLANNED, OREGON, person, TODAY)
    if isinstance(agreed, Conflict):
        return
    absent = replace(person, away=(*before, *after))
    ways = every_way(absent)
    found = revise(agreed, PLANNED, OREGON, absent, TODAY)
    if not ways:
        assert isinstance(found, Conflict)
        return
    assert isinstance(found, Roadmap)
    days = {step.id: step.starts.date() for step in found.steps}
    assert cost(days, agreed) == min(cost(way, agreed) for way in ways)


TWO = replace(PLANNED, steps=PLANNED.steps[:2])


def problem_of(person: Preferences) -> Problem:
    return Problem(
        protocol=TWO,
        pack=OREGON,
        person=in_order(person),
        begins=max(TODAY, person.start_on),
        session=NOTHING_AGREED,
        held=MappingProxyType({}),
        wished=MappingProxyType({}),
        steps=steps_of(TWO),
    )


def has_plan(problem: Problem, only: tuple[str, ...]) -> bool:
    aside = frozenset(problem.codes()) - frozenset(only)
    return Search(replace(problem, aside=aside)).solve() is not None


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_a_conflict_of_up_to_twelve_constraints_is_the_smallest_there_is(person: Preferences) -> None:
    problem = problem_of(person)
    codes = problem.codes()
    assert len(codes) <= 12
    if Search(problem).solve() is not None:
        return
    core = core_of(problem)
    assert core.proof is Proof.SMALLEST
    assert not has_plan(problem, core.codes)
    for smaller in combinations(codes, len(core.codes) - 1):
        assert has_plan(problem, smaller)


@settings(max_examples=40, deadline=None)
@given(PEOPLE)
def test_taking_any_one_constraint_of_a_conflict_away_makes_the_rest_possible(person: Preferences) -> None:
    problem = replace(problem_of(person), protocol=PLANNED, steps=steps_of(PLANNED))
    if Search(problem).solve() is not None:
        return
    core = core_of(problem)
    assert not has_plan(problem, core.codes)
    for code in core.codes:
        assert has_plan(problem, tuple(other for other in core.codes if other != code))


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_said_changes_nothing(person: Preferences, random: object) -> None:
    shuffled = [list(each) for each in (person.hours, person.away, person.not_before)]
    for each in shuffled:
        random.shuffle(each)  # type: ignore[attr-defined]
    hours, away, not_before = (tuple(each) for each in shuffled)
    other = replace(person, hours=hours, away=away, not_before=not_before)
    assert propose(PLANNED, OREGON, other, TODAY) == propose(PLANNED, OREGON, person, TODAY)
