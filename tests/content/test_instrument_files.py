"""What the reader of instrument files refuses, each by file, entry and what to do."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.instrument import instruments, read_instrument, skeleton_of
from cairn.content.source import Source, current, reading_from
from cairn.domain.instruments.licence import Tier, Use

Change = Callable[[dict[str, Any]], object]
PHQ_9 = load_yaml("instruments/phq-9.yaml")
PCL_5 = load_yaml("instruments/pcl-5.yaml")


def broken(source: dict[str, object], change: Change) -> ContentFaultError:
    data: dict[str, Any] = copy.deepcopy(source)
    change(data)
    with pytest.raises(ContentFaultError) as caught:
        read_instrument(data, "instruments/here.yaml")
    assert caught.value.file == "instruments/here.yaml"
    assert caught.value.do
    return caught.value


def test_every_file_of_the_package_can_be_read() -> None:
    assert [file.partition("/")[2] for file in list_yaml("instruments")] == [
        f"{key}.yaml" for key in instruments()
    ]
    assert {key for key, each in instruments().items() if key != each.id} == set()


def test_the_licence_says_who_what_evidence_and_when() -> None:
    licence = instruments()["phq-9"].licence
    assert licence.tier is Tier.EMBEDDED
    assert licence.statement == "No permission required to reproduce, translate, display or distribute."
    assert licence.checked_on.isoformat() == "2026-11-22"
    assert licence.uses == frozenset(Use)


def test_where_no_official_spanish_text_was_compared_there_is_none() -> None:
    in_spanish = {
        key
        for key, each in instruments().items()
        for item in each.items
        if item.text is not None and item.text.es is not None
    }
    assert in_spanish == {"phq-2", "phq-9"}
    assert all(item.text is not None and item.text.es for item in instruments()["phq-9"].items)


def test_a_skeleton_holds_none_of_the_owners_words() -> None:
    worded = {key for key, each in instruments().items() for item in each.items if item.has_words}
    assert {key for key in worded if instruments()[key].licence.tier is Tier.SKELETON} == set()


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    text = current().place("instruments/phq-9.yaml").read_text(encoding="utf-8")
    (tmp_path / "instruments" / "another.yaml").write_text(text, encoding="utf-8")
    with reading_from(Source(tmp_path)), pytest.raises(ContentFaultError, match="defined in two files"):
        instruments()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        # bands
        (lambda d: d["bands"][0]["bands"][1].update({"from": 6}), "a gap or an overlap"),
        (lambda d: d["bands"][0]["bands"][1].update({"from": 4}), "a gap or an overlap"),
        (lambda d: d["bands"][0]["bands"][0].update({"from": 1}), "a gap or an overlap"),
        (lambda d: d["bands"][0]["bands"][0].pop("below"), "a gap or an overlap"),
        (lambda d: d["bands"][0]["bands"].pop(), "do not cover the range"),
        (lambda d: d["bands"][0]["bands"][-1].update({"below": 27}), "do not cover the range"),
        (lambda d: d["bands"][0]["bands"][-2].update({"below": 15}), "the band is empty"),
        (lambda d: d["bands"][0]["bands"][1].update({"id": "minimal"}), "two share an id"),
        (lambda d: d["bands"].append(d["bands"][0]), "stands twice under 'bands'"),
        (lambda d: d["bands"][0].update({"score": "syndrome"}), "not a score with a number"),
        # items and answers
        (lambda d: d["items"].append(d["items"][0]), "'1' stands twice under 'items'"),
        (lambda d: d["items"][0].update({"number": 1}), "'number' is not text"),
        (lambda d: d["items"][0].update({"choices": "nothing"}), "there is no value set 'nothing'"),
        (lambda d: d["items"][0].update({"scored": False}), "item 1 is in a score"),
        (lambda d: d["items"][9].update({"scored": True}), "item 10 is in no score"),
        (lambda d: d["items"][9].update({"scored": "no"}), "neither true nor false"),
        (lambda d: d["items"][0].pop("text"), "do not fit the licence tier"),
        (lambda d: d["value_sets"]["frequency"].reverse(), "do not rise"),
        (lambda d: d["value_sets"]["frequency"].clear(), "do not rise"),
        (lambda d: d["value_sets"]["frequency"][0].update({"value": "0"}), "not a whole number"),
        (lambda d: d["value_sets"]["frequency"][0].update({"value": True}), "not a whole number"),
        (lambda d: d["value_sets"].update({"unused": []}), "the key 'unused' is not known"),
        # codes
        (lambda d: d["panel"].update({"loinc": "44249-2"}), "check digit"),
        (lambda d: d["items"][0]["code"].update({"loinc": "44205-9"}), "check digit"),
        (lambda d: d["value_sets"]["frequency"][0].update({"loinc": "LA6568-6"}), "check digit"),
        (lambda d: d["panel"].update({"grade": "Z"}), "'grade' is not one of its codes"),
        # scores
        (lambda d: d["scores"].append(d["scores"][0]), "'total' stands twice under 'scores'"),
        (lambda d: d["scores"].reverse(), "the first score is not a number"),
        (lambda d: d["scores"].clear(), "the first score is not a number"),
        (lambda d: d["scores"][0]["sum"].append("11"), "there is no item '11'"),
        (lambda d: d["scores"][0]["sum"].append("9"), "an item is used twice"),
        (lambda d: d["scores"][0].update({"sum": []}), "not a list of texts"),
        (lambda d: d["scores"][0].update({"sum": [1]}), "not a list of texts"),
        (lambda d: d["scores"][0].update({"range": [0, 28]}), "not what its items give (0 to 27)"),
        (lambda d: d["scores"][0].update({"algorithm": {}}), "exactly one way of scoring"),
        (lambda d: d["scores"][0].pop("sum"), "exactly one way of scoring"),
        (lambda d: d["scores"][1]["algorithm"]["outcomes"].clear(), "outcomes are not told apart"),
        (
            lambda d: d["scores"][1]["algorithm"]["otherwise"].update({"id": "major"}),
            "outcomes are not told apart",
        ),
        (lambda d: d["scores"][1]["algorithm"]["outcomes"][0]["all"].clear(), "always reached"),
        (
            lambda d: d["scores"][1]["algorithm"]["outcomes"][0]["all"][0]["of"].update({"11": 2}),
            "there is no item '11'",
        ),
        (
            lambda d: d["scores"][1]["algorithm"]["outcomes"][0]["all"][0]["of"].update({"1": 4}),
            "cannot be answered 4",
        ),
        (
            lambda d: d["scores"][1]["algorithm"]["outcomes"][0]["all"][0].update({"at_least": 3}),
            "cannot be endorsed",
        ),
        (
            lambda d: d["scores"][1]["algorithm"]["outcomes"][0]["all"][0].update({"at_most": 0}),
            "cannot be endorsed",
        ),
        # meaning
        (lambda d: d["cutoffs"][0].update({"from": 28}), "outside the score's range"),
        (lambda d: d["cutoffs"][0].update({"to": 9}), "outside the score's range"),
        (lambda d: d["cutoffs"].append(d["cutoffs"][0]), "stands twice under 'cutoffs'"),
        (lambda d: d["changes"][0].update({"points": 0}), "no two scores differ by so much"),
        (lambda d: d["changes"][0].update({"points": 28}), "no two scores differ by so much"),
        (lambda d: d["changes"][0].update({"up_to": 5}), "no two scores differ by so much"),
        (lambda d: d["changes"][0].update({"points": "6"}), "'points' is not a number"),
        (lambda d: d["changes"][0].update({"kind": "huge"}), "Use one of reliable, minimal-important"),
        (lambda d: d["response"].update({"percent": 0}), "no percentage"),
        (lambda d: d["response"].update({"percent": 101}), "no percentage"),
        (lambda d: d.update({"direction": "higher-is-better"}), "'below' is not the well side here"),
        (lambda d: d.update({"direction": "neither", "recoveries": []}), "a response is a fall"),
        (lambda d: d["recoveries"][0].update({"at_most": 4}), "exactly one threshold"),
        (lambda d: d["recoveries"][0].pop("below"), "exactly one threshold"),
        (lambda d: d["recoveries"][0].update({"below": 30}), "outside the score's range"),
        # flags
        (lambda d: d["flags"][0].update({"item": "11"}), "there is no item '11'"),
        (lambda d: d["flags"][0].update({"at_least": 4}), "cannot be answered 4"),
        (lambda d: d["flags"][0].update({"urgency": "routine"}), "Use one of urgent, asap, stat"),
        (lambda d: d["flags"].append(d["flags"][0]), "stands twice under 'flags'"),
        # the rest
        (lambda d: d["licence"].update({"tier": 3}), "tier 3 cannot be shipped"),
        (lambda d: d["licence"].update({"tier": 2}), "do not fit the licence tier"),
        (lambda d: d["licence"].update({"uses": ["sale"]}), "'sale' is not a use"),
        (lambda d: d["licence"].update({"checked_on": "today"}), "'checked_on' is not a date"),
        (lambda d: d.update({"licence": "free"}), "is not a mapping"),
        (lambda d: d.update({"items": {}}), "'items' is not a list"),
        (lambda d: d.update({"title": {1: "x"}}), "is not a mapping"),
        (lambda d: d["title"].update({"fr": "x"}), "the key 'fr' is not known"),
        (lambda d: d["title"].pop("en"), "'en' is missing"),
        (lambda d: d["title"].update({"en": " "}), "'en' is not text"),
        (lambda d: d.update({"missing": "prorate"}), "Use one of strict"),
        (lambda d: d.update({"colour": "blue"}), "the key 'colour' is not known here"),
        (lambda d: d["references"][0].update({"year": 2001}), "the key 'year' is not known here"),
        (lambda d: d.pop("id"), "'id' is missing"),
        (lambda d: d.pop("version"), "'version' is missing"),
    ],
)
def test_a_fault_is_refused_with_what_is_wrong(change: Change, what: str) -> None:
    fault = broken(PHQ_9, change)
    assert what in str(fault)


def test_the_fault_names_the_entry() -> None:
    fault = broken(PHQ_9, lambda d: d["flags"][0].update({"item": "77"}))
    assert fault.entry == "phq-9, flag thoughts-of-death-or-self-harm"


def test_a_skeleton_has_no_texts_and_a_source_may_say_when_and_where_it_was_read() -> None:
    data: dict[str, Any] = copy.deepcopy(PCL_5)
    data["licence"]["tier"] = 2
    for item in data["items"]:
        item.pop("text")
    for choice in data["value_sets"]["bother"]:
        choice.pop("text")
    data["references"][0] |= {"read_on": data["licence"]["checked_on"], "url": "https://www.ptsd.va.gov"}
    data.pop("panel")
    with pytest.raises(ContentFaultError, match="Tier 2 has none"):
        read_instrument(data, "instruments/here.yaml")
    data.pop("stem")
    data.pop("instructions")
    skeleton = read_instrument(data, "instruments/here.yaml")
    assert {item.text for item in skeleton.items} == {None}
    assert skeleton.panel is None
    assert skeleton.references[0].url == "https://www.ptsd.va.gov"


def test_one_measure_is_read_alone_from_the_file_named_for_it(tmp_path: Path) -> None:
    assert skeleton_of("phq-9") == instruments()["phq-9"]
    assert skeleton_of("phq-99") is None
    (tmp_path / "instruments").mkdir()
    text = current().place("instruments/phq-9.yaml").read_text(encoding="utf-8")
    (tmp_path / "instruments" / "another.yaml").write_text(text, encoding="utf-8")
    with reading_from(Source(tmp_path)):
        assert skeleton_of("another") is None
