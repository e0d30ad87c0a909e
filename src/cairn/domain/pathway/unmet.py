"""One thing that must still happen before a step, with who can see to it and how."""

from dataclasses import dataclass

from cairn.domain.vocabulary import Role, Severity


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something that stands before a step.

    :param id: stable, such as ``fit.client-decision`` or a rule's id.
    :param what: what is missing, in words.
    :param who: the roles that can resolve it.
    :param severity: BLOCK and HOLD stop the step, NOT_ASSESSED until somebody asks, NOTE only says so.
    :param source: the rule or protocol that asks for it, None where it is the product's own order of steps.
    :param how: what to do next.
    :param lacking: the facts nobody has established that it waits for, by id.
    """

    id: str
    what: str
    who: tuple[Role, ...]
    severity: Severity
    source: str | None
    how: str
    lacking: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the step waits for it."""
        return self.severity in {Severity.BLOCK, Severity.HOLD, Severity.NOT_ASSESSED}
