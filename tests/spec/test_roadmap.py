"""A roadmap, dated: where each step falls and why, what conflicts, and how little a revision moves."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cairn.domain.citations import Citation
from cairn.domain.dates import parse_period
from cairn.domain.protocols.protocol import START
from cairn.domain.roadmap.plain import from_plain, to_plain
from cairn.domain.roadmap.planner import Around, propose, revise
from cairn.domain.roadmap.preferences import Away, Hours, Preferences
from cairn.domain.roadmap.problem import Held, SessionPlan
from cairn.domain.roadmap.roadmap import Conflict, PlannedStep, Roadmap
from cairn.domain.vocabulary import EncounterKind, Grade
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import (
    FRIDAY,
    MONDAY,
    PROTOCOL,
    SUNDAY,
    THURSDAY,
    TODAY,
    TUESDAY,
    WEDNESDAY,
    WEEKDAYS,
    can_come,
    conflict,
    roadmap,
)

USUAL = """
preparation-1       Thu 2026-11-26 09:00 10:30
preparation-2       Thu 2026-12-03 09:00 10:30
preparation-3       Thu 2026-12-10 09:00 10:30
administration-1    Thu 2026-12-17 09:00 17:00
integration-1       Fri 2026-12-18 09:00 10:00
follow-up-day-1     Fri 2026-12-18 10:00 10:20
follow-up-day-2     Sat 2026-12-19 10:00 10:20
integration-2       Thu 2026-12-24 09:00 10:00
follow-up-day-7     Thu 2026-12-24 10:00 10:20
follow-up-day-14    Thu 2026-12-31 09:00 09:20
integration-3       Thu 2027-01-07 09:00 10:00
follow-up-day-28    Thu 2027-01-14 09:00 09:20
follow-up-day-42    Thu 2027-01-28 09:00 09:20
follow-up-week-12   Thu 2027-03-11 09:00 09:20
follow-up-week-26   Thu 2027-06-17 09:00 09:20
follow-up-month-12  Fri 2027-12-17 09:00 09:20
"""


def drawn(found: Roadmap) -> str:
    lines = (f"{step.id:<19} {step.starts:%a %Y-%m-%d %H:%M} {step.ends:%H:%M}" for step in found.steps)
    return "\n".join(lines)


def codes(step: PlannedStep) -> list[str]:
    return [reason.code for reason in step.reasons]


def days(found: Roadmap) -> dict[str, date]:
    return {step.id: step.starts.date() for step in found.steps}


def test_a_person_who_can_come_on_weekdays_gets_the_usual_days() -> None:
    assert drawn(roadmap(can_come(*WEEKDAYS))) == USUAL.strip()


def test_measures_have_their_windows_around_the_day() -> None:
    measures = {
        measure.id: (measure.opens, measure.closes) for measure in roadmap(can_come(*WEEKDAYS)).measures
    }
    assert measures["phq-9-baseline"] == (date(2026, 11, 23), date(2026, 12, 7))
    assert measures["phq-9-day-7"] == (date(2026, 12, 23), date(2026, 12, 26))
    assert measures["pcl-5-week-26"] == (date(2027, 6, 10), date(2027, 7, 1))


def test_the_administration_session_says_why_it_is_there_and_why_then() -> None:
    day = roadmap(can_come(*WEEKDAYS)).step("administration-1")
    assert codes(day) == ["protocol.step", "protocol.window", "OR-PREP-02"]
    words = [reason.words["en"] for reason in day.reasons]
    assert words[1] == "Between 2 and 14 days after: Third preparation session."
    assert words[2] == (
        "The law asks for at least 24 hours and at most 90 days between the end of preparation and this session."
    )
    assert day.reasons[2].grade is Grade.A
    assert (day.opens, day.closes) == (
        datetime(2026, 12, 12, 0, 0, tzinfo=ZONE),
        datetime(2026, 12, 24, 23, 59, tzinfo=ZONE),
    )


def test_without_a_dose_the_length_depends_on_it_and_the_longest_is_kept_free() -> None:
    day = roadmap(can_come(*WEEKDAYS)).step("administration-1")
    assert (day.duration.minutes, day.duration.reserved) == (None, 480)
    assert day.duration.words["en"] == "Depends on the dose agreed; 8 hours are kept free."
    assert day.facilitators == 2


@pytest.mark.parametrize(("dose", "minutes"), [("10", 240), ("25", 300), ("35", 360)])
def test_with_a_dose_the_law_s_shortest_stay_is_named(dose: str, minutes: int) -> None:
    day = roadmap(can_come(*WEEKDAYS), SessionPlan(Decimal(dose))).step("administration-1")
    assert (day.duration.minutes, day.duration.reserved) == (minutes, 480)
    assert (
        day.duration.words["en"]
        == f"At least {minutes // 60} hours at the dose agreed; 8 hours are kept free."
    )
    assert "OR-DUR-01" in codes(day)


def test_in_a_group_the_law_may_ask_for_more_facilitators_than_the_protocol() -> None:
    session = SessionPlan(Decimal(30), clients=12)
    day = roadmap(can_come(*WEEKDAYS), session).step("administration-1")
    assert day.facilitators == 3
    assert "OR-RATIO-01" in codes(day)
    alone = roadmap(can_come(*WEEKDAYS), SessionPlan(Decimal(25))).step("administration-1")
    assert alone.facilitators == 2


def test_in_a_group_without_a_dose_nobody_knows_how_many_facilitators() -> None:
    assert roadmap(can_come(*WEEKDAYS), SessionPlan(clients=12)).step("administration-1").facilitators is None


def test_a_dose_above_the_law_s_ceiling_is_refused_whatever_the_day() -> None:
    found = conflict(can_come(*WEEKDAYS), SessionPlan(Decimal("50.1")))
    assert found.step == "administration-1"
    assert [reason.code for reason in found.reasons] == ["OR-DUR-01", "OR-RATIO-01", "OR-DOSE-01"]
    assert found.how["en"] == "Agree the dose again with the client, or make the group smaller."


def test_the_session_is_placed_where_the_days_after_it_are_possible_too() -> None:
    away = Away(date(2026, 12, 18), date(2026, 12, 20))
    found = roadmap(can_come(*WEEKDAYS, away=(away,)))
    assert days(found)["administration-1"] == date(
        2026, 12, 16
    )  # 17 December leaves no day for the first integration
    assert days(found)["integration-1"] == date(2026, 12, 17)
    day = found.step("administration-1")
    assert "The usual day would be 2026-12-17" in day.reasons[-1].words["en"]


def test_a_day_asked_for_moves_what_comes_before_it_as_well() -> None:
    found = roadmap(can_come(*WEEKDAYS, not_before=(("administration-1", date(2027, 1, 11)),)))
    assert days(found)["administration-1"] >= date(2027, 1, 11)
    gap = found.step("administration-1").starts - found.step("preparation-3").ends
    assert timedelta(hours=24) <= gap <= timedelta(days=90)
    assert "not-before" in codes(found.step("administration-1"))


def test_nothing_is_planned_before_the_person_begins() -> None:
    found = roadmap(can_come(*WEEKDAYS, start_on=date(2027, 2, 1)))
    assert min(days(found).values()) >= date(2027, 2, 1)
    [recheck] = [note for note in found.notes if note.code == "pack.recheck"]
    assert "2027-01-01" in recheck.words["en"]


def test_calls_are_made_on_days_the_person_does_not_come() -> None:
    found = roadmap(can_come(MONDAY, TUESDAY))
    call = found.step("follow-up-day-2")
    assert call.starts.time() >= time(10)


def test_what_the_regime_does_not_know_stands_on_the_roadmap() -> None:
    found = roadmap(can_come(*WEEKDAYS))
    assert [note.code for note in found.notes] == [
        "protocol.draft",
        "OR-PREP-GAP",
        "OR-DUR-05",
        "OR-TEXT-GAP",
        "OR-DOSE-GAP",
        "OR-DUR-GAP",
        "OR-AE-02",
        "OR-AE-03",
    ]
    assert found.notes[1].words["es"].startswith("Sin codificar; pregunte a su autoridad.")


EVENINGS = can_come(TUESDAY, since=17, until=20)
FAR = can_come(*WEEKDAYS, not_before=(("administration-1", date(2027, 8, 2)),))
HOLIDAY = Away(date(2026, 11, 23), date(2026, 12, 31))

# who can come when, the step that finds no time, the constraints that cannot all hold
CONFLICTS: list[tuple[Preferences, str, list[str]]] = [
    (EVENINGS, "administration-1", ["duration:administration-1", "hours"]),
    (can_come(MONDAY), "integration-1", ["window:integration-1", "hours"]),
    (
        FAR,
        "administration-1",
        [
            "window:preparation-1",
            "window:preparation-2",
            "window:preparation-3",
            "regime:OR-PREP-02",
            "not-before:administration-1",
        ],
    ),
    (can_come(*WEEKDAYS, away=(HOLIDAY,)), "preparation-1", ["window:preparation-1", "away:0"]),
    (can_come(*WEEKDAYS, since=9, until=10), "preparation-1", ["duration:preparation-1", "hours"]),
]


@pytest.mark.parametrize(("person", "step", "expected"), CONFLICTS)
def test_a_conflict_names_the_fewest_constraints_that_cannot_all_hold(
    person: Preferences, step: str, expected: list[str]
) -> None:
    found = conflict(person)
    assert (found.step, [reason.code for reason in found.reasons]) == (step, expected)
    for reason in found.reasons:
        assert set(reason.words) == {"en", "es"}
        assert all(words.endswith(".") for words in reason.words.values())
    assert found.how["en"] == "Ask the person whether other days or hours are possible."


def test_a_conflict_is_said_in_words() -> None:
    assert [reason.words["en"] for reason in conflict(EVENINGS).reasons] == [
        "Administration session: 8 hours on one day.",
        "The person can come: Tuesday 17:00 to 20:00.",
    ]
    assert [reason.words["es"] for reason in conflict(EVENINGS).reasons][1] == (
        "La persona puede venir: martes 17:00 a 20:00."
    )


def test_a_revision_without_a_change_changes_nothing() -> None:
    person = can_come(*WEEKDAYS)
    first = roadmap(person)
    again = revise(first, PROTOCOL, OREGON, person, TODAY)
    assert isinstance(again, Roadmap)
    assert drawn(again) == drawn(first)
    assert all("unchanged" in codes(step) for step in again.steps)


def test_a_revision_moves_only_what_a_new_absence_touches() -> None:
    person = can_come(*WEEKDAYS)
    first = roadmap(person)
    absent = replace(person, away=(Away(date(2026, 12, 24), date(2026, 12, 24)),))
    again = revise(first, PROTOCOL, OREGON, absent, TODAY)
    assert isinstance(again, Roadmap)
    moved = {step for step in days(first) if days(first)[step] != days(again)[step]}
    assert moved == {"integration-2"}
    assert days(again)["integration-2"] == date(2026, 12, 23)


def test_a_revision_counts_from_what_was_really_held() -> None:
    person = can_come(*WEEKDAYS)
    first = roadmap(person)
    late = datetime(2026, 11, 30, 16, 0, tzinfo=ZONE)
    held = Held("preparation-1", late, late + timedelta(minutes=100))
    again = revise(first, PROTOCOL, OREGON, person, date(2026, 12, 1), held=(held,))
    assert isinstance(again, Roadmap)
    done = again.step("preparation-1")
    assert (done.starts, done.ends) == (held.starts, held.ends)
    assert "held" in codes(done)
    assert days(again)["preparation-2"] == date(2026, 12, 3)  # still within its window: it stays


def test_what_was_held_too_long_ago_conflicts_and_says_what_can_be_done() -> None:
    person = can_come(*WEEKDAYS)
    first = roadmap(person)
    old = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    held = Held("preparation-1", old, old + timedelta(minutes=90))
    found = revise(first, PROTOCOL, OREGON, person, date(2027, 1, 4), held=(held,))
    assert isinstance(found, Conflict)
    assert [reason.code for reason in found.reasons] == ["window:preparation-2", "start"]
    assert found.how["en"].startswith("Hold a step again")


def test_a_time_already_agreed_stays_though_another_is_free_earlier_that_day() -> None:
    person = can_come(*WEEKDAYS)
    first = roadmap(person)
    afternoon = datetime(2026, 12, 3, 14, 0, tzinfo=ZONE)
    moved = replace(first.step("preparation-2"), starts=afternoon, ends=afternoon + timedelta(minutes=90))
    agreed = replace(first, steps=tuple(moved if step.id == moved.id else step for step in first.steps))
    again = revise(agreed, PROTOCOL, OREGON, person, TODAY)
    assert isinstance(again, Roadmap)
    assert again.step("preparation-2").starts == afternoon
    too_late = datetime(2026, 12, 3, 17, 0, tzinfo=ZONE)
    spoilt = replace(moved, starts=too_late, ends=too_late + timedelta(minutes=90))
    agreed = replace(first, steps=tuple(spoilt if step.id == spoilt.id else step for step in first.steps))
    again = revise(agreed, PROTOCOL, OREGON, person, TODAY)
    assert isinstance(again, Roadmap)
    assert again.step("preparation-2").starts == datetime(2026, 12, 3, 9, 0, tzinfo=ZONE)


def test_two_steps_are_never_at_once_and_the_agreed_times_of_two_cannot_both_stay() -> None:
    person = can_come(*WEEKDAYS)
    first = roadmap(person)
    at = first.step("integration-1").starts
    clash = replace(first.step("follow-up-day-1"), starts=at, ends=at + timedelta(minutes=20))
    agreed = replace(first, steps=tuple(clash if step.id == clash.id else step for step in first.steps))
    again = revise(agreed, PROTOCOL, OREGON, person, TODAY)
    assert isinstance(again, Roadmap)
    assert again.step("follow-up-day-1").starts >= again.step("integration-1").ends


def test_a_roadmap_survives_the_record() -> None:
    found = roadmap(can_come(WEDNESDAY, THURSDAY, FRIDAY), SessionPlan(Decimal(25)))
    assert from_plain(to_plain(found)) == found
    with pytest.raises(ValueError, match="roadmap/1"):
        from_plain({**to_plain(found), "schema": "roadmap/9"})
    with pytest.raises(KeyError):
        found.step("dose-9")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: Hours(7, time(9), time(10)), "7 is not a weekday"),
        (lambda: Hours(MONDAY, time(10), time(10)), "The hours on monday end before they begin"),
        (lambda: Away(date(2026, 2, 2), date(2026, 2, 1)), "ends before it begins"),
        (lambda: Preferences(TODAY, (), ZONE), "No day of the week is possible"),
    ],
)
def test_days_that_cannot_be_are_refused(wrong: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()  # type: ignore[operator]


def test_a_protocol_without_an_administration_session_needs_nothing_of_the_regime() -> None:
    steps = tuple(step for step in PROTOCOL.steps if step.kind is EncounterKind.PREPARATION)
    talk = replace(PROTOCOL, steps=steps, measures=(), needed=())
    found = propose(talk, OREGON, can_come(SUNDAY), TODAY, around=Around(session=SessionPlan(Decimal(60))))
    assert isinstance(found, Roadmap)
    assert (len(found.steps), [note.code for note in found.notes]) == (3, ["protocol.draft"])


def test_an_administration_counted_from_the_start_or_from_no_preparation_has_no_window_of_the_law() -> None:
    day = PROTOCOL.step("administration-1")
    alone = replace(day, window=replace(day.window, after=START))
    second = replace(day, id="administration-2", window=replace(day.window, after="administration-1"))
    found = propose(
        replace(PROTOCOL, steps=(alone, second), measures=(), needed=()), OREGON, can_come(*WEEKDAYS), TODAY
    )
    assert isinstance(found, Roadmap)
    assert all("OR-PREP-02" not in codes(step) for step in found.steps)


def test_a_window_in_hours_is_counted_exactly() -> None:
    call = PROTOCOL.step("follow-up-day-1")
    hours = replace(
        call.window, opens=parse_period("PT20H"), closes=parse_period("PT30H"), typical=parse_period("PT24H")
    )
    steps = tuple(replace(call, window=hours) if step.id == call.id else step for step in PROTOCOL.steps)
    found = propose(replace(PROTOCOL, steps=steps), OREGON, can_come(*WEEKDAYS), TODAY)
    assert isinstance(found, Roadmap)
    after = found.step("follow-up-day-1").starts - found.step("administration-1").ends
    assert timedelta(hours=20) <= after <= timedelta(hours=30)
    window = found.step("follow-up-day-1").reasons[1].words
    assert window["en"] == "Between 20 hours and 30 hours after: Administration session."


def test_a_rule_that_may_not_enforce_yet_does_not_bind_the_plan() -> None:
    weak = tuple(
        replace(rule, citation=Citation("hearsay", Grade.B)) if rule.id == "OR-PREP-02" else rule
        for rule in OREGON.rules
    )
    found = propose(PROTOCOL, replace(OREGON, rules=weak), can_come(*WEEKDAYS), TODAY)
    assert isinstance(found, Roadmap)
    assert "OR-PREP-02" not in codes(found.step("administration-1"))


def test_a_roadmap_a_record_kept_before_there_were_gates_still_reads() -> None:
    found = roadmap(can_come(*WEEKDAYS))
    plain = to_plain(found)
    for step in plain["steps"]:
        del step["people"], step["held_by"], step["accessibility"]
    for measure in plain["measures"]:
        del measure["time_of_day"], measure["people"]
    del plain["gates"], plain["tailored"]
    assert from_plain({**plain, "schema": "roadmap/1"}) == found
