"""What a rule of a regime demands: one small record for each kind, and nothing that decides."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cairn.domain.conditions import Condition
from cairn.domain.dates import Period


@dataclass(frozen=True, slots=True)
class Forbid:
    """Blocks when ``when`` holds, or unless ``unless`` holds; exactly one of the two is there."""

    when: Condition | None
    unless: Condition | None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature a document must bear, asked of ``documents.signatures`` as ``document:signer``.

    :param waived_if: not needed where this certainly holds; an unknown waives nothing.
    """

    by: str
    waived_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document to have on file.

    :param code: as in ``documents.on_file``.
    :param signed_by: who signs it, in the regime's words.
    :param form: the form it must be on, where the regime names one; no other may stand in for it.
    :param required_if: needed only where this holds, or is not known.
    :param signatures: those that are asked one by one.
    :param dated_on_day: whether it must also bear the day of the session, as ``documents.dated_on_day`` has it.
    """

    code: str
    title: str
    signed_by: tuple[str, ...] = ()
    form: str | None = None
    required_if: Condition | None = None
    signatures: tuple[Signature, ...] = ()
    dated_on_day: bool = False


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents that must be on file before the event.

    :param any_of: of these, one is enough; empty where there is no such choice.
    """

    documents: tuple[Document, ...]
    any_of: tuple[Document, ...] = ()


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
class Scaled:
    """So much for each unit of a fact, such as 0.4 mg for each kilogram."""

    value: Decimal
    fact: str


@dataclass(frozen=True, slots=True)
class LeastOf:
    """The smallest of some numbers, some facts, and some numbers that grow with a fact."""

    values: tuple[Decimal, ...]
    facts: tuple[str, ...]
    scaled: tuple[Scaled, ...] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """How many are needed so that each looks after no more than so many, rounded up."""

    count: str
    each: Decimal


Bound = Fixed | FromTable | Shared | LeastOf | Portion


@dataclass(frozen=True, slots=True)
class Limit:
    """A fact may not fall below a floor or rise above a ceiling."""

    fact: str
    bound: Bound


class Clock(StrEnum):
    """What a deadline is counted from."""

    QUARTER_END = "quarter-end"
    HALF_YEAR_END = "half-year-end"
    YEAR_END = "year-end"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Due:
    """A time by which something must be done.

    :param within: whole days are calendar days in the pack's zone, hours are exact, nought is at once; None where
        the duty is certain and the source gives no time.
    :param fact: the instant that starts the clock of an event; None for the end of a period.
    :param starts: what starts the clock, in words.
    """

    payload: str
    after: Clock
    within: Period | None
    fact: str | None = None
    starts: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """How long a class of records is kept at least, and what follows.

    :param since: from when it counts, in words; empty where the source only gives the length.
    """

    record_class: str
    period: Period
    after: str
    since: str = ""


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
