"""Turns found times into a roadmap whose every step says why it is there and why then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from cairn.domain.protocols.protocol import START, MeasurePoint, Protocol, Step
from cairn.domain.protocols.window import Modality, Side, Window
from cairn.domain.protocols.words import both
from cairn.domain.regimes.session_values import Found, NotEncoded
from cairn.domain.roadmap.days import LAST_MINUTE
from cairn.domain.roadmap.gates import planned_gates
from cairn.domain.roadmap.law import Once, staff_whatever_the_dose
from cairn.domain.roadmap.notes import notes_of
from cairn.domain.roadmap.problem import Problem
from cairn.domain.roadmap.roadmap import Duration, PlannedMeasure, PlannedStep, Reason, Roadmap
from cairn.domain.roadmap.search import Placed
from cairn.domain.roadmap.wording import minutes_words, regime_words, window_words
from cairn.domain.vocabulary import EncounterKind

_STANDING: Final = Once()
_DURATIONS: Final = Once()


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is said of a protocol's steps and measures whoever they are planned for."""

    steps: dict[str, tuple[Reason, ...]]
    measures: dict[str, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A problem with the times found, by step."""

    problem: Problem
    placed: Placed
    times: dict[str, tuple[int, int]]
    spans: dict[int, tuple[date, date]] = field(default_factory=dict)

    def shown(self, moment: int) -> datetime:
        """A moment as people read it."""
        return self.placed.nodes.calendar.shown(moment)

    def day(self, moment: int) -> date:
        """The calendar day of a moment."""
        return date.fromordinal(self.placed.nodes.calendar.day(moment))

    def span(self, window: Window) -> tuple[date, date]:
        """The first and last day of a window, worked out once for the measures that share it."""
        found = self.spans.get(id(window))
        if found is None:
            start, end = self.anchor(window.after)
            calendar = self.placed.nodes.calendar
            if window.side is Side.BEFORE:
                opens = calendar.reached_back(start, window.opens, 0)
                closes = calendar.reached_back(start, window.closes, LAST_MINUTE)
            else:
                opens = calendar.reached(end, window.opens, 0)
                closes = calendar.reached(end, window.closes, LAST_MINUTE)
            found = self.spans[id(window)] = (self.day(opens), self.day(closes))
        return found

    def anchor(self, step_id: str) -> tuple[int, int]:
        """The start and end of what something is counted from."""
        start = self.placed.nodes.start
        return (start, start) if step_id == START else self.times[step_id]


def draw(problem: Problem, placed: Placed, tailored: tuple[tuple[str, str], ...] = ()) -> Roadmap:
    """The roadmap, its steps in the order of their days."""
    drawn = Drawn(problem, placed, dict(zip(problem.steps, placed.times, strict=True)))
    protocol, pack = problem.protocol, problem.pack
    standing = _STANDING.answer(protocol, None, lambda: _standing(protocol))
    steps = [_step(drawn, place, standing) for place in range(len(problem.steps))]
    by_place = {name: place for place, name in enumerate(step.id for step in protocol.steps)}
    steps.sort(key=lambda step: (step.starts, by_place[step.id]))
    return Roadmap(
        protocol=protocol.key,
        protocol_hash=protocol.content_hash,
        regime=pack.key,
        regime_version=pack.version,
        regime_hash=pack.content_hash,
        zone=problem.person.zone.key,
        steps=tuple(steps),
        measures=tuple(_measure(drawn, measure, standing) for measure in protocol.measures),
        notes=notes_of(problem, {name: drawn.day(start) for name, (start, _) in drawn.times.items()}),
        gates=planned_gates(problem, {step.id: step.starts.date() for step in steps}),
        tailored=tailored,
    )


def _standing(protocol: Protocol) -> _Standing:
    return _Standing(
        steps={
            step.id: (
                Reason("protocol.step", step.why, step.citation.text, step.citation.grade),
                Reason("protocol.window", window_words(step, protocol), protocol.key),
            )
            for step in protocol.steps
        },
        measures={
            point.id: (
                Reason("protocol.measure", point.why, point.citation.text, point.citation.grade),
                Reason("protocol.choice", point.label, point.choice.text, point.choice.grade),
            )
            for point in protocol.measures
        },
    )


def _step(drawn: Drawn, place: int, standing: _Standing) -> PlannedStep:
    problem, node = drawn.problem, drawn.placed.nodes.nodes[place]
    step = node.step
    start, end = drawn.placed.times[place]
    opens, closes = drawn.placed.spans[place]
    starts = drawn.shown(start)
    day = starts.date()
    duration, duration_reasons = _duration(problem, step, day)
    facilitators, staffing_reasons = _facilitators(problem, step, day)
    modality, modality_reasons = _modality(problem, step)
    return PlannedStep(
        id=step.id,
        kind=step.kind,
        title=step.title,
        asks=step.asks,
        starts=starts,
        ends=drawn.shown(end),
        opens=drawn.shown(opens),
        closes=drawn.shown(closes),
        duration=duration,
        facilitators=facilitators,
        modality=modality,
        room=step.room if modality is step.modalities[0] else None,
        reasons=(
            *standing.steps[step.id],
            *_law_reasons(drawn, step, day),
            *duration_reasons,
            *staffing_reasons,
            *modality_reasons,
            *_day_reasons(drawn, place, day),
        ),
        people=step.people,
        held_by=tuple(problem.practitioners[each].name for each in problem.staff(step)),
        accessibility=step.accessibility,
    )


def _law_reasons(drawn: Drawn, step: Step, day: date) -> Iterator[Reason]:
    if any(step.id == served for _, served in drawn.problem.pairs()):
        for window in drawn.problem.regime_windows(day):
            yield Reason(window.rule, regime_words(window), window.citation.text, window.citation.grade)


def _duration(problem: Problem, step: Step, day: date) -> tuple[Duration, tuple[Reason, ...]]:
    reserved = problem.length(step)
    if step.minutes is not None:
        return _DURATIONS.answer(_DURATIONS, (step.minutes, reserved), lambda: _fixed(step.minutes, reserved))
    en, es = minutes_words(reserved, "en"), minutes_words(reserved, "es")
    asked = problem.asked(day).min_duration
    if not isinstance(asked, Found) or problem.session.dose is None:
        words = both(
            f"Depends on the dose agreed; {en} are kept free.",
            f"Depende de la dosis acordada; se reservan {es}.",
        )
        return Duration(None, reserved, words), ()
    least = int(asked.value)
    words = both(
        f"At least {minutes_words(least, 'en')} at the dose agreed; {en} are kept free.",
        f"Al menos {minutes_words(least, 'es')} con la dosis acordada; se reservan {es}.",
    )
    return Duration(least, reserved, words), (
        Reason(asked.rule, words, asked.citation.text, asked.citation.grade),
    )


def _fixed(minutes: int | None, reserved: int) -> tuple[Duration, tuple[Reason, ...]]:
    words = both(minutes_words(reserved, "en"), minutes_words(reserved, "es"))
    return Duration(minutes, reserved, words), ()


def _facilitators(problem: Problem, step: Step, day: date) -> tuple[int | None, tuple[Reason, ...]]:
    if step.kind is not EncounterKind.ADMINISTRATION:
        return step.staff, ()
    asked = problem.asked(day).facilitators_needed
    if isinstance(asked, Found):
        least = int(asked.value)
        words = both(
            f"The law asks for at least {least} facilitator(s) present.",
            f"La ley pide al menos {least} facilitador(es) presente(s).",
        )
        reason = Reason(asked.rule, words, asked.citation.text, asked.citation.grade)
        return max(step.staff, least), (reason,)
    if isinstance(asked, NotEncoded):
        return step.staff, ()
    always = staff_whatever_the_dose(problem.pack, problem.session.clients, day)
    return None if always is None else max(step.staff, always), ()


def _modality(problem: Problem, step: Step) -> tuple[Modality, tuple[Reason, ...]]:
    modality = problem.modality(step)
    if modality is step.modalities[0]:
        return modality, ()
    return modality, (Reason("need.video", both("By video, as they asked.", "Por vídeo, como se pidió.")),)


def _day_reasons(drawn: Drawn, place: int, day: date) -> Iterator[Reason]:
    problem, node = drawn.problem, drawn.placed.nodes.nodes[place]
    step = node.step
    if node.held is not None:
        yield Reason("held", both("This has taken place or is fixed.", "Esto ya tuvo lugar o está fijado."))
        return
    if node.wish == drawn.placed.times[place][0]:
        yield Reason("unchanged", both("It stays where it was.", "Se queda donde estaba."))
        return
    for code, first in problem.first_days(step):
        kind = code.partition(":")[0].rpartition(".")[2]
        yield Reason(kind, both(f"Asked for: not before {first}.", f"Se pidió: no antes del {first}."))
    typical = _typical(drawn, step)
    if day != typical:
        words = both(
            f"The usual day would be {typical}; this is the nearest one that fits the days given and what follows.",
            f"El día habitual sería el {typical}; este es el más cercano que cabe en los días dados y lo que sigue.",
        )
        yield Reason("nearest-day", words)


def _typical(drawn: Drawn, step: Step) -> date:
    window, calendar = step.window, drawn.placed.nodes.calendar
    start, end = drawn.anchor(window.after)
    if window.side is Side.BEFORE:
        return drawn.day(calendar.reached_back(start, window.typical, 0))
    return drawn.day(calendar.reached(start if window.side is Side.WITH else end, window.typical, 0))


def _measure(drawn: Drawn, measure: MeasurePoint, standing: _Standing) -> PlannedMeasure:
    opens, closes = drawn.span(measure.window)
    return PlannedMeasure(
        id=measure.id,
        instrument=measure.instrument,
        label=measure.label,
        opens=opens,
        closes=closes,
        reasons=standing.measures[measure.id],
        time_of_day=measure.time_of_day,
        people=measure.people,
    )
