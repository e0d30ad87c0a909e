"""What the rules of the dose day hold against beginning a session."""

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from cairn.domain.pathway.unmet import Unmet
from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Role, Severity

BEGINNING: Final = "day."
"""How the ids of what the day itself holds begin; the rule's id follows."""
_ASKS: Final = "Ask on the day, and write the answer down."
_WEIGHED: Final = "A clinical reviewer may weigh it: screen again, decide and sign, today."


def dose_day_unmet(findings: Iterable[Finding], weighed: frozenset[str] = frozenset()) -> Iterator[Unmet]:
    """What the rules of the dose day stop, and what they only say, in the order of the screening.

    A rule that blocks or holds stops the session: when it fires, and for as long as nobody has asked it. What weighs
    less than a hold is said and stops nothing, since a source that was not verified binds nobody by itself.

    :param findings: of a screening of the dose day; those of other rules are passed over.
    :param weighed: the rules somebody weighed by name and signed for, on this day and over these facts. A hold does
        not stop again then; a block does, and so does a question that is still open.
    """
    for finding in findings:
        if finding.rule.asked_at is not Occasion.DOSE_DAY:
            continue
        match finding.said:
            case Said.NOT_ASKED:
                yield _open(finding)
            case Said.FIRED:
                if finding.weighs is Severity.BLOCK or finding.rule.id not in weighed:
                    yield _fired(finding)
            case Said.CLEAR:
                pass
            case _:
                assert_never(finding.said)


def _open(finding: Finding) -> Unmet:
    declared = finding.known.declared
    of_client = any(declared[fact].asked_of == "client" for fact in finding.missing)
    who = (Role.CLIENT, Role.FACILITATOR) if of_client else (Role.FACILITATOR,)
    severity = Severity.NOT_ASSESSED if finding.weighs is Severity.HOLD else Severity.NOTE
    return _unmet(finding, finding.rule.question, who, severity, _ASKS)


def _fired(finding: Finding) -> Unmet:
    who = (Role.CLINICAL_REVIEWER, Role.FACILITATOR)
    how = finding.rule.resolve
    if finding.weighs is Severity.HOLD:
        how = f"{how} {_WEIGHED}"
    return _unmet(finding, f"{finding.headline}.", who, finding.weighs, how)


def _unmet(finding: Finding, what: str, who: tuple[Role, ...], severity: Severity, how: str) -> Unmet:
    rule = finding.rule
    return Unmet(f"{BEGINNING}{rule.id}", what, who, severity, rule.citation.text, how)
