"""Values of health states: what one country's population gave each profile. A site supplies the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cairn.domain.citations import Citation


@dataclass(frozen=True, slots=True)
class ValueSet:
    """One published value set of one instrument, complete: every possible profile has a value.

    :param instrument: the definition it belongs to, such as `eq-5d-5l@1`.
    :param country: whose population valued the profiles, as ISO 3166 code.
    """

    id: str
    instrument: str
    country: str
    citation: Citation
    values: Mapping[str, Decimal]
