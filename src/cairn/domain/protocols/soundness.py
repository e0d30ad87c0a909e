"""What is wrong with a protocol before anybody plans with it: empty windows, circles, unknown names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from cairn.domain.dates import Period, forward
from cairn.domain.protocols.protocol import START, Protocol, Side, TimeOfDay, Window

_SOME_DAY: Final = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Unsound:
    """One fault.

    :param entry: the id of the entry at fault.
    """

    entry: str
    what: str
    do: str


def faults(protocol: Protocol, instruments: frozenset[str]) -> tuple[Unsound, ...]:
    """Every fault of a protocol; empty means sound.

    :param instruments: the keys of the instruments there are, such as ``phq-9@1``.
    """
    return (
        *_twice(protocol),
        *_windows(protocol),
        *_nowhere(protocol),
        *_circles({step.id: step.window.after for step in protocol.steps}),
        *faults_of_gates(protocol),
        *_unknown_instruments(protocol, instruments),
    )


def order(after: Mapping[str, str]) -> tuple[str, ...]:
    """The steps so that each comes later than the one it is counted from; steps in a circle are left out.

    :param after: step id to the id it is counted from.
    """
    placed: list[str] = []
    open_steps = list(after)
    while True:
        ready = [step for step in open_steps if after[step] == START or after[step] in placed]
        if not ready:
            return tuple(placed)
        placed.extend(ready)
        open_steps = [step for step in open_steps if step not in ready]


def _entries(protocol: Protocol) -> Iterator[tuple[str, Window]]:
    yield from ((step.id, step.window) for step in protocol.steps)
    yield from ((measure.id, measure.window) for measure in protocol.measures)


def _twice(protocol: Protocol) -> Iterator[Unsound]:
    yield from _doubles(entry for entry, _ in _entries(protocol))
    yield from _doubles(f"{needed.code} before {needed.before}" for needed in protocol.needed)
    yield from _doubles(gate.id for gate in protocol.gates)
    yield from _doubles(tailoring.id for tailoring in protocol.tailoring)


def _doubles(entries: Iterable[str]) -> Iterator[Unsound]:
    for entry, count in Counter(entries).items():
        if count > 1:
            yield Unsound(entry, f"stands {count} times.", "Give each its own id.")


@lru_cache(maxsize=1024)
def _some_day_on(period: Period) -> datetime:
    """The end of a period from some day: what may be tailored is tried in all its ways, with the same few periods."""
    return forward(_SOME_DAY, period)


def _windows(protocol: Protocol) -> Iterator[Unsound]:
    for entry, window in _entries(protocol):
        first, last = (window.opens, window.closes)
        if window.side is Side.BEFORE:
            first, last = last, first
        opens, typical, closes = map(_some_day_on, (first, window.typical, last))
        if closes < opens:
            what = f"its window closes ({window.closes.text}) before it opens ({window.opens.text})."
            yield Unsound(entry, what, "Mend the window.")
        elif not opens <= typical <= closes:
            what = f"its typical time ({window.typical.text}) lies outside its window."
            yield Unsound(entry, what, "Put it between the two.")
    for measure in protocol.measures:
        if measure.time_of_day is TimeOfDay.WITHIN_SESSION and measure.window.after == START:
            yield Unsound(measure.id, "is asked within a session and names none.", "Count it from a session.")
    for step in protocol.steps:
        if step.window.side is not Side.AFTER and step.window.after == START:
            what = f"cannot be '{step.window.side.value}' the start."
            yield Unsound(step.id, what, "Count it after the start, or from another step.")


def _nowhere(protocol: Protocol) -> Iterator[Unsound]:
    steps = {step.id for step in protocol.steps}
    for entry, window in _entries(protocol):
        if window.after not in {*steps, START}:
            yield Unsound(entry, f"'{window.after}' is no step.", "Name a step of this protocol, or 'start'.")
    for entry, before in (
        *((needed.code, needed.before) for needed in protocol.needed),
        *((gate.id, gate.before) for gate in protocol.gates),
    ):
        if before not in steps:
            yield Unsound(entry, f"'{before}' is no step.", "Name a step of this protocol.")


def _circles(after: Mapping[str, str]) -> Iterator[Unsound]:
    placed = order(after)
    for step, anchor in after.items():
        if step not in placed and anchor in after:
            yield Unsound(
                step, f"is counted from '{anchor}', which leads back to it.", "Count one from 'start'."
            )


def faults_of_gates(protocol: Protocol) -> Iterator[Unsound]:
    """Gates that need what there is not, or that wait for themselves."""
    names = {gate.id for gate in protocol.gates} | {step.id for step in protocol.steps}
    for gate in protocol.gates:
        for need in gate.needs:
            if need not in names:
                yield Unsound(
                    gate.id, f"needs '{need}', which is no gate and no step.", "Name one of either."
                )
    waits = waiting(protocol)
    for gate in protocol.gates:
        if gate.id in _reached(waits, gate.id):
            what = f"waits for itself by way of {', '.join(repr(need) for need in gate.needs)}."
            yield Unsound(gate.id, what, "Take one of what it needs out.")


def waiting(protocol: Protocol) -> Mapping[str, tuple[str, ...]]:
    """What each step and gate waits for: what is earlier in time, its gates, and what those need."""
    waits: dict[str, list[str]] = {step.id: [] for step in protocol.steps}
    for step in protocol.steps:
        first, then = step.window.after, step.id
        if step.window.side is Side.BEFORE:
            first, then = then, first
        if START not in {first, then}:
            waits.setdefault(then, []).append(first)
    for gate in protocol.gates:
        waits.setdefault(gate.id, []).extend(gate.needs)
        waits.setdefault(gate.before, []).append(gate.id)
    return {name: tuple(needs) for name, needs in waits.items()}


def _reached(waits: Mapping[str, tuple[str, ...]], start: str) -> frozenset[str]:
    found: set[str] = set()
    ahead = list(waits[start])
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead.extend(waits.get(here, ()))
    return frozenset(found)


def _unknown_instruments(protocol: Protocol, instruments: frozenset[str]) -> Iterator[Unsound]:
    for measure in protocol.measures:
        if measure.instrument not in instruments:
            what = f"there is no instrument '{measure.instrument}'."
            yield Unsound(measure.id, what, f"Use one of {', '.join(sorted(instruments))}.")
