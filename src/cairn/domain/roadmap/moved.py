"""What a revision costs: how many steps move, then by how many days; and the least it can cost from here on."""

from typing import Final

from cairn.domain.roadmap.masks import between
from cairn.domain.roadmap.nodes import NOTHING, Nodes

MOVED: Final = 1_000_000
"""The cost of one step that moves; each day it moves by costs one more."""

IMPOSSIBLE: Final = MOVED * MOVED


class Moved:
    """The least cost of a step and of everything counted from it, by the day it is on.

    Counted by days alone, so it is never more than what a plan really costs. Without a plan before, nothing costs.
    """

    def __init__(self, nodes: Nodes) -> None:
        """Remember which steps stood where."""
        self._nodes = nodes
        self._all = nodes.nodes
        self._wishes = any(node.wish is not None for node in self._all)
        self._known: dict[tuple[int, int], int] = {}
        self._least: dict[tuple[int, int], int] = {}

    def floor(self) -> int:
        """The least any plan costs."""
        first = self._nodes.problem.begins.toordinal() - self._nodes.base
        roots = (place for place, node in enumerate(self._all) if node.anchor == NOTHING)
        return sum(self.least(place, first) for place in roots)

    def least(self, place: int, day: int) -> int:
        """The least a step and its branch cost, what it is counted from being on a day."""
        if not self._wishes:
            return 0
        key = (place, day)
        if key not in self._least:
            node = self._all[place]
            days = node.days if node.anchor == NOTHING else node.days & between(day + node.lo, day + node.hi)
            self._least[key] = min((self._branch(place, each) for each in _bits(days)), default=IMPOSSIBLE)
        return self._least[key]

    def beyond(self, place: int, day: int) -> int:
        """The least everything counted from a step costs, the step being on a day."""
        if not self._wishes:
            return 0
        found = 0
        for child in self._nodes.children[place]:
            node = self._all[child]
            found += self.least(child, day + self._nodes.over(self._all[place], node.side))
        return found

    def own(self, place: int, day: int, start: int) -> int:
        """What it costs that a step begins then."""
        node = self._all[place]
        if node.wish is None or node.held is not None or node.wish == start:
            return 0
        return MOVED + abs(day - self._bit(node.wish))

    def ordered(self, place: int, days: list[int]) -> list[int]:
        """Days with those that cost the branch least first; among equals the order they came in."""
        if not self._wishes:
            return days
        return sorted(days, key=lambda day: self._branch(place, day))

    def _branch(self, place: int, day: int) -> int:
        key = (place, day)
        if key not in self._known:
            node = self._all[place]
            own = 0
            if node.wish is not None and node.held is None:
                days = abs(day - self._bit(node.wish))
                own = MOVED + days if days else 0
            self._known[key] = own + self.beyond(place, day)
        return self._known[key]

    def _bit(self, moment: int) -> int:
        return self._nodes.calendar.day(moment) - self._nodes.base


def _bits(days: int) -> list[int]:
    found = []
    while days:
        low = days & -days
        found.append(low.bit_length() - 1)
        days ^= low
    return found
