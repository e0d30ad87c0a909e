from hypothesis import given
from hypothesis import strategies as st

from cairn.domain.administration.codes import Manner
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.payloads import Correction, Dosed, Released
from cairn.domain.administration.presence import gaps
from cairn.domain.administration.session import fold
from cairn.domain.quantities import Amount
from tests.properties.sessions import CLOSES, OPENS, events, moments

some_events = st.lists(events(), max_size=12)


@given(some_events, st.data())
def test_the_same_events_in_any_order_give_the_same_state(
    arrived: list[SessionEvent], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(arrived))
    assert fold(shuffled) == fold(arrived)


@given(some_events, st.data())
def test_events_that_arrive_again_change_nothing(arrived: list[SessionEvent], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(arrived), max_size=5)) if arrived else []
    assert fold([*arrived, *again]) == fold(arrived)


@given(some_events)
def test_no_event_ever_leaves_the_timeline(arrived: list[SessionEvent]) -> None:
    state = fold(arrived)
    shown = {entry.recorded.id for entry in state.timeline}
    shown |= {entry.correction.id for entry in state.timeline if entry.correction}
    kept_corrections = {event.id for event in arrived if isinstance(event.payload, Correction)}
    assert {event.id for event in arrived} - kept_corrections <= shown


@given(some_events)
def test_the_ledger_total_is_the_sum_of_the_doses_that_stand(arrived: list[SessionEvent]) -> None:
    ledger = fold(arrived).ledger
    if isinstance(ledger.total, Amount):
        assert ledger.total.value == sum(entry.dosed.amount.value for entry in ledger.entries)
        assert {entry.dosed.amount.unit for entry in ledger.entries} == {ledger.total.unit}


@given(some_events, events())
def test_a_dose_more_never_makes_the_ledger_shorter(arrived: list[SessionEvent], one: SessionEvent) -> None:
    before = fold(arrived)
    fresh = one.id not in {event.id for event in arrived}
    aimed_at = {e.payload.of for e in arrived if isinstance(e.payload, Correction)}
    if fresh and isinstance(one.payload, Dosed) and one.id not in aimed_at:
        assert len(fold([*arrived, one]).ledger.entries) == len(before.ledger.entries) + 1


@given(some_events, moments)
def test_gaps_lie_within_the_session_follow_each_other_and_never_overlap_a_facilitator(
    arrived: list[SessionEvent], at: object
) -> None:
    state = fold(arrived)
    found = gaps(state.stays, OPENS, CLOSES, None)
    ends = [gap.until or CLOSES for gap in found]
    assert all(gap.since < end for gap, end in zip(found, ends, strict=True))
    assert all(end <= later.since for end, later in zip(ends, found[1:], strict=False))
    facilitators = [stay for stay in state.stays if stay.role.value == "facilitator"]
    assert not any(
        stay.covers(gap.since) for gap in found for stay in facilitators if stay.since != stay.until
    )


@given(some_events)
def test_a_session_is_over_exactly_when_a_release_stands(arrived: list[SessionEvent]) -> None:
    state = fold(arrived)
    standing = [
        entry for entry in state.timeline if entry.stands and isinstance(entry.event.payload, Released)
    ]
    assert (state.released is not None) == bool(standing)
    assert state.released is None or state.released.said.manner in set(Manner)
