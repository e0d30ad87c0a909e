"""Why no roadmap fits, in words: what the regime refuses, wishes beyond limits, what cannot all hold."""

from datetime import timedelta

from cairn.domain.protocols.people import Who
from cairn.domain.protocols.protocol import Step, Words
from cairn.domain.protocols.tailored import Beyond
from cairn.domain.protocols.words import both
from cairn.domain.regimes.session_values import Refused
from cairn.domain.roadmap.law import windows_on
from cairn.domain.roadmap.preferences import Away, Preferences
from cairn.domain.roadmap.problem import Problem
from cairn.domain.roadmap.roadmap import Conflict, Reason
from cairn.domain.roadmap.smallest import core_of
from cairn.domain.roadmap.wording import (
    away_words,
    both_limits,
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


def beyond_limits(beyond: tuple[Beyond, ...]) -> Conflict:
    """A conflict between what was asked for and what the protocol lets people change."""
    first = beyond[0].tailoring
    reasons = tuple(
        Reason(
            f"tailoring:{each.tailoring.id}",
            both_limits(each.tailoring, each.wish),
            each.tailoring.citation.text,
            each.tailoring.citation.grade,
        )
        for each in beyond
    )
    how = both(
        "Ask for something within the limits, or choose another protocol.",
        "Pida algo dentro de los límites, o elija otro protocolo.",
    )
    return Conflict(first.steps[0], first.title, reasons, how)


def conflict_of(problem: Problem) -> Conflict:
    """The conflict of a problem that has no plan."""
    core = core_of(problem)
    step = problem.protocol.step(core.step)
    reasons = tuple(_reason(code, problem) for code in core.codes)
    return Conflict(step.id, step.title, reasons, _how(core.codes), core.proof)


def _reason(code: str, problem: Problem) -> Reason:
    whose, kind, name = _parts(code)
    if whose.startswith("facilitator-"):
        return _of_facilitator(code, kind, name, problem, int(whose.removeprefix("facilitator-")) - 1)
    match kind:
        case "duration" | "window" | "modality":
            return _of_step(code, kind, problem.protocol.step(name), problem)
        case "regime":
            return _of_regime(code, name, problem)
        case "start":
            day = problem.begins
            words = both(f"Nothing is planned before {day}.", f"Nada se planifica antes del {day}.")
            return Reason(code, words)
        case "condition":
            return _of_condition(code, name, problem)
        case _:
            return _of_person(code, kind, name, problem, whose)


def _parts(code: str) -> tuple[str, str, str]:
    """Whose constraint it is, of which kind, and what it is about: ``partner.away:0``."""
    head, _, name = code.partition(":")
    whose, _, kind = head.rpartition(".")
    return whose, kind, name


def _of_step(code: str, kind: str, step: Step, problem: Problem) -> Reason:
    title = step.title
    if kind == "window":
        words = window_words(step, problem.protocol)
        said = both(f"{title['en']}: {words['en']}", f"{title['es']}: {words['es']}")
    elif kind == "duration":
        minutes = problem.length(step)
        said = both(
            f"{title['en']}: {minutes_words(minutes, 'en')} on one day.",
            f"{title['es']}: {minutes_words(minutes, 'es')} en un día.",
        )
    else:
        said = both(f"{title['en']}: only in person.", f"{title['es']}: solo en persona.")
    return Reason(code, said, step.citation.text, step.citation.grade)


def _of_regime(code: str, rule: str, problem: Problem) -> Reason:
    windows = windows_on(problem.pack, problem.begins, problem.reviewers)
    window = next(window for window in windows if window.rule == rule)
    return Reason(code, regime_words(window), window.citation.text, window.citation.grade)


def _of_condition(code: str, name: str, problem: Problem) -> Reason:
    condition = next(each for each in problem.conditions if each.code == name)
    day = problem.begins + timedelta(days=condition.days)
    words = both(
        f"A condition of the screening: {condition.words['en']} It takes until {day}.",
        f"Una condición de la evaluación: {condition.words['es']} Lleva hasta el {day}.",
    )
    return Reason(code, words, condition.source, condition.grade)


def _of_facilitator(code: str, kind: str, name: str, problem: Problem, place: int) -> Reason:
    one = problem.practitioners[place]
    if kind == "away":
        return Reason(code, away_words(one.name, one.name, one.away[int(name)]))
    if kind == "once":
        words = both(
            f"{one.name} cannot be in two sessions at once.",
            f"{one.name} no puede estar en dos sesiones a la vez.",
        )
        return Reason(code, words)
    return Reason(code, hours_words(one.hours, one.name, one.name))


def _of_person(code: str, kind: str, name: str, problem: Problem, whose: str) -> Reason:
    said = problem.partner if whose == Who.PARTNER.value else problem.person
    assert isinstance(said, Preferences)  # noqa: S101 -- only what somebody said becomes a constraint
    en, es = ("The partner", "La pareja") if whose == Who.PARTNER.value else ("The person", "La persona")
    if kind == "away":
        away: Away = said.away[int(name)]
        return Reason(code, away_words(en, es, away))
    if kind == "not-before":
        day = max(day for step, day in said.not_before if step == name)
        title = problem.protocol.step(name).title
        return Reason(code, both(f"{title['en']}: not before {day}.", f"{title['es']}: no antes del {day}."))
    if kind == "video-only":
        words = both(f"{en} can only come by video.", f"{es} solo puede venir por vídeo.")
        return Reason(code, words)
    return Reason(code, hours_words(said.hours, en, es))


def _how(kept: tuple[str, ...]) -> Words:
    if any(code.startswith("facilitator-") for code in kept):
        return both(
            "Ask the facilitator for other days, or choose another one.",
            "Pida otros días al facilitador, o elija a otra persona.",
        )
    kinds = {_parts(code)[1] for code in kept}
    if kinds & {"hours", "away", "not-before", "video-only"}:
        return both(
            "Ask the person whether other days or hours are possible.",
            "Pregunte a la persona si son posibles otros días u horas.",
        )
    if "condition" in kinds:
        return both(
            "See to the condition sooner, or begin later.",
            "Resuelva antes la condición, o empiece más tarde.",
        )
    return both(
        "Hold a step again, or choose another protocol: what was held no longer fits its windows.",
        "Repita un paso o elija otro protocolo: lo realizado ya no cabe en sus plazos.",
    )
