"""A screening rule: one condition, one source with its grade, and three questions kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cairn.domain.answering import Ask, answering
from cairn.domain.citations import Citation
from cairn.domain.conditions import Condition, named_facts, parse
from cairn.domain.facts import FactDeclaration
from cairn.domain.medicines.interactions import Interaction, Stance
from cairn.domain.vocabulary import Basis, Severity


class Occasion(StrEnum):
    """When a screening is made. On the day of a dose everything is asked again, and what belongs to that day too."""

    SCREENING = "screening"
    DOSE_DAY = "dose-day"


ORDER: Final = (Severity.NOTE, Severity.REVIEW, Severity.HOLD, Severity.BLOCK)
"""The severities a rule may have, mildest first."""


RANK: Final[Mapping[Severity, int]] = MappingProxyType(
    {severity: place for place, severity in enumerate(ORDER)}
)


def is_stricter(one: Severity, other: Severity) -> bool:
    """Whether one severity asks for more than another."""
    return RANK[one] > RANK[other]


@dataclass(frozen=True, slots=True)
class Written:
    """A condition as it is written, with named numbers and periods a profile may set.

    :param when: the condition as plain data; ``{parameter: name}`` stands for a value.
    :param parameters: the values, by name.
    """

    when: Mapping[str, object]
    parameters: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def condition(self, declared: Mapping[str, FactDeclaration]) -> Condition:
        """The condition with every parameter in its place.

        :raises ConditionFaultError: when it cannot be read.
        :raises KeyError: when it names a parameter that has no value.
        """
        return parse(filled(self.when, self.parameters), declared, "when")


def filled(node: object, parameters: Mapping[str, object]) -> object:
    """The same plain data with each ``{parameter: name}`` replaced by its value."""
    if isinstance(node, Mapping):
        if set(node) == {"parameter"}:
            return parameters[str(node["parameter"])]
        return {key: filled(inner, parameters) for key, inner in node.items()}
    if isinstance(node, list):
        return [filled(inner, parameters) for inner in node]
    return node


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of screening.

    :param question: the rule as a question in words.
    :param headline: what a finding says; ``{fact.id}`` stands for the value, ``{medicines}`` for those that fired it.
    :param rationale: why the rule is there, shown beside the finding.
    :param resolve: what settles it: a question to ask, a letter, a measurement. Never to stop a medicine.
    :param citation: the source whose grade limits what the rule may do.
    :param overridable: whether an authorised person may decide past it, with a reason.
    :param needs_second_person: whether deciding past it takes a second authorised person.
    :param crisis: whether a person answers this today, before anything else.
    :param reviewed: whether somebody of the site already answers for it (a regime's own reviewers).
    :param asked_at: the occasion it belongs to; a rule of the dose day does not hold an earlier screening.
    :param unasked: what an unanswered question weighs at most, where a missing measurement asks for a person's view
        rather than holding; None where it holds as far as the rule may.
    :param asks: the facts it asks about.
    :param ask: the condition as a function that only answers.
    :param origin: which text it comes from: ``screening``, ``interactions``, or a regime's key, version and hash.
    """

    id: str
    title: str
    question: str
    written: Written
    condition: Condition
    severity: Severity
    headline: str
    rationale: str
    resolve: str
    citation: Citation
    more: tuple[Citation, ...]
    trial_excluded: Stance
    harm_evidence: Stance
    jurisdiction_prohibited: Stance
    overridable: bool
    needs_second_person: bool
    basis: Basis = Basis.HOUSE
    crisis: bool = False
    reviewed: bool = False
    interaction: Interaction | None = None
    origin: str = "screening"
    asked_at: Occasion = Occasion.SCREENING
    unasked: Severity | None = None
    asks: tuple[str, ...] = field(init=False)
    ask: Ask = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep which facts the rule asks about, and its condition as a function: every screening needs both."""
        object.__setattr__(self, "asks", named_facts(self.condition))
        object.__setattr__(self, "ask", answering(self.condition))

    def changed(
        self,
        severity: Severity | None,
        parameters: Mapping[str, object],
        declared: Mapping[str, FactDeclaration],
    ) -> "Rule":
        """The same rule at another severity, or with other values for its parameters.

        :raises KeyError: for a parameter the rule does not have.
        """
        odd = sorted(set(parameters) - set(self.written.parameters))
        if odd:
            raise KeyError(odd[0])
        written = Written(self.written.when, MappingProxyType({**self.written.parameters, **parameters}))
        condition = written.condition(declared) if parameters else self.condition
        return replace(self, written=written, condition=condition, severity=severity or self.severity)
