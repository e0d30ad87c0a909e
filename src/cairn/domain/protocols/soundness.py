"""What is wrong with a protocol before anybody plans with it: empty windows, circles, unknown names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cairn.domain.dates import forward
from cairn.domain.protocols.protocol import START, Protocol, Window

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


def _doubles(entries: Iterable[str]) -> Iterator[Unsound]:
    for entry, count in Counter(entries).items():
        if count > 1:
            yield Unsound(entry, f"stands {count} times.", "Give each its own id.")


def _windows(protocol: Protocol) -> Iterator[Unsound]:
    for entry, window in _entries(protocol):
        opens, typical, closes = (
            forward(_SOME_DAY, period) for period in (window.opens, window.typical, window.closes)
        )
        if closes < opens:
            what = f"its window closes ({window.closes.text}) before it opens ({window.opens.text})."
            yield Unsound(entry, what, "Mend the window.")
        elif not opens <= typical <= closes:
            what = f"its typical time ({window.typical.text}) lies outside its window."
            yield Unsound(entry, what, "Put it between the two.")


def _nowhere(protocol: Protocol) -> Iterator[Unsound]:
    steps = {step.id for step in protocol.steps}
    for entry, window in _entries(protocol):
        if window.after not in {*steps, START}:
            yield Unsound(entry, f"'{window.after}' is no step.", "Name a step of this protocol, or 'start'.")
    for needed in protocol.needed:
        if needed.before not in steps:
            yield Unsound(needed.code, f"'{needed.before}' is no step.", "Name a step of this protocol.")


def _circles(after: Mapping[str, str]) -> Iterator[Unsound]:
    placed = order(after)
    for step, anchor in after.items():
        if step not in placed and anchor in after:
            yield Unsound(
                step, f"is counted from '{anchor}', which leads back to it.", "Count one from 'start'."
            )


def _unknown_instruments(protocol: Protocol, instruments: frozenset[str]) -> Iterator[Unsound]:
    for measure in protocol.measures:
        if measure.instrument not in instruments:
            what = f"there is no instrument '{measure.instrument}'."
            yield Unsound(measure.id, what, f"Use one of {', '.join(sorted(instruments))}.")
