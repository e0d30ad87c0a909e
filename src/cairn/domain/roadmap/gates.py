"""What must be true before which step: the protocol's gates, the screening's conditions, what people need."""

from collections.abc import Iterator, Mapping
from datetime import date

from cairn.domain.protocols.protocol import Step
from cairn.domain.protocols.window import Modality
from cairn.domain.protocols.words import both
from cairn.domain.roadmap.preferences import Condition, Preferences
from cairn.domain.roadmap.problem import Problem
from cairn.domain.roadmap.roadmap import PlannedGate, Reason
from cairn.domain.vocabulary import Role


def planned_gates(problem: Problem, days: Mapping[str, date]) -> tuple[PlannedGate, ...]:
    """The gates in the order of their days.

    :param days: the day of each step.
    """
    found = (*_of_protocol(problem, days), *_of_conditions(problem, days), *_of_needs(problem, days))
    return tuple(sorted(found, key=lambda gate: (gate.by, gate.id)))


def _of_protocol(problem: Problem, days: Mapping[str, date]) -> Iterator[PlannedGate]:
    for gate in problem.protocol.gates:
        reason = Reason("protocol.gate", gate.why, gate.citation.text, gate.citation.grade)
        yield PlannedGate(gate.id, gate.before, days[gate.before], gate.title, gate.who, (reason,))


def _of_conditions(problem: Problem, days: Mapping[str, date]) -> Iterator[PlannedGate]:
    for condition in problem.conditions:
        before = min(problem.waits_for(condition), key=lambda step: (days[step], step))
        yield PlannedGate(
            f"condition:{condition.code}",
            before,
            days[before],
            condition.words,
            condition.who,
            (_asked_for(condition),),
        )


def _asked_for(condition: Condition) -> Reason:
    words = both("The person was accepted on this condition.", "La persona fue aceptada con esta condición.")
    return Reason("screening.condition", words, condition.source, condition.grade)


def _of_needs(problem: Problem, days: Mapping[str, date]) -> Iterator[PlannedGate]:
    in_time = sorted((problem.protocol.step(name) for name in problem.steps), key=lambda step: days[step.id])
    for step in in_time[:1]:
        for said in _coming(problem, step):
            if said.needs.interpreter:
                language = said.needs.interpreter
                words = both(
                    f"An interpreter is booked: {language}.", f"Hay intérprete reservado: {language}."
                )
                yield _need("interpreter", step, days, words)
    here = [step for step in in_time if problem.modality(step) is Modality.IN_PERSON]
    for step in here[:1]:
        for said in _coming(problem, step):
            for number, what in enumerate(said.needs.accessibility, 1):
                words = both(f"Seen to for them: {what}.", f"Previsto para la persona: {what}.")
                yield _need(f"accessibility-{number}", step, days, words)


def _coming(problem: Problem, step: Step) -> list[Preferences]:
    return [said for _, said in problem.party(step)]


def _need(name: str, step: Step, days: Mapping[str, date], words: Mapping[str, str]) -> PlannedGate:
    reason = Reason("need", both("They said so.", "Así lo dijeron."))
    return PlannedGate(f"need:{name}", step.id, days[step.id], words, (Role.COORDINATOR,), (reason,))
