"""What a regime asks of one administration session: time, facilitators, dose, people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, assert_never

from cairn.domain.citations import Reviewer
from cairn.domain.facts import UNKNOWN, Facts, FactValue
from cairn.domain.regimes.bounds import bound_of, unit_of
from cairn.domain.regimes.demands import FromTable, Limit, Question, Shared
from cairn.domain.regimes.evaluation import outcome_of, provenance_of
from cairn.domain.regimes.events import Effect, Event, Standing
from cairn.domain.regimes.judging import names
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule
from cairn.domain.regimes.session_values import (
    Found,
    NotEncoded,
    NotKnown,
    OutsideForce,
    Refused,
    SessionRequirements,
    SessionValue,
)
from cairn.domain.regimes.tables import Figure, NoRow, Unanswered

DURATION: Final = "session.min_duration"
CEILING: Final = "dose.session_ceiling"
RATIO: Final = "staffing.ratio"
GROUP: Final = "staffing.group_size"
_ASKED_AT: Final = (
    Event.ADMINISTRATION_SCHEDULE,
    Event.ADMINISTRATION_START,
    Event.DOSE_RECORD,
    Event.CLIENT_RELEASE,
    Event.ADVERSE_REACTION,
)


def session_requirements(
    pack: Pack,
    *,
    dose: Decimal | None,
    clients: int,
    on: date,
    form: str | None = None,
    first_at_site: bool | None = None,
    first_session_on: date | None = None,
    group_max: Decimal | None = None,
    occupancy_limit: int | None = None,
    reviewers: tuple[Reviewer, ...] = (),
) -> SessionRequirements:
    """What a regime asks of a session as described; what is not said is unknown and the stricter is taken.

    :param dose: the client's total in the session in the pack's unit, second doses included.
    :param form: the product's form, as ``dose.product_form`` has it.
    :param first_at_site: whether it is the client's first session at this centre. ``False`` without
        ``first_session_on`` says that the first one was within the time the regime allows for a shorter stay.
    :param group_max: the highest total of any client in the session; ``dose`` where it is not said.
    """
    recent = on if first_at_site is False else None
    said: dict[str, FactValue] = {
        "dose.product_form": _or_unknown(form),
        "admin.client_count": clients,
        "admin.area_occupancy_limit": _or_unknown(occupancy_limit),
        "admin.is_first_at_site": _or_unknown(first_at_site),
        "admin.first_session_at_site_on": _or_unknown(first_session_on or recent),
    }
    highest = dose if group_max is None else group_max
    amounts = ((pack.total_fact, dose), (pack.highest_fact, highest))
    said |= {fact: _or_unknown(amount) for fact, amount in amounts if fact is not None}
    return of_facts(pack, Facts(pack.declared, MappingProxyType(said)), on, reviewers)


def of_facts(pack: Pack, facts: Facts, on: date, reviewers: tuple[Reviewer, ...] = ()) -> SessionRequirements:
    """The same, from facts: what the record uses on the day."""
    asking = _Asking(pack, facts, on, reviewers)
    return SessionRequirements(
        min_duration=asking.value(DURATION),
        facilitators_needed=asking.value(RATIO),
        ceiling=asking.value(CEILING),
        group_cap=asking.value(GROUP),
        broken=tuple(asking.broken()),
        gaps=tuple(asking.gaps()),
    )


def longest_minutes(pack: Pack) -> Decimal | None:
    """The longest minimum duration any dose may call for, or None where the pack gives none."""
    tables = (rule.demand.bound for rule in pack.about(DURATION) if isinstance(rule.demand, Limit))
    rows = [
        row.value for bound in tables if isinstance(bound, FromTable) for row in pack.tables[bound.table].rows
    ]
    return max(rows) if rows else None


def facilitators_whatever_the_dose(pack: Pack, clients: int, on: date) -> int | None:
    """The facilitators needed where every dose calls for the same number, else None."""
    bounds = [rule.demand.bound for rule in pack.about(RATIO) if isinstance(rule.demand, Limit)]
    tables = [pack.tables[bound.table] for bound in bounds if isinstance(bound, Shared)]
    needed = [
        session_requirements(pack, dose=row.minimum, clients=clients, on=on).facilitators_needed
        for table in tables
        for row in table.rows
    ]
    numbers = {int(value.value) for value in needed if isinstance(value, Found)}
    return numbers.pop() if len(numbers) == 1 else None


def _or_unknown(value: FactValue | None) -> FactValue:
    return UNKNOWN if value is None else value


@dataclass(frozen=True, slots=True)
class _Asking:
    pack: Pack
    facts: Facts
    on: date
    reviewers: tuple[Reviewer, ...]

    def value(self, slot: str) -> SessionValue:
        """The strictest answer of the rules on one subject."""
        rules = ((rule, rule.demand) for rule in self.pack.about(slot))
        values = [self._of(rule, demand) for rule, demand in rules if isinstance(demand, Limit)]
        if not values:
            return NotEncoded(self._not_encoded(slot))
        for value in values:
            if isinstance(value, Refused | NotKnown):
                return value
        found = [value for value in values if isinstance(value, Found)]
        if not found:
            return values[0]
        least = self.pack.rule(found[0].rule).effect is Effect.FLOOR
        return (max if least else min)(found, key=lambda value: value.value)

    def _not_encoded(self, slot: str) -> str:
        questions = [rule.demand for rule in self.pack.about(slot) if isinstance(rule.demand, Question)]
        if questions:
            return f"Not encoded; ask your regulator. {questions[0].question}"
        return f"{self.pack.title} holds no rule about this. Ask your regulator."

    def _of(self, rule: Rule, demand: Limit) -> SessionValue:
        if not rule.in_force.on(self.on):
            words = f"Not in force on {self.on}: the text that was read holds {rule.in_force.words}."
            return OutsideForce(rule.id, words, rule.citation)
        enforced = self.pack.enforces(rule, self.reviewers)
        bounded = bound_of(demand.bound, self.pack, self.facts, self.on)
        match bounded:
            case NoRow(words):
                return Refused(rule.id, words, rule.citation, enforced)
            case Unanswered(lacking):
                words = f"Cannot be worked out: {names(self.facts, lacking)} not known."
                return NotKnown(rule.id, words, rule.citation, lacking)
            case Figure(value, note, _):
                unit = unit_of(demand.bound, self.pack, demand.fact, self.facts)
                seen = provenance_of(rule, self.pack, self.facts, self.on)
                return Found(
                    value, unit, rule.id, rule.words, rule.basis, rule.citation, enforced, note, seen
                )
        assert_never(bounded)  # pragma: no cover

    def broken(self) -> Iterator[Outcome]:
        """The ceilings the session as described is above."""
        for slot in (CEILING, GROUP):
            for rule in (rule for rule in self.pack.about(slot) if rule.effect is Effect.CEILING):
                outcome = outcome_of(rule, self.pack, self.facts, self.on, self.reviewers)
                if outcome.standing is Standing.UNMET:
                    yield outcome

    def gaps(self) -> Iterator[Outcome]:
        """What the pack does not know, each once."""
        questions = (
            rule
            for event in _ASKED_AT
            for rule in self.pack.at(event)
            if rule.effect is Effect.GAP or not rule.is_verified
        )
        for rule in dict.fromkeys(rule.id for rule in questions):
            outcome = outcome_of(self.pack.rule(rule), self.pack, self.facts, self.on, self.reviewers)
            if outcome.standing is Standing.GAP:
                yield outcome
