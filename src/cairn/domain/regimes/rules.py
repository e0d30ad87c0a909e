"""One rule of a regime: what it asks, at which events, since when, on whose word."""

from dataclasses import dataclass
from datetime import date

from cairn.domain.citations import Citation, Reviewer
from cairn.domain.conditions import Condition
from cairn.domain.regimes.demands import Demand
from cairn.domain.regimes.events import Effect, Event
from cairn.domain.vocabulary import Basis, Role


@dataclass(frozen=True, slots=True)
class InForce:
    """When a rule holds.

    :param since: the first day, or None where it has no known beginning.
    :param until: the first day it no longer holds, or None where no end is known.
    """

    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether the rule holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    @property
    def words(self) -> str:
        """In words: "from 2025-01-01", "from 2025-01-01 until before 2026-01-01"."""
        if self.until is None:
            return "always, no first day was read" if self.since is None else f"from {self.since}"
        return (
            f"until before {self.until}"
            if self.since is None
            else f"from {self.since} until before {self.until}"
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement.

    :param slot: its subject, shared by the law's rule and a house rule on the same subject.
    :param applies_if: asked only where this holds, or is not known.
    :param words: the rule in words.
    :param how: what resolves it.
    :param covers: the entries of the reference it restates, where they are more or other than its own id.
    :param reviewers: who answers for this one rule, beside those who answer for the whole pack.
    """

    id: str
    slot: str
    events: tuple[Event, ...]
    effect: Effect
    basis: Basis
    words: str
    how: str
    who: tuple[Role, ...]
    citation: Citation
    in_force: InForce
    demand: Demand
    applies_if: Condition | None = None
    note: str = ""
    covers: tuple[str, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether its source could ever let it stop something; where not, it is shown as a gap."""
        return self.citation.grade.may_enforce_once_reviewed
