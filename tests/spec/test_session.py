"""How a session's events become what the room shows."""

from dataclasses import replace
from uuid import UUID

import pytest

from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.codes import CorrectionAction, Manner, Movement, PresenceRole, Touch, YesNo
from cairn.domain.administration.codes import Observed as Tap
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.payloads import (
    Correction,
    FirstHand,
    Note,
    Released,
    Replacement,
    Touched,
    Vitals,
)
from cairn.domain.administration.phases import Phase, phase
from cairn.domain.administration.presence import BreakRule
from cairn.domain.administration.session import fold
from cairn.domain.administration.standing import Standing
from cairn.domain.administration.touch import touches_outside_consent
from tests.spec.session_day import (
    NKECHI,
    arrived,
    at,
    dosed,
    event,
    left,
    mg,
    moved,
    pressure,
    rated,
    started,
    tap,
)

CLIENT, OBSERVER = PresenceRole.CLIENT, PresenceRole.OBSERVER
REPRESENTATIVE = PresenceRole.SITE_REPRESENTATIVE


def released(minute: float) -> SessionEvent:
    return event(minute, Released(Manner.RELEASED, "Her sister"))


def error(minute: float, of: SessionEvent, reason: str = "Wrong person.") -> SessionEvent:
    return event(minute, Correction(of.id, CorrectionAction.ENTERED_IN_ERROR, reason))


def instead(minute: float, of: SessionEvent, happened: float, payload: FirstHand) -> SessionEvent:
    new = Replacement(at(happened), payload)
    return event(minute, Correction(of.id, CorrectionAction.REPLACE, "Misread.", new))


# ------------------------------------------------------------------------------------------------ phases


@pytest.mark.parametrize(
    ("minute", "expected"),
    [
        (-60, Phase.NOT_STARTED),
        (-46, Phase.WAITING_FOR_DOSE),
        (-1, Phase.WAITING_FOR_DOSE),
        (0, Phase.ONSET),
        (59, Phase.ONSET),
        (60, Phase.RISING),
        (110, Phase.PEAK),
        (210, Phase.DECLINING),
        (330, Phase.RETURN),
        (600, Phase.RETURN),
    ],
)
def test_the_phase_follows_the_minutes_since_the_first_dose(minute: float, expected: Phase) -> None:
    state = fold([started(-46), dosed(0)])
    assert phase(state, at(minute), day_rules().phases) is expected


def test_a_session_is_released_when_somebody_says_so_and_not_before() -> None:
    state = fold([started(), dosed(), released(400)])
    starts = day_rules().phases
    assert (phase(state, at(399), starts), phase(state, at(400), starts)) == (Phase.RETURN, Phase.RELEASED)


def test_before_any_event_nothing_is_known() -> None:
    state = fold([])
    assert phase(state, at(0), day_rules().phases) is Phase.NOT_STARTED
    assert (state.first_dose_at, state.last_dose_at, state.since_dose(at(0))) == (None, None, None)
    assert (state.ledger.total, state.present(at(0)), state.gaps(at(0))) == (None, (), ())


def test_the_clock_counts_from_the_first_dose_and_the_ledger_keeps_every_one() -> None:
    state = fold([dosed(60, mg("8")), started(), dosed(0, mg("20"))])
    assert [(entry.at, str(entry.running)) for entry in state.ledger.entries] == [
        (at(0), "20 mg psilocybin"),
        (at(60), "28 mg psilocybin"),
    ]
    assert (state.first_dose_at, state.last_dose_at) == (at(0), at(60))
    assert state.since_dose(at(90)) == at(90) - at(0)


# ---------------------------------------------------------------------------------------------- presence


def test_everyone_in_the_room_is_known_with_since_when() -> None:
    state = fold([started(), arrived(-46), arrived(-28, "mar", CLIENT), arrived(-20, "vidal", OBSERVER)])
    assert [(stay.name, stay.since) for stay in state.present(at(-25))] == [
        ("Okafor", at(-46)),
        ("Mar", at(-28)),
    ]
    assert state.client_present(at(-25))
    assert not state.client_present(at(-30))


