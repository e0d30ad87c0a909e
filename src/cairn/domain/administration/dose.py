"""The dose ledger, and what stands before a dose. Nothing here proposes a dose."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cairn.domain.administration.codes import DosePart
from cairn.domain.administration.payloads import Dosed
from cairn.domain.administration.standing import Recorded
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.quantities import Amount, DoseUnit, Incomparable, incomparable, total
from cairn.domain.vocabulary import Role, Severity


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One dose, and the total with it."""

    event_id: UUID
    at: datetime
    dosed: Dosed
    running: Amount | Incomparable


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every dose of a session in order, and their total: None before the first."""

    entries: tuple[LedgerEntry, ...] = ()

    @property
    def total(self) -> Amount | Incomparable | None:
        """What was given in all; Incomparable where the doses were counted in different things."""
        return self.entries[-1].running if self.entries else None


@dataclass(frozen=True, slots=True)
class DosePlan:
    """What the client and the team agreed beforehand.

    :param maximum: the most that may be given in all, supplementary doses included.
    """

    initial: Amount
    maximum: Amount


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most a rule allows in one session, in the unit the rule counts in.

    :param enforced: whether the rule may block; otherwise passing it holds until a named person decides.
    """

    id: str
    limit: Decimal
    unit: DoseUnit
    source: str
    enforced: bool


def ledger(doses: tuple[Recorded[Dosed], ...]) -> Ledger:
    """Write up the doses that stand, in order, each with the total up to it."""
    amounts = [dose.said.amount for dose in doses]
    return Ledger(
        tuple(
            LedgerEntry(dose.id, dose.at, dose.said, total(*amounts[:position]))
            for position, dose in enumerate(doses, start=1)
        )
    )


def unmet_before_dose(
    amount: Amount, part: DosePart, so_far: Ledger, *, plan: DosePlan | None, ceiling: Ceiling | None
) -> tuple[Unmet, ...]:
    """What stands before giving a dose that a person has chosen; empty means nothing does.

    :param ceiling: the regime's limit for a session, None where no rule is known.
    """
    sum_ = total(*(entry.dosed.amount for entry in so_far.entries), amount)
    return (
        *_order(part, so_far),
        *_against_plan(amount, part, sum_, plan),
        *_against_ceiling(amount, sum_, ceiling),
    )


def _order(part: DosePart, so_far: Ledger) -> tuple[Unmet, ...]:
    if part is DosePart.INITIAL and so_far.entries:
        what, how = "An initial dose has already been given.", "Record this one as supplementary."
        return (_unmet("dose.order", what, Severity.HOLD, None, how),)
    if part is DosePart.SUPPLEMENTARY and not so_far.entries:
        what, how = "No initial dose has been recorded yet.", "Record the initial dose first."
        return (_unmet("dose.order", what, Severity.HOLD, None, how),)
    return ()


def _against_plan(
    amount: Amount, part: DosePart, sum_: Amount | Incomparable, plan: DosePlan | None
) -> tuple[Unmet, ...]:
    if plan is None:
        what, how = "No dose has been agreed with the client.", "Agree and record the plan before the day."
        return (_unmet("dose.plan", what, Severity.HOLD, None, how),)
    found = []
    if part is DosePart.INITIAL:
        found.append(_over("dose.plan.initial", amount, plan.initial, "agreed as the initial dose"))
    if isinstance(sum_, Amount):
        found.append(_over("dose.plan.maximum", sum_, plan.maximum, "agreed as the most for this session"))
    return tuple(unmet for unmet in found if unmet is not None)


def _over(identity: str, amount: Amount, agreed: Amount, words: str) -> Unmet | None:
    fault = incomparable(amount, agreed)
    if fault is not None:
        return _unmet(identity, f"{fault.what} {fault.why}", Severity.BLOCK, None, fault.do)
    if amount.value <= agreed.value:
        return None
    what = f"{amount} is more than the {agreed} {words}."
    return _unmet(
        identity, what, Severity.HOLD, None, "Stay within what was agreed; a new plan needs a new day."
    )


def _against_ceiling(
    amount: Amount, sum_: Amount | Incomparable, ceiling: Ceiling | None
) -> tuple[Unmet, ...]:
    if isinstance(sum_, Incomparable):
        return (_unmet("dose.total", f"{sum_.what} {sum_.why}", Severity.BLOCK, None, sum_.do),)
    if ceiling is None:
        what, how = "No rule on the largest dose is known here.", "The site's medical director sets one."
        return (_unmet("dose.ceiling", what, Severity.NOTE, None, how),)
    limit = Amount(ceiling.limit, ceiling.unit)
    severity = Severity.BLOCK if ceiling.enforced else Severity.HOLD
    fault = incomparable(amount, limit, mind_form=False)
    if fault is not None:
        return (_unmet(ceiling.id, f"{fault.what} {fault.why}", Severity.BLOCK, ceiling.source, fault.do),)
    if sum_.value <= ceiling.limit:
        return ()
    what = f"{sum_} in all is more than the {limit} allowed in one session."
    return (_unmet(ceiling.id, what, severity, ceiling.source, "Do not give it."),)


def _unmet(identity: str, what: str, severity: Severity, source: str | None, how: str) -> Unmet:
    return Unmet(identity, what, (Role.FACILITATOR, Role.CLINICAL_REVIEWER), severity, source, how)
