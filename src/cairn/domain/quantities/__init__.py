"""Amounts with units: what was typed, what may be compared, and what deserves a second look."""

from cairn.domain.quantities.amounts import (
    UCUM,
    Amount,
    DoseUnit,
    Form,
    Incomparable,
    incomparable,
    plain,
    total,
)
from cairn.domain.quantities.information import Equivalent, NotConvertible, for_information
from cairn.domain.quantities.plausible import (
    Doubt,
    Doubtful,
    Measure,
    doubt_amount,
    doubt_measure,
    doubt_pressure,
)
from cairn.domain.quantities.typed import NotRead, parse_amount, parse_number

__all__ = [
    "UCUM",
    "Amount",
    "DoseUnit",
    "Doubt",
    "Doubtful",
    "Equivalent",
    "Form",
    "Incomparable",
    "Measure",
    "NotConvertible",
    "NotRead",
    "doubt_amount",
    "doubt_measure",
    "doubt_pressure",
    "for_information",
    "incomparable",
    "parse_amount",
    "parse_number",
    "plain",
    "total",
]
