"""What a typed medicine name means. A name not recognised is never assumed to be one that resembles it."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, StrEnum
from typing import Final

from cairn.domain.medicines.dictionary import Dictionary, Ingredient, Wording
from cairn.domain.medicines.wording import SEPARATOR, is_amount, pieces_of, without_strengths, words_of

LONGEST_NAME: Final = 400
"""Letters of a typed name that are looked at; a longer text is not a medicine name and stays unresolved."""
_CLOSE: Final = 0.75
_SHORTEST_TO_GUESS: Final = 4


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

    :param typed: as written, with or without dose, form and how often ("Zoloft 50 mg daily").
    :param rxnorm: the RxNorm code stated with it, or None; words decide when it is not known.
    """
    by_code = known.by_code.get(rxnorm) if rxnorm is not None else None
    found, unknown = _read(typed[:LONGEST_NAME], known)
    if by_code is not None:
        return Resolved(typed, tuple(dict.fromkeys([*by_code, *found])), How.CODE)
    if found and not unknown and len(typed) <= LONGEST_NAME:
        return Resolved(typed, found, How.NAME)
    return Unresolved(typed, unknown or (typed.strip(),), _suggestions(unknown, known), found)


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
    names = list(known.shown)
    close: dict[str, None] = {}
    for run in unknown:
        candidates = [run, *run.split()] if " " in run else [run]
        for words in candidates:
            if len(words) >= _SHORTEST_TO_GUESS:
                close.update(dict.fromkeys(get_close_matches(words, names, n=3, cutoff=_CLOSE)))
    return tuple(known.shown[name] for name in close)[:5]
