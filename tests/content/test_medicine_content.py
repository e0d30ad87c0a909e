from typing import Any

import pytest

from cairn.content.loader import ContentFaultError
from cairn.content.readers import medicine
from cairn.content.readers.medicine import read_classes, read_dictionary, read_wording

CLASSES = {"ssri": "SSRI", "nsaid": "NSAID"}
ONE = {"one": {"classes": ["ssri"]}}


@pytest.mark.parametrize(
    ("data", "entry", "what"),
    [
        ({"ingredients": []}, "ingredients", "is not a mapping."),
        ({"ingredients": {"one": []}}, "one", "is not an ingredient."),
        ({"ingredients": {"one": {"class": "ssri"}}}, "one", "is not an ingredient."),
        ({"ingredients": {"one": {"classes": ["SSRI"]}}}, "one", "the class 'SSRI' is not declared."),
        ({"ingredients": {"one": {}}}, "one", "has no class."),
        (
            {"ingredients": {"one": {"classes": ["ssri"], "brands": "One"}}},
            "one",
            "'brands' is not a list of words.",
        ),
        (
            {"ingredients": {"one": {"classes": ["ssri"], "names": [1]}}},
            "one",
            "'names' is not a list of words.",
        ),
        (
            {"ingredients": ONE, "products": {"P": ["two"]}},
            "P",
            "its ingredient 'two' is not in the dictionary.",
        ),
        ({"ingredients": ONE, "products": {"P": []}}, "P", "has no ingredients."),
        (
            {"ingredients": {**ONE, "two": {"classes": ["nsaid"], "names": ["One"]}}},
            "One",
            "'One' means both one and two. Keep it with one of them.",
        ),
    ],
)
def test_a_dictionary_that_cannot_be_used_is_refused_by_name(
    data: dict[str, Any], entry: str, what: str
) -> None:
    with pytest.raises(ContentFaultError) as refused:
        read_dictionary({"a.yaml": data}, CLASSES)
    assert (refused.value.entry, refused.value.what) == (entry, what)


def test_an_ingredient_stands_in_one_file_only() -> None:
    with pytest.raises(ContentFaultError, match=r"b\.yaml, one: stands in two places"):
        read_dictionary({"a.yaml": {"ingredients": ONE}, "b.yaml": {"ingredients": ONE}}, CLASSES)


def test_classes_and_wording_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(ContentFaultError, match="classes: is not a mapping"):
        read_classes({"classes": []})
    with pytest.raises(ContentFaultError, match="filler: is not a text"):
        read_wording({"filler": ["oral"], "reasons": ["sleep"]})


def test_a_code_means_ingredients_of_the_dictionary() -> None:
    known = read_dictionary({"a.yaml": {"ingredients": ONE}}, CLASSES, codes={"7": ["one"]})
    assert [item.name for item in known.by_code["7"]] == ["one"]
    with pytest.raises(ContentFaultError, match=r"codes\.yaml, 7: its ingredient 'two' is not"):
        read_dictionary({"a.yaml": {"ingredients": ONE}}, CLASSES, codes={"7": ["two"]})


def test_no_word_that_is_passed_over_is_the_name_of_a_medicine() -> None:
    known = medicine.medicine_dictionary()
    assert sorted(word for word in known.wording.filler if (word,) in known.by_words) == []
