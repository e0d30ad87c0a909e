import json

from hypothesis import given
from hypothesis import strategies as st

from cairn.domain.administration.events import SessionEvent, to_dict
from cairn.domain.administration.reading import EventRefused, parse_event
from tests.properties.sessions import CLOSES, OPENS, events

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(events())
def test_an_event_survives_json_and_back(event: SessionEvent) -> None:
    sent = json.loads(json.dumps(to_dict(event)))
    assert parse_event(sent, received_at=CLOSES, opens_at=OPENS) == event


@given(json_values)
def test_anything_that_is_no_event_is_refused_with_reasons(raw: object) -> None:
    answer = parse_event(raw, received_at=CLOSES, opens_at=OPENS)
    assert isinstance(answer, EventRefused)
    assert answer.faults


@given(events(), st.data())
def test_an_event_with_any_one_field_spoilt_is_refused_or_read_never_a_crash(
    event: SessionEvent, data: st.DataObject
) -> None:
    sent = to_dict(event)
    place = data.draw(st.sampled_from([sent, sent["by"], sent["payload"]]))
    assert isinstance(place, dict)
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(json_values)
    assert isinstance(parse_event(sent, received_at=CLOSES, opens_at=OPENS), SessionEvent | EventRefused)
