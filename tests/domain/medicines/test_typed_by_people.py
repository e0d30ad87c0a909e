"""What people type, against a table that a clinician can read: `typed_by_people.yaml`."""

from pathlib import Path
from typing import Any

import pytest

from cairn.content.loader import parse_yaml
from cairn.content.readers.medicine import medicine_dictionary
from cairn.domain.medicines.resolving import How, Resolved, Unresolved, resolve

KNOWN = medicine_dictionary()
FILE = Path(__file__).with_name("typed_by_people.yaml")
TABLE = parse_yaml(FILE.read_text(encoding="utf-8"), FILE.name)


def rows(part: str) -> list[tuple[str, Any]]:
    table = TABLE[part]
    assert isinstance(table, dict)
    return list(table.items())


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(rows("recognised")) >= 200
    assert len(rows("not_recognised")) >= 30


@pytest.mark.parametrize(("typed", "ingredients"), rows("recognised"))
def test_what_is_typed_means_these_ingredients(typed: str, ingredients: list[str]) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Resolved)
    assert ([item.name for item in meaning.ingredients], meaning.how) == (ingredients, How.NAME)


@pytest.mark.parametrize(("typed", "recognised"), rows("not_recognised"))
def test_what_is_typed_is_not_recognised_as_a_whole(typed: str, recognised: list[str]) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Unresolved)
    assert ([item.name for item in meaning.recognised], bool(meaning.unknown)) == (recognised, True)


@pytest.mark.parametrize(("typed", "offered"), rows("offered"))
def test_what_is_misspelt_is_offered_its_name_and_never_given_it(typed: str, offered: str) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Unresolved)
    assert (meaning.recognised, meaning.suggestions[0]) == ((), offered)
