"""Each step of a problem as whole numbers: on which days it could be, and how far from what it is counted from."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cairn.domain.dates import Period
from cairn.domain.protocols.protocol import Step
from cairn.domain.protocols.window import Modality, Side
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.roadmap.days import Days, days_of, fewest, most, ticks
from cairn.domain.roadmap.masks import (
    ALWAYS,
    Week,
    begun_together,
    between,
    reached,
    shared,
    week_of,
    weekly,
    with_calls,
)
from cairn.domain.roadmap.preferences import Away, Video
from cairn.domain.roadmap.problem import Problem, is_call

NOTHING: Final = -1
"""The anchor of what is counted from the start."""


@dataclass(slots=True)
class Node:
    """One step.

    :param anchor: the place of the step it is counted from, or ``NOTHING``.
    :param lo: the fewest days from its anchor's day to its own; a bound, not the window itself.
    :param hi: the most.
    :param days: the days it could be on, as bits from ``Nodes.base``.
    :param begins: no moment before this.
    :param held: its real start and end, where it has been held.
    :param wish: where it stood before.
    :param beside: what begins together with it, whose hours are worth trying too.
    """

    step: Step
    anchor: int
    side: Side
    opens: Period
    closes: Period
    lo: int
    hi: int
    length: int
    week: Week
    who: frozenset[str]
    days: int
    begins: int
    held: tuple[int, int] | None
    wish: int | None
    beside: "tuple[Node, ...]" = ()


class Nodes:
    """The steps of a problem in their order, with the days that are possible for all of them together."""

    def __init__(self, problem: Problem) -> None:
        """Work out every step's own days, then what its neighbours leave of them."""
        self.problem = problem
        self.calendar: Days = days_of(problem.person.zone)
        self.start = self.calendar.midnight(problem.begins.toordinal())
        self.base, self.size = self._span()
        places = {name: place for place, name in enumerate(problem.steps)}
        by_id = {step.id: step for step in problem.protocol.steps}
        self.nodes = [self._node(by_id[name], places) for name in problem.steps]
        self.children: list[list[int]] = [[] for _ in self.nodes]
        for place, node in enumerate(self.nodes):
            if node.anchor != NOTHING:
                self.children[node.anchor].append(place)
                if node.side is Side.WITH:
                    self._together(self.nodes[node.anchor], node)
        self.pairs = [(places[a], places[b]) for a, b in problem.pairs()]
        self._narrow()

    def _together(self, anchor: Node, node: Node) -> None:
        """Leave both only days on which they can begin together."""
        anchor.beside += (node,)
        if anchor.held is None and node.held is None:
            week = begun_together(anchor.week, anchor.length, node.week, node.length)
            days = weekly(week, 1, self.base, self.size)
            anchor.days &= days
            node.days &= days

    def _span(self) -> tuple[int, int]:
        problem = self.problem
        first = problem.begins.toordinal()
        held = [self.calendar.day(ticks(each.starts)) for each in problem.held.values()]
        by_id = {step.id: step for step in problem.protocol.steps}
        ahead = sum(max(map(most, problem.windows(by_id[name]))) + 2 for name in problem.steps)
        last = max([first, *held]) + ahead
        base = min([first, *held])
        return base, last - base + 1

    def _node(self, step: Step, places: dict[str, int]) -> Node:
        problem = self.problem
        opens, closes = problem.windows(step)
        known = problem.on(f"window:{step.id}")
        side = step.window.side
        if step.window.after not in places or (side is Side.WITH and not known):
            side = Side.AFTER
        if side is Side.BEFORE:
            near, far = (closes, opens) if known else (opens, closes)
            opens, closes, lo, hi = far, near, -most(far), -fewest(near)
        else:
            lo, hi = fewest(opens), most(closes)
        held = problem.held.get(step.id)
        wish = problem.wished.get(step.id)
        length = problem.length(step)
        node = Node(
            step=step,
            anchor=places.get(step.window.after, NOTHING),
            side=side,
            opens=opens,
            closes=closes,
            lo=lo,
            hi=hi,
            length=length,
            week=self._week(step),
            who=frozenset(self._busy(step)),
            days=0,
            begins=self._begins(step),
            held=None if held is None else (ticks(held.starts), ticks(held.ends)),
            wish=None if wish is None else ticks(wish),
        )
        node.days = self._own_days(node)
        return node

    def _week(self, step: Step) -> Week:
        problem, week = self.problem, ALWAYS
        for name, said in problem.party(step):
            if problem.on(f"{name}hours"):
                own = week_of(said.hours)
                if is_call(step):
                    since, until = said.calls
                    calls = (since.hour * 60 + since.minute, until.hour * 60 + until.minute)
                    own = with_calls(own, calls)
                week = own if week is ALWAYS else shared(week, own)
        for place in problem.staff(step):
            if problem.on(f"facilitator-{place + 1}.hours"):
                own = week_of(problem.practitioners[place].hours)
                week = own if week is ALWAYS else shared(week, own)
        return week

    def _busy(self, step: Step) -> list[str]:
        """Whose time a step takes."""
        problem = self.problem
        people = [who.value for who in step.coming]
        return people + [
            f"facilitator-{place + 1}"
            for place in problem.staff(step)
            if problem.on(f"facilitator-{place + 1}.once")
        ]

    def _begins(self, step: Step) -> int:
        problem = self.problem
        first = [problem.begins] if problem.on("start") else []
        first += [day for code, day in problem.first_days(step) if problem.on(code)]
        return max((self.calendar.midnight(day.toordinal()) for day in first), default=0)

    def _own_days(self, node: Node) -> int:
        problem, calendar = self.problem, self.calendar
        if node.held is not None:
            return 1 << (calendar.day(node.held[0]) - self.base)
        if not self._can_be_held(node.step):
            return 0
        days = weekly(node.week, node.length, self.base, self.size)
        for prefix, away in self._away(node.step):
            for index, each in enumerate(away):
                if problem.on(f"{prefix}away:{index}"):
                    days &= ~between(each.first.toordinal() - self.base, each.last.toordinal() - self.base)
        if node.begins:
            days &= ~between(0, calendar.day(node.begins) - self.base - 1)
        if node.anchor == NOTHING:
            first = problem.begins.toordinal() - self.base
            days &= between(first + node.lo, first + node.hi)
        return days

    def _away(self, step: Step) -> list[tuple[str, tuple[Away, ...]]]:
        problem = self.problem
        people = [] if is_call(step) else [(name, said.away) for name, said in problem.party(step)]
        return people + [
            (f"facilitator-{place + 1}.", problem.practitioners[place].away) for place in problem.staff(step)
        ]

    def _can_be_held(self, step: Step) -> bool:
        """Whether it can be held the only way somebody can come."""
        problem = self.problem
        if not problem.on(f"modality:{step.id}") or is_call(step) or Modality.VIDEO in step.modalities:
            return True
        return not any(
            said.needs.video is Video.ONLY and problem.on(f"{name}video-only")
            for name, said in problem.party(step)
        )

    def _narrow(self) -> None:
        """Leave each step only days that leave some to every other step it is tied to."""
        while True:
            before = [node.days for node in self.nodes]
            for node in reversed(self.nodes):
                if node.anchor != NOTHING:
                    anchor = self.nodes[node.anchor]
                    over = self.over(anchor, node.side)
                    anchor.days &= reached(node.days, -node.hi - over, -node.lo - over)
            for node in self.nodes:
                if node.anchor != NOTHING:
                    anchor = self.nodes[node.anchor]
                    over = self.over(anchor, node.side)
                    node.days &= reached(anchor.days, node.lo + over, node.hi + over)
            if not self.pairs or before == [node.days for node in self.nodes]:
                return
            self._by_law()

    def _by_law(self) -> None:
        """The same for the law's time between, where one law holds on every day that is left."""
        for a, b in self.pairs:
            one, other = self.nodes[a], self.nodes[b]
            for window in self._always(other.days):
                # A day of 25 hours may end before 24 of them are over, so a day less is asked for here.
                lo = 0 if window.at_least is None else max(0, fewest(window.at_least) - 1)
                hi = self.size if window.at_most is None else most(window.at_most) + 1
                one.days &= reached(other.days, -hi, -lo)
                other.days &= reached(one.days, lo, hi)

    def _always(self, days: int) -> tuple[PreparationWindow, ...]:
        if not days:
            return ()
        first, last = (days & -days).bit_length() - 1, days.bit_length() - 1
        laws = [self.problem.regime_windows(date.fromordinal(self.base + day)) for day in (first, last)]
        return laws[0] if laws[0] == laws[1] else ()

    def over(self, anchor: Node, side: Side) -> int:
        """The days a held anchor lasted beyond its first; an ordinary session ends on its own day."""
        if anchor.held is None or side is not Side.AFTER:
            return 0
        return self.calendar.day(anchor.held[1]) - self.calendar.day(anchor.held[0])
