"""Turns found times into a roadmap whose every step says why it is there and why then."""

from collections.abc import Iterator
from datetime import datetime

from cairn.domain.protocols.protocol import START, MeasurePoint, Step
from cairn.domain.regimes.session import facilitators_whatever_the_dose
from cairn.domain.regimes.session_values import Found
from cairn.domain.roadmap.moments import Span, counted
from cairn.domain.roadmap.problem import Problem
from cairn.domain.roadmap.roadmap import Duration, PlannedMeasure, PlannedStep, Reason, Roadmap
from cairn.domain.roadmap.search import Placed
from cairn.domain.roadmap.wording import both, minutes_words, regime_words, window_words
from cairn.domain.vocabulary import EncounterKind


def draw(problem: Problem, placed: Placed) -> Roadmap:
    """The roadmap, its steps in the order of their days."""
    steps = (_step(problem, problem.protocol.step(step), placed) for step in problem.steps)
    return Roadmap(
        protocol=problem.protocol.key,
        protocol_hash=problem.protocol.content_hash,
        regime=problem.pack.key,
        regime_version=problem.pack.version,
        regime_hash=problem.pack.content_hash,
        zone=problem.person.zone.key,
        steps=tuple(sorted(steps, key=lambda step: step.starts)),
        measures=tuple(_measure(problem, measure, placed) for measure in problem.protocol.measures),
        notes=tuple(_notes(problem, placed)),
    )


def _anchor(problem: Problem, after: str, placed: Placed) -> datetime:
    return problem.anchor_of_start() if after == START else placed[after].closes


def _step(problem: Problem, step: Step, placed: Placed) -> PlannedStep:
    here, anchor = placed[step.id], _anchor(problem, step.window.after, placed)
    windows = problem.regime_windows(step, here.opens.date())
    span = problem.window(step, anchor)
    duration, duration_reasons = _duration(problem, step, here)
    facilitators, staffing_reasons = _facilitators(problem, step, here)
    return PlannedStep(
        id=step.id,
        kind=step.kind,
        title=step.title,
        asks=step.asks,
        starts=here.opens,
        ends=here.closes,
        opens=span.opens,
        closes=span.closes,
        duration=duration,
        facilitators=facilitators,
        modality=step.modalities[0],
        room=step.room,
        reasons=(
            Reason("protocol.step", step.why, step.citation.text, step.citation.grade),
            Reason("protocol.window", window_words(step, problem.protocol), problem.protocol.key),
            *(Reason(w.rule, regime_words(w), w.citation.text, w.citation.grade) for w in windows),
            *duration_reasons,
            *staffing_reasons,
            *_day_reasons(problem, step, here, anchor),
        ),
    )


def _duration(problem: Problem, step: Step, here: Span) -> tuple[Duration, tuple[Reason, ...]]:
    reserved = problem.length(step)
    en, es = minutes_words(reserved, "en"), minutes_words(reserved, "es")
    if step.minutes is not None:
        return Duration(step.minutes, reserved, both(en, es)), ()
    asked = problem.asked(here.opens.date()).min_duration
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


def _facilitators(problem: Problem, step: Step, here: Span) -> tuple[int | None, tuple[Reason, ...]]:
    if step.kind is not EncounterKind.ADMINISTRATION:
        return step.facilitators, ()
    day = here.opens.date()
    asked = problem.asked(day).facilitators_needed
    if isinstance(asked, Found):
        least = int(asked.value)
        words = both(
            f"The law asks for at least {least} facilitator(s) present.",
            f"La ley pide al menos {least} facilitador(es) presente(s).",
        )
        reason = Reason(asked.rule, words, asked.citation.text, asked.citation.grade)
        return max(step.facilitators, least), (reason,)
    always = facilitators_whatever_the_dose(problem.pack, problem.session.clients, day)
    return None if always is None else max(step.facilitators, always), ()


def _day_reasons(problem: Problem, step: Step, here: Span, anchor: datetime) -> Iterator[Reason]:
    if step.id in problem.held:
        yield Reason("held", both("This has taken place or is fixed.", "Esto ya tuvo lugar o está fijado."))
        return
    if problem.wished.get(step.id) == here.opens:
        yield Reason("unchanged", both("It stays where it was.", "Se queda donde estaba."))
        return
    zone = problem.person.zone
    typical = counted(anchor, step.window.typical, step.window.typical, zone).opens.date()
    for key, day in problem.person.not_before:
        if key == step.id:
            yield Reason(
                "not-before", both(f"Asked for: not before {day}.", f"Se pidió: no antes del {day}.")
            )
    if here.opens.date() != typical:
        words = both(
            f"The usual day would be {typical}; this is the nearest one that fits the days given and what follows.",
            f"El día habitual sería el {typical}; este es el más cercano que cabe en los días dados y lo que sigue.",
        )
        yield Reason("nearest-day", words)


def _measure(problem: Problem, measure: MeasurePoint, placed: Placed) -> PlannedMeasure:
    anchor = _anchor(problem, measure.window.after, placed)
    span = counted(anchor, measure.window.opens, measure.window.closes, problem.person.zone)
    return PlannedMeasure(
        id=measure.id,
        instrument=measure.instrument,
        label=measure.label,
        opens=span.opens.date(),
        closes=span.closes.date(),
        reasons=(
            Reason("protocol.measure", measure.why, measure.citation.text, measure.citation.grade),
            Reason("protocol.choice", measure.label, measure.choice.text, measure.choice.grade),
        ),
    )


def _notes(problem: Problem, placed: Placed) -> Iterator[Reason]:
    days = [placed[step.id].opens.date() for step in problem.protocol.of_kind(EncounterKind.ADMINISTRATION)]
    for day in days:
        for gap in problem.asked(day).gaps:
            words = both(gap.said, f"Sin codificar; pregunte a su autoridad. (En inglés:) {gap.said}")
            yield Reason(gap.rule, words, gap.citation.text, gap.citation.grade)
        if day >= problem.pack.recheck_by:
            until = problem.pack.recheck_by
            words = both(
                f"The session falls on or after {until}; the rules may have changed and must be read again.",
                f"La sesión es el {until} o después; las normas pueden haber cambiado y deben leerse de nuevo.",
            )
            yield Reason("pack.recheck", words, problem.pack.title)
