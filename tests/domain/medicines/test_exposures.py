from datetime import date

import pytest

from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.screening import interactions
from cairn.domain.facts import UNKNOWN, Exposure, Exposures
from cairn.domain.medicines.dictionary import AmbiguousNameError, Ingredient, Product, dictionary
from cairn.domain.medicines.exposures import Statement, stated, to_exposures
from cairn.domain.medicines.interactions import interactions_with

KNOWN = medicine_dictionary()
SSRI, NSAID = frozenset({"ssri"}), frozenset({"nsaid"})


def test_each_statement_carries_its_classes_and_when_it_was_taken() -> None:
    said = (Statement("Zoloft 50 mg", "ongoing"), Statement("naproxen", date(2026, 11, 1)))
    assert to_exposures(said, KNOWN, complete=True) == Exposures(
        (Exposure("Zoloft 50 mg", SSRI, "ongoing"), Exposure("naproxen", NSAID, date(2026, 11, 1))),
        complete=True,
    )


def test_a_name_nobody_knows_keeps_its_words_and_has_unknown_classes() -> None:
    assert to_exposures([Statement("Zentrium 20 mg")], KNOWN, complete=False) == Exposures(
        (Exposure("Zentrium 20 mg", UNKNOWN, UNKNOWN),), complete=False
    )


def test_a_name_half_recognised_gives_what_is_known_and_leaves_the_rest_open() -> None:
    found = to_exposures([Statement("sertraline and Zentrium", "ongoing")], KNOWN, complete=True)
    assert found.items == (
        Exposure("sertraline and Zentrium", SSRI, "ongoing"),
        Exposure("zentrium", UNKNOWN, "ongoing"),
    )


def test_classes_stated_by_hand_add_to_the_name_and_stand_alone_for_one_nobody_knows() -> None:
    said = (Statement("Zoloft", classes=NSAID), Statement("Zentrium", classes=SSRI))
    assert [item.classes for item in to_exposures(said, KNOWN, complete=True).items] == [SSRI | NSAID, SSRI]


def test_resolving_a_list_twice_changes_nothing() -> None:
    said = (Statement("Zoloft", "ongoing"), Statement("Zentrium"), Statement("Symbyax"))
    once = to_exposures(said, KNOWN, complete=True)
    assert to_exposures(stated(once), KNOWN, complete=True) == once


def test_interactions_are_found_by_class() -> None:
    rows = interactions_with(frozenset({"ssri", "escitalopram", "qt-prolonging"}), interactions())
    assert [row.id for row in rows] == ["DDI-06", "DDI-07", "DDI-08", "DDI-26"]


def test_a_name_means_one_thing() -> None:
    one, other = Ingredient("one", SSRI), Ingredient("other", NSAID, names=("one",))
    with pytest.raises(AmbiguousNameError, match="'one' means both one and other"):
        dictionary([one, other])
    twin = Ingredient("twin", NSAID)
    both = (Product("both", (one, twin)), Product("both", (one,)))
    with pytest.raises(AmbiguousNameError, match="'both' means both one with twin and one"):
        dictionary([one], both)


def test_an_empty_dictionary_knows_nothing() -> None:
    assert dictionary([]).by_words == {}
