"""The answers a regime gives about one administration session."""

from dataclasses import dataclass
from decimal import Decimal

from cairn.domain.citations import Citation
from cairn.domain.regimes.outcomes import Outcome, Provenance
from cairn.domain.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Found:
    """A number the regime asks for.

    :param enforced: whether its source, or the site's review, lets it stop anything.
    :param note: what was assumed; empty where nothing was.
    """

    value: Decimal
    unit: str
    rule: str
    words: str
    basis: Basis
    citation: Citation
    enforced: bool
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class OutsideForce:
    """The rule was not in force on that day: neither a number nor nought."""

    rule: str
    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """The pack holds no rule on this."""

    words: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A fact that decides it is not known."""

    rule: str
    words: str
    citation: Citation
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The rule has no answer for such a session: it may not be held."""

    rule: str
    words: str
    citation: Citation
    enforced: bool


SessionValue = Found | OutsideForce | NotEncoded | NotKnown | Refused


@dataclass(frozen=True, slots=True)
class SessionRequirements:
    """What is asked of one session.

    :param min_duration: minutes from the start to release, at least.
    :param facilitators_needed: facilitators present, at least.
    :param ceiling: the total dose of one client in the session, at most.
    :param group_cap: clients in the session, at most.
    :param broken: the rules that the session as described breaks.
    :param gaps: what the pack does not know about such a session.
    """

    min_duration: SessionValue
    facilitators_needed: SessionValue
    ceiling: SessionValue
    group_cap: SessionValue
    broken: tuple[Outcome, ...]
    gaps: tuple[Outcome, ...]

    @property
    def refused(self) -> bool:
        """Whether the session as described may not be held."""
        values = (self.min_duration, self.facilitators_needed, self.ceiling, self.group_cap)
        return bool(self.broken) or any(isinstance(value, Refused) for value in values)
