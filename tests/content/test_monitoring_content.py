"""The administration day's content: whole as it comes, and refused with a mend when it is spoilt."""

from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.monitoring import day_rules, read_day_rules
from cairn.domain.administration.phases import Phase
from cairn.domain.administration.release_rules import Judged


def spoilt(*path: str | int, to: object) -> dict[str, Any]:
    data: Any = load_yaml("monitoring.yaml")
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return data  # type: ignore[no-any-return]


def test_the_package_brings_the_whole_day() -> None:
    rules = day_rules()
    assert rules.id == "administration-day@1"
    assert [start.phase for start in rules.phases] == [
        Phase.ONSET,
        Phase.RISING,
        Phase.PEAK,
        Phase.DECLINING,
        Phase.RETURN,
    ]
    assert [check.minute for check in rules.schedule.checks] == [
        -30, -5, 30, 60, 90, 120, 180, 240, 300, 360, 420, 480,
    ]  # fmt: skip
    assert [rung.id for rung in rules.ladder.rungs] == [f"AL-{n}" for n in range(1, 8)] + ["PRES-1"]
    assert [criterion.id for criterion in rules.criteria] == [f"REL-{n:02}" for n in range(1, 13)]


def test_every_way_of_judging_is_used_by_some_criterion() -> None:
    assert {criterion.judged for criterion in day_rules().criteria} == set(Judged)


def test_a_medical_director_who_set_the_day_is_named_on_the_ladder_too() -> None:
    rules = read_day_rules(spoilt("set_by", to="Dr A. Ruiz, 2026-11-20"))
    assert (rules.set_by, rules.ladder.set_by) == ("Dr A. Ruiz, 2026-11-20", "Dr A. Ruiz, 2026-11-20")


@pytest.mark.parametrize(
    ("path", "to", "says"),
    [
        (("id",), "", "'id' is not text"),
        (("set_by",), 7, "'set_by' is not text"),
        (("colour",), "red", "the key 'colour' is not known"),
        (("phases", "starts", 0, "minute"), 5, "do not follow each other from minute 0"),
        (("phases", "starts", 1, "minute"), 0, "do not follow each other from minute 0"),
        (("phases", "starts", 0, "phase"), "dream", "'phase' is not one of its codes"),
        (("schedule", "checks"), [], "the checks do not follow each other"),
        (("schedule", "checks", 3, "minute"), 30, "the checks do not follow each other"),
        (("schedule", "checks", 3, "id"), "MON-030", "the id stands twice"),
        (("schedule", "checks", 3, "watches"), ["mood"], "'mood' in 'watches' is not one of its codes"),
        (("ladder", "rungs", 0, "triggers"), [], "it has no triggers"),
        (("ladder", "rungs", 0, "triggers"), [{"readings": 2}], "nothing can meet it"),
        (("ladder", "rungs", 0, "triggers", 0, "systolic"), 160, "the key 'systolic' is not known"),
        (("ladder", "rungs", 6, "triggers", 0, "signs"), ["hiccups"], "'hiccups' in 'signs'"),
        (("ladder", "repeat", "first_times"), "two", "'first_times' is not a whole number"),
        (("release", "criteria", 0, "judged"), "guessed", "'judged' is not one of its codes"),
        (("release", "criteria", 0, "who"), ["nobody"], "'nobody' in 'who'"),
        (("release", "criteria", 0, "source"), {"text": "x"}, "'grade' is missing"),
        (("release", "settled", "reading_age"), None, "'reading_age' is not a whole number"),
    ],
)
def test_a_spoilt_entry_is_named_with_its_fault(path: tuple[str | int, ...], to: object, says: str) -> None:
    with pytest.raises(ContentFaultError) as refusal:
        read_day_rules(spoilt(*path, to=to))
    assert says in str(refusal.value)
    assert refusal.value.file == "monitoring.yaml"
