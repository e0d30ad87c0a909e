"""A pack: the rules of one place as one dated, hashed text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from cairn.domain.citations import Reviewer, may_enforce
from cairn.domain.facts import FactDeclaration
from cairn.domain.regimes.events import Effect, Event
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.tables import Table


class PackStatus(StrEnum):
    """How far a pack has come. A draft's rules still enforce by the grade of their sources."""

    DISABLED = "disabled"
    """Too little is known to work under it: it is shown, and only its gaps are ever asked."""
    DRAFT = "draft"
    REVIEWED = "reviewed"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Entries of the reference that are no rule here, and why."""

    entries: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one place.

    :param key: what people type: ``us-or``.
    :param text_as_of: the day from which the text that was read applies.
    :param recheck_by: from this day on the text may have changed and must be read again.
    :param zone: whose calendar days count.
    :param dose_unit: what an amount of substance means here; never compared with another pack's.
    :param total_fact: the fact that holds a client's total in a session in that unit; None where no rule counts one.
    :param highest_fact: the fact that holds the highest total of any client in the session, in that unit.
    :param declared: the facts its rules may ask about.
    :param reviewers: who has read the whole pack and answers for it. A site adds its own when it asks.
    """

    key: str
    id: str
    title: str
    version: str
    status: PackStatus
    jurisdiction: str
    text_as_of: date
    recheck_by: date
    zone: ZoneInfo
    dose_unit: str
    declared: Mapping[str, FactDeclaration]
    tables: Mapping[str, Table]
    rules: tuple[Rule, ...]
    content_hash: str
    reviewers: tuple[Reviewer, ...] = ()
    total_fact: str | None = None
    highest_fact: str | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def asked(self) -> tuple[Rule, ...]:
        """The rules that are asked at all: of a disabled pack, its gaps."""
        if self.status is not PackStatus.DISABLED:
            return self.rules
        return tuple(rule for rule in self.rules if rule.effect is Effect.GAP)

    def rule(self, rule_id: str) -> Rule:
        """One rule by its id.

        :raises KeyError: where the pack has no such rule.
        """
        return {rule.id: rule for rule in self.rules}[rule_id]

    def at(self, event: Event) -> tuple[Rule, ...]:
        """The rules asked at an event, in the pack's order, in force or not."""
        return tuple(rule for rule in self.asked if event in rule.events)

    def about(self, slot: str) -> tuple[Rule, ...]:
        """The rules asked on one subject."""
        return tuple(rule for rule in self.asked if rule.slot == slot)

    def day(self, moment: date | datetime) -> date:
        """The calendar day of a moment in the pack's zone."""
        return moment.astimezone(self.zone).date() if isinstance(moment, datetime) else moment

    def enforces(self, rule: Rule, reviewers: tuple[Reviewer, ...]) -> bool:
        """Whether a rule may stop anything: by the grade of its source, or by somebody's review."""
        return may_enforce(rule.citation, (*self.reviewers, *rule.reviewers, *reviewers))
