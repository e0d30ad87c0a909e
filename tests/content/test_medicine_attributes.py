"""What is known of single ingredients: what ships, and every way the two files can be wrong."""

from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary, read_dictionary
from cairn.content.readers.medicine_attributes import FILE, HALF_LIVES_FILE, Stated, read_attributes
from cairn.content.readers.sources import listed_sources
from cairn.domain.medicines.attributes import NOTHING_KNOWN, Trait
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.vocabulary import Grade

INGREDIENTS = {item.name: item for meant in medicine_dictionary().by_words.values() for item in meant}
WORDS = {"words": "It does.", "grade": "C", "sources": []}
HALF_LIVES: dict[str, Any] = {"version": 1, "grade": "C", "half_lives": {}}


def traits_of(name: str) -> list[tuple[str, str]]:
    return [(each.trait.value, each.citation.grade.value) for each in INGREDIENTS[name].attributes.traits]


@pytest.mark.parametrize(
    ("name", "traits"),
    [
        ("lithium", [("serotonergic", "C"), ("seizure-threshold", "A")]),
        ("methadone", [("serotonergic", "C"), ("qt", "C"), ("seizure-threshold", "C")]),
        ("phenelzine", [("serotonergic", "A"), ("maoi", "C")]),
        ("valproate", [("ugt", "C")]),
        ("disulfiram", [("aldh", "C")]),
        ("efavirenz", [("qt", "C"), ("ugt", "C")]),
        ("bupropion", [("seizure-threshold", "C")]),
        ("amlodipine", []),
    ],
)
def test_an_ingredient_has_the_traits_that_sources_name(name: str, traits: list[tuple[str, str]]) -> None:
    assert traits_of(name) == traits


@pytest.mark.parametrize(
    ("trait", "classes"),
    [
        (Trait.QT, {"qt-prolonging"}),
        (Trait.MAOI, {"maoi-irreversible", "maoi-reversible"}),
        (Trait.ALDH, {"aldh-adh-inhibitor"}),
        (Trait.UGT, {"ugt-inhibitor", "efavirenz"}),
    ],
)
def test_a_trait_and_the_class_that_rules_ask_about_never_part(trait: Trait, classes: set[str]) -> None:
    with_trait = {n for n, i in INGREDIENTS.items() if trait in {t.trait for t in i.attributes.traits}}
    assert with_trait == {n for n, i in INGREDIENTS.items() if i.classes & classes}


def test_no_half_life_is_said_to_be_better_verified_than_it_is() -> None:
    known = [i.attributes.half_life for i in INGREDIENTS.values() if i.attributes.half_life is not None]
    assert len(known) >= 80
    assert {each.citation.grade for each in known} == {Grade.C}


def test_what_blocks_an_enzyme_for_good_and_fluoxetine_have_no_half_life() -> None:
    names = [n for n, i in INGREDIENTS.items() if i.classes & {"maoi-irreversible", "fluoxetine"}]
    assert [INGREDIENTS[n].attributes.half_life for n in names] == [None] * len(names)


def stated(traits: dict[str, Any] | None = None, washouts: Any = None, half_lives: Any = None) -> Stated:
    file = {"version": 1, "traits": traits or {}, "washouts": {} if washouts is None else washouts}
    return read_attributes(file, half_lives or HALF_LIVES, listed_sources(), medicine_classes())


def test_a_statement_about_an_ingredient_counts_before_one_about_its_class() -> None:
    rows = [
        {**WORDS, "words": "As all.", "classes": ["ssri"]},
        {**WORDS, "words": "As this.", "ingredients": ["one"]},
    ]
    known = stated({"qt": rows})
    said = [known.about(name, frozenset({"ssri"})).traits[0].words for name in ("one", "other")]
    assert said == ["As this.", "As all."]
    assert known.about("third", frozenset({"nsaid"})) == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("traits", "entry", "what"),
    [
        ({"sleepy": []}, "sleepy", "is not a trait with a list of statements."),
        ({"qt": {}}, "qt", "is not a trait with a list of statements."),
        ({"qt": [{**WORDS, "classes": ["none"]}]}, "qt, statement 1", "the class 'none' is not declared."),
        ({"qt": [{**WORDS, "odd": 1}]}, "qt, statement 1", "the key 'odd' is not known here."),
        ({"qt": [{**WORDS, "sources": ["R999"]}]}, "qt, statement 1", "the source 'R999' is not listed."),
        ({"qt": [{**WORDS, "grade": "A"}]}, "qt, statement 1", "grade A without a source."),
    ],
)
def test_a_trait_that_cannot_be_used_is_refused(traits: dict[str, Any], entry: str, what: str) -> None:
    with pytest.raises(ContentFaultError) as refused:
        stated(traits)
    assert (refused.value.file, refused.value.entry, refused.value.what) == (FILE, entry, what)


@pytest.mark.parametrize(
    ("washouts", "what"),
    [
        ([], "'washouts' is not a mapping."),
        ({"one": [{**WORDS, "period": "soon"}]}, "'soon' is not a period."),
        ({"one": [{**WORDS, "period": "P1M"}]}, "'period' is not in days."),
        ({"one": "P5D"}, "is not a mapping."),
    ],
)
def test_a_time_without_that_cannot_be_used_is_refused(washouts: Any, what: str) -> None:
    with pytest.raises(ContentFaultError) as refused:
        stated(washouts=washouts)
    assert refused.value.what.startswith(what)


@pytest.mark.parametrize("hours", [[], [3], [5, 3], [0, 3], [1, 2, 3], [1, "2"], [True, 2], [1.5, 2]])
def test_a_half_life_that_is_no_range_of_hours_is_refused(hours: list[Any]) -> None:
    with pytest.raises(ContentFaultError, match=r"one: 'hours' is not a range"):
        stated(half_lives={**HALF_LIVES, "half_lives": {"one": {"hours": hours}}})


@pytest.mark.parametrize(
    ("known", "file"),
    [
        (stated({"qt": [{**WORDS, "ingredients": ["two"]}]}), FILE),
        (stated(washouts={"two": [{**WORDS, "period": "P5D"}]}), FILE),
        (stated(half_lives={**HALF_LIVES, "half_lives": {"two": {"hours": [1, 2]}}}), HALF_LIVES_FILE),
    ],
)
def test_a_statement_about_an_ingredient_nobody_has_is_refused(known: Stated, file: str) -> None:
    with pytest.raises(ContentFaultError) as refused:
        read_dictionary(
            {"a.yaml": {"ingredients": {"one": {"classes": ["ssri"]}}}}, {"ssri": "SSRI"}, known=known
        )
    assert (refused.value.file, refused.value.entry) == (file, "two")


def test_what_is_known_reaches_the_ingredient() -> None:
    one = {"one": {"classes": ["ssri"]}}
    known = stated(half_lives={**HALF_LIVES, "half_lives": {"one": {"hours": [1, 2], "of": "of it"}}})
    built = read_dictionary({"a.yaml": {"ingredients": one}}, {"ssri": "SSRI"}, known=known).by_words[
        ("one",)
    ][0]
    half = built.attributes.half_life
    assert half is not None
    assert (half.lowest_hours, half.highest_hours, half.words) == (1, 2, "of it")
    assert built != Ingredient("one", frozenset({"ssri"}))


def test_both_files_ship_whole() -> None:
    assert set(load_yaml(FILE)) == {"version", "traits", "washouts"}
    assert set(load_yaml(HALF_LIVES_FILE)) == {"version", "grade", "half_lives"}
