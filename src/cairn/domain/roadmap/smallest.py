"""The smallest set of constraints that cannot all hold, and whether a smaller one was ruled out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cairn.domain.roadmap.problem import Problem
from cairn.domain.roadmap.roadmap import Proof
from cairn.domain.roadmap.search import Search

ROUNDS: Final = 60


@dataclass(frozen=True, slots=True)
class Core:
    """Constraints that cannot all hold.

    :param codes: in the order of the problem's codes.
    :param step: the step that found no time.
    """

    codes: tuple[str, ...]
    step: str
    proof: Proof


def core_of(problem: Problem, *, rounds: int = ROUNDS) -> Core:
    """The core of a problem that has no plan.

    :param rounds: how many ways out are looked at before the search for a smaller set is given up.
    """
    problem = replace(problem, wished={})  # where a step stood before is no constraint
    asking = _Asking(problem)
    few = asking.fewest_steps()
    found = asking.without_needless(few, few.codes())
    found = asking.without_needless(problem, found)
    if asking.given_up:
        return Core(tuple(found), few.steps[-1], Proof.GIVEN_UP)
    smaller, proof = asking.smallest(found, rounds)
    return Core(tuple(smaller), _last_step(smaller, few), proof)


def _last_step(codes: Sequence[str], few: Problem) -> str:
    """The last step that a constraint of the core names, in the order of planning."""
    named = {code.partition(":")[2] for code in codes}
    return next((step for step in reversed(few.steps) if step in named), few.steps[-1])


class _Asking:
    """Asks of one problem whether it can be planned with only some of its constraints."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._codes = problem.codes()
        self._seen: dict[frozenset[str], bool] = {}
        self.given_up = False

    def fewest_steps(self) -> Problem:
        """The same conflict with as few steps as show it; what was counted from a step left out is free."""
        problem = self._problem

        def of(steps: Sequence[str]) -> Problem:
            return replace(problem, steps=tuple(step for step in problem.steps if step in steps))

        def conflicts(steps: Sequence[str]) -> bool:
            return bool(steps) and not self._has_plan(of(steps))

        last_first = _needed(tuple(reversed(problem.steps)), (), conflicts)
        return of(_needed(tuple(reversed(last_first)), (), conflicts))

    def without_needless(self, problem: Problem, codes: Sequence[str]) -> list[str]:
        """Constraints of which none can be taken away without a plan appearing."""

        def conflicts(fewer: Sequence[str]) -> bool:
            return not self._has_plan(replace(problem, aside=frozenset(self._codes) - frozenset(fewer)))

        return list(_needed(tuple(codes), (), conflicts))

    def smallest(self, known: list[str], rounds: int) -> tuple[list[str], Proof]:
        """A set with fewer constraints than the one known, or that one, and whether there is none smaller.

        Every set that cannot hold must meet each way out that was found. The smallest set that meets them all is
        tried; where it can hold, it shows one more way out.
        """
        ways_out: list[frozenset[str]] = []
        for _ in range(rounds):
            candidate = _meeting(ways_out, self._codes, len(known) - 1)
            if candidate is None:
                return known, Proof.SMALLEST
            if not self._can_hold(frozenset(candidate)):
                return [code for code in self._codes if code in candidate], Proof.SMALLEST
            ways_out.append(self._way_out(candidate))
        return known, Proof.IRREDUCIBLE

    def _way_out(self, candidate: frozenset[str]) -> frozenset[str]:
        """What must be set aside at least, keeping as much beside the candidate as can hold."""
        rest = tuple(code for code in self._codes if code not in candidate)
        return frozenset(self._codes) - self._with_more(candidate, rest)

    def _with_more(self, kept: frozenset[str], more: tuple[str, ...]) -> frozenset[str]:
        """As many of some more constraints, in their order, as can hold beside those kept; halves at a time."""
        whole = kept | frozenset(more)
        if self._can_hold(whole):
            return whole
        if len(more) == 1:
            return kept
        half = len(more) // 2
        return self._with_more(self._with_more(kept, more[:half]), more[half:])

    def _can_hold(self, codes: frozenset[str]) -> bool:
        if codes not in self._seen:
            aside = frozenset(self._codes) - codes
            self._seen[codes] = self._has_plan(replace(self._problem, aside=aside))
        return self._seen[codes]

    def _has_plan(self, problem: Problem) -> bool:
        search = Search(problem)
        found = search.solve() is not None
        self.given_up = self.given_up or search.given_up
        return found


def _needed(
    ahead: tuple[str, ...], kept: tuple[str, ...], conflicts: Callable[[tuple[str, ...]], bool]
) -> tuple[str, ...]:
    """Those of a conflict that it needs, in their order, leaving out whole halves where they are not.

    The answer is that of taking each away in turn: what conflicts without many conflicts without some of them.

    :param kept: what conflicts together with them and is kept whatever happens.
    """
    if not ahead or conflicts(kept):
        return ()
    if len(ahead) == 1:
        return ahead
    half = len(ahead) // 2
    first, second = ahead[:half], ahead[half:]
    mine = _needed(first, (*kept, *second), conflicts)
    return (*mine, *_needed(second, (*kept, *mine), conflicts))


def _meeting(ways_out: list[frozenset[str]], order: Sequence[str], most: int) -> frozenset[str] | None:
    """The smallest set with something of every way out, or None where it would need more than ``most``."""
    rank = {code: place for place, code in enumerate(order)}
    for size in range(most + 1):
        found = _of_size(ways_out, rank, frozenset(), size)
        if found is not None:
            return found
    return None


def _of_size(
    ways_out: list[frozenset[str]], rank: dict[str, int], chosen: frozenset[str], left: int
) -> frozenset[str] | None:
    missed = next((way for way in ways_out if not way & chosen), None)
    if missed is None:
        return chosen
    if not left:
        return None
    for code in sorted(missed, key=rank.__getitem__):
        found = _of_size(ways_out, rank, chosen | {code}, left - 1)
        if found is not None:
            return found
    return None
