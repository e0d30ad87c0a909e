"""What Oregon asks of one session, as drawn tables: time by dose, clients by facilitator, preparation, reports."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cairn.domain.regimes.deadlines import periodic_deadlines, quarter_end
from cairn.domain.regimes.preparation import preparation_windows
from cairn.domain.regimes.session import (
    facilitators_whatever_the_dose,
    longest_minutes,
    session_requirements,
)
from cairn.domain.regimes.session_values import Found, NotKnown, OutsideForce, Refused, SessionRequirements
from tests.spec.oregon import DAY, OREGON, START, ZONE


def asked(
    dose: str | None, *, clients: int = 1, first: bool | None = True, form: str | None = None, on: date = DAY
) -> SessionRequirements:
    amount = None if dose is None else Decimal(dose)
    return session_requirements(OREGON, dose=amount, clients=clients, on=on, form=form, first_at_site=first)


# mg analyte in all, first at the centre, form, minutes at least
DURATION = [
    ("0.5", True, "edible", 60),
    ("2.4", True, "edible", 60),
    ("2.4", False, "edible", 30),
    ("2.4", False, "extract", 30),
    ("2.4", False, "whole-fungi", 60),
    ("2.4", True, "whole-fungi", 60),
    ("2.5", True, None, 60),
    ("2.5", False, "edible", 60),
    ("4.99", True, None, 60),
    ("5", True, None, 120),
    ("9.99", True, None, 120),
    ("10", True, None, 240),
    ("24.99", True, None, 240),
    ("25", True, None, 300),
    ("28", True, None, 300),  # 20 and then 8: the total counts
    ("34.99", True, None, 300),
    ("35", True, None, 360),  # two rows hold 35: the longer
    ("50", True, None, 360),
]


@pytest.mark.parametrize(("dose", "first", "form", "minutes"), DURATION)
def test_the_shortest_stay_by_dose(dose: str, first: bool, form: str | None, minutes: int) -> None:
    answer = asked(dose, first=first, form=form).min_duration
    assert isinstance(answer, Found)
    assert (answer.value, answer.unit, answer.rule, answer.enforced) == (minutes, "min", "OR-DUR-01", True)


# clients, highest total of any of them, facilitators at least
FACILITATORS = [
    (1, "25", 1),
    (25, "4.9", 1),
    (15, "5", 1),
    (16, "5", 2),  # two rows hold 5: the fewer clients each
    (25, "9.9", 2),
    (8, "10", 1),
    (9, "10", 2),
    (6, "15", 1),
    (7, "15", 2),
    (4, "25", 1),
    (7, "25", 2),
    (4, "34.9", 1),
    (3, "35", 2),  # two rows hold 35: the fewer clients each
    (2, "50", 1),
    (25, "50", 13),
]


@pytest.mark.parametrize(("clients", "dose", "need"), FACILITATORS)
def test_the_facilitators_by_clients_and_highest_dose(clients: int, dose: str, need: int) -> None:
    answer = asked(dose, clients=clients).facilitators_needed
    assert isinstance(answer, Found)
    assert (answer.value, answer.rule) == (need, "OR-RATIO-01")


def test_the_highest_dose_of_the_group_counts_for_the_ratio_and_the_own_dose_for_the_time() -> None:
    answer = session_requirements(OREGON, dose=Decimal(5), group_max=Decimal(30), clients=5, on=DAY)
    assert isinstance(answer.facilitators_needed, Found)
    assert isinstance(answer.min_duration, Found)
    assert (answer.facilitators_needed.value, answer.min_duration.value) == (2, 120)


def test_above_fifty_milligrams_there_is_no_row_and_the_session_is_refused() -> None:
    answer = asked("50.1")
    assert isinstance(answer.min_duration, Refused)
    assert answer.min_duration.words == (
        "OAR 333-333-5250(1)-(2) has no row for 50.1 mg; its last row ends at 50 mg."
    )
    assert isinstance(answer.facilitators_needed, Refused)
    assert [outcome.rule for outcome in answer.broken] == ["OR-DOSE-01"]
    assert answer.refused


def test_a_group_of_twenty_six_is_refused_however_small_the_dose() -> None:
    answer = asked("1", clients=26)
    assert [outcome.rule for outcome in answer.broken] == ["OR-RATIO-02"]
    assert answer.refused


def test_the_area_may_hold_fewer_than_the_rule() -> None:
    answer = session_requirements(OREGON, dose=Decimal(1), clients=7, on=DAY, occupancy_limit=6)
    assert isinstance(answer.group_cap, Found)
    assert (answer.group_cap.value, answer.group_cap.note) == (6, "")
    assert [outcome.said for outcome in answer.broken] == ["Clients in the session: at most 6; it is 7."]
    unknown = asked("1").group_cap
    assert isinstance(unknown, Found)
    assert (unknown.value, unknown.note) == (25, "It may be lower: one of its limits is not known.")


@pytest.mark.parametrize(
    ("first", "form", "lacking"), [(None, "edible", True), (False, None, True), (True, None, False)]
)
def test_what_is_not_said_never_shortens_the_stay(
    first: bool | None, form: str | None, lacking: bool
) -> None:
    answer = asked("2.4", first=first, form=form).min_duration
    assert isinstance(answer, Found)
    assert answer.value == 60
    assert answer.note == ("The stricter is taken, because something is not known." if lacking else "")


@pytest.mark.parametrize(("first_on", "minutes"), [(date(2025, 12, 1), 30), (date(2025, 11, 30), 60)])
def test_the_shorter_stay_ends_twelve_months_after_the_first_session(first_on: date, minutes: int) -> None:
    answer = session_requirements(
        OREGON,
        dose=Decimal("2.4"),
        clients=1,
        on=DAY,
        form="edible",
        first_at_site=False,
        first_session_on=first_on,
    )
    assert isinstance(answer.min_duration, Found)
    assert answer.min_duration.value == minutes


def test_without_a_dose_the_time_is_not_known_and_never_guessed() -> None:
    answer = asked(None)
    assert isinstance(answer.min_duration, NotKnown)
    assert answer.min_duration.lacking == ("dose.total_mg_analyte",)
    assert not answer.refused
    assert longest_minutes(OREGON) == 360
    assert facilitators_whatever_the_dose(OREGON, 1, DAY) == 1
    assert facilitators_whatever_the_dose(OREGON, 3, DAY) is None


@pytest.mark.parametrize(("on", "kind"), [(date(2024, 12, 31), OutsideForce), (date(2025, 1, 1), Found)])
def test_the_day_before_the_text_took_effect_and_the_day_of(on: date, kind: type) -> None:
    answer = asked("25", on=on)
    for value in (answer.min_duration, answer.facilitators_needed, answer.ceiling, answer.group_cap):
        assert isinstance(value, kind)
    assert not answer.refused


def test_not_in_force_is_said_and_is_not_nought() -> None:
    value = asked("60", on=date(2024, 12, 31)).min_duration
    assert isinstance(value, OutsideForce)
    assert value.words == "Not in force on 2024-12-31: the text that was read holds from 2025-01-01."


def test_what_the_pack_does_not_know_is_always_shown() -> None:
    assert [gap.rule for gap in asked("25").gaps] == [
        "OR-PREP-GAP",
        "OR-DUR-05",
        "OR-TEXT-GAP",
        "OR-DOSE-GAP",
        "OR-DUR-GAP",
        "OR-AE-02",
        "OR-AE-03",
    ]
    assert [gap.rule for gap in asked("25", on=date(2025, 6, 1)).gaps] == [
        "OR-PREP-GAP",
        "OR-DUR-05",
        "OR-DOSE-GAP",
        "OR-DUR-GAP",
        "OR-AE-02",
        "OR-AE-03",
    ]


# time between the end of preparation and the start of the session, allowed
PREPARATION = [
    (timedelta(hours=23, minutes=59), False),
    (timedelta(hours=24), True),
    (timedelta(days=7), True),
    (timedelta(days=90), True),
    (timedelta(days=90, seconds=1), False),
    (-timedelta(hours=30), False),
]


@pytest.mark.parametrize(("gap", "allowed"), PREPARATION)
def test_preparation_is_completed_between_a_day_and_ninety_days_before(gap: timedelta, allowed: bool) -> None:
    [window] = preparation_windows(OREGON, DAY)
    completed = (START.astimezone(UTC) - gap).astimezone(ZONE)
    assert window.allows(completed, START) is allowed
    assert window.enforced


def test_the_day_of_preparation_is_counted_in_real_hours_when_the_clocks_change() -> None:
    [window] = preparation_windows(OREGON, date(2026, 11, 1))
    completed = datetime(2026, 10, 31, 10, 0, tzinfo=ZONE)  # summer time ends in the night between
    assert window.allows(completed, datetime(2026, 11, 1, 9, 0, tzinfo=ZONE))
    assert not window.allows(completed, datetime(2026, 11, 1, 8, 59, tzinfo=ZONE))
    first, last = window.span(completed)
    assert first == datetime(2026, 11, 1, 9, 0, tzinfo=ZONE)
    assert last is not None
    assert window.allows(completed, last)


def test_before_the_text_took_effect_there_is_no_window() -> None:
    assert preparation_windows(OREGON, date(2024, 12, 31)) == ()


# any day of the quarter, its last day, the report's last day
QUARTERS = [
    (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 15)),
    (date(2026, 3, 31), date(2026, 3, 31), date(2026, 4, 15)),
    (date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 15)),
    (date(2026, 9, 30), date(2026, 9, 30), date(2026, 10, 15)),
    (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 15)),
]


@pytest.mark.parametrize(("day", "end", "due"), QUARTERS)
def test_the_quarterly_report_is_due_fifteen_days_after_the_quarter(day: date, end: date, due: date) -> None:
    assert quarter_end(day) == end
    [deadline] = periodic_deadlines(OREGON, day)
    assert (deadline.rule, deadline.due_on, deadline.enforced) == ("OR-303-05", due, False)


def test_a_quarter_before_the_text_took_effect_has_no_deadline() -> None:
    assert periodic_deadlines(OREGON, date(2024, 12, 31)) == ()
