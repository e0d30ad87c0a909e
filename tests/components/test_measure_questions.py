"""What a measure's form says about one question, in English and Spanish."""

from dataclasses import replace
from typing import Any

import pytest
from django import forms

from cairn.components.measure_questions import answers_in, not_asked, question_fields, question_groups
from cairn.components.measure_words import only_if, question_help, question_label
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.wording import Language
from tests.domain.instruments.made import item, made, scored

EN, ES = Language.ENGLISH, Language.SPANISH
TOTAL = scored("total", sum=["1"], range=[0, 3])


def when(*counts: dict[str, Any]) -> Any:
    first = [item("1"), item("2", scored=False), item("3", scored=False, choices="yes-no")]
    return made([*first, item("last", scored=False, enabled_when=[*counts])], [TOTAL])


@pytest.mark.parametrize(
    ("count", "en", "es"),
    [
        (
            {"at_least": 1, "of": {"1": 2}},
            "Only if you answered 2 or more to 1.",
            "Solo si respondió 2 o más en la 1.",
        ),
        (
            {"at_least": 1, "of": {"1": 2, "2": 2}},
            "Only if you answered 2 or more to 1 or 2.",
            "Solo si respondió 2 o más en la 1 o 2.",
        ),
        (
            {"at_least": 2, "of": {"1": 1, "3": 1}},
            "Only if you answered 1 or more to 1 and 1 to 3.",
            "Solo si respondió 1 o más en la 1 y 1 en la 3.",
        ),
        (
            {"at_least": 0, "at_most": 0, "of": {"3": 1}},
            "Only if you did not answer 1 to 3.",
            "Solo si no respondió 1 en la 3.",
        ),
        (
            {"at_least": 2, "of": {"1": 1, "2": 1, "3": 1}},
            "Only if you answered 1 or more to 1 or 2 or 1 to 3, 2 of them or more.",
            "Solo si respondió 1 o más en la 1 o 2 o 1 en la 3, 2 o más.",
        ),
        (
            {"at_least": 1, "at_most": 2, "of": {"1": 1, "2": 1, "3": 1}},
            "Only if you answered 1 or more to 1 or 2 or 1 to 3, 1 to 2 of them.",
            "Solo si respondió 1 o más en la 1 o 2 o 1 en la 3, de 1 a 2.",
        ),
    ],
)
def test_when_an_item_is_asked_stands_in_words(count: dict[str, Any], en: str, es: str) -> None:
    instrument = when(count)
    assert only_if(instrument, instrument.item("last"), EN) == en
    assert only_if(instrument, instrument.item("last"), ES) == es


def test_an_answer_with_words_is_quoted() -> None:
    gate = instruments()["pc-ptsd-5"]
    assert only_if(gate, gate.item("1"), EN) == "Only if you answered “Yes” to the first question."
    assert only_if(gate, gate.item("gate"), EN) == ""


def test_a_question_without_a_number_is_called_by_its_words() -> None:
    asq = instruments()["asq-suicide"]
    bare = replace(asq.item("1"), scored=False)
    later = replace(asq, items=(asq.items[-1], bare, *asq.items[1:-1]))
    assert bare.text is not None
    assert f"“{bare.text.en}”" in only_if(later, later.item("5"), EN)


def test_either_or_items_say_that_one_is_enough() -> None:
    instrument = made(
        [item("1"), item("2"), item("3")],
        [scored("total", sum_of_maxima=[["1"], ["2", "3"]], range=[0, 6])],
        one_of=[["2", "3"]],
    )
    assert question_help(instrument, instrument.item("2"), EN) == (
        "2 or 3: answer the one that fits. One is enough."
    )
    assert question_help(instrument, instrument.item("1"), EN) == ""


def test_a_scale_says_its_ends_where_it_has_words() -> None:
    ends = {"low": {"en": "Not at all"}, "high": {"en": "Entirely", "es": "Del todo"}}
    licence = made([item("1")], [TOTAL]).licence
    worded = made(
        [item("vas", scale={"from": 0, "to": 10, **ends}, text={"en": "How much?", "es": "¿Cuánto?"})],
        [scored("total", sum=["vas"], range=[0, 10])],
        licence={
            "tier": 1,
            "holder": licence.holder,
            "statement": "None.",
            "attribution": "None.",
            "evidence": "None.",
            "checked_on": licence.checked_on,
            "uses": [],
        },
    )
    vas = worded.item("vas")
    assert question_label(vas, ES) == "¿Cuánto?"
    assert question_help(worded, vas, EN) == (
        "A whole number from 0 to 10. 0 is “Not at all”, 10 is “Entirely”."
    )
    assert question_help(worded, vas, ES) == (
        "Un número entero de 0 a 10. 0 es «Not at all», 10 es «Del todo»."
    )


def test_a_bare_scale_says_only_its_numbers_and_a_bare_item_its_number() -> None:
    instrument = made([item("1", scale={"from": 0, "to": 10})], [scored("total", sum=["1"], range=[0, 10])])
    assert question_help(instrument, instrument.item("1"), EN) == "A whole number from 0 to 10."
    assert question_label(instrument.item("1"), EN) == "Item 1"


def test_a_long_measure_stands_in_groups_of_ten_and_a_short_one_in_one() -> None:
    for key, groups in (("meq-30", [(1, 10), (11, 20), (21, 30)]), ("phq-9", [(1, 10)])):
        instrument = instruments()[key]
        form = forms.Form()
        form.fields.update(question_fields(instrument, EN))
        assert [(each.first, each.last) for each in question_groups(instrument, form)] == groups


def test_what_is_blank_is_open_and_what_is_certainly_not_asked_is_named() -> None:
    instrument = when({"at_least": 1, "of": {"3": 1}})
    assert answers_in(instrument, {"item-1": "0", "item-2": "", "item-3": None}) == {
        "1": 0,
        "2": None,
        "3": None,
        "last": None,
    }
    assert not_asked(instrument, {}) == ()
    assert not_asked(instrument, {"3": 1}) == ()
    assert not_asked(instrument, {"3": 0}) == ("last",)