def test_arriving_twice_is_one_stay_and_leaving_without_having_come_is_none() -> None:
    state = fold([arrived(-46), arrived(-40), left(-10), left(-5), left(0, "lind")])
    assert [(stay.since, stay.until) for stay in state.stays] == [(at(-46), at(-10))]


@pytest.mark.parametrize(
    ("what_happened", "gaps"),
    [
        ("one stays", []),
        ("one comes late", [(-46, -40)]),
        ("handed over without a break", []),
        ("both there, one leaves", []),
        ("left alone for eight minutes", [(60, 68)]),
        ("left and nobody came", [(60, None)]),
        ("nobody ever came", [(-46, None)]),
        ("only an observer came", [(-46, None)]),
        ("another comes after the moment asked about", [(60, None)]),
    ],
)
def test_a_time_without_a_facilitator_is_a_gap(
    what_happened: str, gaps: list[tuple[int, int | None]]
) -> None:
    days = {
        "one stays": [arrived(-46)],
        "one comes late": [arrived(-40)],
        "handed over without a break": [arrived(-50), left(60), arrived(60, "lind")],
        "both there, one leaves": [arrived(-50), arrived(-30, "lind"), left(60)],
        "left alone for eight minutes": [arrived(-50), left(60), arrived(68, "lind")],
        "left and nobody came": [arrived(-50), left(60)],
        "nobody ever came": [],
        "only an observer came": [arrived(-46, "vidal", OBSERVER)],
        "another comes after the moment asked about": [arrived(-50), left(60), arrived(200, "lind")],
    }
    state = fold([started(-46), *days[what_happened]])
    found = [(gap.since, gap.until) for gap in state.gaps(at(120))]
    assert found == [(at(since), None if until is None else at(until)) for since, until in gaps]


@pytest.mark.parametrize(
    ("back_after", "representative", "allowed"),
    [
        (5, "there throughout", True),
        (5, "absent", False),
        (5, "leaves too early", False),
        (5, "comes too late", False),
        (6, "there throughout", False),
    ],
)
def test_a_short_break_is_allowed_while_a_site_representative_watches(
    back_after: int, representative: str, allowed: bool
) -> None:
    watch = {
        "there throughout": [arrived(50, "ruiz", REPRESENTATIVE), left(70, "ruiz", REPRESENTATIVE)],
        "absent": [],
        "leaves too early": [arrived(50, "ruiz", REPRESENTATIVE), left(63, "ruiz", REPRESENTATIVE)],
        "comes too late": [arrived(61, "ruiz", REPRESENTATIVE)],
    }
    day = [started(), arrived(-50), left(60), arrived(60 + back_after), *watch[representative]]
    (gap,) = fold(day).gaps(at(120), BreakRule(5, "OAR 333-333-5200(5)"))
    assert (gap.minutes, gap.allowed) == (back_after, allowed)


def test_a_break_that_still_lasts_is_allowed_only_as_long_as_the_rule_says() -> None:
    state = fold([started(), arrived(-50), arrived(-50, "ruiz", REPRESENTATIVE), left(60)])
    rule = BreakRule(5, "OAR 333-333-5200(5)")
    assert [gap.allowed for minute in (64, 66) for gap in state.gaps(at(minute), rule)] == [True, False]


def test_after_the_release_nobody_needs_to_be_there() -> None:
    state = fold([started(), arrived(-50), released(400), left(400)])
    assert state.gaps(at(500)) == ()


# ------------------------------------------------------------------------------------------- corrections


def test_an_event_entered_in_error_stays_readable_and_no_longer_counts() -> None:
    wrong = pressure(90, 205, 130)
    state = fold([started(), wrong, error(95, wrong)])
    entry = state.timeline[-1]
    assert (entry.standing, entry.recorded, entry.stands) == (Standing.ENTERED_IN_ERROR, wrong, False)
    assert state.vitals == ()


def test_a_replaced_event_moves_to_when_it_really_happened() -> None:
    wrong, later = pressure(90, 205, 130), rated(80, 4)
    mended = instead(95, wrong, 75, Vitals(systolic=125, diastolic=80))
    state = fold([mended, later, wrong])
    assert [entry.event.at for entry in state.timeline] == [at(75), at(80)]
    assert state.vitals[0].said == Vitals(systolic=125, diastolic=80)
    assert state.timeline[0].correction == mended


