"""A protocol for one person made into one for a couple: who is there, what is doubled, what is added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cairn.domain.protocols.gate import Gate
from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import MeasurePoint, Protocol, Status, Step
from cairn.domain.protocols.tailoring import Tailoring
from cairn.domain.protocols.window import START, Side, Window
from cairn.domain.protocols.words import Words, both
from cairn.domain.vocabulary import EncounterKind

DAY: Final = "administration-1"
"""The administration session a couples variant is about."""

LAST: Final = "last-preparation"
"""Stands for the last preparation of whichever protocol it is applied to."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of working with a couple, applied to the protocols it names.

    :param of: the keys of those protocols.
    :param day: who takes part in the administration session, and as what.
    :param facilitators: how many hold that session together; None for as many as alone.
    :param doubled: the kinds of steps the partner has on their own as well.
    :param back_from: the step before which the partner's last preparation is, with its window.
    :param windows: windows that replace those of the protocol, by step.
    :param without: the tailorings that are not offered to couples; what they would add is left out.
    """

    variant: str
    version: int
    of: tuple[str, ...]
    title: Words
    purpose: Words
    day: tuple[tuple[Who, Part], ...]
    facilitators: int | None
    doubled: tuple[EncounterKind, ...]
    back_from: Window | None
    windows: Mapping[str, Window]
    without: tuple[str, ...]
    steps: tuple[Step, ...]
    measures: tuple[MeasurePoint, ...]
    gates: tuple[Gate, ...]
    content_hash: str


def partners(step_id: str) -> str:
    """The id of the partner's own step or measure."""
    return f"partner-{step_id}"


def as_couple(protocol: Protocol, variant: Variant, content_hash: str) -> Protocol:
    """The protocol for a couple: always a draft, for it has no controlled evidence."""
    alone = _without(protocol, variant.without)
    last = alone.step(DAY).window.after
    doubled = {step.id for step in alone.steps if step.kind in variant.doubled and not step.optional}
    own = tuple(_own(step, variant) for step in alone.steps)
    copies = tuple(_copy(step, alone, doubled, variant) for step in alone.steps if step.id in doubled)
    added = tuple(replace(step, window=_at(step.window, last)) for step in variant.steps)
    points = tuple(_point(point, doubled) for point in alone.measures) if variant.doubled else ()
    return replace(
        alone,
        id=f"{protocol.id}-couples-{variant.variant}",
        version=variant.version,
        title=both(*(f"{protocol.title[each]}: {variant.title[each]}" for each in ("en", "es"))),
        purpose=both(*(f"{variant.purpose[each]} {protocol.purpose[each]}" for each in ("en", "es"))),
        status=Status.DRAFT,
        steps=tuple(_placed(step, variant, last) for step in (*own, *copies, *added)),
        measures=(*alone.measures, *points, *variant.measures),
        tailoring=tuple(_for_both(each, doubled) for each in alone.tailoring),
        gates=(*alone.gates, *variant.gates),
        content_hash=content_hash,
        base=protocol.key,
        variant=variant.variant,
    )


def _without(protocol: Protocol, names: tuple[str, ...]) -> Protocol:
    gone = [each for each in protocol.tailoring if each.id in names]
    optional = {entry for each in gone for entry in (*each.steps, *each.measures)}
    return replace(
        protocol,
        steps=tuple(step for step in protocol.steps if not (step.optional and step.id in optional)),
        measures=tuple(point for point in protocol.measures if not (point.optional and point.id in optional)),
        tailoring=tuple(each for each in protocol.tailoring if each not in gone),
    )


def _own(step: Step, variant: Variant) -> Step:
    if step.kind is not EncounterKind.ADMINISTRATION:
        return step
    return replace(step, people=variant.day, facilitators=variant.facilitators or step.facilitators)


def _copy(step: Step, protocol: Protocol, doubled: set[str], variant: Variant) -> Step:
    """The partner's own step."""
    part = Part.DOSED if step.kind is EncounterKind.ADMINISTRATION else Part.PRESENT
    window = _mapped(step.window, doubled)
    if step.kind is EncounterKind.PREPARATION and variant.back_from is not None:
        window = _back(step, protocol, variant.back_from)
    return replace(
        step,
        id=partners(step.id),
        title=both(f"{step.title['en']} (partner)", f"{step.title['es']} (pareja)"),
        people=((Who.PARTNER, part),),
        window=window,
    )


def _back(step: Step, protocol: Protocol, last: Window) -> Window:
    """The partner's preparations are counted back from the step they lead to, as far apart as the person's."""
    following = [
        each
        for each in protocol.of_kind(EncounterKind.PREPARATION)
        if each.window.after == step.id and each.window.side is Side.AFTER
    ]
    if not following:
        return last
    window = following[0].window
    return Window(partners(following[0].id), window.closes, window.opens, window.typical, Side.BEFORE)


def _mapped(window: Window, doubled: set[str]) -> Window:
    return replace(window, after=partners(window.after)) if window.after in doubled else window


def _at(window: Window, last: str) -> Window:
    return replace(window, after=last) if window.after == LAST else window


def _placed(step: Step, variant: Variant, last: str) -> Step:
    window = variant.windows.get(step.id)
    return step if window is None else replace(step, window=_at(window, last))


def _point(point: MeasurePoint, doubled: set[str]) -> MeasurePoint:
    """The partner answers the same measures, at their own times."""
    anchor = point.window
    window = anchor if anchor.after == START else _mapped(anchor, doubled)
    return replace(point, id=partners(point.id), window=window, people=(Who.PARTNER,))


def _for_both(it: Tailoring, doubled: set[str]) -> Tailoring:
    """Length and modality are the same for both; an option adds the partner's measures too."""
    steps = (*it.steps, *(partners(step) for step in it.steps if step in doubled))
    if it.copies:
        return it
    measures = (*it.measures, *(partners(point) for point in it.measures if doubled))
    return replace(it, steps=steps, measures=measures)
