from collections.abc import Iterator, Mapping
from enum import Enum

from tests.house.modules import modules

PARTIAL: dict[str, str] = {
    "cairn.domain.conditions._ALONE": "a fact of any other type is compared with a word",
    "cairn.domain.screening.questions._MEDICINE_WORDS": "a fact brings its own question",
    "cairn.domain.screening.rule.RANK": "no rule is written to say clear or not assessed",
}
"""Module-level tables that leave members out on purpose: dotted name to reason."""


def tables() -> Iterator[tuple[str, Mapping[Enum, object], type[Enum]]]:
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, Mapping) and value and not name.startswith("__"):
                kinds = {type(key) for key in value}
                if len(kinds) == 1 and issubclass(kind := kinds.pop(), Enum):
                    yield f"{module.__name__}.{name}", value, kind


def test_every_table_keyed_by_an_enum_has_every_member_or_says_why_not() -> None:
    found = list(tables())
    excused = {id(table) for name, table, _ in found if name in PARTIAL}
    missing = {
        name: lost
        for name, table, kind in found
        if id(table) not in excused and (lost := sorted(str(member) for member in set(kind) - set(table)))
    }
    assert missing == {}


def test_a_table_excused_is_still_there_and_still_partial() -> None:
    still = {name for name, table, kind in tables() if set(kind) - set(table)}
    assert set(PARTIAL) - still == set()
