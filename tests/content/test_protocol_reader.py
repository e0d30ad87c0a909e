"""A protocol nobody could plan with is refused at load, with the file, the entry and the mend."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, content_hash, load_yaml
from cairn.content.readers.instrument import instruments
from cairn.content.readers.protocol import protocols, read_protocol
from cairn.domain.protocols.protocol import Modality, Protocol, Status
from cairn.domain.vocabulary import EncounterKind, Grade

FILE = "protocols/supported-session_v1.yaml"
KNOWN = frozenset({"phq-9@1", "gad-7@1", "pcl-5@1"})
Change = Callable[[dict[str, Any]], object]


def read(change: Change | None = None, file: str = FILE) -> Protocol:
    data = copy.deepcopy(load_yaml(FILE))
    if change is not None:
        change(data)
    return read_protocol(data, file, content_hash(FILE), KNOWN)


def step(data: dict[str, Any], step_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in data["steps"] if entry["id"] == step_id)
    return found


def window(step_id: str, **changes: str) -> Change:
    return lambda data: step(data, step_id)["window"].update(changes)


def in_step(step_id: str, **changes: object) -> Change:
    return lambda data: step(data, step_id).update(changes)


def circle(data: dict[str, Any]) -> None:
    step(data, "preparation-1")["window"]["after"] = "preparation-3"


FAULTS: list[tuple[str, Change, str]] = [
    (
        "an empty window",
        window("integration-2", opens="P11D"),
        "integration-2: its window closes (P10D) before it opens (P11D)",
    ),
    (
        "a typical day outside",
        window("integration-2", typical="P12D"),
        "integration-2: its typical time (P12D) lies outside",
    ),
    ("a circle", circle, "is counted from 'preparation-3', which leads back to it"),
    ("an anchor that is no step", window("integration-2", after="dose-1"), "'dose-1' is no step"),
    (
        "a measure counted from no step",
        lambda d: d["measures"][0]["window"].update(after="dose-1"),
        "'dose-1' is no step",
    ),
    (
        "an unknown measure",
        lambda d: d["measures"][0].update(instrument="phq-8@1"),
        "there is no instrument 'phq-8@1'",
    ),
    ("a document before no step", lambda d: d["needed"][0].update(before="dose-1"), "'dose-1' is no step"),
    ("a step twice", lambda d: d["steps"].append(d["steps"][0]), "preparation-1: stands 2 times"),
    (
        "a document twice",
        lambda d: d["needed"].append(d["needed"][0]),
        "informed-consent before administration-1: stands 2 times",
    ),
    ("a period that is none", window("integration-2", opens="five days"), "'five days' is not a period"),
    (
        "a modality that is none",
        in_step("preparation-1", modalities=["letter"]),
        "'letter' is not a modality",
    ),
    ("a kind that is none", in_step("preparation-1", kind="dosing"), "'kind' is not one of its codes"),
    ("no minutes at all", in_step("preparation-1", minutes=None), "'reserve_minutes' is missing"),
    ("nobody present", in_step("preparation-1", facilitators=0), "'facilitators' is 0"),
    ("no Spanish", in_step("preparation-1", title={"en": "First"}), "'es' is missing"),
    ("a stray key in a window", window("preparation-1", until="P3D"), "'until' is not known"),
    ("a stray key", lambda d: d.update(stray=[]), "'stray' is not known"),
    (
        "another version than its name",
        lambda d: d.update(version=2),
        "Name the file supported-session_v2.yaml.",
    ),
]


@pytest.mark.parametrize(
    ("change", "words"), [pytest.param(change, words, id=name) for name, change, words in FAULTS]
)
def test_a_protocol_at_fault_is_refused(change: Change, words: str) -> None:
    with pytest.raises(ContentFaultError) as fault:
        read(change)
    assert words in str(fault.value)
    assert fault.value.file == FILE
    assert fault.value.do.endswith(".")


def test_the_package_s_protocols_are_known_by_id_and_version() -> None:
    protocol = protocols()["supported-session@1"]
    assert protocol == read()
    assert protocol.key == "supported-session@1"
    assert protocol.status is Status.DRAFT
    assert {measure.instrument for measure in protocol.measures} <= {
        one.key for one in instruments().values()
    }


def test_the_supported_session_is_three_one_three_and_nine_contacts() -> None:
    counts = {kind: len(read().of_kind(kind)) for kind in EncounterKind}
    assert counts == {
        EncounterKind.FIT_CONSULTATION: 0,
        EncounterKind.INTAKE: 0,
        EncounterKind.PREPARATION: 3,
        EncounterKind.ADMINISTRATION: 1,
        EncounterKind.INTEGRATION: 3,
        EncounterKind.FOLLOW_UP: 9,
    }


def test_what_must_be_on_file_is_asked_before_the_administration_session() -> None:
    protocol = read()
    codes = [needed.code for needed in protocol.needed_before(EncounterKind.ADMINISTRATION)]
    assert codes == ["informed-consent", "safety-and-support-plan", "transportation-plan", "agreed-dose-plan"]
    assert protocol.needed_before(EncounterKind.INTEGRATION) == ()


def test_the_administration_session_leaves_its_length_to_the_dose() -> None:
    day = read().step("administration-1")
    assert (day.minutes, day.reserve_minutes, day.facilitators) == (None, 480, 2)
    assert day.modalities == (Modality.IN_PERSON,)
    assert read().step("follow-up-day-1").room is None


def test_every_element_says_why_and_where_it_comes_from_in_both_languages() -> None:
    protocol = read()
    for entry in (*protocol.steps, *protocol.measures, *protocol.needed):
        assert set(entry.why) == {"en", "es"}
        assert entry.citation.text
    assert {measure.choice.grade for measure in protocol.measures} == {Grade.P}


def test_a_measure_of_the_past_month_is_not_asked_again_before_four_weeks() -> None:
    early = [
        m.id
        for m in read().measures
        if m.instrument == "pcl-5@1" and m.window.after != "start" and m.window.opens.exact.days < 26
    ]
    assert early == []


def test_the_measures_before_the_work_begins_are_those_of_the_baseline() -> None:
    protocol = protocols()["supported-session@1"]
    assert [point.instrument for point in protocol.baseline] == ["phq-9@1", "gad-7@1", "pcl-5@1"]
