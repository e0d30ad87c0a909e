"""A site's licensed text file, checked against the skeleton it belongs to."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError
from cairn.content.readers.licensed_text import read_licensed_text
from cairn.domain.instruments.licensed_text import worded
from cairn.domain.instruments.wording import Wording
from tests.domain.instruments.made import item, made, scored

FILE = "texts/made.yaml"
SKELETON = made(
    [item("1", choices="yes-no"), item("vas", scale={"from": 0, "to": 10})],
    [scored("total", sum=["1", "vas"], range=[0, 11])],
)
DATA: dict[str, Any] = {
    "instrument": "made@1",
    "licence": {"holder_reference": "Permission 12/2026", "permitted_until": date(2027, 1, 1)},
    "stem": {"en": "How is it?", "es": "¿Cómo está?"},
    "items": {"1": {"en": "One"}, "vas": {"en": "Two"}},
    "value_sets": {"yes-no": {"0": {"en": "No"}, "1": {"en": "Yes"}}},
    "scales": {"every": {"low": {"en": "None"}, "high": {"en": "Most"}}},
}


def test_it_is_read_and_joined() -> None:
    text = read_licensed_text(DATA, FILE, SKELETON)
    assert text.permitted_until == date(2027, 1, 1)
    assert text.stem == Wording("How is it?", "¿Cómo está?")
    assert worded(SKELETON, text).item("1").choice(1).text == Wording("Yes")


def test_what_a_measure_has_none_of_may_be_left_out() -> None:
    only = made([item("1", choices="yes-no")], [scored("total", sum=["1"], range=[0, 1])])
    data = {**DATA, "licence": {"holder_reference": "x"}, "items": {"1": {"en": "One"}}}
    data.pop("scales")
    assert read_licensed_text(data, FILE, only).permitted_until is None
    scale = made([item("vas", scale={"from": 0, "to": 10})], [scored("total", sum=["vas"], range=[0, 10])])
    data = {**DATA, "items": {"vas": {"en": "Two"}}}
    data.pop("value_sets")
    assert read_licensed_text(data, FILE, scale).value_sets == {}


@pytest.mark.parametrize(
    ("change", "entry", "what"),
    [
        (lambda d: d.update(instrument="made@2"), "made@2", "The text is for made@2"),
        (lambda d: d["items"].pop("1"), "made@1", "Item 1 has no text."),
        (lambda d: d.update(colour="blue"), "made@1", "'colour' is not known"),
        (lambda d: d["licence"].update(colour="blue"), "made@1, licence", "'colour' is not known"),
        (lambda d: d["licence"].pop("holder_reference"), "made@1, licence", "'holder_reference' is missing"),
        (
            lambda d: d["value_sets"]["yes-no"].update(maybe={"en": "Maybe"}),
            "made@1, value_sets, yes-no",
            "'maybe' is no answer's number",
        ),
        (lambda d: d["scales"]["every"].update(middle={"en": "x"}), "made@1, scales, every", "'middle'"),
        (lambda d: d["scales"]["every"].pop("low"), "made@1, scales, every", "'low' is missing"),
        (lambda d: d["items"]["1"].update(fr="Un"), "made@1, items, 1", "'fr' is not known"),
    ],
)
def test_a_fault_names_the_file_the_entry_and_what_is_wrong(
    change: Callable[[dict[str, Any]], object], entry: str, what: str
) -> None:
    data = copy.deepcopy(DATA)
    change(data)
    with pytest.raises(ContentFaultError) as caught:
        read_licensed_text(data, FILE, SKELETON)
    assert (caught.value.file, caught.value.entry) == (FILE, entry)
    assert what in caught.value.what
    assert caught.value.do


def test_a_text_that_does_not_fit_says_everything_at_once_and_what_to_compare_it_with() -> None:
    data = copy.deepcopy(DATA)
    data["items"] = {"9": {"en": "x"}}
    with pytest.raises(ContentFaultError) as caught:
        read_licensed_text(data, FILE, SKELETON)
    assert str(caught.value) == (
        "texts/made.yaml, made@1: Item 1 has no text. Item vas has no text. There is no item '9' in the measure."
        " Compare it with `cairn content show made`."
    )