def test_the_correction_written_last_holds() -> None:
    wrong = pressure(90, 205, 130)
    undone = instead(96, wrong, 90, Vitals(systolic=150, diastolic=90))
    for order in ([wrong, error(95, wrong), undone], [undone, error(95, wrong), wrong]):
        assert fold(order).vitals[0].said.systolic == 150


def test_a_dose_entered_in_error_leaves_the_ledger() -> None:
    wrong = dosed(0, mg("52"))
    state = fold([wrong, error(1, wrong), dosed(2, mg("25"))])
    assert str(state.ledger.total) == "25 mg psilocybin"
    assert state.first_dose_at == at(2)


def test_what_is_odd_about_the_events_is_said_and_nothing_is_guessed() -> None:
    note, other = event(10, Note("calm")), event(11, Note("warm"))
    mends_nothing = replace(error(20, note), id=UUID(int=900_001), payload=replace_of(UUID(int=999_999)))
    mends_correction = replace(error(21, note), id=UUID(int=900_002), payload=replace_of(UUID(int=900_001)))
    other_kind = replace(instead(22, note, 10, Vitals(pulse=70)), id=UUID(int=900_003))
    same_id = replace(other, id=note.id)
    state = fold([note, same_id, mends_nothing, mends_correction, other_kind])
    assert [(problem.event_id.int, problem.code) for problem in state.problems] == [
        (note.id.int, "same-id"),
        (900_001, "not-here-yet"),
        (900_002, "not-correctable"),
        (900_003, "other-kind"),
    ]
    assert [entry.standing for entry in state.timeline] == [Standing.AS_RECORDED]


def replace_of(of: UUID) -> Correction:
    return Correction(of, CorrectionAction.ENTERED_IN_ERROR, "Wrong.")


def test_at_the_same_moment_what_was_written_first_stands_first() -> None:
    second = event(10, Note("second"), written=12)
    first = event(10, Note("first"), written=11)
    assert [entry.event for entry in fold([second, first]).timeline] == [first, second]


# ------------------------------------------------------------------------------------------------- touch


@pytest.mark.parametrize(
    ("touch", "asked", "agreed", "why"),
    [
        (Touch.HAND_ON_HAND, YesNo.YES, {Touch.HAND_ON_HAND}, ""),
        (Touch.HUG, YesNo.YES, {Touch.HAND_ON_HAND}, "does not name"),
        (Touch.HAND_ON_HAND, YesNo.NO, {Touch.HAND_ON_HAND}, "had not asked"),
        (Touch.HAND_ON_HAND, YesNo.UNKNOWN, {Touch.HAND_ON_HAND}, "Nobody recorded"),
        (Touch.HAND_ON_HAND, YesNo.YES, None, "No signed consent"),
        (Touch.HAND_ON_HAND, YesNo.YES, set(), "does not name"),
    ],
)
def test_a_touch_is_held_against_the_consent_on_file(
    touch: Touch, asked: YesNo, agreed: set[Touch] | None, why: str
) -> None:
    state = fold([event(30, Touched(touch, asked))])
    found = touches_outside_consent(state, None if agreed is None else frozenset(agreed))
    assert [why in each.why for each in found] == [True] * bool(why)


def test_consent_to_touch_taken_back_in_the_room_holds_from_then_on() -> None:
    hand = Touched(Touch.HAND_ON_HAND, YesNo.YES)
    day = [event(30, hand), tap(40, Tap.TEARS), tap(41, Tap.TOUCH_DECLINED), event(50, hand)]
    found = touches_outside_consent(fold(day), frozenset(Touch))
    assert [(each.touch.at, each.why) for each in found] == [
        (at(50), "The client had taken back consent to touch.")
    ]


def test_leaving_and_coming_back_are_two_stays() -> None:
    state = fold([arrived(0), moved(10, Movement.LEFT), arrived(20)])
    assert [(stay.since, stay.until) for stay in state.stays] == [(at(0), at(10)), (at(20), None)]
    assert state.timeline[0].event.by == NKECHI
