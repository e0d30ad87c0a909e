"""What a sender's code may mean for the declared facts: a reviewed table, read from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.facts import FactType, FactValue
from cairn.domain.referrals.said import Coding


class Standing(StrEnum):
    """Which clinical statuses of a condition suggest the fact."""

    CURRENT = "current"
    """Only while the sender calls it active, recurring or relapsed."""
    EVER = "ever"
    """Also when it is over: the fact is about history."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One fact a code suggests.

    :param value: the value; UNKNOWN where the code is a broader word than the fact's.
    :param from_onset: the value is the day the sender says it began.
    :param refutable: the code covers the whole fact, so a sender who rules it out says it is not so.
    """

    fact: str
    value: FactValue
    standing: Standing = Standing.EVER
    from_onset: bool = False
    refutable: bool = False


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What one code suggests, and who says so. A code that suggests nothing is understood all the same."""

    coding: Coding
    suggests: tuple[Suggestion, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class MeasureMeaning:
    """What one measured quantity is.

    :param unit: the UCUM unit values are brought to.
    :param units: every UCUM unit understood, with the factor that brings it to `unit`.
    :param lowest: with `highest`, what a living adult can have, in `unit`.
    :param places: decimal places kept.
    :param fact: the fact its latest value suggests, or None where it is only shown.
    :param dated_by: the fact that is the day of that latest value.
    :param taken_with: the code of the measure it belongs to.
    """

    coding: Coding
    citation: Citation
    unit: str
    units: Mapping[str, Decimal]
    lowest: Decimal
    highest: Decimal
    places: int
    fact: str | None = None
    dated_by: str | None = None
    taken_with: str | None = None


Key = tuple[str, str]
"""A system and a code."""

Meanings = Mapping[Key, CodeMeaning]


@dataclass(frozen=True, slots=True)
class ReferralCodes:
    """The whole table, by system and code.

    :param answers: for each observation answered in codes, what its answers mean.
    :param types: the type of every declared fact.
    :param most_serious_first: the order in which values of a fact are offered when statements disagree.
    """

    version: str
    conditions: Meanings
    family: Meanings
    allergies: Meanings
    procedures: Meanings
    measures: Mapping[Key, MeasureMeaning]
    answers: Mapping[Key, Meanings]
    types: Mapping[str, FactType]
    most_serious_first: Mapping[str, tuple[str, ...]]

    def measure(self, codings: tuple[Coding, ...]) -> MeasureMeaning | None:
        """The measure one of the codes stands for."""
        return next((self.measures[key] for key in keys(codings) if key in self.measures), None)


_ICD10 = frozenset({"http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10"})


def keys(codings: tuple[Coding, ...]) -> tuple[Key, ...]:
    """Where to look the codes up: each code, and for ICD-10 its three-character category after it."""
    found: list[Key] = []
    for coding in codings:
        found.append((coding.system, coding.code))
        if coding.system in _ICD10 and "." in coding.code:
            found.append((coding.system, coding.code.split(".")[0]))
    return tuple(found)


def meanings(table: Meanings, codings: tuple[Coding, ...]) -> tuple[CodeMeaning, ...]:
    """What the codes mean, each meaning once; empty when none of them is in the table."""
    return tuple(dict.fromkeys(table[key] for key in keys(codings) if key in table))
