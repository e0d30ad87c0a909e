"""The band of intensity that published data lead one to expect over the hours after a dose (grade D).

One compartment, first-order uptake after a lag, and a sigmoid effect; the spread between people is the published
one at the peak, scaled with the curve. It is shown beside the ratings of the day and decides nothing: not another
dose, not a release.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import exp

from cairn.domain.citations import Citation
from cairn.domain.quantities import Amount, DoseUnit, Form


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard deviation between people of the peak effect, in percent points, at one studied dose."""

    mg_psilocybin: float
    points: float


@dataclass(frozen=True, slots=True)
class Model:
    """The numbers of the curve.

    :param uptake: per hour. :param elimination: per hour. :param lag: hours. :param volume: litres.
    :param half_effect: ng/mL at which half of the greatest effect is expected.
    :param psilocin_share: milligrams of psilocin from one of anhydrous psilocybin.
    :param mass_per_anhydrate: milligrams of each solid form that hold one of anhydrous psilocybin.
    :param studied: the smallest and the largest dose in mg psilocybin for which a band is drawn.
    :param label: what must stand beside the band.
    """

    id: str
    uptake: float
    elimination: float
    lag: float
    volume: float
    half_effect: float
    steepness: float
    greatest_effect: float
    psilocin_share: float
    mass_per_anhydrate: Mapping[Form, float]
    spreads: tuple[Spread, ...]
    studied: tuple[Decimal, Decimal]
    label: str
    source: Citation


@dataclass(frozen=True, slots=True)
class Taken:
    """One dose and its minute on the session's clock."""

    minute: float
    amount: Amount


@dataclass(frozen=True, slots=True)
class Point:
    """What is expected at one minute, in percent of the strongest effect: the middle, and one SD to each side."""

    minute: int
    lower: float
    middle: float
    upper: float


@dataclass(frozen=True, slots=True)
class Band:
    """The expectation over time, with the words that must stand beside it."""

    points: tuple[Point, ...]
    label: str
    notes: tuple[str, ...]
    source: Citation


@dataclass(frozen=True, slots=True)
class NoBand:
    """Why there is no expectation to show."""

    why: str


def concentration(model: Model, psilocin_mg: float, hours: float) -> float:
    """Expected psilocin in plasma, ng/mL, some hours after one dose."""
    since = hours - model.lag
    if since <= 0:
        return 0.0
    difference = model.uptake - model.elimination
    scale = 1000 * psilocin_mg * model.uptake / (model.volume * difference)
    return scale * (exp(-model.elimination * since) - exp(-model.uptake * since))


def effect(model: Model, level: float) -> float:
    """Expected effect in percent at a plasma level in ng/mL."""
    power = level**model.steepness
    return float(model.greatest_effect * power / (model.half_effect**model.steepness + power))


def expected_band(
    model: Model, doses: tuple[Taken, ...], *, until_minute: int = 480, step: int = 10
) -> Band | NoBand:
    """The band from minute 0 on, every ``step`` minutes."""
    if not doses:
        return NoBand("No dose has been recorded yet.")
    if any(dose.amount.unit is DoseUnit.G_MATERIAL for dose in doses):
        return NoBand("The dose is recorded as material; what it holds is not known here.")
    psilocin = [(dose.minute, _psilocin(model, dose.amount)) for dose in doses]
    whole = sum(mg for _, mg in psilocin) / model.psilocin_share
    low, high = model.studied
    if not float(low) <= whole <= float(high):
        return NoBand(f"The data behind the band cover {low} to {high} mg of psilocybin in all.")
    minutes = range(0, until_minute + 1, step)
    middles = [
        effect(model, sum(concentration(model, mg, (minute - taken) / 60) for taken, mg in psilocin))
        for minute in minutes
    ]
    share = _spread(model.spreads, whole) / (max(middles) or 1.0)
    points = tuple(
        Point(minute, max(0.0, middle * (1 - share)), middle, min(100.0, middle * (1 + share)))
        for minute, middle in zip(minutes, middles, strict=True)
    )
    return Band(points, model.label, _notes(model, doses, whole), model.source)


def _psilocin(model: Model, amount: Amount) -> float:
    if amount.unit is DoseUnit.MG_PSILOCIN:
        return float(amount.value)
    return float(amount.value) / model.mass_per_anhydrate[amount.form] * model.psilocin_share


def _spread(spreads: tuple[Spread, ...], mg_psilocybin: float) -> float:
    """Between studied doses in proportion; outside them the widest, because nothing is known there."""
    for left, right in pairwise(spreads):
        if left.mg_psilocybin <= mg_psilocybin <= right.mg_psilocybin:
            part = (mg_psilocybin - left.mg_psilocybin) / (right.mg_psilocybin - left.mg_psilocybin)
            return left.points + part * (right.points - left.points)
    return max(spread.points for spread in spreads)


def _notes(model: Model, doses: tuple[Taken, ...], whole: float) -> tuple[str, ...]:
    first, last = model.spreads[0].mg_psilocybin, model.spreads[-1].mg_psilocybin
    notes = []
    if not first <= whole <= last:
        notes.append(f"The spread was measured at {first:g} to {last:g} mg; the widest of it is drawn.")
    if any(
        dose.amount.unit is DoseUnit.MG_PSILOCYBIN and dose.amount.form is Form.NOT_STATED for dose in doses
    ):
        notes.append("The solid form is not stated; it is drawn as anhydrous.")
    if len(doses) > 1:
        notes.append("Doses are added as if they did not weaken each other; in people the later one may.")
    return tuple(notes)
