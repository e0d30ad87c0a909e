"""Reads a typed text word by word: names, what stands beside them, and what means nothing."""

from enum import Enum

from cairn.domain.medicines.dictionary import Dictionary, Ingredient, Wording
from cairn.domain.medicines.wording import SEPARATOR, is_amount, pieces_of, without_strengths, words_of


class _Before(Enum):
    """What stands before the word being read."""

    NAME = 1
    AFTER_NAME = 2
    BREAK = 3
    UNKNOWN = 4


def is_turned_round(typed: str, known: Dictionary) -> bool:
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


def read(typed: str, known: Dictionary) -> tuple[tuple[Ingredient, ...], tuple[str, ...]]:
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
        now = _Before.NAME if meant else _kind(pieces[at], before, known.wording, named=bool(found))
        if not meant and found and _may_give_a_reason(pieces, at, before):
            length = max(length, _reason(pieces, at, known.wording))
        if now is _Before.UNKNOWN:
            unknown = (
                [*unknown[:-1], [*unknown[-1], pieces[at]]] if before is now else [*unknown, [pieces[at]]]
            )
        found.update(dict.fromkeys(meant))
        at, before = at + length, now
    return tuple(found), tuple(" ".join(run) for run in unknown)


def _kind(word: str, before: _Before, wording: Wording, *, named: bool) -> _Before:
    """What a word that is no name is; a salt may also stand in brackets after a name ("lithium (carbonate)")."""
    if word == SEPARATOR or word in wording.joining:
        return _Before.BREAK
    if word in wording.salts and named and before is not _Before.UNKNOWN:
        return _Before.AFTER_NAME
    if word in wording.filler or is_amount(word):
        return _Before.BREAK if before is _Before.UNKNOWN else before
    return _Before.UNKNOWN


def _may_give_a_reason(pieces: tuple[str, ...], at: int, before: _Before) -> bool:
    """Only straight after a name, or after a comma: in "lithium and a pill for sleep" the pill is another medicine."""
    return before in {_Before.NAME, _Before.AFTER_NAME} or (at > 0 and pieces[at - 1] == SEPARATOR)


def _reason(pieces: tuple[str, ...], at: int, wording: Wording) -> int:
    """How many pieces a reason such as "for my sleep" takes from here; nought where none stands here."""
    if pieces[at] not in wording.reason_follows:
        return 0
    start = at + 1
    while start < len(pieces) and pieces[start] in wording.filler:
        start += 1
    ends = (end for end in range(len(pieces), start, -1) if pieces[start:end] in wording.reasons)
    return next(ends, at) - at


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
