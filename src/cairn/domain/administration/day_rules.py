"""Everything a site sets about the administration day, in one value."""

from dataclasses import dataclass

from cairn.domain.administration.ladder import Ladder
from cairn.domain.administration.monitoring import Schedule
from cairn.domain.administration.phases import PhaseStart
from cairn.domain.administration.release_rules import Criterion, Settled
from cairn.domain.citations import Citation


@dataclass(frozen=True, slots=True)
class DayRules:
    """The rules of the day under one id and version.

    :param set_by: who at the site answers for them, None while they are only proposed.
    """

    id: str
    set_by: str | None
    phases: tuple[PhaseStart, ...]
    phases_source: Citation
    schedule: Schedule
    ladder: Ladder
    settled: Settled
    criteria: tuple[Criterion, ...]
