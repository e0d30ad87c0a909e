"""Finds a time for every step, the usual day first. Deterministic: the same problem gives the same plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from cairn.domain.protocols.protocol import START, Step
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.roadmap.moments import Span, counted, later, starts_on
from cairn.domain.roadmap.problem import Problem

TRIES: Final = 5_000
"""Steps on one day rarely get in each other's way; a search this long is given up as a conflict."""

Placed = Mapping[str, Span]


@dataclass(slots=True)
class Search:
    """One search. It remembers which starts leave room for everything counted from them."""

    problem: Problem
    _steps: Mapping[str, Step] = field(init=False)
    _children: Mapping[str, tuple[Step, ...]] = field(init=False)
    _minutes: Mapping[str, int] = field(init=False)
    _known: dict[tuple[str, datetime], bool] = field(default_factory=dict)
    _offered: dict[tuple[str, date], tuple[datetime, ...]] = field(default_factory=dict)
    _laws: dict[tuple[str, date], tuple[PreparationWindow, ...]] = field(default_factory=dict)
    _tries: int = 0

    def __post_init__(self) -> None:
        """Look up once what every step is counted from."""
        protocol, planned = self.problem.protocol, self.problem.steps
        self._steps = {step.id: step for step in protocol.steps if step.id in planned}
        self._minutes = {step.id: self.problem.length(step) for step in self._steps.values()}
        self._children = {
            anchor: tuple(step for step in self._steps.values() if self.problem.after(step) == anchor)
            for anchor in (START, *planned)
        }

    def solve(self) -> Placed | None:
        """A time for every step, or None where there is none."""
        begin = self.problem.anchor_of_start()
        if not all(self._has_room(step, begin) for step in self._children[START]):
            return None
        return self._place(0, {})

    def _has_room(self, step: Step, anchor: datetime) -> bool:
        return any(self._leaves_room(step, start) for start in self._starts(step, anchor, ()))

    def _leaves_room(self, step: Step, start: datetime) -> bool:
        key = (step.id, start)
        if key not in self._known:
            end = self._end(step, start)
            self._known[key] = all(self._has_room(child, end) for child in self._children[step.id])
        return self._known[key]

    def _end(self, step: Step, start: datetime) -> datetime:
        held = self.problem.held.get(step.id)
        return later(start, self._minutes[step.id]) if held is None else held.ends

    def _place(self, index: int, placed: dict[str, Span]) -> Placed | None:
        if index == len(self.problem.steps):
            return placed
        self._tries += 1
        step = self._steps[self.problem.steps[index]]
        after = self.problem.after(step)
        anchor = self.problem.anchor_of_start() if after == START else placed[after].closes
        for start in self._starts(step, anchor, tuple(placed.values())):
            if self._tries > TRIES:
                return None
            if self._leaves_room(step, start):
                found = self._place(index + 1, {**placed, step.id: Span(start, self._end(step, start))})
                if found is not None:
                    return found
        return None

    def _starts(self, step: Step, anchor: datetime, busy: tuple[Span, ...]) -> Iterator[datetime]:
        problem = self.problem
        if step.id in problem.held:
            yield problem.held[step.id].starts
            return
        span = problem.window(step, anchor)
        wish = problem.wished.get(step.id)
        if wish is not None and span.holds(wish) and self._allowed(step, anchor, wish, busy):
            yield wish
        typical = counted(anchor, step.window.typical, step.window.typical, problem.person.zone)
        aim = typical.opens.date() if wish is None else wish.date()
        for day in sorted(span.days(), key=lambda day: (abs(day - aim), day)):
            for start in self._on(step, day, busy, span.opens):
                if start != wish and span.holds(start) and self._lawful(step, anchor, start):
                    yield start

    def _on(self, step: Step, day: date, busy: tuple[Span, ...], opens: datetime) -> tuple[datetime, ...]:
        near = tuple(span for span in busy if span.opens.date() == day)
        if near or day == opens.date():
            return self._starts_of(step, day, near, opens)
        key = (step.id, day)
        if key not in self._offered:
            self._offered[key] = self._starts_of(step, day, (), opens)
        return self._offered[key]

    def _starts_of(
        self, step: Step, day: date, busy: tuple[Span, ...], opens: datetime
    ) -> tuple[datetime, ...]:
        if self.problem.away(step, day):
            return ()
        return tuple(starts_on(day, self._minutes[step.id], self.problem.hours(step, day), busy, opens))

    def _lawful(self, step: Step, anchor: datetime, start: datetime) -> bool:
        key = (step.id, start.date())
        if key not in self._laws:
            self._laws[key] = self.problem.regime_windows(step, start.date())
        return all(window.allows(anchor, start) for window in self._laws[key])

    def _allowed(self, step: Step, anchor: datetime, wish: datetime, busy: tuple[Span, ...]) -> bool:
        problem, day = self.problem, wish.date()
        end = later(wish, self._minutes[step.id])
        if problem.away(step, day) or any(wish < span.closes and span.opens < end for span in busy):
            return False
        inside = any(
            hours.since <= wish.time() and end.date() == day and end.time() <= hours.until
            for hours in problem.hours(step, day)
        )
        return inside and self._lawful(step, anchor, wish)
