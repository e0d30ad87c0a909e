"""What the reader must know of a whole roadmap."""

from collections.abc import Iterator, Mapping
from datetime import date

from cairn.domain.protocols.people import Who
from cairn.domain.protocols.protocol import Status
from cairn.domain.protocols.words import both
from cairn.domain.regimes.session_values import NotEncoded
from cairn.domain.roadmap.problem import Problem, is_call
from cairn.domain.roadmap.roadmap import Reason
from cairn.domain.vocabulary import EncounterKind


def notes_of(problem: Problem, days: Mapping[str, date]) -> tuple[Reason, ...]:
    """Gaps of the regime, rules that will be re-read, a protocol nobody signed, people nobody asked; each once."""
    found = (*_of_protocol(problem), *_of_people(problem), *_of_regime(problem, days))
    return tuple({(note.code, note.words["en"]): note for note in found}.values())


def _of_protocol(problem: Problem) -> Iterator[Reason]:
    protocol = problem.protocol
    if protocol.status is Status.DRAFT and not problem.signed:
        words = both(
            "This protocol is a draft: no reviewer of the site has signed it yet.",
            "Este protocolo es un borrador: nadie del centro lo ha firmado todavía.",
        )
        yield Reason("protocol.draft", words, protocol.key)
    if protocol.regimes and problem.pack.key not in protocol.regimes:
        meant = ", ".join(protocol.regimes)
        words = both(
            f"This protocol is meant for {meant}, not for {problem.pack.key}. Ask a reviewer whether it fits here.",
            f"Este protocolo es para {meant}, no para {problem.pack.key}. Pregunte a quien revisa si sirve aquí.",
        )
        yield Reason("protocol.regime", words, protocol.key)


def _of_people(problem: Problem) -> Iterator[Reason]:
    steps = [problem.protocol.step(name) for name in problem.steps]
    if problem.partner is None and any(Who.PARTNER in step.coming for step in steps):
        words = both(
            "The partner's days are not known, so these are not yet theirs.",
            "No se conocen los días de la pareja; estos aún no son los suyos.",
        )
        yield Reason("partner.unknown", words)
    if not problem.practitioners:
        return
    for step in steps:
        if not is_call(step) and len(problem.staff(step)) < step.staff:
            words = both(
                f"{step.title['en']}: {step.staff} facilitators are asked for, {len(problem.staff(step))} named.",
                f"{step.title['es']}: se piden {step.staff} facilitadores, {len(problem.staff(step))} con nombre.",
            )
            yield Reason("facilitators.unnamed", words, step.citation.text, step.citation.grade)


def _of_regime(problem: Problem, days: Mapping[str, date]) -> Iterator[Reason]:
    pack = problem.pack
    for step in problem.protocol.of_kind(EncounterKind.ADMINISTRATION):
        day = days[step.id]
        yield from _not_encoded(problem, day)
        for gap in problem.asked(day).gaps:
            words = both(gap.said, f"Sin codificar; pregunte a su autoridad. (En inglés:) {gap.said}")
            yield Reason(gap.rule, words, gap.citation.text, gap.citation.grade)
        if day >= pack.recheck_by:
            until = pack.recheck_by
            words = both(
                f"The session falls on or after {until}; the rules may have changed and must be read again.",
                f"La sesión es el {until} o después; las normas pueden haber cambiado y deben leerse de nuevo.",
            )
            yield Reason("pack.recheck", words, pack.title)


def _not_encoded(problem: Problem, day: date) -> Iterator[Reason]:
    """Where the place has no rule at all, so that what the protocol keeps free is not taken for the law's word."""
    asked, pack = problem.asked(day), problem.pack
    if isinstance(asked.min_duration, NotEncoded):
        words = both(
            f"{pack.title}: no rule here says how long the session lasts. The time kept free is the protocol's.",
            f"{pack.title}: ninguna norma aquí dice cuánto dura la sesión. El tiempo reservado es el del protocolo.",
        )
        yield Reason("regime.duration", words, pack.title)
    if isinstance(asked.facilitators_needed, NotEncoded):
        words = both(
            f"{pack.title}: no rule here says how many facilitators are present. The number is the protocol's.",
            f"{pack.title}: ninguna norma aquí dice cuántos facilitadores hay. El número es el del protocolo.",
        )
        yield Reason("regime.facilitators", words, pack.title)
