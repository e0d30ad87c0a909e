"""The planner against a naive one that tries every combination of days of a short protocol."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.domain.dates import parse_period
from cairn.domain.protocols.protocol import Protocol, Step
from cairn.domain.roadmap.planner import propose
from cairn.domain.roadmap.preferences import Away, Hours, Preferences
from cairn.domain.roadmap.roadmap import Conflict
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import PROTOCOL, TODAY

# step, minutes, counted from, first day, last day
SHORT = [
    ("preparation-1", 90, "start", 0, 5),
    ("administration-1", 480, "preparation-1", 2, 6),
    ("integration-1", 60, "administration-1", 1, 2),
    ("integration-2", 60, "administration-1", 4, 5),
]


def step(step_id: str, minutes: int, after: str, opens: int, closes: int) -> Step:
    first, last = parse_period(f"P{opens}D"), parse_period(f"P{closes}D")
    own = PROTOCOL.step(step_id)
    window = replace(own.window, after=after, opens=first, closes=last, typical=first)
    return replace(own, window=window, minutes=minutes, reserve_minutes=minutes)


PLANNED: Protocol = replace(PROTOCOL, steps=tuple(step(*row) for row in SHORT), measures=(), needed=())
DAYS = st.integers(0, 14).map(lambda days: TODAY + timedelta(days=days))
PEOPLE = st.builds(
    Preferences,
    start_on=st.just(TODAY),
    hours=st.lists(
        st.builds(
            lambda day, length: Hours(day, time(8), time(8 + length)), st.integers(0, 6), st.integers(1, 10)
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda hours: hours.weekday,
    ).map(tuple),
    zone=st.just(ZONE),
    away=st.lists(
        st.builds(lambda a, n: Away(a, a + timedelta(days=n)), DAYS, st.integers(0, 4)), max_size=2
    ).map(tuple),
    not_before=st.lists(st.tuples(st.just("administration-1"), DAYS), max_size=1).map(tuple),
)


def possible(person: Preferences, step_id: str, minutes: int, day: date) -> bool:
    fits = any(
        hours.weekday == day.weekday() and (hours.until.hour - hours.since.hour) * 60 >= minutes
        for hours in person.hours
    )
    away = any(away.first <= day <= away.last for away in person.away)
    return fits and not away and all(day >= first for key, first in person.not_before if key == step_id)


def some_days_fit(person: Preferences) -> bool:
    offsets = [range(opens, closes + 1) for _, _, _, opens, closes in SHORT]
    for chosen in product(*offsets):
        days = {"start": person.start_on}
        for (step_id, _, after, _, _), offset in zip(SHORT, chosen, strict=True):
            days[step_id] = days[after] + timedelta(days=offset)
        if all(possible(person, step_id, minutes, days[step_id]) for step_id, minutes, *_ in SHORT):
            return True
    return False


@settings(max_examples=150, deadline=None)
@given(PEOPLE)
def test_the_planner_finds_a_roadmap_exactly_when_some_days_fit(person: Preferences) -> None:
    found = propose(PLANNED, OREGON, person, TODAY)
    assert isinstance(found, Conflict) != some_days_fit(person)
