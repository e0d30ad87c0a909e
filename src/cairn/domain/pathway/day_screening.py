"""What the rules of the dose day hold against beginning a session."""

from typing import Final

from cairn.domain.pathway.situation import DayFinding
from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Severity

_SAYS_ONLY: Final = frozenset({Severity.CLEAR, Severity.NOTE})


def held_today(result: ScreeningResult) -> tuple[DayFinding, ...]:
    """The findings of the dose day that a person must answer or weigh first, in the order of the screening.

    What asks for a review holds too: as in every screening, somebody writes what was weighed before it goes on.
    """
    return tuple(
        _held(finding)
        for finding in result.findings
        if finding.rule.asked_at is Occasion.DOSE_DAY and finding.weighs not in _SAYS_ONLY
    )


def _held(finding: Finding) -> DayFinding:
    rule = finding.rule
    if finding.said is Said.NOT_ASKED:
        return DayFinding(rule.id, Severity.NOT_ASSESSED, rule.question, rule.resolve)
    severity = Severity.BLOCK if finding.weighs is Severity.BLOCK else Severity.HOLD
    return DayFinding(rule.id, severity, finding.headline, rule.resolve)
