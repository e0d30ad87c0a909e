"""What stands before a release. Each row changes one thing in a day that is otherwise ready."""

import pytest

from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.alarms import alarms
from cairn.domain.administration.codes import Assessed, DosePart, PresenceRole, RatedBy, Sign
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.payloads import Vitals
from cairn.domain.administration.presence import BreakRule
from cairn.domain.administration.release import unmet_before_release
from cairn.domain.administration.release_rules import MinimumStay, ReleaseRequirements, UnknownStay
from cairn.domain.administration.session import fold
from cairn.domain.pathway.unmet import Unmet
from tests.spec.session_day import (
    arrived,
    assessed,
    at,
    dosed,
    event,
    left,
    mg,
    pressure,
    rated,
    signs,
    started,
)

RULES = day_rules()
FIVE_HOURS = MinimumStay("OR-DUR-01", 300, "OAR 333-333-5250(1)", enforced=True)
NOT_SIGNED = MinimumStay("HOUSE-DUR", 300, "Site rule", enforced=False)
NOBODY_KNOWS = UnknownStay("CO-DUR-GAP", "Is there a minimum duration?", "4 CCR 755-1 section 6 tail")
ASSESSED_BY_STAFF = ("REL-02", "REL-03", "REL-06", "REL-07", "REL-08", "REL-09", "REL-10", "REL-11")
READY = 400

Day = dict[str, list[SessionEvent]]


def ready_day() -> Day:
    return {
        "start": [started(-46), arrived(-50)],
        "baseline": [pressure(-30, 128, 82), pressure(-5, 130, 84)],
        "dose": [dosed(0)],
        "rating": [rated(380, 1)],
        "vitals": [pressure(385, 134, 86, 76)],
        **{criterion: [assessed(390, criterion)] for criterion in ASSESSED_BY_STAFF},
    }


def unmet(
    day: Day, *, minute: float = READY, stay: MinimumStay | UnknownStay = FIVE_HOURS
) -> tuple[Unmet, ...]:
    state = fold(event for some in day.values() for event in some)
    rule = BreakRule(5, "OAR 333-333-5200(5)")
    requirements = ReleaseRequirements(RULES.criteria, RULES.settled, stay, rule)
    return unmet_before_release(
        state, requirements, alarms(state, RULES.ladder, at(minute), rule), at(minute)
    )


def brief(found: tuple[Unmet, ...]) -> list[tuple[str, str]]:
    return [(each.id, each.severity.value) for each in found]


def test_a_day_with_everything_done_is_ready() -> None:
    assert unmet(ready_day()) == ()


NOT_MET = Assessed.NOT_MET


@pytest.mark.parametrize(
    ("changed", "events", "expected"),
    [
        # the effect, by their own rating and the staff's agreement
        ("rating", [], [("REL-02", "not-assessed")]),
        ("rating", [rated(380, 2)], [("REL-02", "hold")]),
        ("rating", [rated(370, 4), rated(380, 0)], []),
        ("rating", [rated(380, 0, RatedBy.STAFF)], [("REL-02", "not-assessed")]),
        ("REL-02", [], [("REL-02", "not-assessed")]),
        ("REL-02", [assessed(390, "REL-02", NOT_MET)], [("REL-02", "hold")]),
        # what a named person assesses
        ("REL-03", [], [("REL-03", "not-assessed")]),
        ("REL-03", [assessed(390, "REL-03", NOT_MET, "Unsteady.")], [("REL-03", "hold")]),
        ("REL-03", [assessed(380, "REL-03", NOT_MET), assessed(390, "REL-03")], []),
        ("REL-03", [assessed(380, "REL-03"), assessed(390, "REL-03", NOT_MET)], [("REL-03", "hold")]),
        ("REL-03", [assessed(-10, "REL-03")], [("REL-03", "not-assessed")]),
        ("REL-06", [], [("REL-06", "not-assessed")]),
        ("REL-07", [], [("REL-07", "not-assessed")]),
        ("REL-08", [], [("REL-08", "not-assessed")]),
        ("REL-09", [], [("REL-09", "not-assessed")]),
        ("REL-10", [], [("REL-10", "not-assessed")]),
        ("REL-11", [], [("REL-11", "not-assessed")]),
        # vital signs: settled, or close to where they began; never assumed
        ("vitals", [], [("REL-04", "not-assessed")]),
        ("vitals", [pressure(339, 134, 86, 76)], [("REL-04", "not-assessed")]),
        ("vitals", [pressure(340, 134, 86, 76)], []),
        ("vitals", [event(385, Vitals(systolic=134, diastolic=86))], [("REL-04", "not-assessed")]),
        ("vitals", [event(385, Vitals(pulse=76))], [("REL-04", "not-assessed")]),
        ("vitals", [event(384, Vitals(pulse=76)), event(385, Vitals(systolic=134, diastolic=86))], []),
        ("vitals", [pressure(385, 134, 86, 100)], [("REL-04", "hold")]),
        ("vitals", [pressure(385, 159, 99, 99)], []),
        ("vitals", [pressure(385, 134, 105, 76)], [("REL-04", "hold"), ("REL-05", "hold")]),
        # alarms
        ("alarm", [signs(200, Sign.AGGRESSION)], [("REL-05", "hold")]),
        ("alarm", [signs(200, Sign.AGGRESSION), signs(201, Sign.SEIZURE)], [("REL-05", "hold")] * 2),
        # presence
        ("gap", [left(100), arrived(104)], [("REL-05", "hold"), ("REL-12", "hold")]),
        ("gap", [left(395)], [("REL-05", "hold"), ("REL-12", "hold")]),
        # a second dose: what was found before it says nothing about now
        (
            "dose",
            [dosed(0), dosed(60, mg("8"), DosePart.SUPPLEMENTARY)],
            [],
        ),
        (
            "dose",
            [dosed(0), dosed(120, mg("8"), DosePart.SUPPLEMENTARY)],
            [("OR-DUR-01", "block")],
        ),
        (
            "dose",
            [dosed(0), dosed(395, mg("8"), DosePart.SUPPLEMENTARY)],
            [
                ("OR-DUR-01", "block"),
                ("REL-02", "not-assessed"),
                ("REL-03", "not-assessed"),
                ("REL-04", "not-assessed"),
                *((criterion, "not-assessed") for criterion in ASSESSED_BY_STAFF[2:]),
            ],
        ),
    ],
)
def test_one_thing_missing_is_one_thing_said(
    changed: str, events: list[SessionEvent], expected: list[tuple[str, str]]
) -> None:
    assert brief(unmet({**ready_day(), changed: events})) == expected


