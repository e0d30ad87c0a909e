"""What a roadmap has to satisfy, as named constraints that can each be set aside to find out which conflict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from cairn.domain.citations import Reviewer
from cairn.domain.dates import Period, parse_period
from cairn.domain.protocols.protocol import START, Modality, Protocol, Step
from cairn.domain.protocols.soundness import order
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.preparation import PreparationWindow, preparation_windows
from cairn.domain.regimes.session import longest_minutes, session_requirements
from cairn.domain.regimes.session_values import Found, SessionRequirements
from cairn.domain.roadmap.moments import Span, counted, local
from cairn.domain.roadmap.preferences import DAYS, Hours, Preferences
from cairn.domain.vocabulary import EncounterKind

FREE_HOURS: Final = tuple(Hours(weekday, time(6), time(22)) for weekday in range(len(DAYS)))
FREE_WINDOW: Final = (parse_period("P0D"), parse_period("P400D"))
SHORTEST_MINUTES: Final = 15


@dataclass(frozen=True, slots=True)
class Held:
    """A step that has been held, or is fixed: planning goes round it."""

    step: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is agreed of the administration session so far. Software never proposes any of it.

    :param dose: the total agreed with the client in the pack's unit, or None where nothing is agreed yet.
    :param clients: how many clients take part.
    """

    dose: Decimal | None = None
    form: str | None = None
    clients: int = 1
    first_at_site: bool | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan must satisfy.

    :param begins: the first day anything may be planned on.
    :param held: steps that stand where they are.
    :param wished: where each step stood in the plan before, by step.
    :param steps: the steps to plan, each after the one it is counted from.
    :param aside: the constraints set aside, by code; empty for a real plan.
    """

    protocol: Protocol
    pack: Pack
    person: Preferences
    begins: date
    session: SessionPlan
    held: Mapping[str, Held]
    wished: Mapping[str, datetime]
    steps: tuple[str, ...]
    reviewers: tuple[Reviewer, ...] = ()
    aside: frozenset[str] = frozenset()

    def on(self, code: str) -> bool:
        """Whether a constraint holds, that is, was not set aside."""
        return code not in self.aside

    def length(self, step: Step) -> int:
        """The minutes to keep free for a step: where the dose is not agreed, as many as any dose may call for."""
        if not self.on(f"duration:{step.id}"):
            return SHORTEST_MINUTES
        if step.minutes is not None:
            return step.minutes
        asked = self.asked(self.begins).min_duration
        known = asked.value if isinstance(asked, Found) else longest_minutes(self.pack)
        return max(step.reserve_minutes, 0 if known is None else int(known))

    def asked(self, day: date) -> SessionRequirements:
        """What the regime asks of the session as agreed so far, on a day."""
        return session_requirements(
            self.pack,
            dose=self.session.dose,
            clients=self.session.clients,
            on=day,
            form=self.session.form,
            first_at_site=self.session.first_at_site,
            reviewers=self.reviewers,
        )

    def hours(self, step: Step, day: date) -> tuple[Hours, ...]:
        """The stretches of a day on which a step may be held."""
        if not self.on("hours"):
            return (FREE_HOURS[day.weekday()],)
        own = tuple(hours for hours in self.person.hours if hours.weekday == day.weekday())
        if own or not is_call(step):
            return own
        return (Hours(day.weekday(), *self.person.calls),)

    def away(self, step: Step, day: date) -> bool:
        """Whether the person cannot come on a day."""
        return not is_call(step) and any(
            away.first <= day <= away.last and self.on(f"away:{index}")
            for index, away in enumerate(self.person.away)
        )

    def window(self, step: Step, anchor: datetime) -> Span:
        """When a step may start, its anchor having ended then."""
        opens, closes = self._periods(step)
        span = counted(anchor, opens, closes, self.person.zone)
        first = [self.begins] if self.on("start") else []
        first += [
            day for key, day in self.person.not_before if key == step.id and self.on(f"not-before:{key}")
        ]
        for day in first:
            earliest = local(day, time(), self.person.zone)
            span = Span(max(span.opens, earliest), span.closes)
        span = Span(max(span.opens, anchor.astimezone(self.person.zone)), span.closes)
        for window in self.regime_windows(step, span.opens.date()):
            soonest, latest = window.span(anchor)
            span = Span(max(span.opens, soonest or span.opens), min(span.closes, latest or span.closes))
        return span

    def _periods(self, step: Step) -> tuple[Period, Period]:
        counted_from = step.window.after
        known = self.on(f"window:{step.id}") and counted_from in {START, *self.steps}
        return (step.window.opens, step.window.closes) if known else FREE_WINDOW

    def after(self, step: Step) -> str:
        """What a step is counted from; the start, where that step is left out of the plan."""
        return step.window.after if step.window.after in self.steps else START

    def regime_windows(self, step: Step, day: date) -> tuple[PreparationWindow, ...]:
        """The regime's windows in force between a step and the preparation it is counted from."""
        if step.kind is not EncounterKind.ADMINISTRATION or self.after(step) == START:
            return ()
        if self.protocol.step(step.window.after).kind is not EncounterKind.PREPARATION:
            return ()
        windows = preparation_windows(self.pack, day, self.reviewers)
        return tuple(w for w in windows if w.enforced and self.on(f"regime:{w.rule}"))

    def anchor_of_start(self) -> datetime:
        """The instant the first steps are counted from."""
        return local(self.begins, time(), self.person.zone)

    def codes(self) -> tuple[str, ...]:
        """Every constraint that could be set aside; the person's own come last."""
        rules = {
            window.rule for step in self.protocol.steps for window in self.regime_windows(step, self.begins)
        }
        return (
            *(f"duration:{step}" for step in self.steps),
            *(f"window:{step}" for step in self.steps),
            *(f"regime:{rule}" for rule in sorted(rules)),
            "start",
            *(f"away:{index}" for index in range(len(self.person.away))),
            *(f"not-before:{step}" for step, _ in self.person.not_before if step in self.steps),
            "hours",
        )


def is_call(step: Step) -> bool:
    """Whether a step is usually held by telephone."""
    return step.modalities[0] is Modality.PHONE


def in_order(protocol: Protocol) -> tuple[str, ...]:
    """The protocol's steps, each after the one it is counted from."""
    return order({step.id: step.window.after for step in protocol.steps})
