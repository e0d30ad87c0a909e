"""What a regime answers about a session, as the ceiling of a dose and the shortest stay before a release."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cairn.domain.administration.dose import Ceiling
from cairn.domain.administration.release_rules import MinimumStay, UnknownStay
from cairn.domain.quantities import DoseUnit
from cairn.domain.regimes.session_values import Found, NotEncoded, SessionValue

DOSE_UNITS: Final[Mapping[str, DoseUnit | None]] = MappingProxyType(
    {
        "mg psilocybin analyte": DoseUnit.MG_PSILOCYBIN,
        "mg psilocybin": DoseUnit.MG_PSILOCYBIN,
        "mg total psilocin": DoseUnit.MG_PSILOCIN,
        "not stated": None,
    }
)
"""What a pack's ``dose_unit`` counts, None where its text gives no unit and no amount is compared. A pack that counts
something else needs its line here first."""


def stay_of(answer: SessionValue) -> MinimumStay | UnknownStay:
    """The shortest stay. Anything but a number stays a question that a named person must decide."""
    if isinstance(answer, Found):
        return MinimumStay(answer.rule, int(answer.value), answer.citation.text, answer.enforced)
    if isinstance(answer, NotEncoded):
        return UnknownStay("session.min_duration", answer.words, "The regime's pack")
    return UnknownStay(answer.rule, answer.words, answer.citation.text)


def ceiling_of(answer: SessionValue, dose_unit: str) -> Ceiling | None:
    """The most one client may have in a session; None where the regime gives no number.

    :param dose_unit: the pack's.
    :raises KeyError: when the pack counts doses in something this product does not know.
    """
    unit = DOSE_UNITS[dose_unit]
    if unit is None or not isinstance(answer, Found):
        return None
    return Ceiling(answer.rule, answer.value, unit, answer.citation.text, answer.enforced)
