"""Names that look like a misspelt word. They are offered; nothing takes one without a person saying so."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from heapq import nsmallest
from types import MappingProxyType
from typing import Final

_CLOSE: Final = 0.75
"""How much of the letters, in order, two words must share (twice the common ones over all of them)."""
_SHORTEST_TO_GUESS: Final = 4
_LONGEST_TO_GUESS: Final = 40
_COMPARED: Final = 60
"""Names compared letter by letter: those that share most pairs of letters, for how long they are."""
_OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """The names of a dictionary, found by the pairs of letters in them."""

    names: tuple[str, ...] = ()
    by_pair: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, word: str) -> tuple[str, ...]:
        """At most three names that look like the word, the likest first, then in the order of the dictionary."""
        if not _SHORTEST_TO_GUESS <= len(word) <= _LONGEST_TO_GUESS:
            return ()
        shared: Counter[int] = Counter()
        for pair in _pairs(word):
            shared.update(self.by_pair.get(pair, ()))
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(word)
        close = []
        of_both = {place: -many / (len(word) + len(self.names[place])) for place, many in shared.items()}
        for place in nsmallest(_COMPARED, of_both, key=lambda place: (of_both[place], place)):
            matcher.set_seq1(self.names[place])
            if matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE:
                close.append((-matcher.ratio(), place))
        return tuple(self.names[place] for _, place in sorted(close)[:_OFFERED])


def look_alikes(names: Iterable[str]) -> LookAlikes:
    """Index the names, in lower case, by their pairs of letters."""
    kept = tuple(names)
    by_pair: dict[str, list[int]] = {}
    for place, name in enumerate(kept):
        for pair in _pairs(name):
            by_pair.setdefault(pair, []).append(place)
    return LookAlikes(kept, MappingProxyType({pair: tuple(places) for pair, places in by_pair.items()}))


def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[at : at + 2] for at in range(len(word) - 1))
