"""Where a day lies in the time after the last dose. The longest time named governs; unknown is never past."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

from cairn.domain.citations import Citation
from cairn.domain.comparisons import Answer, within_last
from cairn.domain.dates import ApproximateDate, Period, forward, wholly_after
from cairn.domain.facts import Unknown
from cairn.domain.medicines.attributes import HalfLife
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.medicines.interactions import Interaction

LastTaken = date | ApproximateDate | Literal["ongoing"] | Unknown

HALF_LIVES_TO_WAIT: Final = 5
"""The convention: after five half-lives about a thirtieth is left (grade C in the reference)."""
_HOURS: Final = 24


class Lies(StrEnum):
    """Where a day lies in a window."""

    INSIDE = "inside"
    PAST = "past"
    UNKNOWN = "unknown"


_LIES: Final = {Answer.YES: Lies.INSIDE, Answer.NO: Lies.PAST, Answer.UNKNOWN: Lies.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Bound:
    """One length of time that a source names, or that five half-lives give.

    :param ends: the last day inside it; None where the day last taken is not known.
    """

    period: Period
    words: str
    citation: Citation
    lies: Lies
    ends: date | None


@dataclass(frozen=True, slots=True)
class WindowState:
    """Where a day lies after the last dose of one medicine, as one row of the interaction table asks.

    :param bounds: every length of time, the longest first: it is the one that governs.
    """

    lies: Lies
    words: str
    bounds: tuple[Bound, ...]


def window_after(
    ingredient: Ingredient, interaction: Interaction, last_taken: LastTaken, on: date
) -> WindowState:
    """Where ``on`` lies after the last dose: the row's window beside five half-lives and what trials waited.

    Half-lives lengthen a window where they are known and never shorten one.
    """
    if interaction.window is None:
        words = f"There is no window: any mention on the list counts. {interaction.window_words}"
        return WindowState(Lies.INSIDE, words, ())
    named = [(interaction.window, interaction.window_words, interaction.window_citation)]
    named += [(washout.period, washout.words, washout.citation) for washout in ingredient.attributes.washouts]
    half_life = ingredient.attributes.half_life
    if half_life is not None:
        named.append((five_half_lives(half_life), _half_life_words(half_life), half_life.citation))
    named.sort(key=lambda each: forward(on, each[0]), reverse=True)
    bounds = tuple(_bound(*each, last_taken, on) for each in named)
    lies = next((one for one in (Lies.INSIDE, Lies.UNKNOWN) if one in {b.lies for b in bounds}), Lies.PAST)
    return WindowState(lies, _said(lies, bounds[0], last_taken, on), bounds)


def lingering(ingredients: Iterable[Ingredient]) -> Period | None:
    """The longest that any of some ingredients stays after the last dose; None where nothing is known."""
    known = [item.attributes for item in ingredients]
    stays = [five_half_lives(each.half_life) for each in known if each.half_life is not None]
    stays += [washout.period for each in known for washout in each.washouts]
    return max(stays, key=lambda period: period.exact, default=None)


def five_half_lives(half_life: HalfLife) -> Period:
    """Five half-lives of the highest, in whole days, rounded up."""
    days = -(-HALF_LIVES_TO_WAIT * half_life.highest_hours // _HOURS)
    return Period(exact=timedelta(days=days), text=f"P{days}D")


def _half_life_words(half_life: HalfLife) -> str:
    low, high = half_life.lowest_hours, half_life.highest_hours
    hours = f"{high} hours" if low == high else f"{low} to {high} hours"
    of = f", {half_life.words}" if half_life.words else ""
    return f"Five half-lives of {hours}{of}: a convention, not verified; it only lengthens."


def _bound(period: Period, words: str, citation: Citation, last_taken: LastTaken, on: date) -> Bound:
    if last_taken == "ongoing":
        return Bound(period, words, citation, Lies.INSIDE, None)
    if isinstance(last_taken, Unknown):
        return Bound(period, words, citation, Lies.UNKNOWN, None)
    lies = _LIES[within_last(last_taken, period, on)]
    latest = last_taken.latest if isinstance(last_taken, ApproximateDate) else last_taken
    return Bound(period, words, citation, lies, _last_day(min(latest, on), period))


def _last_day(taken: date, period: Period) -> date:
    """The last day of which the last dose still lies within the period."""
    day = forward(taken, period)
    while within_last(taken, period, day + timedelta(days=1)) is Answer.YES:
        day += timedelta(days=1)
    return day


def _said(lies: Lies, governs: Bound, last_taken: LastTaken, on: date) -> str:
    if last_taken == "ongoing":
        return f"Taken at present. {governs.words}"
    if isinstance(last_taken, Unknown):
        return f"When it was last taken is not known, so the window is not assessed. {governs.words}"
    if wholly_after(last_taken, on):
        return f"The day last taken lies after {on}, so it says nothing. {governs.words}"
    if lies is Lies.INSIDE:
        return f"Inside the window, up to and including {governs.ends}. {governs.words}"
    if lies is Lies.PAST:
        return f"Past the window, which ended with {governs.ends}. {governs.words}"
    return f"The day last taken is too vague to say. At the latest up to {governs.ends}. {governs.words}"
