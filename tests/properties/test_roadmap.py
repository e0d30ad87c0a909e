"""Laws of every plan: windows kept, nothing at once, the law's time between, and the same again."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.domain.dates import forward
from cairn.domain.roadmap.plain import from_plain, to_plain
from cairn.domain.roadmap.planner import propose, revise
from cairn.domain.roadmap.preferences import Away, Hours, Preferences
from cairn.domain.roadmap.roadmap import Conflict, Roadmap
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import PROTOCOL, TODAY

FEW = settings(max_examples=40, deadline=None)
LATER = st.integers(0, 60).map(lambda days: TODAY + timedelta(days=days))
HOURS = st.builds(
    lambda day, since, length: Hours(day, time(since), time(since + length)),
    st.integers(0, 6),
    st.integers(6, 12),
    st.integers(2, 10),
)
AWAY = st.builds(lambda first, length: Away(first, first + timedelta(days=length)), LATER, st.integers(0, 20))
PEOPLE = st.builds(
    Preferences,
    start_on=LATER,
    hours=st.lists(HOURS, min_size=1, max_size=7, unique_by=lambda hours: hours.weekday).map(tuple),
    zone=st.just(ZONE),
    away=st.lists(AWAY, max_size=3).map(tuple),
    not_before=st.lists(
        st.tuples(st.sampled_from([step.id for step in PROTOCOL.steps]), LATER), max_size=2
    ).map(tuple),
)


def plan(person: Preferences) -> Roadmap | Conflict:
    return propose(PROTOCOL, OREGON, person, TODAY)


@FEW
@given(PEOPLE)
def test_every_step_lies_in_its_window_and_in_the_hours_of_the_person(person: Preferences) -> None:
    found = plan(person)
    if isinstance(found, Conflict):
        return
    for planned in found.steps:
        step = PROTOCOL.step(planned.id)
        day = planned.starts.date()
        if step.window.after != "start":
            anchor = found.step(step.window.after).ends
            assert (
                forward(anchor.date(), step.window.opens) <= day <= forward(anchor.date(), step.window.closes)
            )
        assert planned.opens <= planned.starts <= planned.closes
        assert day >= person.start_on
        own = [hours for hours in person.hours if hours.weekday == day.weekday()]
        allowed = own or [Hours(day.weekday(), *person.calls)]
        assert any(h.since <= planned.starts.time() and planned.ends.time() <= h.until for h in allowed)
        assert own or planned.modality == "phone"
        if planned.modality != "phone":
            assert not any(away.first <= day <= away.last for away in person.away)
        for key, first in person.not_before:
            assert key != planned.id or day >= first


@FEW
@given(PEOPLE)
def test_no_two_steps_are_at_once_and_preparation_ends_a_day_before(person: Preferences) -> None:
    found = plan(person)
    if isinstance(found, Conflict):
        return
    for earlier, later in zip(found.steps, found.steps[1:], strict=False):
        assert earlier.ends <= later.starts
    between = found.step("administration-1").starts - found.step("preparation-3").ends
    assert timedelta(hours=24) <= between <= timedelta(days=90)


@FEW
@given(PEOPLE)
def test_the_same_days_give_the_same_roadmap_and_a_revision_of_it_nothing_new(person: Preferences) -> None:
    found = plan(person)
    assert plan(person) == found
    if isinstance(found, Roadmap):
        again = revise(found, PROTOCOL, OREGON, person, TODAY)
        assert isinstance(again, Roadmap)
        assert [(s.id, s.starts, s.ends) for s in again.steps] == [
            (s.id, s.starts, s.ends) for s in found.steps
        ]
        assert from_plain(to_plain(found)) == found


@FEW
@given(PEOPLE, AWAY)
def test_a_revision_keeps_every_step_that_could_stay_together_with_what_it_is_counted_from(
    person: Preferences, absence: Away
) -> None:
    found = plan(person)
    absent = replace(person, away=(*person.away, absence))
    if isinstance(found, Conflict):
        return
    again = revise(found, PROTOCOL, OREGON, absent, TODAY)
    hit = [
        s for s in found.steps if s.modality != "phone" and absence.first <= s.starts.date() <= absence.last
    ]
    if isinstance(again, Roadmap) and not hit:
        assert [(s.id, s.starts) for s in again.steps] == [(s.id, s.starts) for s in found.steps]


@FEW
@given(PEOPLE)
def test_a_conflict_is_real_and_setting_the_person_s_own_part_of_it_aside_can_only_help(
    person: Preferences,
) -> None:
    found = plan(person)
    if isinstance(found, Roadmap):
        return
    assert found.reasons
    free = tuple(Hours(day, time(6), time(22)) for day in range(7))
    own = {reason.code for reason in found.reasons}
    eased = replace(person, hours=free, away=(), not_before=())
    if own <= {"hours", "duration:administration-1"}:
        assert isinstance(plan(eased), Roadmap)


@FEW
@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_somebody_free_on_every_day_always_gets_a_roadmap(today: date) -> None:
    free = tuple(Hours(day, time(8), time(20)) for day in range(7))
    assert isinstance(propose(PROTOCOL, OREGON, Preferences(today, free, ZONE), today), Roadmap)
