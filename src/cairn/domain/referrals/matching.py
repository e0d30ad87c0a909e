"""Who of the people already known may be the person referred. It offers, with reasons; it never merges."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.domain.referrals.person import HumanName, Identifier, ReferredPerson, Telecom, TelecomSystem

OFFERED_FROM = 50
STRONG_FROM = 90
_PHONE_DIGITS = 9
"""Numbers are compared by their last digits: country and trunk prefixes are written in many ways."""


class Strength(StrEnum):
    """How much speaks for it."""

    STRONG = "strong"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person already in the record.

    :param key: what the caller knows them by.
    """

    key: str
    names: tuple[HumanName, ...]
    birth_date: date | None = None
    telecoms: tuple[Telecom, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One known person who may be the one referred.

    :param reasons: what speaks for and against it, in words.
    """

    key: str
    score: int
    strength: Strength
    reasons: tuple[str, ...]


Point = tuple[int, str]


def match_candidates(person: ReferredPerson, people: Iterable[KnownPerson]) -> tuple[Match, ...]:
    """The known people who may be this one, most likely first; empty when nobody comes near."""
    said = _Said(person, tuple(map(_compared, person.names)), _reaches(person.telecoms))
    found = (_match(said, known) for known in people)
    offered = (match for match in found if match.score >= OFFERED_FROM)
    return tuple(sorted(offered, key=lambda match: (-match.score, match.key)))


@dataclass(frozen=True, slots=True)
class _ComparedName:
    """A name ready to be compared: as shown, and without accents and case whole, first and last."""

    shown: str
    whole: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class _Said:
    """Whom we look for, made ready once for everyone they are compared with."""

    person: ReferredPerson
    names: tuple[_ComparedName, ...]
    reaches: frozenset[tuple[str, str]]


def _match(said: _Said, known: KnownPerson) -> Match:
    points = (
        *_identifier_points(said.person, known),
        *_birth_points(said.person, known),
        *_name_points(said.names, tuple(map(_compared, known.names))),
        *_reach_points(said.reaches & _reaches(known.telecoms)),
    )
    score = sum(each for each, _ in points)
    strength = Strength.STRONG if score >= STRONG_FROM else Strength.POSSIBLE
    return Match(known.key, score, strength, tuple(words for _, words in points))


def _identifier_points(person: ReferredPerson, known: KnownPerson) -> tuple[Point, ...]:
    theirs = {(each.system, each.value) for each in known.identifiers}
    shared = [each for each in person.identifiers if each.system and (each.system, each.value) in theirs]
    return ((70, "The same record number of the same organisation."),) if shared else ()


def _birth_points(person: ReferredPerson, known: KnownPerson) -> tuple[Point, ...]:
    said, born = person.birth_date, known.birth_date
    if said is None or born is None:
        return ()
    if said.earliest == said.latest == born:
        return ((30, "The same date of birth."),)
    if said.earliest <= born <= said.latest:
        return ((10, f"The date of birth fits {said.text}."),)
    if _distance(said.text, born.isoformat(), 2) <= 1 or said.earliest == _swapped(born):
        return ((10, f"The date of birth differs in one place: {said.text} and {born.isoformat()}."),)
    return ((-20, f"Another date of birth: {said.text} and {born.isoformat()}."),)


def _swapped(born: date) -> date | None:
    """Day and month exchanged; None when that is no date."""
    day_can_be_month = born.day <= 12  # noqa: PLR2004  # months of a year
    return born.replace(month=born.day, day=born.month) if day_can_be_month else None


def _compared(name: HumanName) -> _ComparedName:
    first, last = _first_and_last(name)
    return _ComparedName(name.shown, _plain(name.shown), first, last)


def _name_points(said: tuple[_ComparedName, ...], known: tuple[_ComparedName, ...]) -> tuple[Point, ...]:
    pairs = [_one_name(one, other) for one in said for other in known]
    best = max(pairs, key=lambda point: point[0], default=(0, ""))
    return (best,) if best[0] else ()


def _one_name(one: _ComparedName, other: _ComparedName) -> Point:
    if not one.whole or not other.whole:
        return 0, ""
    if one.whole == other.whole or ((one.first, one.last) == (other.first, other.last) != ("", "")):
        return 40, f"The same name: {other.shown}."
    if (one.first, one.last) == (other.last, other.first) != ("", ""):
        return 30, f"First and last name exchanged: {other.shown}."
    if _is_near(one.last, other.last) and _is_near(one.first, other.first):
        return 25, f"A similar name: {other.shown}."
    if one.last and one.last == other.last:
        return 10, f"The same family name: {other.shown}."
    return 0, ""


def _reaches(telecoms: tuple[Telecom, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(map(_reach, telecoms)) - {("", "")}


def _reach_points(shared: frozenset[tuple[str, str]]) -> tuple[Point, ...]:
    kinds = {kind for kind, _ in shared}
    points = []
    if "email" in kinds:
        points.append((30, "The same e-mail address."))
    if "phone" in kinds:
        points.append((25, "The same telephone number."))
    return tuple(points)


def _reach(telecom: Telecom) -> tuple[str, str]:
    if telecom.system is TelecomSystem.EMAIL:
        return "email", telecom.value.strip().casefold()
    digits = "".join(letter for letter in telecom.value if letter.isdigit())
    is_number = telecom.system in {TelecomSystem.PHONE, TelecomSystem.SMS, TelecomSystem.OTHER}
    return ("phone", digits[-_PHONE_DIGITS:]) if is_number and len(digits) >= _PHONE_DIGITS else ("", "")


def _first_and_last(name: HumanName) -> tuple[str, str]:
    if name.family or name.given:
        return _plain(name.given[0]) if name.given else "", _plain(name.family)
    words = name.text.split()
    return (_plain(words[0]), _plain(words[-1])) if len(words) > 1 else ("", "")


def _plain(name: str) -> str:
    """Letters only, without accents and case."""
    lowered = name.casefold()
    apart = lowered if lowered.isascii() else unicodedata.normalize("NFKD", lowered)
    return apart if apart.isalpha() else "".join(filter(str.isalpha, apart))


def _is_near(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    short = min(len(one), len(other))
    if short <= 2:  # noqa: PLR2004  # an initial, or a name too short to be mistyped unnoticed
        return one[0] == other[0]
    allowed = 1 if short <= 4 else 2  # noqa: PLR2004  # longer names hide more slips
    return _distance(one, other, allowed + 1) <= allowed


def _distance(one: str, other: str, enough: int) -> int:
    """Single-letter changes between two texts, counted up to `enough`."""
    if abs(len(one) - len(other)) >= enough:
        return enough
    if enough == 2 and len(one) == len(other):  # noqa: PLR2004  # no insertion comes alone between equal lengths
        return min(sum(a != b for a, b in zip(one, other, strict=True)), enough)
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, start=1):
        above, row[0] = row[0], index
        for column, compared in enumerate(other, start=1):
            kept = above + (letter != compared)
            above, row[column] = row[column], min(kept, row[column] + 1, row[column - 1] + 1)
        if min(row) >= enough:
            return enough
    return min(row[-1], enough)
