"""What a roadmap has to satisfy, as named constraints that can each be set aside to find out which conflict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from cairn.domain.citations import Reviewer
from cairn.domain.dates import Period, parse_period
from cairn.domain.protocols.people import Who
from cairn.domain.protocols.protocol import START, Modality, Protocol, Step
from cairn.domain.protocols.soundness import order
from cairn.domain.protocols.window import Side
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.regimes.session_values import Found, SessionRequirements
from cairn.domain.roadmap.law import asked_of, longest_of, windows_on
from cairn.domain.roadmap.pairs import Pair, pairs_of
from cairn.domain.roadmap.preferences import Condition, Practitioner, Preferences, Video
from cairn.domain.vocabulary import EncounterKind

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
    :param partner: the other of a couple; None where nobody has asked them yet, or there is none.
    :param practitioners: the facilitators chosen, the one who holds every session first.
    :param signed: who of the site has signed the protocol.
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
    partner: Preferences | None = None
    practitioners: tuple[Practitioner, ...] = ()
    conditions: tuple[Condition, ...] = ()
    signed: tuple[Reviewer, ...] = ()

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
        known = asked.value if isinstance(asked, Found) else longest_of(self.pack)
        return max(step.reserve_minutes, 0 if known is None else int(known))

    def asked(self, day: date) -> SessionRequirements:
        """What the regime asks of the session as agreed so far, on a day."""
        return asked_of(self.pack, self.session, day, self.reviewers)

    def party(self, step: Step) -> Iterator[tuple[str, Preferences]]:
        """Those who come to a step and have said when they can, each under the name their constraints begin with."""
        for who in step.coming:
            said = self.person if who is Who.PERSON else self.partner
            if said is not None:
                yield prefix_of(who), said

    def staff(self, step: Step) -> tuple[int, ...]:
        """Which of the facilitators chosen hold a step, by their place in the list; a call is anybody's."""
        if is_call(step):
            return ()
        serving = [
            index
            for index, each in enumerate(self.practitioners)
            if any(who in each.serves for who in step.coming)
        ]
        return tuple(serving[: step.staff])

    def modality(self, step: Step) -> Modality:
        """How a step is held: the usual way, or by video where somebody asked for it and the protocol allows it."""
        wishes = [said.needs.video for _, said in self.party(step)]
        asked = any(wish is not Video.AS_USUAL for wish in wishes)
        if asked and not is_call(step) and Modality.VIDEO in step.modalities:
            return Modality.VIDEO
        return step.modalities[0]

    def windows(self, step: Step) -> tuple[Period, Period]:
        """When a step opens and closes, counted from its anchor."""
        counted_from = step.window.after
        known = self.on(f"window:{step.id}") and counted_from in {START, *self.steps}
        return (step.window.opens, step.window.closes) if known else FREE_WINDOW

    def first_days(self, step: Step) -> Iterator[tuple[str, date]]:
        """The days before which a step may not be, each under its constraint."""
        for name, said in self.party(step):
            for key, day in said.not_before:
                if key == step.id:
                    yield f"{name}not-before:{key}", day
        for condition in self.conditions:
            if condition.days and step.id in self.waits_for(condition):
                yield f"condition:{condition.code}", self.begins + timedelta(days=condition.days)

    def waits_for(self, condition: Condition) -> tuple[str, ...]:
        """The steps a condition stands before: the one it names, or those of its kind."""
        kinds = {kind.value for kind in EncounterKind}
        if condition.before not in kinds:
            return (condition.before,)
        return tuple(step.id for step in self.protocol.of_kind(EncounterKind(condition.before)))

    def pairs(self) -> tuple[Pair, ...]:
        """Each preparation and the administration it serves, of the steps that are planned."""
        return tuple(pair for pair in pairs_of(self.protocol) if set(pair) <= set(self.steps))

    def regime_windows(self, day: date) -> tuple[PreparationWindow, ...]:
        """The regime's windows between preparation and administration in force on a day and not set aside."""
        windows = windows_on(self.pack, day, self.reviewers)
        return tuple(w for w in windows if self.on(f"regime:{w.rule}")) if self.aside else windows

    def codes(self) -> tuple[str, ...]:
        """Every constraint that could be set aside; the people's own come last."""
        rules = {window.rule for window in windows_on(self.pack, self.begins, self.reviewers)}
        video = [each for each in self._everybody() if each[1].needs.video is Video.ONLY]
        steps = [self.protocol.step(step) for step in self.steps]
        return (
            *(f"duration:{step}" for step in self.steps),
            *(f"window:{step}" for step in self.steps),
            *(f"modality:{step.id}" for step in steps if video and Modality.VIDEO not in step.modalities),
            *(f"regime:{rule}" for rule in sorted(rules)),
            "start",
            *(f"condition:{condition.code}" for condition in self.conditions if condition.days),
            *(what for place in range(len(self.practitioners)) for what in self._of(place)),
            *(f"{name}video-only" for name, _ in video),
            *(f"{name}{what}" for name, said in self._everybody() for what in self._days(said)),
        )

    def _everybody(self) -> Iterator[tuple[str, Preferences]]:
        yield prefix_of(Who.PERSON), self.person
        if self.partner is not None:
            yield prefix_of(Who.PARTNER), self.partner

    def _of(self, place: int) -> Iterator[str]:
        name = f"facilitator-{place + 1}"
        yield f"{name}.once"
        yield from (f"{name}.away:{index}" for index in range(len(self.practitioners[place].away)))
        yield f"{name}.hours"

    def _days(self, said: Preferences) -> Iterator[str]:
        yield from (f"away:{index}" for index in range(len(said.away)))
        yield from dict.fromkeys(f"not-before:{step}" for step, _ in said.not_before if step in self.steps)
        yield "hours"


def prefix_of(who: Who) -> str:
    """What the names of somebody's constraints begin with; nothing for the person whose roadmap it is."""
    return "" if who is Who.PERSON else f"{who.value}."


def is_call(step: Step) -> bool:
    """Whether a step is usually held by telephone."""
    return step.modalities[0] is Modality.PHONE


def steps_of(protocol: Protocol) -> tuple[str, ...]:
    """The protocol's steps, each after the one it is counted from, and right after one it begins together with."""
    ordered = order({step.id: step.window.after for step in protocol.steps})
    together: dict[str, list[str]] = {}
    for step in protocol.steps:
        if step.window.side is Side.WITH:
            together.setdefault(step.window.after, []).append(step.id)
    beside = {step for steps in together.values() for step in steps}
    found: list[str] = []
    ahead = [step for step in reversed(ordered) if step not in beside]
    while ahead:
        here = ahead.pop()
        found.append(here)
        ahead.extend(reversed(together.get(here, [])))
    return tuple(found)
