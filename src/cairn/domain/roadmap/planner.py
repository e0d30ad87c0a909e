"""Plans a roadmap: dated steps, or the smallest set of what conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from cairn.domain.citations import Reviewer
from cairn.domain.protocols.people import Part
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.protocols.tailored import tailored, unknown_wishes
from cairn.domain.regimes.pack import Pack
from cairn.domain.roadmap.conflicts import beyond_limits, conflict_of, refused_by_regime
from cairn.domain.roadmap.drawing import draw
from cairn.domain.roadmap.law import Once
from cairn.domain.roadmap.preferences import Condition, Practitioner, Preferences, in_order
from cairn.domain.roadmap.problem import Held, Problem, SessionPlan, steps_of
from cairn.domain.roadmap.roadmap import Conflict, Roadmap
from cairn.domain.roadmap.search import Search
from cairn.domain.vocabulary import EncounterKind

NOTHING_AGREED: Final = SessionPlan()
_NO_WISH: Final[Mapping[str, datetime]] = MappingProxyType({})
_TAILORED: Final = Once()
_STEPS: Final = Once()


@dataclass(frozen=True, slots=True)
class Around:
    """What a roadmap is planned around beside the person's own days.

    :param session: what is agreed of dose and group; the dose is the client's and the facilitator's to agree.
    :param reviewers: who of the site has read the regime's rules.
    :param signed: who of the site has signed the protocol.
    :param partner: the other of a couple.
    :param practitioners: the facilitators chosen, the one who holds every session first.
    :param conditions: what the accepting decision on the screening asked for.
    :param wishes: what is to be tailored, by name.
    """

    session: SessionPlan = NOTHING_AGREED
    reviewers: tuple[Reviewer, ...] = ()
    signed: tuple[Reviewer, ...] = ()
    partner: Preferences | None = None
    practitioners: tuple[Practitioner, ...] = ()
    conditions: tuple[Condition, ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()


NOTHING_ELSE: Final = Around()


def propose(
    protocol: Protocol,
    pack: Pack,
    person: Preferences,
    from_date: date,
    *,
    around: Around = NOTHING_ELSE,
) -> Roadmap | Conflict:
    """A roadmap from scratch; the same values always give the same one, in whatever order they are said.

    :param from_date: the day of planning; nothing is planned before it.
    :raises ValueError: for a wish or a condition that names nothing of the protocol.
    """
    return _plan(protocol, pack, person, from_date=from_date, around=around, wished=_NO_WISH, held=())


def revise(
    current: Roadmap,
    protocol: Protocol,
    pack: Pack,
    person: Preferences,
    from_date: date,
    *,
    held: tuple[Held, ...] = (),
    around: Around = NOTHING_ELSE,
) -> Roadmap | Conflict:
    """The roadmap again with as few steps moved as can be, and those by as few days.

    What was tailored before stays so where ``around`` does not ask for something else.

    :param held: what has taken place or is fixed, with its real times.
    :raises ValueError: as ``propose``.
    """
    wished = MappingProxyType({step.id: step.starts for step in current.steps})
    wishes = tuple(sorted((dict(current.tailored) | dict(around.wishes)).items()))
    return _plan(
        protocol,
        pack,
        person,
        from_date=from_date,
        around=replace(around, wishes=wishes),
        wished=wished,
        held=held,
    )


def _plan(
    protocol: Protocol,
    pack: Pack,
    person: Preferences,
    *,
    from_date: date,
    around: Around,
    wished: Mapping[str, datetime],
    held: tuple[Held, ...],
) -> Roadmap | Conflict:
    wishes = tuple(sorted(dict(around.wishes).items()))
    _check(protocol, around)
    own = _TAILORED.answer(protocol, wishes, lambda: tailored(protocol, dict(wishes)))
    if isinstance(own, tuple):
        return beyond_limits(own)
    steps = _STEPS.answer(own, None, lambda: steps_of(own))
    problem = Problem(
        protocol=own,
        pack=pack,
        person=in_order(person),
        begins=max(from_date, person.start_on),
        session=_together(around.session, own),
        held=MappingProxyType({each.step: each for each in held if each.step in steps}),
        wished=wished,
        steps=steps,
        reviewers=around.reviewers,
        partner=None if around.partner is None else in_order(around.partner),
        practitioners=around.practitioners,
        conditions=tuple(sorted(around.conditions, key=lambda each: each.code)),
        signed=around.signed,
    )
    refused = refused_by_regime(problem)
    if refused is not None:
        return refused
    placed = Search(problem).solve()
    return conflict_of(problem) if placed is None else draw(problem, placed, wishes)


def _together(session: SessionPlan, protocol: Protocol) -> SessionPlan:
    """The session with both of a couple counted, where both take the product in one room."""
    days = protocol.of_kind(EncounterKind.ADMINISTRATION)
    most = max((sum(part is Part.DOSED for _, part in step.people) for step in days), default=1)
    return session if most <= session.clients else replace(session, clients=most)


def _check(protocol: Protocol, around: Around) -> None:
    """Refuse what names nothing of the protocol."""
    odd = unknown_wishes(protocol, dict(around.wishes))
    if odd:
        known = ", ".join(each.id for each in protocol.tailoring) or "nothing"
        raise ValueError(f"'{odd[0]}' cannot be tailored in {protocol.key}. What can be: {known}.")
    kinds = {kind.value for kind in EncounterKind if protocol.of_kind(kind)}
    steps = {step.id for step in protocol.steps}
    for condition in around.conditions:
        if condition.before not in steps | kinds:
            named = ", ".join(sorted(kinds))
            raise ValueError(
                f"The condition '{condition.code}' stands before '{condition.before}', which is no step of "
                f"{protocol.key}. Name a step or a kind of step: {named}."
            )
