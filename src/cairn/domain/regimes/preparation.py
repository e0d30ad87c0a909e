"""How long before an administration session its preparation must be completed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from cairn.domain.citations import Citation, Reviewer
from cairn.domain.comparisons import COMPARISONS, Answer
from cairn.domain.conditions import Test
from cairn.domain.dates import Period, forward
from cairn.domain.regimes.demands import Forbid
from cairn.domain.regimes.pack import Pack

PREPARATION: Final = "timing.preparation"


@dataclass(frozen=True, slots=True)
class PreparationWindow:
    """The time between the end of preparation and the start of administration, as exact instants.

    :param test: the rule's own comparison, which decides.
    """

    rule: str
    words: str
    citation: Citation
    enforced: bool
    test: Test

    @property
    def at_least(self) -> Period | None:
        """At least this long before."""
        return self.test.operands.minimum

    @property
    def at_most(self) -> Period | None:
        """At most this long before."""
        return self.test.operands.maximum

    def span(self, completed_at: datetime) -> tuple[datetime | None, datetime | None]:
        """The first and the last moment an administration may start, in the zone of ``completed_at``."""
        first, last = (
            None
            if period is None
            else forward(completed_at.astimezone(UTC), period).astimezone(completed_at.tzinfo)
            for period in (self.at_least, self.at_most)
        )
        return first, last

    def allows(self, completed_at: datetime, starts_at: datetime) -> bool:
        """Whether a preparation completed then serves an administration that starts then; both aware."""
        answer = COMPARISONS[self.test.op].compare(completed_at, self.test.operands, starts_at)
        return answer is Answer.YES


def preparation_windows(
    pack: Pack, on: date, reviewers: tuple[Reviewer, ...] = ()
) -> tuple[PreparationWindow, ...]:
    """The windows in force on the day of the administration session; empty where the pack has none then."""
    return tuple(_windows(pack, on, reviewers))


def _windows(pack: Pack, on: date, reviewers: tuple[Reviewer, ...]) -> Iterator[PreparationWindow]:
    for rule in pack.about(PREPARATION):
        if rule.in_force.on(on) and isinstance(rule.demand, Forbid) and isinstance(rule.demand.unless, Test):
            enforced = pack.enforces(rule, reviewers)
            yield PreparationWindow(rule.id, rule.words, rule.citation, enforced, rule.demand.unless)
