"""Laws of a couple's plan: everybody's hours kept, nobody in two places, together where together, the law for each."""

from datetime import time, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.content.readers.protocol import protocols
from cairn.domain.protocols.people import Part, Who
from cairn.domain.roadmap.planner import Around, propose
from cairn.domain.roadmap.preferences import Away, Condition, Hours, Practitioner, Preferences
from cairn.domain.roadmap.roadmap import Conflict, PlannedStep
from cairn.domain.roadmap.wording import both
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import TODAY

VARIANTS = st.sampled_from([key for key, each in protocols().items() if each.variant])
LATER = st.integers(0, 90).map(lambda days: TODAY + timedelta(days=days))
HOURS = st.lists(
    st.builds(
        lambda day, since, length: Hours(day, time(since), time(since + length)),
        st.integers(0, 6),
        st.integers(7, 9),
        st.integers(9, 11),
    ),
    min_size=3,
    max_size=7,
    unique_by=lambda hours: hours.weekday,
).map(tuple)
AWAY = st.lists(
    st.builds(lambda first, length: Away(first, first + timedelta(days=length)), LATER, st.integers(0, 6)),
    max_size=2,
).map(tuple)
PEOPLE = st.builds(lambda hours, away: Preferences(TODAY, hours, ZONE, away), HOURS, AWAY)
TEAMS = st.lists(st.tuples(HOURS, AWAY), max_size=2).map(
    lambda team: tuple(Practitioner(f"F{place}", hours, away) for place, (hours, away) in enumerate(team))
)
CONDITION = Condition("ecg", both("Read.", "Leído."), "administration", days=30)


def inside(step: PlannedStep, hours: tuple[Hours, ...], away: tuple[Away, ...]) -> bool:
    day = step.starts.date()
    open_then = any(
        each.weekday == day.weekday() and each.since <= step.starts.time() and step.ends.time() <= each.until
        for each in hours
    )
    return open_then and not any(each.first <= day <= each.last for each in away)


@settings(max_examples=25, deadline=None)
@given(VARIANTS, PEOPLE, PEOPLE, TEAMS)
def test_a_couple_s_plan_keeps_to_everybody_it_needs(
    key: str, person: Preferences, partner: Preferences, team: tuple[Practitioner, ...]
) -> None:
    around = Around(partner=partner, practitioners=team, conditions=(CONDITION,))
    found = propose(protocols()[key], OREGON, person, TODAY, around=around)
    if isinstance(found, Conflict):
        assert found.reasons
        return
    said = {Who.PERSON: person, Who.PARTNER: partner}
    by_name = {each.name: each for each in team}
    for step in found.steps:
        assert step.opens <= step.starts <= step.closes
        coming = [who for who, part in step.people if part is not Part.APART]
        if step.modality != "phone":
            assert all(inside(step, said[who].hours, said[who].away) for who in coming)
        for name in step.held_by:
            assert inside(step, by_name[name].hours, by_name[name].away)
    for one, other in combinations(found.steps, 2):
        shared = {who for who, part in one.people if part is not Part.APART} | set(one.held_by)
        shared &= {who for who, part in other.people if part is not Part.APART} | set(other.held_by)
        assert not shared or one.ends <= other.starts or other.ends <= one.starts
    days = {step.id: step.starts for step in found.steps if step.kind == "administration"}
    assert min(days.values()).date() >= TODAY + timedelta(days=30)
    if key.endswith("parallel@1"):
        assert len(set(days.values())) == 1
    if key.endswith("staggered@1"):
        assert (max(days.values()).date() - min(days.values()).date()).days >= 28
