"""The parts of the planner: words, hours, and a search that is given up rather than never ended."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from cairn.domain.comparisons import Operands
from cairn.domain.conditions import Test
from cairn.domain.dates import parse_period
from cairn.domain.protocols.protocol import START, Protocol
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.roadmap.days import days_of
from cairn.domain.roadmap.planner import propose
from cairn.domain.roadmap.preferences import Hours
from cairn.domain.roadmap.roadmap import Conflict, Roadmap
from cairn.domain.roadmap.wording import minutes_words, period_words, regime_words, window_words
from tests.spec.oregon import OREGON, ZONE
from tests.spec.plans import PROTOCOL, TODAY, can_come

STEP = PROTOCOL.step("preparation-1")


def protocol(count: int, days: int) -> Protocol:
    """So many hour-and-a-half talks, all within so many days of the start."""
    last = parse_period(f"P{days}D")
    window = replace(STEP.window, after=START, opens=parse_period("P0D"), closes=last, typical=last)
    steps = tuple(replace(STEP, id=f"talk-{index}", window=window) for index in range(count))
    return replace(PROTOCOL, steps=steps, measures=(), needed=())


def test_steps_that_get_in_each_other_s_way_are_placed_one_after_another() -> None:
    found = propose(protocol(3, 0), OREGON, can_come(*range(7), since=9, until=14), TODAY)
    assert isinstance(found, Roadmap)
    assert [step.starts.time() for step in found.steps] == [time(9), time(10, 30), time(12)]


def test_steps_for_which_the_day_is_too_short_together_are_a_conflict() -> None:
    found = propose(protocol(3, 0), OREGON, can_come(*range(7), since=9, until=12), TODAY)
    assert isinstance(found, Conflict)
    assert "hours" in [reason.code for reason in found.reasons]


def test_an_earlier_step_makes_room_for_a_later_one() -> None:
    wide, narrow = protocol(2, 1).steps
    first = replace(wide, window=replace(wide.window, typical=parse_period("P0D")))
    second = replace(
        narrow, window=replace(narrow.window, closes=parse_period("P0D"), typical=parse_period("P0D"))
    )
    both = replace(PROTOCOL, steps=(first, second), measures=(), needed=())
    found = propose(both, OREGON, can_come(*range(7), since=9, until=11), TODAY)
    assert isinstance(found, Roadmap)
    assert (found.step("talk-0").starts.date() - found.step("talk-1").starts.date()).days == 1


def test_a_search_without_end_is_given_up_and_said_as_a_conflict() -> None:
    found = propose(protocol(9, 7), OREGON, can_come(*range(7), since=9, until=11), TODAY)
    assert isinstance(found, Conflict)


@pytest.mark.parametrize(
    ("minutes", "en", "es"),
    [
        (0, "0 minutes", "0 minutos"),
        (20, "20 minutes", "20 minutos"),
        (60, "1 hour", "1 hora"),
        (61, "1 hour 1 minute", "1 hora 1 minuto"),
        (90, "1 hour 30 minutes", "1 hora 30 minutos"),
        (480, "8 hours", "8 horas"),
    ],
)
def test_a_length_of_time_in_words(minutes: int, en: str, es: str) -> None:
    assert (minutes_words(minutes, "en"), minutes_words(minutes, "es")) == (en, es)


@pytest.mark.parametrize(
    ("period", "en", "es"),
    [
        ("P1D", "1 day", "1 día"),
        ("P90D", "90 days", "90 días"),
        ("P0D", "0 days", "0 días"),
        ("P2W", "14 days", "14 días"),
        ("PT24H", "24 hours", "24 horas"),
        ("PT90M", "1 hour 30 minutes", "1 hora 30 minutos"),
        ("P12M", "12 months", "12 meses"),
        ("P1M2D", "1 month 2 days", "1 mes 2 días"),
    ],
)
def test_a_period_in_words(period: str, en: str, es: str) -> None:
    assert (period_words(parse_period(period), "en"), period_words(parse_period(period), "es")) == (en, es)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        ("P1D", "P1D", "1 day after: Administration session."),
        ("P2D", "P14D", "Between 2 and 14 days after: Administration session."),
        ("PT20H", "P2D", "Between 20 hours and 2 days after: Administration session."),
        ("P1M", "P2M", "Between 1 month and 2 months after: Administration session."),
    ],
)
def test_a_window_in_words(opens: str, closes: str, words: str) -> None:
    call = PROTOCOL.step("follow-up-day-1")
    window = replace(call.window, opens=parse_period(opens), closes=parse_period(closes))
    assert window_words(replace(call, window=window), PROTOCOL)["en"] == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (
            "PT24H",
            None,
            "The law asks for at least 24 hours between the end of preparation and this session.",
        ),
        (None, "P90D", "The law asks for at most 90 days between the end of preparation and this session."),
    ],
)
def test_a_law_with_one_side_names_one_side(least: str | None, most: str | None, words: str) -> None:
    limits = [None if text is None else parse_period(text) for text in (least, most)]
    test = Test("prep.completed_at", "between_before", Operands(None, *limits), "admin.start_at")
    window = PreparationWindow("X-1", "", OREGON.rule("OR-PREP-02").citation, enforced=True, test=test)
    assert regime_words(window)["en"] == words
    first, last = window.span(datetime(2026, 12, 1, 9, tzinfo=ZONE))
    assert (first is None, last is None) == (least is None, most is None)


def test_a_window_that_closes_before_the_hours_of_the_day_is_a_conflict() -> None:
    call = PROTOCOL.step("follow-up-day-1")
    window = replace(
        call.window, opens=parse_period("PT1H"), closes=parse_period("PT2H"), typical=parse_period("PT1H")
    )
    second = replace(call, id="talk-1", window=replace(window, after="talk-0"), modalities=STEP.modalities)
    first = replace(STEP, id="talk-0", window=protocol(1, 0).steps[0].window)
    early = replace(
        first, window=replace(first.window, opens=parse_period("PT9H"), closes=parse_period("PT9H"))
    )
    person = replace(
        can_come(0, since=9, until=11), hours=(Hours(0, time(9), time(11)), Hours(0, time(14), time(18)))
    )
    found = propose(replace(PROTOCOL, steps=(early, second), measures=(), needed=()), OREGON, person, TODAY)
    assert isinstance(found, Conflict)
    assert [reason.code for reason in found.reasons][-1] == "hours"


def test_a_time_the_clocks_skip_becomes_the_one_they_show() -> None:
    days, day = days_of(ZONE), date(2026, 3, 8).toordinal()
    assert days.shown(days.moment(day, 2 * 60 + 30)).time() == time(3, 30)


def test_a_revised_day_is_nothing_but_the_nearest_to_the_usual() -> None:
    found = propose(PROTOCOL, OREGON, can_come(0, 1, 2, 3, 4, 5, 6), TODAY)
    assert isinstance(found, Roadmap)
    assert all("nearest-day" not in [reason.code for reason in step.reasons] for step in found.steps)
