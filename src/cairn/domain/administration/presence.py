"""Who was in the room when, and the moments without a facilitator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cairn.domain.administration.codes import Movement, PresenceRole
from cairn.domain.administration.payloads import Moved
from cairn.domain.administration.standing import Recorded


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's time in the room, open while they are there."""

    person: str
    name: str
    role: PresenceRole
    since: datetime
    until: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether the person was in the room at a moment."""
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class BreakRule:
    """How long a facilitator may step out while a site representative watches."""

    minutes: int
    source: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without a facilitator in the room.

    :param until: None while it lasts.
    :param allowed: whether the rule allows it as a break: short, with a site representative there throughout.
    """

    since: datetime
    until: datetime | None
    minutes: int
    allowed: bool


def stays(moves: tuple[Recorded[Moved], ...]) -> tuple[Stay, ...]:
    """Every stay, by when it began. Arriving twice is one stay; leaving without having come is none."""
    found: list[Stay] = []
    inside: dict[tuple[str, PresenceRole], Stay] = {}
    for move in moves:
        key = (move.said.person, move.said.role)
        if move.said.movement is Movement.ARRIVED:
            inside.setdefault(key, Stay(move.said.person, move.said.name, move.said.role, move.at))
        elif key in inside:
            stay = inside.pop(key)
            found.append(Stay(stay.person, stay.name, stay.role, stay.since, move.at))
    return tuple(sorted((*found, *inside.values()), key=lambda stay: (stay.since, stay.person, stay.role)))


def gaps(
    all_stays: tuple[Stay, ...], since: datetime, until: datetime, breaks: BreakRule | None
) -> tuple[Gap, ...]:
    """The times between two moments without a facilitator; the last has no end where it still lasts."""
    found: list[Gap] = []
    alone_from = since
    for stay in all_stays:
        if stay.role is not PresenceRole.FACILITATOR or stay.since > until:
            continue
        if alone_from < stay.since:
            found.append(_gap(alone_from, stay.since, all_stays, breaks))
        if stay.until is None:
            return tuple(found)
        alone_from = max(alone_from, stay.until)
    if alone_from < until:
        last = _gap(alone_from, until, all_stays, breaks)
        found.append(Gap(last.since, None, last.minutes, last.allowed))
    return tuple(found)


def _gap(since: datetime, until: datetime, all_stays: tuple[Stay, ...], breaks: BreakRule | None) -> Gap:
    length = until - since
    allowed = (
        breaks is not None
        and length <= timedelta(minutes=breaks.minutes)
        and any(_watches(stay, since, until) for stay in all_stays)
    )
    return Gap(since, until, int(length.total_seconds() // 60), allowed)


def _watches(stay: Stay, since: datetime, until: datetime) -> bool:
    there = stay.since <= since and (stay.until is None or until <= stay.until)
    return there and stay.role is PresenceRole.SITE_REPRESENTATIVE
