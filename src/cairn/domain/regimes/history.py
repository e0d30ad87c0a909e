"""What earlier administration sessions mean for the next one: how many, how long ago, how many within a month."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from cairn.domain.dates import back, parse_period
from cairn.domain.facts import FactValue

_MONTH: Final = parse_period("P1M")


def history_facts(earlier: Iterable[date], on: date) -> dict[str, FactValue]:
    """The facts that rules on intervals and on sessions in a month ask about.

    A month is the one that ends on the day, never a calendar month: no calendar month holds more sessions up to that
    day, so this is the stricter reading where a source says neither.

    :param earlier: the days of the sessions held, in the place's zone.
    :param on: the day of the session that is meant; it counts as one.
    """
    days = sorted(day for day in earlier if day <= on)
    recent = [day for day in days if day > back(on, _MONTH)]
    facts: dict[str, FactValue] = {
        "admin.sessions_before": len(days),
        "admin.sessions_in_month": len(recent) + 1,
    }
    if days:
        facts["admin.days_since_last"] = (on - days[-1]).days
    return facts
