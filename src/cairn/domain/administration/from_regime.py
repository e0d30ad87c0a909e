"""What a regime answers about a session, as the ceiling of a dose and the shortest stay before a release."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cairn.domain.administration.dose import Ceiling
from cairn.domain.administration.presence import BreakRule
from cairn.domain.administration.release_rules import MinimumStay, UnknownStay
from cairn.domain.quantities import DoseUnit
from cairn.domain.regimes.demands import Fixed, Limit
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.session_values import Found, NotEncoded, SessionValue
from cairn.domain.vocabulary import Basis

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


BREAK: Final = "presence.break"
"""The subject of a pack's rules on how long a facilitator may step out."""


def break_of(pack: Pack, on: date, *, reviewed: bool) -> BreakRule | None:
    """How long a facilitator may step out; None where the law lets nobody, or nobody here has reviewed that it does.

    A house rule only makes it shorter: it never opens what the law's rule does not.

    :param reviewed: whether somebody of the site has reviewed the pack.
    """
    limits = [
        (rule.demand.bound.value, rule)
        for rule in pack.about(BREAK)
        if isinstance(rule.demand, Limit) and isinstance(rule.demand.bound, Fixed) and rule.in_force.on(on)
    ]
    law = [rule for _, rule in limits if rule.basis is Basis.REGULATORY]
    if not any(rule.is_verified and (reviewed or pack.enforces(rule, ())) for rule in law):
        return None
    shortest, rule = min(limits, key=lambda limit: limit[0])
    return BreakRule(int(shortest), rule.citation.text)


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
