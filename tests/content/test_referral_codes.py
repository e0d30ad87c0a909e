"""The table of codes: what it holds, and what its reader refuses."""

import copy
from decimal import Decimal
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.referral_codes import FILE, read_referral_codes, referral_codes
from cairn.domain.facts import UNKNOWN, Codes
from cairn.domain.referrals.said import LOINC, SNOMED
from cairn.domain.vocabulary import Grade

_DIHEDRAL = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_PERMUTED = (
    *("0123456789", "1576283094", "5803796142", "8916043527"),
    *("9453126870", "4286573901", "2793806415", "7046913258"),
)


def has_valid_check_digit(code: str) -> bool:
    """SNOMED CT identifiers end in a Verhoeff check digit."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = int(_DIHEDRAL[check][int(_PERMUTED[place % 8][int(digit)])])
    return check == 0


def test_every_snomed_code_carries_a_valid_check_digit() -> None:
    table = referral_codes()
    keys = [*table.conditions, *table.family, *table.allergies, *table.procedures]
    wrong = [code for system, code in keys if system == SNOMED and not has_valid_check_digit(code)]
    assert wrong == []


def test_every_measure_is_brought_to_the_unit_of_its_fact_and_stays_within_its_bounds() -> None:
    facts = declared_facts()
    for measure in referral_codes().measures.values():
        assert measure.units[measure.unit] == Decimal(1)
        if measure.fact is not None:
            fact = facts[measure.fact]
            assert fact.unit == measure.unit
            assert fact.minimum is not None
            assert fact.maximum is not None
            assert fact.minimum <= measure.lowest < measure.highest <= fact.maximum


def test_the_table_says_no_only_for_a_statement_of_absence() -> None:
    table = referral_codes()
    meanings = [*table.conditions.values(), *table.family.values(), *table.allergies.values()]
    denying = [each.coding.display for each in meanings if any(s.value is False for s in each.suggests)]
    assert denying == ["No known allergy"]


def test_codes_of_a_set_are_wrapped_and_a_broad_word_is_unknown() -> None:
    table = referral_codes()
    assert table.conditions[SNOMED, "49436004"].suggests[0].value == Codes(frozenset({"arrhythmia"}))
    assert table.conditions[SNOMED, "44054006"].suggests[0].value is UNKNOWN
    assert table.conditions[SNOMED, "22298006"].suggests[1].from_onset
    assert table.conditions[SNOMED, "370143000"].suggests == ()
    assert table.conditions[SNOMED, "20010003"].citation.grade is Grade.C
    assert table.measures[LOINC, "8462-4"].taken_with == "8480-6"


Entry = dict[str, Any]

BASE: Entry = {"fact": "history.seizure", "value": "other"}


def broken(section: str, **change: Any) -> Entry:
    data = copy.deepcopy(load_yaml(FILE))
    entry = {"code": "84757009", "display": "x", "grade": "A", "suggests": [BASE], **change}
    return {**data, section: [entry]}


def measured(**change: Any) -> Entry:
    entry = {"unit": "kg", "units": {"kg": "1"}, "lowest": 1, "highest": 2, "places": 0, **change}
    return broken("measures", code="29463-7", **entry)


def suggesting(**change: Any) -> Entry:
    return broken("conditions", suggests=[{**BASE, **change}])


FAULTS: list[tuple[str, Entry, str]] = [
    ("a section that is no list", {"conditions": {"a": 1}}, "is not a list of entries"),
    ("an order that is no list of facts", {"most_serious_first": []}, "is not a mapping"),
    ("an unknown system", broken("conditions", system="loin"), "'loin' is not a listed system"),
    ("no systems at all", {**broken("conditions"), "systems": None}, "'snomed' is not a listed system"),
    ("no grade", broken("conditions", grade=None), "has no grade"),
    ("an undeclared fact", suggesting(fact="history.fits"), "is not declared"),
    ("a value the fact has not", suggesting(value="some"), "not one of its values"),
    ("a value that is no code", suggesting(value=3), "is not yes, no or a code"),
    ("an onset of what is no day", suggesting(value="onset"), "not one of its values"),
    ("a standing unknown", suggesting(standing="past"), "has no such standing"),
    ("a key unknown", suggesting(since=1), "'since' means nothing here"),
    ("a measure of an undeclared fact", measured(fact="body.mass"), "is not declared"),
    ("a unit that is not among the units", measured(unit="g"), "its unit is not among 'units'"),
    ("units that are no mapping", measured(units=["kg"]), "its unit is not among 'units'"),
    ("a bound that is no number", measured(lowest="few"), "is not a number"),
    ("an order of other values", {"most_serious_first": {"bipolar.kind": ["x"]}}, "not one of its values"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_in_the_table_is_refused_with_its_place(name: str, data: Entry, words: str) -> None:
    with pytest.raises(ContentFaultError, match=words):
        read_referral_codes(data, declared_facts())


def test_a_code_given_twice_is_refused() -> None:
    data = broken("conditions")
    data["conditions"] *= 2
    with pytest.raises(ContentFaultError, match="stands twice"):
        read_referral_codes(data, declared_facts())


def test_a_table_without_a_date_of_reading_is_read() -> None:
    data = {**broken("conditions"), "read_on": "lately"}
    assert read_referral_codes(data, declared_facts()).conditions[SNOMED, "84757009"].citation.read_on is None
