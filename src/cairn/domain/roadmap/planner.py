"""Plans a roadmap: dated steps, or the smallest set of what conflicts."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from cairn.domain.citations import Reviewer
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.regimes.pack import Pack
from cairn.domain.roadmap.conflicts import conflict_of, refused_by_regime
from cairn.domain.roadmap.drawing import draw
from cairn.domain.roadmap.preferences import Preferences
from cairn.domain.roadmap.problem import Held, Problem, SessionPlan, in_order
from cairn.domain.roadmap.roadmap import Conflict, Roadmap
from cairn.domain.roadmap.search import Search

NOTHING_AGREED: Final = SessionPlan()
_NO_WISH: Final[Mapping[str, datetime]] = MappingProxyType({})
_NOT_HELD: Final[Mapping[str, Held]] = MappingProxyType({})


def propose(
    protocol: Protocol,
    pack: Pack,
    person: Preferences,
    from_date: date,
    *,
    session: SessionPlan = NOTHING_AGREED,
    reviewers: tuple[Reviewer, ...] = (),
) -> Roadmap | Conflict:
    """A roadmap from scratch; the same values always give the same one.

    :param from_date: the day of planning; nothing is planned before it.
    :param session: what is agreed of dose and group; the dose is the client's and the facilitator's to agree.
    """
    return _plan(
        Problem(
            protocol=protocol,
            pack=pack,
            person=person,
            begins=max(from_date, person.start_on),
            session=session,
            held=_NOT_HELD,
            wished=_NO_WISH,
            steps=in_order(protocol),
            reviewers=reviewers,
        )
    )


def revise(
    current: Roadmap,
    protocol: Protocol,
    pack: Pack,
    person: Preferences,
    from_date: date,
    *,
    held: tuple[Held, ...] = (),
    session: SessionPlan = NOTHING_AGREED,
    reviewers: tuple[Reviewer, ...] = (),
) -> Roadmap | Conflict:
    """The roadmap again, moving as little as possible: a step that can stay where it is, stays.

    :param held: what has taken place or is fixed, with its real times.
    """
    problem = Problem(
        protocol=protocol,
        pack=pack,
        person=person,
        begins=max(from_date, person.start_on),
        session=session,
        held=MappingProxyType({step.step: step for step in held}),
        wished=MappingProxyType({step.id: step.starts for step in current.steps}),
        steps=in_order(protocol),
        reviewers=reviewers,
    )
    return _plan(problem)


def _plan(problem: Problem) -> Roadmap | Conflict:
    refused = refused_by_regime(problem)
    if refused is not None:
        return refused
    placed = Search(problem).solve()
    return conflict_of(problem) if placed is None else draw(problem, placed)
