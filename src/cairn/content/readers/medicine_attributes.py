"""Reads what is known of single ingredients: traits, half-lives, and times without that a source names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cairn.content.loader import ContentFaultError
from cairn.content.readers.fields import Fields
from cairn.content.readers.sources import NO_SOURCE, Sources, read_sources
from cairn.domain.citations import Citation
from cairn.domain.dates import parse_period
from cairn.domain.medicines.attributes import Attribute, Attributes, HalfLife, Trait, Washout
from cairn.domain.vocabulary import Grade

FILE: Final = "medicines/attributes.yaml"
HALF_LIVES_FILE: Final = "medicines/half_lives.yaml"


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement about some ingredients and some classes."""

    attribute: Attribute
    classes: frozenset[str]
    ingredients: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """Everything the two files say, to be asked for one ingredient at a time."""

    statements: tuple[_Statement, ...]
    half_lives: Mapping[str, HalfLife]
    washouts: Mapping[str, tuple[Washout, ...]]

    def about(self, ingredient: str, classes: frozenset[str]) -> Attributes:
        """What is known of one ingredient; a statement that names it counts before one that names its class."""
        found: dict[Trait, Attribute] = {}
        for statement in self.statements:
            if ingredient in statement.ingredients:
                found.setdefault(statement.attribute.trait, statement.attribute)
        for statement in self.statements:
            if classes & statement.classes:
                found.setdefault(statement.attribute.trait, statement.attribute)
        traits = tuple(found[trait] for trait in Trait if trait in found)
        return Attributes(traits, self.half_lives.get(ingredient), self.washouts.get(ingredient, ()))


NOTHING_STATED: Final = Stated((), MappingProxyType({}), MappingProxyType({}))


def read_attributes(
    traits: Mapping[str, object],
    half_lives: Mapping[str, object],
    sources: Sources,
    classes: Mapping[str, str],
) -> Stated:
    """What the file of traits and the file of half-lives say.

    :raises ContentFaultError: for an unknown trait, class, source or key, and for a half-life that cannot be one.
    """
    stated = Fields(FILE, "file", traits)
    stated.get("version")
    statements = tuple(
        statement
        for trait, rows in _mapping(stated, "traits").items()
        for statement in _statements(trait, rows, sources, classes)
    )
    washouts = {name: _washouts(name, rows, sources) for name, rows in _mapping(stated, "washouts").items()}
    stated.close()
    return Stated(statements, _half_lives(half_lives), washouts)


def check_names(stated: Stated, known: Mapping[str, object]) -> None:
    """Refuse a statement about an ingredient that the dictionary does not have.

    :raises ContentFaultError: naming the first of them.
    """
    named = [name for statement in stated.statements for name in sorted(statement.ingredients)]
    for file, names in ((FILE, [*named, *stated.washouts]), (HALF_LIVES_FILE, [*stated.half_lives])):
        odd = [name for name in names if name not in known]
        if odd:
            what = "is not an ingredient of the dictionary."
            raise ContentFaultError(file, odd[0], what, "Use the name it stands under in medicines/names.")


def _mapping(fields: Fields, key: str) -> Mapping[str, object]:
    value = fields.get(key)
    if not isinstance(value, dict):
        fields.fault(f"'{key}' is not a mapping.", f"Write '{key}:' with entries below it.")
    return {str(name): entry for name, entry in value.items()}


def _statements(
    name: str, rows: object, sources: Sources, classes: Mapping[str, str]
) -> Iterator[_Statement]:
    if name not in list(Trait) or not isinstance(rows, list):
        what = "is not a trait with a list of statements."
        raise ContentFaultError(FILE, name, what, f"Use {', '.join(Trait)}.")
    for number, row in enumerate(rows, start=1):
        fields = Fields(FILE, f"{name}, statement {number}", row)
        citation, _ = read_sources(fields, sources)
        about = frozenset(fields.texts("classes") if fields.has("classes") else ())
        odd = sorted(about - set(classes))
        if odd:
            fields.fault(
                f"the class '{odd[0]}' is not declared.", "Use the classes of medicines/classes.yaml."
            )
        ingredients = frozenset(fields.texts("ingredients") if fields.has("ingredients") else ())
        yield _Statement(Attribute(Trait(name), fields.text("words"), citation), about, ingredients)
        fields.close()


def _washouts(name: str, rows: object, sources: Sources) -> tuple[Washout, ...]:
    found = []
    for row in rows if isinstance(rows, list) else [rows]:
        fields = Fields(FILE, f"{name}, washouts", row)
        try:
            period = parse_period(fields.text("period"))
        except ValueError as fault:
            fields.fault(str(fault), "Mend the period.")
        if period.months:
            fields.fault("'period' is not in days.", "Write it in days or weeks, such as P35D.")
        found.append(Washout(period, fields.text("words"), read_sources(fields, sources)[0]))
        fields.close()
    return tuple(found)


def _half_lives(data: Mapping[str, object]) -> Mapping[str, HalfLife]:
    fields = Fields(HALF_LIVES_FILE, "file", data)
    fields.get("version")
    citation = Citation(NO_SOURCE, fields.code("grade", Grade))
    found = {
        name: _half_life(name, entry, citation) for name, entry in _mapping(fields, "half_lives").items()
    }
    fields.close()
    return found


def _half_life(name: str, entry: object, citation: Citation) -> HalfLife:
    fields = Fields(HALF_LIVES_FILE, name, entry)
    hours = fields.rows("hours")
    whole = [hour for hour in hours if isinstance(hour, int) and not isinstance(hour, bool)]
    match whole:
        case [low, high] if len(hours) == len(whole) and 0 < low <= high:
            of = fields.text("of") if fields.has("of") else ""
        case _:
            fields.fault("'hours' is not a range.", "Write the lowest and the highest, such as [22, 36].")
    fields.close()
    return HalfLife(low, high, of, citation)