@pytest.mark.parametrize(
    ("stay", "minute", "expected"),
    [
        (FIVE_HOURS, 299, [("OR-DUR-01", "block")]),
        (FIVE_HOURS, 300, []),
        (NOT_SIGNED, 299, [("HOUSE-DUR", "hold")]),
        (NOBODY_KNOWS, 400, [("CO-DUR-GAP", "not-assessed")]),
    ],
)
def test_the_shortest_stay_counts_from_the_last_dose(
    stay: MinimumStay | UnknownStay, minute: float, expected: list[tuple[str, str]]
) -> None:
    day = {**ready_day(), "rating": [rated(minute - 20, 1)], "vitals": [pressure(minute - 15, 134, 86, 76)]}
    day.update({c: [assessed(minute - 10, c)] for c in ASSESSED_BY_STAFF})
    assert brief(unmet(day, minute=minute, stay=stay)) == expected


def test_the_time_left_is_said_in_minutes_rounded_up() -> None:
    (stay, *_) = unmet(ready_day(), minute=255.5)
    assert stay.what == "At least 300 minutes after the last dose. 45 minutes are left."
    assert stay.source == "OAR 333-333-5250(1)"


@pytest.mark.parametrize(
    ("decision", "open_still"),
    [
        ([], True),
        ([assessed(395, "CO-DUR-GAP")], True),
        ([assessed(395, "CO-DUR-GAP", NOT_MET, "Too early.")], True),
        ([assessed(-20, "CO-DUR-GAP", Assessed.MET, "Decided before the dose.")], True),
        ([assessed(395, "CO-DUR-GAP", Assessed.MET, "Six hours, effect long over.")], False),
    ],
)
def test_where_no_rule_is_known_a_named_person_decides_and_says_why(
    decision: list[SessionEvent], open_still: bool
) -> None:
    found = unmet({**ready_day(), "decision": decision}, stay=NOBODY_KNOWS)
    assert brief(found) == [("CO-DUR-GAP", "not-assessed")] * open_still
    assert [each.how.split(";")[0] for each in found] == [
        "Decide how long is enough and say why"
    ] * open_still


@pytest.mark.parametrize(
    ("account", "unmet_left"),
    [
        ([], 1),
        ([assessed(110, "REL-12")], 1),
        ([assessed(95, "REL-12", Assessed.MET, "J. Lind was with her.")], 1),
        ([assessed(110, "REL-12", NOT_MET, "Nobody remembers.")], 1),
        ([assessed(110, "REL-12", Assessed.MET, "J. Lind was with her.")], 0),
    ],
)
def test_a_time_alone_is_accounted_for_in_words_after_it_ended(
    account: list[SessionEvent], unmet_left: int
) -> None:
    day = {**ready_day(), "gap": [left(100), arrived(108)], "account": account}
    found = [each for each in unmet(day) if each.id == "REL-12"]
    assert len(found) == unmet_left
    assert all("1 time without a facilitator" in each.what for each in found)


def test_an_allowed_break_needs_no_account() -> None:
    break_ = [arrived(-50, "ruiz", PresenceRole.SITE_REPRESENTATIVE), left(100), arrived(104)]
    assert unmet({**ready_day(), "break": break_}) == ()


def test_blood_pressure_close_to_a_high_beginning_is_settled() -> None:
    day = {**ready_day(), "baseline": [pressure(-5, 145, 95)], "vitals": [pressure(385, 165, 98, 80)]}
    assert [each.id for each in unmet(day)] == ["REL-05"]


def test_without_a_baseline_only_the_numbers_count() -> None:
    day = {**ready_day(), "baseline": [], "vitals": [pressure(385, 165, 90, 80)]}
    assert [each.id for each in unmet(day)] == ["REL-04", "REL-05"]


def test_where_no_dose_was_taken_only_alarms_and_presence_stand() -> None:
    assert unmet({"start": [started(), arrived(-50)]}) == ()
    assert brief(unmet({"start": [started()]})) == [("REL-05", "hold"), ("REL-12", "hold")]


def test_every_unmet_names_who_can_see_to_it_and_how() -> None:
    def is_whole(each: Unmet) -> bool:
        return bool(each.who and each.how and each.source and each.what and each.stops)

    day = {"start": [started(), arrived(-50)], "dose": [dosed(0)]}
    assert [is_whole(each) for each in unmet(day, minute=10)] == [True] * 10


def test_whatever_is_taken_out_of_a_ready_day_makes_it_unready() -> None:
    removable = [name for name in ready_day() if name not in {"dose", "baseline"}]
    ready = [
        name
        for name in removable
        if unmet({kept: events for kept, events in ready_day().items() if kept != name}) == ()
    ]
    assert ready == []
