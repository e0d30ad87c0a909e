"""The alarm ladder, rung by rung: what raises it, what does not, and how it ends."""

from decimal import Decimal

import pytest

from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.alarms import AlarmState, alarms, unresolved
from cairn.domain.administration.codes import AlarmAnswer, Manner, PresenceRole, Rhythm, Sign
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.monitoring import DueStatus, Watch, repeat_due
from cairn.domain.administration.payloads import AlarmAnswered, Released, Vitals
from cairn.domain.administration.presence import BreakRule
from cairn.domain.administration.session import fold
from tests.spec.session_day import arrived, at, dosed, event, left, pressure, signs, started

LADDER = day_rules().ladder
SCHEDULE = day_rules().schedule


def raised(*events: SessionEvent, minute: float = 300) -> list[tuple[str, float]]:
    found = alarms(fold([started(), arrived(-50), dosed(), *events]), LADDER, at(minute))
    return [(alarm.rung.id, (alarm.raised_at - at(0)).total_seconds() / 60) for alarm in found]


def pulse(minute: float, rate: int, rhythm: Rhythm | None = None) -> SessionEvent:
    return event(minute, Vitals(pulse=rate, rhythm=rhythm))


def temperature(minute: float, degrees: str) -> SessionEvent:
    return event(minute, Vitals(temperature=Decimal(degrees)))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # AL-1: raised
        ([pressure(60, 159, 99)], []),
        ([pressure(60, 160, 80)], [("AL-1", 60)]),
        ([pressure(60, 140, 100)], [("AL-1", 60)]),
        ([event(60, Vitals(systolic=165))], [("AL-1", 60)]),
        # AL-2: high twice running
        ([pressure(60, 182, 90)], [("AL-1", 60)]),
        ([pressure(60, 182, 90), pressure(65, 185, 90)], [("AL-1", 60), ("AL-2", 65)]),
        ([pressure(60, 182, 90), pressure(65, 170, 90), pressure(70, 182, 90)], [("AL-1", 60)]),
        (
            [pressure(60, 182, 90), temperature(62, "37"), pressure(65, 185, 90)],
            [("AL-1", 60), ("AL-2", 65)],
        ),
        # AL-3: very high, or high with signs close by
        ([pressure(60, 200, 100)], [("AL-1", 60), ("AL-3", 60)]),
        ([pressure(60, 170, 121)], [("AL-1", 60), ("AL-3", 60)]),
        ([pressure(60, 185, 90), signs(70, Sign.CHEST_PAIN)], [("AL-1", 60), ("AL-3", 70)]),
        ([signs(50, Sign.SEVERE_HEADACHE), pressure(60, 185, 90)], [("AL-1", 60), ("AL-3", 60)]),
        ([pressure(60, 185, 90), signs(91, Sign.CHEST_PAIN)], [("AL-1", 60)]),
        ([signs(60, Sign.CHEST_PAIN)], []),
        # AL-4: pulse
        ([pulse(60, 125)], []),
        ([pulse(60, 125), pulse(69, 125)], []),
        ([pulse(60, 125), pulse(70, 121)], [("AL-4", 70)]),
        ([pulse(60, 125), pulse(65, 110), pulse(70, 125)], []),
        ([pulse(60, 44)], []),
        ([pulse(60, 44), signs(61, Sign.FAINT)], [("AL-4", 61)]),
        ([pulse(60, 80, Rhythm.IRREGULAR)], [("AL-4", 60)]),
        ([pulse(60, 80, Rhythm.REGULAR)], []),
        # AL-5: temperature
        ([temperature(60, "38.9")], []),
        ([temperature(60, "39")], [("AL-5", 60)]),
        ([temperature(60, "38.5"), signs(75, Sign.CLONUS)], [("AL-5", 75)]),
        ([temperature(60, "38.4"), signs(75, Sign.CLONUS)], []),
        # AL-6 and AL-7: signs alone
        ([signs(60, Sign.SEIZURE)], [("AL-6", 60)]),
        ([signs(60, Sign.TRIES_TO_LEAVE)], [("AL-7", 60)]),
        ([signs(60, Sign.SELF_HARM_INTENT), signs(61, Sign.AGGRESSION)], [("AL-7", 60)]),
        # nothing measured, nothing raised: what is missing is asked for by the schedule
        ([], []),
        # presence
        ([left(100), arrived(108)], [("PRES-1", 100)]),
    ],
)
def test_the_ladder(events: list[SessionEvent], expected: list[tuple[str, float]]) -> None:
    assert raised(*events) == expected


