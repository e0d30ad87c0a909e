"""A facts file: one JSON object of declared facts. What cannot be used is refused fact by fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from types import MappingProxyType

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.domain.dates import ApproximateDate, wholly_after
from cairn.domain.fact_values import from_json
from cairn.domain.facts import Exposures, FactRefusedError, Facts, FactValue, Unknown
from cairn.domain.medicines.exposures import stated, to_exposures
from cairn.domain.medicines.resolving import Unresolved, resolve
from cairn.domain.screening.worked_out import worked_out

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RefusedFact:
    """One entry that cannot be used, and why."""

    fact: str
    words: str


class FactsRefusedError(ValueError):
    """Entries of a facts file cannot be used; nothing was screened."""

    def __init__(self, refused: tuple[RefusedFact, ...]) -> None:
        """Keep every refusal: a person mends them in one go."""
        super().__init__("\n".join(each.words for each in refused))
        self.refused = refused


@dataclass(frozen=True, slots=True)
class NamedMedicine:
    """What one medicine of the file was understood as."""

    name: str
    ingredients: tuple[str, ...]
    classes: tuple[str, ...]
    unknown: tuple[str, ...]
    suggestions: tuple[str, ...]


def facts_from(document: Mapping[str, object], on: date) -> Facts:
    """The facts of a file, its medicines resolved by name.

    :raises FactsRefusedError: naming every entry that is not declared, of the wrong type, or dated after ``on``.
    """
    values: dict[str, FactValue] = {}
    refused: list[RefusedFact] = []
    for fact, json in document.items():
        try:
            values[fact] = _value(fact, json, on)
        except FactRefusedError as fault:
            refused.append(RefusedFact(_sayable(fact), str(fault)))
    if refused:
        raise FactsRefusedError(tuple(refused))
    return Facts(declared_facts(), MappingProxyType({**values, **worked_out(values)}))


def medicines_of(facts: Facts) -> tuple[NamedMedicine, ...]:
    """How each name of the medicines list was understood."""
    value = facts.get("medicines")
    return tuple(_named(item.name) for item in value.items) if isinstance(value, Exposures) else ()


def _value(fact: str, json: object, on: date) -> FactValue:
    declared = declared_facts()
    if fact not in declared:
        close = get_close_matches(fact, list(declared), n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise FactRefusedError(_sayable(fact), f"is not a declared fact.{hint}")
    value = from_json(declared[fact], json)
    if isinstance(value, Exposures):
        _check_classes(fact, value)
        value = to_exposures(stated(value), medicine_dictionary(), complete=value.complete)
    for day in _days(value):
        if wholly_after(day, on):
            raise FactRefusedError(fact, f"lies after {on}, the day of screening. Check the year.")
    return value


def _sayable(fact: str) -> str:
    """A name nobody declared may be anything: short, and in characters that can be printed."""
    plain = fact.encode("utf-8", "replace").decode()
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"


def _days(value: FactValue) -> Iterator[date | ApproximateDate]:
    if isinstance(value, Exposures):
        for item in value.items:
            if not isinstance(item.last_taken, str | Unknown):
                yield item.last_taken
    elif isinstance(value, date | ApproximateDate) and not isinstance(value, datetime):
        yield value  # an instant may lie ahead: a session that is planned


def _check_classes(fact: str, value: Exposures) -> None:
    said = {code for item in value.items if not isinstance(item.classes, Unknown) for code in item.classes}
    odd = sorted(said - set(medicine_classes()))
    if odd:
        raise FactRefusedError(
            fact, f"'{odd[0]}' is not a class of medicine. Leave 'classes' out to use the name."
        )


def _named(name: str) -> NamedMedicine:
    meaning = resolve(name, medicine_dictionary())
    if isinstance(meaning, Unresolved):
        ingredients, unknown, suggestions = meaning.recognised, meaning.unknown, meaning.suggestions
    else:
        ingredients, unknown, suggestions = meaning.ingredients, (), ()
    classes = sorted({code for item in ingredients for code in item.classes})
    return NamedMedicine(name, tuple(item.name for item in ingredients), tuple(classes), unknown, suggestions)
