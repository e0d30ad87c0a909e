"""Planning with more than one person's days: partners, facilitators, conditions, needs; and the edges of the search."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.citations import Reviewer
from cairn.domain.dates import parse_period
from cairn.domain.protocols.offered import offered
from cairn.domain.protocols.people import Who
from cairn.domain.protocols.protocol import Modality, Protocol
from cairn.domain.protocols.window import Side, Window
from cairn.domain.protocols.words import both
from cairn.domain.roadmap.changes import Change, changes_between
from cairn.domain.roadmap.days import days_of, ticks
from cairn.domain.roadmap.law import Once
from cairn.domain.roadmap.masks import week_of
from cairn.domain.roadmap.planner import Around, propose, revise
from cairn.domain.roadmap.preferences import (
    Away,
    Condition,
    Hours,
    Needs,
    Practitioner,
    Preferences,
    Video,
)
from cairn.domain.roadmap.problem import Held, Problem, SessionPlan, steps_of
from cairn.domain.roadmap.roadmap import Conflict, Proof, Roadmap
from cairn.domain.roadmap.smallest import core_of
from cairn.domain.vocabulary import Role
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import PROTOCOL, TODAY, WEEKDAYS, can_come

MOOD = protocols()["trd-mood@1"]
JOINT = protocols()["trd-mood-couples-joint@1"]
PARALLEL = protocols()["trd-mood-couples-parallel@1"]
PERSON = can_come(*WEEKDAYS)
ALL_DAY = tuple(Hours(day, time(7), time(20)) for day in range(7))
ANYBODY = Preferences(TODAY, ALL_DAY, ZONE)


def plan(protocol: Protocol, person: Preferences, around: Around) -> Roadmap:
    found = propose(protocol, OREGON, person, TODAY, around=around)
    assert isinstance(found, Roadmap)
    return found


def conflict(protocol: Protocol, person: Preferences, around: Around) -> Conflict:
    found = propose(protocol, OREGON, person, TODAY, around=around)
    assert isinstance(found, Conflict)
    return found


def codes(found: Conflict) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_a_condition_that_takes_time_keeps_the_session_from_coming_sooner() -> None:
    condition = Condition("ecg", both("The ECG is read.", "Se leyó el ECG."), "administration", days=40)
    found = plan(MOOD, PERSON, Around(conditions=(condition,)))
    assert found.step("administration-1").starts.date() >= TODAY + timedelta(days=40)
    assert "condition" in [reason.code for reason in found.step("administration-1").reasons]
    [gate] = [gate for gate in found.gates if gate.id == "condition:ecg"]
    assert (gate.before, gate.who, gate.by) == (
        "administration-1",
        (Role.CLINICAL_REVIEWER,),
        found.step("administration-1").starts.date(),
    )


def test_a_condition_that_takes_too_long_conflicts_and_says_until_when() -> None:
    condition = Condition("ecg", both("The ECG is read.", "Se leyó el ECG."), "preparation-1", days=60)
    found = conflict(MOOD, PERSON, Around(conditions=(condition,)))
    assert codes(found) == ["window:preparation-1", "condition:ecg"]
    assert found.reasons[1].words["en"] == (
        "A condition of the screening: The ECG is read. It takes until 2027-01-22."
    )
    assert found.how["en"] == "See to the condition sooner, or begin later."


def test_somebody_who_can_only_come_by_video_cannot_have_the_day() -> None:
    only = replace(PERSON, needs=Needs(video=Video.ONLY))
    found = conflict(MOOD, only, Around())
    assert [code.partition(":")[0] for code in codes(found)] == ["modality", "video-only"]
    assert found.reasons[0].words["en"].endswith("only in person.")
    assert found.reasons[1].words["en"] == "The person can only come by video."


def test_by_video_where_the_protocol_allows_it_and_a_call_stays_a_call() -> None:
    found = plan(MOOD, replace(PERSON, needs=Needs(video=Video.FIRST)), Around())
    assert found.step("preparation-1").modality is Modality.VIDEO
    assert found.step("preparation-1").room is None
    assert found.step("administration-1").modality is Modality.IN_PERSON
    assert found.step("follow-up-day-1").modality is Modality.PHONE


def test_the_partner_s_days_conflict_in_their_own_name() -> None:
    partner = Preferences(
        TODAY, ALL_DAY, ZONE, (Away(TODAY, TODAY + timedelta(days=200)),), needs=Needs(video=Video.FIRST)
    )
    found = conflict(JOINT, ANYBODY, Around(partner=partner))
    assert "partner.away:0" in codes(found)
    words = {reason.code: reason.words for reason in found.reasons}["partner.away:0"]
    assert words["en"].startswith("The partner cannot come from 2026-11-23")
    assert words["es"].startswith("La pareja no puede venir")


def test_the_partner_s_hours_and_first_days_conflict_in_their_own_name() -> None:
    late = tuple(Hours(day, time(17), time(20)) for day in range(7))
    found = conflict(JOINT, ANYBODY, Around(partner=Preferences(TODAY, late, ZONE)))
    assert codes(found) == ["duration:administration-1", "partner.hours"]
    far = Preferences(TODAY, ALL_DAY, ZONE, (), (("together-preparation", date(2028, 1, 1)),))
    assert "partner.not-before:together-preparation" in codes(conflict(JOINT, ANYBODY, Around(partner=far)))


def test_two_rooms_begin_together_only_at_an_hour_both_have() -> None:
    mornings = tuple(Hours(day, time(7), time(16)) for day in range(7))
    afternoons = tuple(Hours(day, time(8), time(20)) for day in range(7))
    found = plan(
        PARALLEL,
        Preferences(TODAY, afternoons, ZONE),
        Around(partner=Preferences(TODAY, mornings, ZONE)),
    )
    days = [found.step(step) for step in ("administration-1", "partner-administration-1")]
    assert [f"{day.starts:%H:%M}" for day in days] == ["08:00", "08:00"]
    mornings = tuple(Hours(day, time(10), time(19)) for day in range(7))
    found = plan(
        PARALLEL,
        Preferences(TODAY, afternoons, ZONE),
        Around(partner=Preferences(TODAY, mornings, ZONE)),
    )
    days = [found.step(step) for step in ("administration-1", "partner-administration-1")]
    assert [f"{day.starts:%H:%M}" for day in days] == ["10:00", "10:00"]
    early = tuple(Hours(day, time(6), time(15)) for day in range(7))
    late = tuple(Hours(day, time(11), time(20)) for day in range(7))
    against = conflict(
        PARALLEL, Preferences(TODAY, early, ZONE), Around(partner=Preferences(TODAY, late, ZONE))
    )
    assert {"hours", "partner.hours"} <= set(codes(against))


def test_one_facilitator_cannot_hold_both_rooms_and_four_can() -> None:
    one = Practitioner("Odile", ALL_DAY)
    found = conflict(PARALLEL, ANYBODY, Around(partner=ANYBODY, practitioners=(one,)))
    assert "facilitator-1.once" in codes(found)
    words = {reason.code: reason.words["en"] for reason in found.reasons}["facilitator-1.once"]
    assert words == "Odile cannot be in two sessions at once."
    mine = tuple(Practitioner(name, ALL_DAY, (), (Who.PERSON,)) for name in ("Odile", "Emi"))
    theirs = tuple(Practitioner(name, ALL_DAY, (), (Who.PARTNER,)) for name in ("Ines", "Sol"))
    together = plan(PARALLEL, ANYBODY, Around(partner=ANYBODY, practitioners=(*mine, *theirs)))
    assert together.step("administration-1").held_by == ("Odile", "Emi")
    assert together.step("partner-administration-1").held_by == ("Ines", "Sol")
    assert together.step("follow-up-day-1").held_by == ()


def test_a_facilitator_away_all_winter_conflicts_by_name_and_one_alone_is_noted() -> None:
    away = Practitioner("Odile", ALL_DAY, (Away(TODAY, TODAY + timedelta(days=120)),))
    found = conflict(MOOD, ANYBODY, Around(practitioners=(away,)))
    assert codes(found) == ["window:preparation-1", "facilitator-1.away:0"]
    assert found.reasons[1].words["en"].startswith("Odile cannot come from 2026-11-23")
    alone = plan(MOOD, ANYBODY, Around(practitioners=(Practitioner("Odile", ALL_DAY),)))
    [note] = [note for note in alone.notes if note.code == "facilitators.unnamed"]
    assert note.words["en"] == "Administration session: 2 facilitators are asked for, 1 named."


def test_a_protocol_signed_here_is_no_longer_called_a_draft() -> None:
    signed = (Reviewer("Emi Aoki", TODAY),)
    assert "protocol.draft" not in [note.code for note in plan(MOOD, PERSON, Around(signed=signed)).notes]


def test_what_people_need_stands_before_the_first_session_it_is_needed_for() -> None:
    needs = Needs(Video.FIRST, "es", ("a ramp", "a quiet way in"))
    found = plan(MOOD, replace(PERSON, needs=needs), Around())
    assert [(gate.id, gate.before) for gate in found.gates if gate.id.startswith("need:")] == [
        ("need:interpreter", "preparation-1"),
        ("need:accessibility-1", "preparation-3"),
        ("need:accessibility-2", "preparation-3"),
    ]


def test_a_wish_among_words_names_the_words() -> None:
    found = conflict(MOOD, PERSON, Around(wishes=(("preparation-modality", "letter"),)))
    assert found.reasons[0].words["en"] == (
        "How preparation is held: 'letter' was asked for; possible are: as-usual, video, in-person."
    )


def test_what_was_tailored_stays_so_in_a_revision() -> None:
    first = plan(MOOD, PERSON, Around(wishes=(("preparation-sessions", "4"),)))
    again = revise(first, MOOD, OREGON, PERSON, TODAY)
    assert isinstance(again, Roadmap)
    assert (again.tailored, changes_between(first, again)) == ((("preparation-sessions", "4"),), ())
    fewer = revise(first, MOOD, OREGON, PERSON, TODAY, around=Around(wishes=(("preparation-sessions", "3"),)))
    assert isinstance(fewer, Roadmap)
    gone = first.step("preparation-2-further-1").starts
    assert changes_between(first, fewer)[-1] == Change("preparation-2-further-1", gone, None)


def test_a_measure_counted_back_opens_before_its_session() -> None:
    point = MOOD.measures[0]
    window = Window("administration-1", *(parse_period(each) for each in ("P7D", "P1D", "P3D")), Side.BEFORE)
    early = replace(MOOD, measures=(replace(point, window=window),))
    found = plan(early, PERSON, Around())
    day = found.step("administration-1").starts.date()
    assert [(day - found.measures[0].opens).days, (day - found.measures[0].closes).days] == [7, 1]


def test_a_window_counted_back_in_hours_is_exact() -> None:
    steps = tuple(
        replace(
            step,
            window=Window(
                "administration-1", *(parse_period(each) for each in ("PT30H", "PT20H", "PT24H")), Side.BEFORE
            ),
            kind=PROTOCOL.step("follow-up-day-1").kind,
        )
        if step.id == "follow-up-day-1"
        else step
        for step in PROTOCOL.steps
    )
    found = plan(replace(PROTOCOL, steps=steps), ANYBODY, Around())
    before = found.step("administration-1").starts - found.step("follow-up-day-1").starts
    assert timedelta(hours=20) <= before <= timedelta(hours=30)


def test_months_are_counted_as_calendar_months() -> None:
    call = PROTOCOL.step("follow-up-month-12")
    year = replace(
        call.window, opens=parse_period("P12M"), closes=parse_period("P13M"), typical=parse_period("P12M")
    )
    steps = tuple(replace(call, window=year) if step.id == call.id else step for step in PROTOCOL.steps)
    found = plan(replace(PROTOCOL, steps=steps), ANYBODY, Around())
    day = found.step("administration-1").starts.date()
    assert found.step(call.id).starts.date() == day.replace(year=day.year + 1)
    mixed = replace(
        year, opens=parse_period("P1MT6H"), closes=parse_period("P2M"), typical=parse_period("P1MT6H")
    )
    steps = tuple(replace(call, window=mixed) if step.id == call.id else step for step in PROTOCOL.steps)
    assert plan(replace(PROTOCOL, steps=steps), ANYBODY, Around()).step(call.id).starts


def test_the_law_s_shortest_time_is_kept_to_the_minute_though_the_next_morning_is_free() -> None:
    day = PROTOCOL.step("administration-1")
    soon = replace(
        day.window, opens=parse_period("P0D"), closes=parse_period("P3D"), typical=parse_period("P1D")
    )
    steps = tuple(replace(day, window=soon) if step.id == day.id else step for step in PROTOCOL.steps)
    evenings = Preferences(TODAY, tuple(Hours(each, time(10), time(19)) for each in range(7)), ZONE)
    found = plan(replace(PROTOCOL, steps=steps), evenings, Around())
    between = found.step("administration-1").starts - found.step("preparation-3").ends
    assert between >= timedelta(hours=24)


def test_a_preparation_counted_back_keeps_the_law_s_time_too() -> None:
    last = PROTOCOL.step("preparation-3")
    first = replace(
        PROTOCOL.step("administration-1"),
        window=replace(
            PROTOCOL.step("preparation-1").window, closes=parse_period("P60D"), typical=parse_period("P20D")
        ),
    )
    back = Window("administration-1", *(parse_period(each) for each in ("P2D", "P0D", "P0D")), Side.BEFORE)
    both_steps = (first, replace(last, window=back))
    late = Preferences(TODAY, tuple(Hours(each, time(6), time(20)) for each in range(7)), ZONE)
    found = plan(replace(PROTOCOL, steps=both_steps, measures=(), needed=()), late, Around())
    between = found.step("administration-1").starts - found.step("preparation-3").ends
    assert between >= timedelta(hours=24)


def test_a_session_held_over_midnight_is_counted_from_its_end() -> None:
    first = plan(PROTOCOL, ANYBODY, Around())
    starts = datetime(2026, 11, 24, 20, 0, tzinfo=ZONE)
    held = Held("preparation-1", starts, starts + timedelta(hours=5))
    gone = Held("no-such-step", starts, starts)
    again = revise(first, PROTOCOL, OREGON, ANYBODY, TODAY, held=(held, gone))
    assert isinstance(again, Roadmap)
    assert again.step("preparation-1").ends == held.ends
    assert again.step("preparation-2").opens.date() == date(2026, 11, 27)


def test_stretches_that_meet_are_one_and_a_day_of_twenty_five_hours_is_shown_as_it_was() -> None:
    hours = (Hours(0, time(9), time(12)), Hours(0, time(12), time(15)), Hours(0, time(16), time(17)))
    assert week_of(hours)[0] == ((540, 900), (960, 1020))
    days = days_of(ZoneInfo("America/Los_Angeles"))
    moment = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    assert days.shown(ticks(moment)).astimezone(UTC) == moment
    assert days.day(ticks(moment)) == date(2026, 11, 1).toordinal()


def test_only_so_many_answers_are_remembered() -> None:
    once, asked = Once(most=1), []

    def work(what: str) -> str:
        asked.append(what)
        return what

    it = object()
    for what in ("a", "b", "b", "a"):
        assert once.answer(it, what, lambda what=what: work(what)) == what  # type: ignore[misc]
    assert asked == ["a", "b", "a"]


def test_a_conflict_says_where_a_smaller_one_was_not_ruled_out() -> None:
    person = can_come(1, since=17, until=20)
    problem = Problem(
        protocol=PROTOCOL,
        pack=OREGON,
        person=person,
        begins=TODAY,
        session=SessionPlan(),
        held={},
        wished={},
        steps=steps_of(PROTOCOL),
    )
    assert core_of(problem).proof is Proof.SMALLEST
    core = core_of(problem, rounds=1)
    assert (core.codes, core.proof) == (("duration:administration-1", "hours"), Proof.IRREDUCIBLE)


@pytest.mark.parametrize(
    ("concern", "regime", "first", "without"),
    [
        ("trauma", "us-or", "complex-trauma-ptsd@1", {"trd-mood@1", "existential-distress@1"}),
        ("existential-distress", "au", "existential-distress@1", {"state-adult-use@1", "trd-mood@1"}),
        ("", "us-co", "complex-trauma-ptsd@1", set()),
        ("well-being", "us-or", "state-adult-use@1", {"trd-mood@1", "complex-trauma-ptsd@1"}),
    ],
)
def test_ways_of_care_that_fit_are_offered_for_one_person(
    concern: str, regime: str, first: str, without: set[str]
) -> None:
    found = offered(protocols().values(), concern=concern, regime=regime)
    keys = [each.key for each in found]
    assert keys[0] == first
    assert not without & set(keys)
    assert "supported-session@1" in keys
    assert not [each for each in found if each.variant]


def test_every_place_plans_every_way_of_care() -> None:
    for pack in packs().values():
        for protocol in protocols().values():
            around = Around(partner=ANYBODY if protocol.variant else None)
            assert isinstance(propose(protocol, pack, ANYBODY, TODAY, around=around), Roadmap)


def test_a_smaller_conflict_is_named_though_a_larger_one_was_met_first() -> None:
    days = [TODAY + timedelta(days=number) for number in (0, 14, 15, 40)]
    away = (Away(days[0], days[1]), Away(days[2], days[3]))
    condition = Condition("ecg", both("Read.", "Leído."), "preparation-1", days=60)
    found = conflict(MOOD, replace(ANYBODY, away=away), Around(conditions=(condition,)))
    assert (codes(found), found.proof) == (["window:preparation-1", "condition:ecg"], Proof.SMALLEST)
    assert codes(conflict(MOOD, replace(ANYBODY, away=away), Around())) == [
        "window:preparation-1",
        "away:0",
        "away:1",
    ]


def test_a_talk_within_the_hour_before_a_session_that_begins_with_the_day_finds_no_time() -> None:
    window = Window("administration-1", *(parse_period("PT1H") for _ in range(3)), Side.BEFORE)
    talk = replace(PROTOCOL.step("integration-1"), id="talk", window=window)
    found = conflict(replace(PROTOCOL, steps=(*PROTOCOL.steps, talk)), ANYBODY, Around())
    assert codes(found) == ["window:talk"]


def test_two_rooms_that_were_held_stand_as_they_were() -> None:
    first = plan(PARALLEL, ANYBODY, Around(partner=ANYBODY))
    days = [first.step(step) for step in ("administration-1", "partner-administration-1")]
    late = timedelta(minutes=20)
    held = (
        Held(days[0].id, days[0].starts, days[0].ends),
        Held(days[1].id, days[1].starts + late, days[1].ends + late),
    )
    again = revise(first, PARALLEL, OREGON, ANYBODY, TODAY, held=held, around=Around(partner=ANYBODY))
    assert isinstance(again, Roadmap)
    assert [change.step for change in changes_between(first, again)] == ["partner-administration-1"]
