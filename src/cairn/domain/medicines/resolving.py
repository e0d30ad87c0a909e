"""What a typed medicine name means. A name not recognised is never assumed to be one that resembles it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.domain.medicines.dictionary import Dictionary, Ingredient
from cairn.domain.medicines.reading import is_turned_round, read

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

    :param typed: as written, with or without dose, form and how often ("Zoloft 50 mg daily"), or "RxNorm 312938".
    :param rxnorm: the RxNorm code stated with it, or None; words decide when it is not known.
    """
    alone = _CODE_ALONE.fullmatch(typed)
    by_code = known.by_code.get(rxnorm or (alone["code"] if alone else ""))
    if is_turned_round(typed[:LONGEST_NAME], known):
        return Unresolved(typed, (typed.strip(),))
    found, unknown = read(typed[:LONGEST_NAME], known)
    if by_code is not None:
        return Resolved(typed, tuple(dict.fromkeys([*by_code, *found])), How.CODE)
    if found and not unknown and len(typed) <= LONGEST_NAME:
        return Resolved(typed, found, How.NAME)
    return Unresolved(typed, unknown or (typed.strip(),), _suggestions(unknown, known), found)


def _suggestions(unknown: tuple[str, ...], known: Dictionary) -> tuple[str, ...]:
    """Names that look like an unknown run of words, or like one word of it."""
    runs = dict.fromkeys(part for run in unknown for part in (run, *run.split()))
    close = dict.fromkeys(name for part in list(runs)[:_MOST_GUESSED] for name in known.alike.of(part))
    return tuple(known.shown[name] for name in close)[:_MOST_OFFERED]
