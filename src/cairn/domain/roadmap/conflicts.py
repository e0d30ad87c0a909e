"""Why no roadmap fits: the smallest set of constraints that cannot all hold."""

from dataclasses import replace

from cairn.domain.protocols.protocol import Step, Words
from cairn.domain.regimes.session_values import Refused
from cairn.domain.roadmap.problem import Problem
from cairn.domain.roadmap.roadmap import Conflict, Reason
from cairn.domain.roadmap.search import Search
from cairn.domain.roadmap.wording import (
    both,
    hours_words,
    minutes_words,
    regime_words,
    window_words,
)
from cairn.domain.vocabulary import EncounterKind


def refused_by_regime(problem: Problem) -> Conflict | None:
    """A conflict where the regime refuses the session as agreed, whatever the day."""
    asked = problem.asked(problem.begins)
    values = (asked.ceiling, asked.min_duration, asked.facilitators_needed, asked.group_cap)
    reasons = [
        Reason(value.rule, both(value.words, value.words), value.citation.text, value.citation.grade)
        for value in values
        if isinstance(value, Refused)
    ]
    reasons += [
        Reason(broken.rule, both(broken.said, broken.said), broken.citation.text, broken.citation.grade)
        for broken in asked.broken
    ]
    days = problem.protocol.of_kind(EncounterKind.ADMINISTRATION)
    if not reasons or not days:
        return None
    how = both(
        "Agree the dose again with the client, or make the group smaller.",
        "Acuerde de nuevo la dosis con el cliente, o reduzca el grupo.",
    )
    return Conflict(days[0].id, days[0].title, tuple(reasons), how)


def conflict_of(problem: Problem) -> Conflict:
    """The conflict of a problem that has no plan."""
    core = _fewest_steps(problem)
    kept: list[str] = list(core.codes())
    for code in core.codes():
        without = replace(core, aside=core.aside | {code})
        if Search(without).solve() is None:
            core = without
            kept.remove(code)
    step = problem.protocol.step(core.steps[-1])
    reasons = tuple(_reason(code, problem) for code in kept)
    return Conflict(step.id, step.title, reasons, _how(kept))


def _fewest_steps(problem: Problem) -> Problem:
    """The same conflict with as few steps as show it; what was counted from a step left out is free."""
    for step in (*reversed(problem.steps), *problem.steps):
        fewer = replace(problem, steps=tuple(other for other in problem.steps if other != step))
        if len(fewer.steps) < len(problem.steps) and Search(fewer).solve() is None:
            problem = fewer
    return problem


def _reason(code: str, problem: Problem) -> Reason:
    kind, _, name = code.partition(":")
    match kind:
        case "duration":
            return _duration(problem.protocol.step(name), problem, code)
        case "window":
            step = problem.protocol.step(name)
            words = window_words(step, problem.protocol)
            said = both(f"{step.title['en']}: {words['en']}", f"{step.title['es']}: {words['es']}")
            return Reason(code, said, step.citation.text, step.citation.grade)
        case "regime":
            return _regime(name, problem, code)
        case "away":
            away = problem.person.away[int(name)]
            return Reason(
                code,
                both(
                    f"The person cannot come from {away.first} to {away.last}.",
                    f"La persona no puede venir del {away.first} al {away.last}.",
                ),
            )
        case "not-before":
            return _not_before(name, problem, code)
        case "start":
            day = problem.begins
            return Reason(
                code, both(f"Nothing is planned before {day}.", f"Nada se planifica antes del {day}.")
            )
        case _:
            return Reason(code, hours_words(problem.person.hours))


def _duration(step: Step, problem: Problem, code: str) -> Reason:
    minutes = problem.length(step)
    words = both(
        f"{step.title['en']}: {minutes_words(minutes, 'en')} on one day.",
        f"{step.title['es']}: {minutes_words(minutes, 'es')} en un día.",
    )
    return Reason(code, words, step.citation.text, step.citation.grade)


def _regime(rule: str, problem: Problem, code: str) -> Reason:
    windows = (
        window
        for step in problem.protocol.steps
        for window in problem.regime_windows(step, problem.begins)
        if window.rule == rule
    )
    window = next(windows)
    return Reason(code, regime_words(window), window.citation.text, window.citation.grade)


def _not_before(name: str, problem: Problem, code: str) -> Reason:
    day = max(day for step, day in problem.person.not_before if step == name)
    title = problem.protocol.step(name).title
    return Reason(code, both(f"{title['en']}: not before {day}.", f"{title['es']}: no antes del {day}."))


def _how(kept: list[str]) -> Words:
    if any(code == "hours" or code.startswith(("away:", "not-before:")) for code in kept):
        return both(
            "Ask the person whether other days or hours are possible.",
            "Pregunte a la persona si son posibles otros días u horas.",
        )
    return both(
        "Hold a step again, or choose another protocol: what was held no longer fits its windows.",
        "Repita un paso o elija otro protocolo: lo realizado ya no cabe en sus plazos.",
    )
