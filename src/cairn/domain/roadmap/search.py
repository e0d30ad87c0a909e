"""Finds a time for every step: the usual day first, or as little moved as can be. The same problem, the same plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cairn.domain.protocols.window import Side
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.roadmap.days import LAST_MINUTE, MINUTE, next_quarter, ticks
from cairn.domain.roadmap.masks import between, nearest
from cairn.domain.roadmap.moved import Moved
from cairn.domain.roadmap.nodes import NOTHING, Node, Nodes
from cairn.domain.roadmap.problem import Problem

TRIES: Final = 2_000
"""Steps on one day rarely get in each other's way; a search this long is given up."""

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Placed:
    """The times found.

    :param times: for each step its start and end, in the order of the problem's steps.
    :param spans: for each the first and the last moment it may start, given what it is counted from.
    :param proven: whether nothing moves less; False where the search was given up with what it had.
    """

    nodes: Nodes
    times: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]
    proven: bool


class Search:
    """One search."""

    def __init__(self, problem: Problem) -> None:
        """Lay out the steps and what each is tied to."""
        self.problem = problem
        self._nodes = Nodes(problem)
        self._all = self._nodes.nodes
        self._calendar = self._nodes.calendar
        self._moved = Moved(self._nodes)
        self._placed: list[tuple[int, int]] = []
        self._spans: list[tuple[int, int]] = []
        self._on_day: dict[int, list[tuple[int, int, frozenset[str]]]] = {}
        self._tied = _tied(self._nodes)
        self._best: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] | None = None
        self._cost = 0
        self._tries = 0

    @property
    def given_up(self) -> bool:
        """Whether the search ended before everything was tried."""
        return self._tries > TRIES

    def solve(self) -> Placed | None:
        """A time for every step, or None where none was found."""
        if not all(node.days for node in self._all):
            return None
        floor = self._moved.floor()
        self._place(floor, floor)
        if self._best is None:
            return None
        return Placed(self._nodes, *self._best, proven=not self.given_up)

    def _place(self, bound: int, floor: int) -> bool:
        """Place the next step; True once nothing better can be found.

        :param bound: what the whole plan costs at least, given what is placed.
        :param floor: what any plan costs at least.
        """
        place = len(self._placed)
        if place == len(self._all):
            self._best, self._cost = (tuple(self._placed), tuple(self._spans)), bound
            return bound == floor
        node = self._all[place]
        span = self._span(node)
        least = self._moved.least(place, self._anchor_day(node))
        for start, cost in self._starts(place, node, span):
            after = bound - least + cost
            if self._best is not None and after >= self._cost:
                continue
            self._tries += 1
            if self.given_up:
                return True
            self._take(node, start, span)
            done = self._place(after, floor)
            self._give_back()
            if done:
                return True
        return False

    def _take(self, node: Node, start: int, span: tuple[int, int]) -> None:
        end = start + node.length * MINUTE if node.held is None else node.held[1]
        self._placed.append((start, end))
        self._spans.append(span)
        day = self._calendar.day(start)
        self._on_day.setdefault(day, []).append((start, end, node.who))

    def _give_back(self) -> None:
        start, _ = self._placed.pop()
        self._spans.pop()
        self._on_day[self._calendar.day(start)].pop()

    def _anchor_day(self, node: Node) -> int:
        """The day a step is counted from, as a bit."""
        if node.anchor == NOTHING:
            return self.problem.begins.toordinal() - self._nodes.base
        start, end = self._placed[node.anchor]
        return self._calendar.day(end if node.side is Side.AFTER else start) - self._nodes.base

    def _span(self, node: Node) -> tuple[int, int]:
        """The first and last moment a step may start, its anchor being placed."""
        calendar = self._calendar
        if node.held is not None:
            return node.held[0], node.held[0]
        anchor = self._anchor(node)
        if node.side is Side.WITH:
            return anchor[0], anchor[0]
        if node.side is Side.BEFORE:
            opens = calendar.reached_back(anchor[0], node.opens, 0)
            closes = calendar.reached_back(anchor[0], node.closes, LAST_MINUTE)
            closes = min(closes, anchor[0] - node.length * MINUTE)
        else:
            opens = max(calendar.reached(anchor[1], node.opens, 0), anchor[1])
            closes = calendar.reached(anchor[1], node.closes, LAST_MINUTE)
        opens = max(opens, node.begins)
        return self._by_law(len(self._placed), opens, closes)

    def _anchor(self, node: Node) -> tuple[int, int]:
        """The start and end of what a step is counted from."""
        if node.anchor == NOTHING:
            return self._nodes.start, self._nodes.start
        return self._placed[node.anchor]

    def _by_law(self, place: int, opens: int, closes: int) -> tuple[int, int]:
        """The same within the law's time after the preparations that are placed."""
        for other in self._tied.get(place, ()):
            if other < place and (other, place) in self._nodes.pairs:
                completed = self._calendar.shown(self._placed[other][1])
                for window in self._law(self._calendar.day(opens)):
                    soonest, latest = window.span(completed)
                    opens = opens if soonest is None else max(opens, ticks(soonest))
                    closes = closes if latest is None else min(closes, ticks(latest))
        return opens, closes

    def _law(self, day: int) -> tuple[PreparationWindow, ...]:
        return self.problem.regime_windows(date.fromordinal(day))

    def _starts(self, place: int, node: Node, span: tuple[int, int]) -> Iterable[tuple[int, int]]:
        """The starts a step may have and what the rest of its branch then costs at least, the best first."""
        if node.held is not None:
            return ((node.held[0], self._moved.beyond(place, self._bit(node.held[0]))),)
        return self._open_starts(place, node, span)

    def _open_starts(self, place: int, node: Node, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
        opens, closes = span
        if node.side is Side.WITH:
            if self._free(node, opens) and self._lawful(place, node, opens):
                day = self._bit(opens)
                yield opens, self._moved.own(place, day, opens) + self._moved.beyond(place, day)
            return
        if closes < opens:
            return
        for day in self._days(place, node, opens, closes):
            for start in self._on(node, day, opens):
                if opens <= start <= closes and self._lawful(place, node, start):
                    yield start, self._moved.own(place, day, start) + self._moved.beyond(place, day)

    def _days(self, place: int, node: Node, opens: int, closes: int) -> list[int]:
        """The possible days, as bits: what costs least first, then what is nearest to the usual or agreed day."""
        days = node.days & between(self._bit(opens), self._bit(closes))
        aim = self._aim(node) if node.wish is None else self._bit(node.wish)
        return self._moved.ordered(place, nearest(days, aim))

    def _aim(self, node: Node) -> int:
        window = node.step.window
        anchor = self._anchor(node)
        if node.side is Side.BEFORE:
            return (
                self._calendar.day(self._calendar.reached_back(anchor[0], window.typical, 0))
                - self._nodes.base
            )
        return self._bit(self._calendar.reached(anchor[1], window.typical, 0))

    def _bit(self, moment: int) -> int:
        return self._calendar.day(moment) - self._nodes.base

    def _on(self, node: Node, bit: int, opens: int) -> Iterator[int]:
        """The starts a day offers: where it stood before, the beginning of a stretch, after something else."""
        day, length, calendar = bit + self._nodes.base, node.length * MINUTE, self._calendar
        busy = self._busy(node, day)
        wish = node.wish
        if wish is not None and self._bit(wish) == bit and self._free(node, wish):
            yield wish
        for since, until in node.week[(day - 1) % _WEEK]:
            first, last = calendar.moment(day, since), calendar.moment(day, until)
            begin = max(first, next_quarter(opens))
            after = {end for _, end in busy} | self._beside(node, day)
            for start in (begin, *sorted(end for end in after if begin < end < last)):
                over = start + length > last or any(start < end and at < start + length for at, end in busy)
                if not over and start != wish:
                    yield start

    def _beside(self, node: Node, day: int) -> set[int]:
        """When what begins together with a step could: where its hours begin, or after something else of its people."""
        found = set()
        for other in node.beside:
            found |= {self._calendar.moment(day, since) for since, _ in other.week[(day - 1) % _WEEK]}
            found |= {end for _, end in self._busy(other, day)}
        return found

    def _busy(self, node: Node, day: int) -> list[tuple[int, int]]:
        return [(start, end) for start, end, who in self._on_day.get(day, ()) if who & node.who]

    def _free(self, node: Node, start: int) -> bool:
        """Whether a step may be at a moment of one of its days: everybody it needs has hours, and is nowhere else."""
        day, end = self._calendar.day(start), start + node.length * MINUTE
        if any(start < over and at < end for at, over in self._busy(node, day)):
            return False
        return any(
            self._calendar.moment(day, since) <= start and end <= self._calendar.moment(day, until)
            for since, until in node.week[(day - 1) % _WEEK]
        )

    def _lawful(self, place: int, node: Node, start: int) -> bool:
        """Whether the time between preparation and administration is the law's, where the other is placed."""
        for other in self._tied.get(place, ()):
            if other >= place:
                continue
            first = (other, place) in self._nodes.pairs
            completed = self._placed[other][1] if first else start + node.length * MINUTE
            begins = start if first else self._placed[other][0]
            shown = self._calendar.shown
            for window in self._law(self._calendar.day(begins)):
                if not window.allows(shown(completed), shown(begins)):
                    return False
        return True


def _tied(nodes: Nodes) -> dict[int, tuple[int, ...]]:
    tied: dict[int, tuple[int, ...]] = {}
    for a, b in nodes.pairs:
        tied[a] = (*tied.get(a, ()), b)
        tied[b] = (*tied.get(b, ()), a)
    return tied
