"""Measures that are not shipped are found with their reason, and the reader refuses what would mislead."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.instrument_refused import FILE, read_refused_instruments, refused_instruments

REFUSED = load_yaml(FILE)
Change = Callable[[dict[str, Any]], object]


def test_each_refused_measure_says_whose_it_is_and_why() -> None:
    found = refused_instruments()
    assert list(found) == ["peq", "ies-integration", "eis-integration"]
    assert "no one public form" in found["peq"].why.en
    assert all(each.why.es and each.title.es and each.holder and each.references for each in found.values())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda d: d["refused"].append(d["refused"][0]), "peq: stands twice"),
        (lambda d: d["refused"][0].update({"id": "phq-9"}), "phq-9: has a file of its own"),
        (lambda d: d["refused"][0].update({"references": []}), "peq: names no reference"),
        (lambda d: d["refused"][0].update({"tier": 3}), "the key 'tier' is not known"),
        (lambda d: d["refused"][0].pop("why"), "'why' is missing"),
        (lambda d: d["refused"][0].pop("id"), "'id' is missing"),
        (lambda d: d.update({"more": []}), "the key 'more' is not known"),
    ],
)
def test_a_fault_is_refused_with_what_is_wrong(change: Change, what: str) -> None:
    data: dict[str, Any] = copy.deepcopy(REFUSED)
    change(data)
    with pytest.raises(ContentFaultError) as caught:
        read_refused_instruments(data, "here.yaml", frozenset({"phq-9"}))
    assert what in str(caught.value)
    assert caught.value.file == "here.yaml"
