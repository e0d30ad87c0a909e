"""Reads the table of what a sender's codes may mean."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.source import kept_per_source
from cairn.domain.citations import Citation
from cairn.domain.facts import UNKNOWN, Codes, FactDeclaration, FactRefusedError, FactType, FactValue, check
from cairn.domain.referrals.codes import (
    CodeMeaning,
    Key,
    Meanings,
    MeasureMeaning,
    ReferralCodes,
    Standing,
    Suggestion,
)
from cairn.domain.referrals.said import Coding
from cairn.domain.vocabulary import Grade

FILE = "referral_codes.yaml"
_SUGGESTION_KEYS = frozenset({"fact", "value", "standing", "refutable"})

Entry = Mapping[str, object]


@kept_per_source
def referral_codes() -> ReferralCodes:
    """The table of the package."""
    return read_referral_codes(load_yaml(FILE), declared_facts())


def read_referral_codes(data: Entry, declared: Mapping[str, FactDeclaration]) -> ReferralCodes:
    """Turn the file's mapping into the table.

    :raises ContentFaultError: for an undeclared fact or value, an unknown system, or a code given twice.
    """
    reader = _Reader(data, declared)
    return ReferralCodes(
        version=f"referral-codes@{data.get('version')}",
        conditions=reader.meanings((*_entries(data, "conditions"), *_entries(data, "recognised"))),
        family=reader.meanings(_entries(data, "family")),
        allergies=reader.meanings(_entries(data, "allergies")),
        procedures=reader.meanings(_entries(data, "procedures")),
        measures=reader.measures(),
        answers=reader.answers(),
        types=MappingProxyType({fact: each.type for fact, each in declared.items()}),
        most_serious_first=reader.most_serious_first(),
    )


def _entries(data: Entry, section: str) -> tuple[Entry, ...]:
    entries = data.get(section, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ContentFaultError(
            FILE, section, "is not a list of entries.", "Write one entry a line, '- {code: …}'."
        )
    return tuple(entries)


class _Reader:
    """One pass over the file, with what every entry needs to know."""

    def __init__(self, data: Entry, declared: Mapping[str, FactDeclaration]) -> None:
        self._data = data
        self._declared = declared
        systems = data.get("systems")
        self._systems: dict[str, str] = systems if isinstance(systems, dict) else {}
        self._source = str(data.get("source", ""))
        read_on = data.get("read_on")
        self._read_on = read_on if isinstance(read_on, date) else None

    def meanings(self, entries: Iterable[Entry]) -> Meanings:
        found: dict[Key, CodeMeaning] = {}
        for entry in entries:
            coding = self._coding(entry, "snomed")
            if (coding.system, coding.code) in found:
                raise ContentFaultError(FILE, coding.code, "stands twice.", "Keep one of the two.")
            suggests = tuple(self._suggestion(coding.code, each) for each in _entries(entry, "suggests"))
            found[coding.system, coding.code] = CodeMeaning(
                coding, suggests, self._citation(entry, coding.code)
            )
        return MappingProxyType(found)

    def measures(self) -> Mapping[Key, MeasureMeaning]:
        found: dict[Key, MeasureMeaning] = {}
        for entry in _entries(self._data, "measures"):
            coding = self._coding(entry, "loinc")
            found[coding.system, coding.code] = self._measure(coding, entry)
        return MappingProxyType(found)

    def answers(self) -> Mapping[Key, Meanings]:
        found: dict[Key, Meanings] = {}
        for entry in _entries(self._data, "answers"):
            coding = self._coding(entry, "loinc")
            found[coding.system, coding.code] = self.meanings(_entries(entry, "answers"))
        return MappingProxyType(found)

    def most_serious_first(self) -> Mapping[str, tuple[str, ...]]:
        orders = self._data.get("most_serious_first", {})
        if not isinstance(orders, dict):
            raise ContentFaultError(
                FILE, "most_serious_first", "is not a mapping.", "Write 'fact: [first, second]'."
            )
        for fact, order in orders.items():
            for value in order:
                self._value(str(fact), "most_serious_first", value)
        return MappingProxyType({str(fact): tuple(order) for fact, order in orders.items()})

    def _coding(self, entry: Entry, usual: str) -> Coding:
        code, system = str(entry.get("code")), str(entry.get("system", usual))
        if system not in self._systems:
            raise ContentFaultError(FILE, code, f"'{system}' is not a listed system.", "Add it to 'systems'.")
        return Coding(self._systems[system], code, str(entry.get("display", "")))

    def _citation(self, entry: Entry, code: str) -> Citation:
        try:
            grade = Grade(str(entry.get("grade")))
        except ValueError:
            raise ContentFaultError(FILE, code, "has no grade.", f"Use one of {', '.join(Grade)}.") from None
        return Citation(self._source, grade, self._read_on)

    def _suggestion(self, code: str, entry: Entry) -> Suggestion:
        odd = sorted(set(entry) - _SUGGESTION_KEYS)
        if odd:
            raise ContentFaultError(
                FILE, code, f"'{odd[0]}' means nothing here.", "Take it out, or mend its spelling."
            )
        fact = str(entry.get("fact"))
        try:
            standing = Standing(str(entry.get("standing", Standing.EVER)))
        except ValueError:
            raise ContentFaultError(FILE, code, "has no such standing.", "Use ever or current.") from None
        value = entry.get("value")
        return Suggestion(
            fact,
            self._value(fact, code, value),
            standing,
            from_onset=value == "onset",
            refutable=bool(entry.get("refutable", False)),
        )

    def _value(self, fact: str, code: str, value: object) -> FactValue:
        declaration = self._declaration(fact, code)
        if value == "unknown" or (value == "onset" and declaration.type is FactType.DATE):
            return UNKNOWN
        stated = Codes(frozenset({str(value)})) if declaration.type is FactType.CODES else value
        if not isinstance(stated, bool | str | Codes):
            raise ContentFaultError(FILE, code, f"{value} is not yes, no or a code.", "Quote codes.")
        try:
            check(declaration, stated)
        except FactRefusedError as fault:
            raise ContentFaultError(FILE, code, str(fault), "Use a value the fact declares.") from fault
        return stated

    def _declaration(self, fact: str, code: str) -> FactDeclaration:
        if fact not in self._declared:
            raise ContentFaultError(FILE, code, f"the fact '{fact}' is not declared.", "Mend its spelling.")
        return self._declared[fact]

    def _measure(self, coding: Coding, entry: Entry) -> MeasureMeaning:
        for key in ("fact", "dated_by"):
            if key in entry:
                self._declaration(str(entry[key]), coding.code)
        units = entry.get("units")
        if not isinstance(units, dict) or str(entry.get("unit")) not in units:
            raise ContentFaultError(
                FILE, coding.code, "its unit is not among 'units'.", 'Add it with factor "1".'
            )
        return MeasureMeaning(
            coding=coding,
            citation=self._citation(entry, coding.code),
            unit=str(entry["unit"]),
            units=MappingProxyType(
                {str(unit): _decimal(coding.code, factor) for unit, factor in units.items()}
            ),
            lowest=_decimal(coding.code, entry.get("lowest")),
            highest=_decimal(coding.code, entry.get("highest")),
            places=int(_decimal(coding.code, entry.get("places"))),
            fact=_name(entry, "fact"),
            dated_by=_name(entry, "dated_by"),
            taken_with=_name(entry, "taken_with"),
        )


def _name(entry: Entry, key: str) -> str | None:
    return str(entry[key]) if key in entry else None


def _decimal(code: str, value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ContentFaultError(
            FILE, code, f"{value} is not a number.", "Write it with digits, quoted."
        ) from None
