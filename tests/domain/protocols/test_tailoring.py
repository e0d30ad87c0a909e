"""A protocol as somebody asked for it: within its limits, and nothing beyond them."""

import pytest

from cairn.content.readers.protocol import protocols
from cairn.domain.protocols.protocol import Protocol, Step
from cairn.domain.protocols.tailored import Beyond, tailored, unknown_wishes
from cairn.domain.protocols.window import Modality
from cairn.domain.vocabulary import EncounterKind

MOOD = protocols()["trd-mood@1"]
TRAUMA = protocols()["complex-trauma-ptsd@1"]
LATE = protocols()["existential-distress@1"]
SERVICE = protocols()["state-adult-use@1"]


def made(protocol: Protocol, **wishes: str) -> Protocol:
    found = tailored(protocol, {name.replace("_", "-"): value for name, value in wishes.items()})
    assert isinstance(found, Protocol)
    return found


def chain(protocol: Protocol) -> list[tuple[str, str]]:
    return [(step.id, step.window.after) for step in protocol.of_kind(EncounterKind.PREPARATION)]


def typical(step: Step) -> tuple[int, int, int]:
    window = step.window
    return window.opens.exact.days, window.typical.exact.days, window.closes.exact.days


def test_what_nobody_asked_for_is_left_out() -> None:
    usual = made(MOOD)
    assert len(usual.steps) == 16
    assert not any(step.optional for step in usual.steps)
    assert not any(point.optional for point in usual.measures)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("2", [("preparation-1", "start"), ("preparation-3", "preparation-1")]),
        (
            "3",
            [
                ("preparation-1", "start"),
                ("preparation-2", "preparation-1"),
                ("preparation-3", "preparation-2"),
            ],
        ),
        (
            "4",
            [
                ("preparation-1", "start"),
                ("preparation-2", "preparation-1"),
                ("preparation-2-further-1", "preparation-2"),
                ("preparation-3", "preparation-2-further-1"),
            ],
        ),
    ],
)
def test_a_series_is_shortened_and_lengthened_before_its_last(
    wish: str, expected: list[tuple[str, str]]
) -> None:
    assert chain(made(MOOD, preparation_sessions=wish)) == expected


def test_a_further_session_says_which_it_is_and_that_it_was_asked_for() -> None:
    further = made(SERVICE, preparation_sessions="3").step("preparation-1-further-2")
    assert further.title == {"en": "Further preparation session 2", "es": "Otra sesión de preparación 2"}
    assert further.window.after == "preparation-1-further-1"
    day = made(SERVICE, preparation_sessions="3").step("administration-1")
    assert day.window.after == "preparation-1-further-2"


def test_a_measure_counted_from_a_session_left_out_is_counted_from_the_one_before() -> None:
    shorter = made(TRAUMA, preparation_sessions="2")
    assert chain(shorter) == [("preparation-1", "start"), ("preparation-4", "preparation-1")]


def test_days_between_two_sessions_are_set_within_the_trials_own() -> None:
    later = made(MOOD, second_session="yes", second_session_spacing="35")
    assert typical(later.step("administration-2")) == (32, 35, 38)
    edge = made(MOOD, second_session="yes", second_session_spacing="49")
    assert typical(edge.step("administration-2")) == (46, 49, 49)
    assert typical(made(MOOD, second_session="yes").step("administration-2")) == (21, 21, 49)


def test_a_second_session_takes_the_long_contacts_with_it() -> None:
    two = made(MOOD, second_session="yes")
    assert two.step("follow-up-day-7").window.after == "administration-1"
    assert two.step("follow-up-week-26").window.after == "administration-2"
    points = {point.id: point.window.after for point in two.measures}
    assert points["phq-9-second-day-7"] == "administration-2"
    assert points["phq-9-week-12"] == "administration-2"
    assert points["phq-9-day-14"] == "administration-1"
    one = made(LATE, second_session="no")
    assert [step.id for step in one.of_kind(EncounterKind.ADMINISTRATION)] == ["administration-1"]


def test_an_elder_and_measures_of_meaning_are_there_only_where_wanted() -> None:
    usual, asked = made(LATE), made(LATE, elder="yes", meaning_measure="no", death_measure="yes")
    assert "elder-meeting" not in [step.id for step in usual.steps]
    assert "elder-meeting" in [step.id for step in asked.steps]
    names = [{point.instrument for point in one.measures} for one in (usual, asked)]
    assert {"facit-sp-12@1"} == names[0] - names[1]
    assert {"dadds@1"} == names[1] - names[0]


def test_length_and_modality_change_every_session_they_name() -> None:
    asked = made(MOOD, preparation_length="60", preparation_modality="video")
    assert [step.minutes for step in asked.of_kind(EncounterKind.PREPARATION)] == [60, 60, 60]
    held = [step.modalities[0] for step in asked.of_kind(EncounterKind.PREPARATION)]
    assert held == [Modality.VIDEO, Modality.VIDEO, Modality.IN_PERSON]
    assert made(MOOD, preparation_modality="as-usual") == made(MOOD)


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("preparation-sessions", "1"),
        ("preparation-sessions", "7"),
        ("preparation-sessions", "three"),
        ("preparation-sessions", "٣"),
        ("second-session", "perhaps"),
        ("preparation-modality", "phone"),
        ("second-session-spacing", "20"),
    ],
)
def test_a_wish_outside_the_limits_is_beyond_them(name: str, wish: str) -> None:
    found = tailored(MOOD, {name: wish})
    assert isinstance(found, tuple)
    assert found == (Beyond(next(each for each in MOOD.tailoring if each.id == name), wish),)


def test_every_wish_beyond_its_limits_is_named() -> None:
    found = tailored(MOOD, {"preparation-sessions": "9", "second-session": "perhaps"})
    assert isinstance(found, tuple)
    assert [each.tailoring.id for each in found] == ["preparation-sessions", "second-session"]


def test_a_wish_nothing_answers_to_is_known_as_such() -> None:
    assert unknown_wishes(MOOD, {"music": "yes", "second-session": "yes"}) == ("music",)
