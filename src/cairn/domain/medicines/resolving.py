"""What a typed medicine name means. A name not recognised is never assumed to be one that resembles it."""

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from cairn.domain.medicines.dictionary import Dictionary, Ingredient, Wording
from cairn.domain.medicines.wording import SEPARATOR, is_amount, pieces_of, without_strengths, words_of

LONGEST_NAME: Final = 400
"""Letters of a typed name that are looked at; a longer text is not a medicine name and stays unresolved."""
_CODE_ALONE: Final = re.compile(r"\s*rxnorm[\s:]*(?P<code>[0-9]{1,8})\s*", re.IGNORECASE)
_MOST_GUESSED: Final = 8
"""Unknown words that look-alikes are sought for."""
_MOST_OFFERED: Final = 5


class How(StrEnum):
    """What a name was recognised by."""

    CODE = "code"
    NAME = "name"


class _Before(Enum):
    """What stands before the word being read."""

    NAME = 1
    AFTER_NAME = 2
    BREAK = 3
    UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name whose every part was recognised."""

    typed: str
    ingredients: tuple[Ingredient, ...]
    how: How

    @property
    def classes(self) -> frozenset[str]:
        """The classes of all its ingredients together."""
        return frozenset().union(*(item.classes for item in self.ingredients))


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name, or a part of one, that means nothing to the dictionary. It is not assessed.

    :param unknown: the words that were not recognised.
    :param suggestions: names that look alike, to be offered; never taken without someone saying so.
    :param recognised: the ingredients of the parts that were recognised.
    """

    typed: str
    unknown: tuple[str, ...]
    suggestions: tuple[str, ...] = ()
    recognised: tuple[Ingredient, ...] = ()


def resolve(typed: str, known: Dictionary, rxnorm: str | None = None) -> Resolved | Unresolved:
    """Say what a typed medicine name means.

    A text with a word that turns its meaning round ("not taking lithium") means no medicine and not "nothing" either:
    a person must say what was meant.

    :param typed: as written, with or without dose, form and how often ("Zoloft 50 mg daily"); "RxNorm 312938" is a code.
    :param rxnorm: the RxNorm code stated with it, or None; words decide when it is not known.
    """
    alone = _CODE_ALONE.fullmatch(typed)
    by_code = known.by_code.get(rxnorm or (alone["code"] if alone else ""))
    if _is_turned_round(typed[:LONGEST_NAME], known):
        return Unresolved(typed, (typed.strip(),))
    found, unknown = _read(typed[:LONGEST_NAME], known)
    if by_code is not None:
        return Resolved(typed, tuple(dict.fromkeys([*by_code, *found])), How.CODE)
    if found and not unknown and len(typed) <= LONGEST_NAME:
        return Resolved(typed, found, How.NAME)
    return Unresolved(typed, unknown or (typed.strip(),), _suggestions(unknown, known), found)


def _is_turned_round(typed: str, known: Dictionary) -> bool:
    """Whether a word such as "not" stands there outside a name ("Tylenol No 3" is a name)."""
    if not known.wording.negations.intersection(words_of(typed)):
        return False
    pieces, at = pieces_of(typed), 0
    while at < len(pieces):
        length, meant = _longest(pieces, at, known)
        if not meant and pieces[at] in known.wording.negations:
            return True
        at += length
    return False


def _read(typed: str, known: Dictionary) -> tuple[tuple[Ingredient, ...], tuple[str, ...]]:
    """The ingredients a text names, and the runs of words that mean nothing."""
    whole = known.by_words.get(words_of(typed))
    if whole is not None:
        return whole, ()
    pieces = pieces_of(without_strengths(typed))
    found: dict[Ingredient, None] = {}
    unknown: list[list[str]] = []
    at, before = 0, _Before.BREAK
    while at < len(pieces):
        length, meant = _longest(pieces, at, known)
        if before is _Before.NAME and pieces[at] in known.wording.salts:
            length, meant = 1, ()
        now = _Before.NAME if meant else _kind(pieces[at], before, known.wording)
        if now is _Before.UNKNOWN:
            unknown = (
                [*unknown[:-1], [*unknown[-1], pieces[at]]] if before is now else [*unknown, [pieces[at]]]
            )
        found.update(dict.fromkeys(meant))
        at, before = at + length, now
    return tuple(found), tuple(" ".join(run) for run in unknown)


def _kind(word: str, before: _Before, wording: Wording) -> _Before:
    if word == SEPARATOR:
        return _Before.BREAK
    if word in wording.salts and before in {_Before.NAME, _Before.AFTER_NAME}:
        return _Before.AFTER_NAME
    if word in wording.filler or is_amount(word):
        return _Before.BREAK if before is _Before.UNKNOWN else before
    return _Before.UNKNOWN


def _longest(pieces: tuple[str, ...], at: int, known: Dictionary) -> tuple[int, tuple[Ingredient, ...]]:
    """The longest name that begins here, commas inside it allowed, and how many pieces it takes."""
    words: list[str] = []
    best: tuple[int, tuple[Ingredient, ...]] = (1, ())
    for end in range(at, min(len(pieces), at + 2 * known.longest)):
        if pieces[end] == SEPARATOR:
            if not words:
                break
            continue
        words.append(pieces[end])
        meant = known.by_words.get(tuple(words))
        if meant is not None:
            best = (end - at + 1, meant)
    return best


def _suggestions(unknown: tuple[str, ...], known: Dictionary) -> tuple[str, ...]:
    """Names that look like an unknown run of words, or like one word of it."""
    runs = dict.fromkeys(part for run in unknown for part in (run, *run.split()))
    close = dict.fromkeys(name for part in list(runs)[:_MOST_GUESSED] for name in known.alike.of(part))
    return tuple(known.shown[name] for name in close)[:_MOST_OFFERED]
