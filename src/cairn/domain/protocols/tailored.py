"""A protocol as one person asked for it, within its limits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final, TypeVar

from cairn.domain.dates import Period
from cairn.domain.protocols.protocol import MeasurePoint, Protocol, Step, TimeOfDay
from cairn.domain.protocols.tailoring import Changes, Tailoring
from cairn.domain.protocols.window import Modality, Window
from cairn.domain.protocols.words import both

Entry = TypeVar("Entry", Step, MeasurePoint)
_ORDER: Final = tuple(reversed(Changes))
"""What is part of the way is settled first; a further session is like one that was tailored already."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """A wish outside the limits."""

    tailoring: Tailoring
    wish: str


def unknown_wishes(protocol: Protocol, wishes: Mapping[str, str]) -> tuple[str, ...]:
    """The names of wishes that nothing of the protocol answers to."""
    known = {tailoring.id for tailoring in protocol.tailoring}
    return tuple(sorted(name for name in wishes if name not in known))


def tailored(protocol: Protocol, wishes: Mapping[str, str]) -> Protocol | tuple[Beyond, ...]:
    """The protocol as asked for, without what nobody asked for; or every wish that is beyond its limits.

    :param wishes: by the tailoring's id; the order does not matter.
    """
    asked = {each.id: wishes.get(each.id, each.usual) for each in protocol.tailoring}
    beyond = tuple(
        Beyond(each, asked[each.id]) for each in protocol.tailoring if not each.allows(asked[each.id])
    )
    if beyond:
        return beyond
    for each in sorted(protocol.tailoring, key=lambda one: (_ORDER.index(one.changes), one.id)):
        if each.id in wishes or each.changes is Changes.OPTION:
            protocol = _APPLY[each.changes](protocol, each, asked[each.id])
    steps = tuple(step for step in protocol.steps if not step.optional)
    measures = tuple(point for point in protocol.measures if not point.optional)
    return replace(protocol, steps=steps, measures=measures)


def _option(protocol: Protocol, it: Tailoring, wish: str) -> Protocol:
    if wish != "yes":
        return protocol
    steps = tuple(replace(step, optional=False) if step.id in it.steps else step for step in protocol.steps)
    points = tuple(
        replace(point, optional=False) if point.id in it.measures else point for point in protocol.measures
    )
    return replace(
        protocol,
        steps=tuple(_counted_anew(step, it) for step in steps),
        measures=tuple(_counted_anew(point, it) for point in points),
    )


def _counted_anew(entry: Entry, it: Tailoring) -> Entry:
    if entry.id in it.recount and entry.window.after == it.from_step:
        return replace(entry, window=replace(entry.window, after=it.to_step))
    return entry


def _sessions(protocol: Protocol, it: Tailoring, wish: str) -> Protocol:
    more = int(wish) - int(it.usual)
    if more >= 0:
        return _with_more(protocol, it, more)
    for dropped in it.drops[:-more]:
        protocol = _without(protocol, protocol.step(dropped))
    return protocol


def _without(protocol: Protocol, gone: Step) -> Protocol:
    """Without one step; what was counted from it is counted from what it was counted from itself."""
    steps = (_onto(step, gone.id, gone.window.after) for step in protocol.steps if step != gone)
    points = (
        _onto(point, gone.id, gone.window.after)
        for point in protocol.measures
        if point.window.after != gone.id or point.time_of_day is not TimeOfDay.WITHIN_SESSION
    )
    return replace(protocol, steps=tuple(steps), measures=tuple(points))


def _onto(entry: Entry, off: str, onto: str) -> Entry:
    if entry.window.after != off:
        return entry
    return replace(entry, window=replace(entry.window, after=onto))


def _with_more(protocol: Protocol, it: Tailoring, more: int) -> Protocol:
    """With further sessions after the one they are like; what was counted from it is counted from the last."""
    names = [it.copies, *(f"{it.copies}-further-{number}" for number in range(1, more + 1))]
    steps: list[Step] = []
    for step in protocol.steps:
        steps.append(_onto(step, it.copies, names[-1]))
        if step.id == it.copies:
            further = zip(range(1, more + 1), names, strict=False)
            steps.extend(_further(step, it, number, after) for number, after in further)
    points = tuple(_onto(point, it.copies, names[-1]) for point in protocol.measures)
    return replace(protocol, steps=tuple(steps), measures=points)


def _further(like: Step, it: Tailoring, number: int, after: str) -> Step:
    assert it.further is not None  # noqa: S101 -- the reader asks every series for it
    assert it.between is not None  # noqa: S101 -- and for this
    title = both(f"{it.further['en']} {number}", f"{it.further['es']} {number}")
    return replace(
        like,
        id=f"{like.id}-further-{number}",
        title=title,
        why=it.why,
        citation=it.citation,
        window=replace(it.between, after=after),
    )


def _spacing(protocol: Protocol, it: Tailoring, wish: str) -> Protocol:
    return _each(protocol, it, lambda step: replace(step, window=_around(step.window, int(wish), it.give)))


def _around(window: Window, days: int, give: int) -> Window:
    """The window round the days asked for, not wider than it was."""
    first, last = (period.exact.days for period in (window.opens, window.closes))
    return replace(
        window,
        opens=_days(max(first, days - give)),
        typical=_days(days),
        closes=_days(min(last, days + give)),
    )


def _days(number: int) -> Period:
    return Period(exact=timedelta(days=number), text=f"P{number}D")


def _minutes(protocol: Protocol, it: Tailoring, wish: str) -> Protocol:
    return _each(protocol, it, lambda step: _as_long_as(step, int(wish)))


def _as_long_as(step: Step, minutes: int) -> Step:
    return replace(step, minutes=None if step.minutes is None else minutes, reserve_minutes=minutes)


def _modality(protocol: Protocol, it: Tailoring, wish: str) -> Protocol:
    if wish == it.usual:
        return protocol
    return _each(protocol, it, lambda step: replace(step, modalities=(Modality(wish),)))


def _each(protocol: Protocol, it: Tailoring, change: Callable[[Step], Step]) -> Protocol:
    steps = (change(step) if step.id in it.steps else step for step in protocol.steps)
    return replace(protocol, steps=tuple(steps))


_APPLY: Final[Mapping[Changes, Callable[[Protocol, Tailoring, str], Protocol]]] = MappingProxyType(
    {
        Changes.SESSIONS: _sessions,
        Changes.SPACING: _spacing,
        Changes.MINUTES: _minutes,
        Changes.MODALITY: _modality,
        Changes.OPTION: _option,
    }
)
