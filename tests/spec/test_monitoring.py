"""What is due when, by the package's default schedule."""

from decimal import Decimal

import pytest

from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.codes import Manner, RatedBy
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.monitoring import Watch, due
from cairn.domain.administration.payloads import Released, Vitals
from cairn.domain.administration.session import fold
from tests.spec.session_day import at, dosed, event, pressure, rated, started

SCHEDULE = day_rules().schedule
EVERYTHING = [Watch.BLOOD_PRESSURE, Watch.PULSE, Watch.TEMPERATURE, Watch.OXYGEN, Watch.STATE]
FULL = Vitals(systolic=130, diastolic=82, pulse=78, oxygen_saturation=98)


def whole(minute: float) -> list[SessionEvent]:
    """One round with everything a check can ask for."""
    return [
        event(minute, Vitals(130, 82, 78, None, Decimal("36.8"), 98)),
        rated(minute, 3, RatedBy.STAFF),
    ]


@pytest.mark.parametrize(
    ("minute", "first_three"),
    [
        (0, ["MON-030 later", "MON-060 later", "MON-090 later"]),
        (20, ["MON-030 soon", "MON-060 later", "MON-090 later"]),
        (30, ["MON-030 due", "MON-060 later", "MON-090 later"]),
        (35, ["MON-030 due", "MON-060 later", "MON-090 later"]),
        (36, ["MON-030 overdue", "MON-060 later", "MON-090 later"]),
        (50, ["MON-030 missed", "MON-060 soon", "MON-090 later"]),
    ],
)
def test_a_check_comes_up_falls_due_is_overdue_and_is_missed(minute: float, first_three: list[str]) -> None:
    state = fold([started(), *whole(-30), *whole(-5), dosed()])
    found = [f"{each.check_id} {each.status.value}" for each in due(state, SCHEDULE, at(minute))]
    assert found[:3] == first_three


@pytest.mark.parametrize(
    ("taken", "missing_at_60"),
    [
        ([], EVERYTHING),
        ([pressure(58, 130, 82)], [Watch.TEMPERATURE, Watch.OXYGEN, Watch.STATE]),
        ([pressure(49, 130, 82)], EVERYTHING),
        ([event(58, Vitals(systolic=130))], EVERYTHING),
        ([event(58, FULL), rated(59, 4)], [Watch.TEMPERATURE]),
        (whole(60), []),
    ],
)
def test_a_check_is_complete_only_with_everything_it_asks_for(
    taken: list[SessionEvent], missing_at_60: list[Watch]
) -> None:
    state = fold([started(), dosed(), *taken])
    found = {each.check_id: list(each.watches) for each in due(state, SCHEDULE, at(61))}
    assert found.get("MON-060", []) == missing_at_60


def test_a_reading_counts_for_one_check_only() -> None:
    state = fold([started(), dosed(), *whole(25)])
    found = [
        each.check_id for each in due(state, SCHEDULE, at(40)) if each.check_id in {"MON-030", "MON-060"}
    ]
    assert found == ["MON-060"]


@pytest.mark.parametrize(
    ("taken", "planned", "expected"),
    [
        ([], None, ["MON-B30 before-dose", "MON-B05 before-dose"]),
        (whole(-31), None, ["MON-B05 before-dose"]),
        ([*whole(-31), *whole(-6)], None, []),
        ([], 0, ["MON-B30 overdue", "MON-B05 later"]),
        (whole(-31), 0, ["MON-B05 later"]),
    ],
)
def test_before_the_dose_two_whole_rounds_are_asked_for(
    taken: list[SessionEvent], planned: float | None, expected: list[str]
) -> None:
    state = fold([started(), *taken])
    found = due(state, SCHEDULE, at(-20), None if planned is None else at(planned))
    assert [f"{each.check_id} {each.status.value}" for each in found] == expected


def test_rounds_left_out_before_the_dose_stay_visible_as_missed() -> None:
    state = fold([started(), *whole(-31), dosed(), *whole(2)])
    (first, *_) = due(state, SCHEDULE, at(5))
    assert (first.check_id, first.status.value) == ("MON-B05", "missed")


def test_after_the_release_only_what_was_missed_remains() -> None:
    day = [started(), *whole(-30), *whole(-5), dosed(), event(70, Released(Manner.RELEASED, "Her sister"))]
    found = due(fold(day), SCHEDULE, at(75))
    assert [(each.check_id, each.status.value) for each in found] == [("MON-030", "missed")]


def test_the_last_check_stays_open_until_the_release() -> None:
    state = fold([started(), dosed()])
    assert due(state, SCHEDULE, at(900))[-1].status.value == "overdue"