def test_an_allowed_break_raises_no_alarm_until_it_is_too_long() -> None:
    representative = arrived(-50, "ruiz", PresenceRole.SITE_REPRESENTATIVE)
    state = fold([started(), arrived(-50), representative, left(60)])
    rule = BreakRule(5, "OAR 333-333-5200(5)")
    found = [[a.rung.id for a in alarms(state, LADDER, at(minute), rule)] for minute in (65, 66)]
    assert found == [[], ["PRES-1"]]


def answer(minute: float, kind: AlarmAnswer, alarm: str = "AL-1") -> SessionEvent:
    return event(minute, AlarmAnswered(alarm, kind, "Sat up, slower breathing."))


SEEN, RESOLVED = AlarmAnswer.SEEN, AlarmAnswer.RESOLVED


@pytest.mark.parametrize(
    ("events", "states"),
    [
        ([pressure(60, 165, 90)], ["open"]),
        ([pressure(60, 165, 90), pressure(65, 140, 85)], ["open"]),
        ([pressure(60, 165, 90), answer(61, SEEN)], ["seen"]),
        ([pressure(60, 165, 90), answer(61, SEEN), pressure(65, 168, 90)], ["seen"]),
        ([pressure(60, 165, 90), answer(61, SEEN), answer(80, RESOLVED)], ["resolved"]),
        ([pressure(60, 165, 90), answer(80, RESOLVED), pressure(90, 165, 90)], ["resolved", "open"]),
        ([pressure(60, 165, 90), answer(61, SEEN, "AL-2")], ["open"]),
        ([answer(50, SEEN), pressure(60, 165, 90)], ["open"]),
        ([pressure(60, 165, 90), answer(60, SEEN)], ["seen"]),
    ],
)
def test_an_alarm_stays_until_a_named_person_says_it_is_resolved(
    events: list[SessionEvent], states: list[str]
) -> None:
    for order in (events, list(reversed(events))):
        found = alarms(fold([started(), arrived(-50), *order]), LADDER, at(120))
        assert [alarm.state.value for alarm in found] == states


def test_an_alarm_knows_its_event_its_last_moment_and_who_answered() -> None:
    first, last, seen = pressure(60, 165, 90), pressure(75, 168, 90), answer(76, SEEN)
    (alarm,) = alarms(fold([started(), arrived(-50), first, last, seen]), LADDER, at(80))
    assert (alarm.raised_by, alarm.last_at, alarm.answers[0].by.name) == (first.id, at(75), "N. Okafor")


def test_alarms_nobody_has_seen_come_first() -> None:
    day = [pressure(60, 165, 90), answer(61, SEEN), signs(90, Sign.SEIZURE), signs(95, Sign.AGGRESSION)]
    day += [answer(96, RESOLVED, "AL-7")]
    waiting = unresolved(alarms(fold([started(), arrived(-50), *day]), LADDER, at(100)))
    assert [(alarm.rung.id, alarm.state) for alarm in waiting] == [
        ("AL-6", AlarmState.OPEN),
        ("AL-1", AlarmState.SEEN),
    ]


def test_the_ladder_is_a_proposal_until_a_medical_director_sets_it() -> None:
    assert LADDER.set_by is None
    assert {r.source.grade.value for r in LADDER.rungs if r.id.startswith("AL-")} == {"P"}


@pytest.mark.parametrize(
    ("events", "due_at"),
    [
        ([], None),
        ([pressure(60, 140, 85)], None),
        ([pressure(60, 165, 90)], 65),
        ([pressure(60, 165, 90), pressure(65, 165, 90)], 70),
        ([pressure(60, 165, 90), pressure(65, 165, 90), pressure(70, 165, 90)], 85),
        ([pressure(60, 165, 90), pressure(65, 140, 85)], None),
        ([pressure(60, 165, 90), event(62, Vitals(oxygen_saturation=97))], 65),
        ([pressure(60, 165, 90), event(62, Released(Manner.LEFT_EARLY, "", "Went home."))], None),
    ],
)
def test_after_a_breach_the_next_reading_is_soon_and_then_every_quarter_hour(
    events: list[SessionEvent], due_at: float | None
) -> None:
    found = repeat_due(fold([started(), *events]), LADDER, SCHEDULE, at(64))
    assert (found and found.due_at) == (None if due_at is None else at(due_at))


def test_a_repeat_asks_for_what_was_measured_before_and_can_be_overdue() -> None:
    state = fold([pressure(60, 165, 90), temperature(61, "38.6")])
    found = repeat_due(state, LADDER, SCHEDULE, at(72))
    assert found is not None
    assert (found.watches, found.status) == ((Watch.TEMPERATURE,), DueStatus.OVERDUE)
