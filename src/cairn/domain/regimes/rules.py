"""One rule of a regime: what it asks, at which events, since when, on whose word."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cairn.domain.citations import Citation
from cairn.domain.conditions import Condition
from cairn.domain.dates import Period
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
            return "always" if self.since is None else f"from {self.since}"
        return (
            f"until before {self.until}"
            if self.since is None
            else f"from {self.since} until before {self.until}"
        )


@dataclass(frozen=True, slots=True)
class Forbid:
    """Blocks when ``when`` holds, or unless ``unless`` holds; exactly one of the two is there."""

    when: Condition | None
    unless: Condition | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document to have on file.

    :param code: as in ``documents.on_file``.
    :param signed_by: who signs it, in the regime's words.
    :param form: the form it must be on, where the regime names one; no other may stand in for it.
    :param required_if: needed only where this holds, or is not known.
    """

    code: str
    title: str
    signed_by: tuple[str, ...] = ()
    form: str | None = None
    required_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents that must be on file before the event."""

    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do and record.

    :param code: as in ``actions.on_file``.
    :param when: due where this holds; None where it is always due.
    """

    code: str
    words: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Actions:
    """Things to do after the event. They are tasks: they never stop it."""

    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """One number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class FromTable:
    """A table's value."""

    table: str


@dataclass(frozen=True, slots=True)
class Shared:
    """How many are needed so that each looks after no more than the table says, rounded up."""

    count: str
    table: str


@dataclass(frozen=True, slots=True)
class LeastOf:
    """The smallest of some numbers and some facts."""

    values: tuple[Decimal, ...]
    facts: tuple[str, ...]


Bound = Fixed | FromTable | Shared | LeastOf


@dataclass(frozen=True, slots=True)
class Limit:
    """A fact may not fall below a floor or rise above a ceiling."""

    fact: str
    bound: Bound


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something must be done: so many calendar days after each quarter's last day."""

    calendar_days: int
    payload: str


@dataclass(frozen=True, slots=True)
class Keep:
    """How long a class of records is kept at least, and what follows."""

    record_class: str
    period: Period
    after: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which a class of records may be opened."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Access:
    """A class of records is closed except on these grounds."""

    record_class: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Tell:
    """Something the client is told."""

    message: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the source did not answer."""

    question: str


Demand = Forbid | Documents | Actions | Limit | Due | Keep | Access | Tell | Question


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement.

    :param slot: its subject, shared by the law's rule and a house rule on the same subject.
    :param applies_if: asked only where this holds, or is not known.
    :param words: the rule in words.
    :param how: what resolves it.
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
