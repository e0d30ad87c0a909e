"""What is wrong with what a protocol lets people change: limits that are none, and ways that lead nowhere."""

from collections.abc import Iterator

from cairn.domain.protocols.protocol import Protocol, Step
from cairn.domain.protocols.soundness import Unsound, faults
from cairn.domain.protocols.tailored import tailored
from cairn.domain.protocols.tailoring import Changes, Tailoring


def faults_of_tailoring(protocol: Protocol, instruments: frozenset[str]) -> tuple[Unsound, ...]:
    """Every fault of the limits; then, where there is none, of the protocol at each of them."""
    found = tuple(fault for each in protocol.tailoring for fault in _of(protocol, each))
    if found:
        return found
    usual = tailored(protocol, {})
    assert isinstance(usual, Protocol)  # noqa: S101 -- what is usual lies within its limits, as was just seen
    at_limits = (_at(protocol, each, wish) for each in protocol.tailoring for wish in _extremes(each))
    return tuple(fault for one in (usual, *at_limits) for fault in faults(one, instruments))


def _at(protocol: Protocol, it: Tailoring, wish: str) -> Protocol:
    found = tailored(protocol, {it.id: wish})
    assert isinstance(found, Protocol)  # noqa: S101 -- a limit lies within itself
    return found


def _extremes(it: Tailoring) -> tuple[str, ...]:
    return (str(it.least), str(it.most)) if it.is_number else it.options


def _of(protocol: Protocol, it: Tailoring) -> Iterator[Unsound]:
    steps = {step.id: step for step in protocol.steps}
    entries = {*steps, *(point.id for point in protocol.measures)}
    named = (*it.steps, *it.drops, *filter(None, (it.copies, it.from_step, it.to_step)))
    lost = [name for name in named if name not in steps]
    lost += [name for name in (*it.measures, *it.recount) if name not in entries]
    for name in lost:
        yield Unsound(it.id, f"'{name}' is no entry of this protocol.", "Name a step or measure of it.")
    if lost:
        return
    if it.is_number and it.most < it.least:
        yield Unsound(it.id, f"at most {it.most} is less than at least {it.least}.", "Mend the limits.")
    elif not it.allows(it.usual):
        what = f"what is usual ({it.usual}) lies outside its own limits."
        yield Unsound(it.id, what, "Put it within them.")
    else:
        yield from _by_kind(protocol, it, [steps[name] for name in it.steps])


def _by_kind(protocol: Protocol, it: Tailoring, steps: list[Step]) -> Iterator[Unsound]:
    if it.changes is Changes.SESSIONS:
        yield from _series(protocol, it)
    for step in steps:
        window = step.window
        if it.changes is Changes.SPACING and not (
            window.opens.exact.days <= it.least and it.most <= window.closes.exact.days
        ):
            what = f"its limits are wider than the window of '{step.id}'."
            yield Unsound(it.id, what, "Keep them within it, or widen the window.")
        odd = set(it.options) - {it.usual} - {modality.value for modality in step.modalities}
        if it.changes is Changes.MODALITY and odd:
            what = f"'{step.id}' cannot be held so: {', '.join(sorted(odd))}."
            yield Unsound(it.id, what, "Offer only its modalities.")
        if it.changes is Changes.OPTION and not step.optional:
            what = f"'{step.id}' is part of the way whether it is asked for or not."
            yield Unsound(it.id, what, "Write 'optional: true' there, or leave it out here.")


def _series(protocol: Protocol, it: Tailoring) -> Iterator[Unsound]:
    if it.copies not in it.steps or it.further is None or it.between is None:
        what = "is a series and does not say what a further session is like."
        yield Unsound(it.id, what, "Write 'copies', 'further' and 'between'.")
    if len(it.drops) < int(it.usual) - it.least:
        what = f"does not say which {int(it.usual) - it.least} are left out for fewer."
        yield Unsound(it.id, what, "Name them under 'drops', the first to go first.")
    held = {gate.before for gate in protocol.gates} | {needed.before for needed in protocol.needed}
    for step in it.drops:
        if step in held:
            what = f"'{step}' may be left out, and something must be on file before it."
            yield Unsound(it.id, what, "Ask for that before another step.")
