"""Ways of care, their shared parts and their variants for couples: what nobody could plan with is refused at load."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.couples import read_variant
from cairn.content.readers.instrument import instruments
from cairn.content.readers.protocol import parts, protocols, read_protocol
from cairn.content.source import Source, current, reading_from
from cairn.domain.protocols.protocol import Protocol, TimeOfDay
from cairn.domain.protocols.window import Side

FILE = "protocols/trd-mood_v1.yaml"
VARIANT = "protocols/couples/parallel_v1.yaml"
KNOWN = frozenset(each.key for each in instruments().values())
Change = Callable[[dict[str, Any]], object]


def read(change: Change) -> Protocol:
    data = copy.deepcopy(load_yaml(FILE))
    change(data)
    return read_protocol(data, FILE, "0" * 64, KNOWN)


def named(data: dict[str, Any], key: str, entry: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data[key] if each["id"] == entry)
    return found


def on(key: str, entry: str, **changes: object) -> Change:
    return lambda data: named(data, key, entry).update(changes)


def without(key: str, entry: str, lost: str) -> Change:
    return lambda data: named(data, key, entry).pop(lost)


def gate_circle(data: dict[str, Any]) -> None:
    named(data, "gates", "screening-accepted")["needs"] = ["ongoing-clinician"]


def gate_behind_its_step(data: dict[str, Any]) -> None:
    named(data, "gates", "screening-accepted")["needs"] = ["integration-1"]


FAULTS: list[tuple[str, Change, str]] = [
    ("gates that wait for each other", gate_circle, "screening-accepted: waits for itself"),
    ("a gate after its own step", gate_behind_its_step, "screening-accepted: waits for itself"),
    (
        "a gate that needs nothing there is",
        on("gates", "rescreened", needs=["x"]),
        "which is no gate and no step",
    ),
    ("a gate before no step", on("gates", "rescreened", before="x"), "'x' is no step"),
    ("a gate for no role", on("gates", "rescreened", who=["doctor"]), "'doctor' is no role"),
    ("a gate twice", lambda d: d["gates"].append(d["gates"][0]), "screening-accepted: stands 2 times"),
    (
        "a window counted from two",
        lambda d: named(d, "steps", "preparation-2")["window"].update(before="administration-1"),
        "is not counted from one step",
    ),
    (
        "a window counted back that is empty",
        lambda d: named(d, "steps", "preparation-again")["window"].update(opens="P1D", closes="P7D"),
        "preparation-again: its window closes (P7D) before it opens (P1D)",
    ),
    (
        "before the start",
        lambda d: named(d, "steps", "preparation-1").update(
            window={"before": "start", "opens": "P2D", "closes": "P1D", "typical": "P1D"}
        ),
        "cannot be 'before' the start",
    ),
    ("nobody there", on("steps", "integration-1", people={"person": "apart"}), "nobody takes part"),
    (
        "a part that is none",
        on("steps", "integration-1", people={"person": "asleep"}),
        "is not one of its codes",
    ),
    ("an occasion there is not", lambda d: d["measures"][0].update(at=["easter"]), "'easter' is no occasion"),
    (
        "an answer of nobody",
        lambda d: d["measures"][0].update(people=["uncle"]),
        "'uncle' is nobody",
    ),
    (
        "an occasion twice",
        lambda d: d["occasions"].append(d["occasions"][0]),
        "after-preparation: stands twice",
    ),
    (
        "a session measure without a session",
        lambda d: d["occasions"][0].update(
            time_of_day="within-session",
            window={"after": "start", "opens": "P0D", "closes": "P0D", "typical": "P0D"},
        ),
        "is asked within a session and names none",
    ),
    ("a part there is not", lambda d: d.update(includes=["x@1"]), "includes 'x@1', which there is not"),
    ("a tailoring twice", lambda d: d["tailoring"].append(d["tailoring"][0]), "stands 2 times"),
    (
        "limits the wrong way round",
        on("tailoring", "preparation-sessions", least=7),
        "at most 6 is less than at least 7",
    ),
    (
        "usual outside the limits",
        on("tailoring", "preparation-sessions", usual=9),
        "what is usual (9) lies outside its own limits",
    ),
    (
        "a tailoring of nothing",
        on("tailoring", "preparation-sessions", drops=["x"]),
        "'x' is no entry of this protocol",
    ),
    (
        "a measure an option does not have",
        on("tailoring", "second-session", measures=["x"]),
        "'x' is no entry of this protocol",
    ),
    (
        "a series without what a further one is like",
        without("tailoring", "preparation-sessions", "further"),
        "does not say what a further session is like",
    ),
    (
        "a series that cannot be shortened",
        without("tailoring", "preparation-sessions", "drops"),
        "does not say which 1 are left out",
    ),
    (
        "something on file before what may be left out",
        lambda d: d["needed"][0].update(before="preparation-2"),
        "may be left out, and something must be on file before it",
    ),
    (
        "spacing wider than its window",
        on("tailoring", "second-session-spacing", least=14),
        "its limits are wider than the window of 'administration-2'",
    ),
    (
        "a modality a session cannot have",
        on("tailoring", "preparation-modality", options=["as-usual", "phone"]),
        "cannot be held so: phone",
    ),
    (
        "an option that is part of the way anyway",
        without("steps", "administration-2", "optional"),
        "is part of the way whether it is asked for or not",
    ),
    (
        "a measure that hangs on a session nobody asked for",
        lambda d: d["measures"][-1].pop("optional"),
        "'administration-2' is no step",
    ),
]


@pytest.mark.parametrize(
    ("change", "words"), [pytest.param(change, words, id=name) for name, change, words in FAULTS]
)
def test_a_way_of_care_at_fault_is_refused_with_file_entry_and_mend(change: Change, words: str) -> None:
    with pytest.raises(ContentFaultError) as fault:
        read(change)
    assert words in str(fault.value)
    assert fault.value.file == FILE
    assert fault.value.do.endswith(".")


VARIANT_FAULTS: list[tuple[Change, str]] = [
    (lambda d: d.update(version=2), "Name the file parallel_v2.yaml."),
    (lambda d: d.update(doubled=["dancing"]), "'dancing' is no kind of step"),
    (lambda d: d.update(stray=1), "'stray' is not known"),
    (lambda d: d["windows"][0].update(stray=1), "'stray' is not known"),
]


@pytest.mark.parametrize(("change", "words"), VARIANT_FAULTS)
def test_a_variant_at_fault_is_refused(change: Change, words: str) -> None:
    data = copy.deepcopy(load_yaml(VARIANT))
    change(data)
    with pytest.raises(ContentFaultError) as fault:
        read_variant(data, VARIANT, "0" * 64)
    assert words in str(fault.value)


def test_what_several_share_is_part_of_the_hash_of_each() -> None:
    included = parts()["year-of-contacts@1"]
    hashes = [protocol.content_hash for protocol in protocols().values()]
    assert len(set(hashes)) == len(hashes)
    assert included.content_hash not in hashes
    assert included.steps[0].id == "follow-up-day-1"
    assert included.occasions["in-session"].time_of_day is TimeOfDay.WITHIN_SESSION


def test_the_protocol_people_are_on_is_what_it_always_was() -> None:
    assert protocols()["supported-session@1"].content_hash == (
        "08dc33c3d49ebd1388e9246dbe472292282d7ae880ee86015c1d8d10c28e0e91"
    )


def test_what_is_counted_back_begins_together_or_follows_is_said() -> None:
    parallel = protocols()["trd-mood-couples-parallel@1"]
    sides = {step.id: step.window.side for step in parallel.steps}
    assert sides["partner-preparation-3"] is Side.BEFORE
    assert sides["partner-administration-1"] is Side.WITH
    assert sides["administration-1"] is Side.AFTER


def test_a_variant_of_a_protocol_there_is_not_is_refused(tmp_path: Path) -> None:
    couples = tmp_path / "protocols" / "couples"
    couples.mkdir(parents=True)
    text = current().place(VARIANT).read_text(encoding="utf-8")
    (couples / "elsewhere_v1.yaml").write_text(
        text.replace("variant: parallel", "variant: elsewhere").replace("trd-mood@1", "no-such@1"),
        encoding="utf-8",
    )
    with reading_from(Source(tmp_path)), pytest.raises(ContentFaultError, match="no protocol 'no-such@1'"):
        protocols()
