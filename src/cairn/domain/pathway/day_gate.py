"""What must still happen before an administration session may start."""

from collections.abc import Iterator
from typing import Final

from cairn.domain.pathway.dose_day import dose_day_unmet
from cairn.domain.pathway.situation import Situation
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.regimes.events import Effect, Standing
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.vocabulary import Role, Severity

_FACILITATOR: Final = (Role.FACILITATOR,)


def before_administration(situation: Situation) -> Iterator[Unmet]:
    """The centre's own gates, then the regime's."""
    yield from _preparation(situation)
    yield from dose_day_unmet(situation.dose_day.findings, situation.dose_day.weighed)
    yield from _papers(situation)
    yield from _staffing(situation)
    for outcome in situation.requirements:
        yield from of_outcome(outcome)


def _preparation(situation: Situation) -> Iterator[Unmet]:
    left = situation.preparation_needed - situation.preparation_finished
    if left > 0:
        what = f"{left} of {situation.preparation_needed} preparation sessions have not been held."
        yield Unmet(
            "preparation.sessions", what, _FACILITATOR, Severity.HOLD, "protocol", "Hold and finish them."
        )
    if not situation.intention_present:
        who = (Role.CLIENT, Role.FACILITATOR)
        how = "Write it with the client, in their words. It may be as short as they like."
        yield Unmet(
            "preparation.intention", "No intention is written down.", who, Severity.HOLD, "protocol", how
        )
    if not situation.rescreened:
        what = "Nobody has asked yet what changed since the screening."
        how = "Ask on the day, before anything else: medicines, health, mood, thoughts of harm."
        who = (Role.FACILITATOR, Role.CLINICAL_REVIEWER)
        yield Unmet("screening.again", what, who, Severity.NOT_ASSESSED, None, how)


def _papers(situation: Situation) -> Iterator[Unmet]:
    asked_by_law = {
        code
        for outcome in situation.requirements
        if outcome.effect is Effect.REQUIRE_BEFORE and outcome.is_open and outcome.enforced
        for code in outcome.lacking
    }
    for paper in situation.papers_needed:
        if paper.code not in situation.documents and paper.code not in asked_by_law:
            who, how = (Role.FACILITATOR, Role.CLIENT), "Read it together, sign it and put it on file."
            what = f"Not on file: {paper.title}."
            yield Unmet(f"document.{paper.code}", what, who, Severity.HOLD, paper.source, how)


def _staffing(situation: Situation) -> Iterator[Unmet]:
    staffing, who = situation.staffing, (Role.COORDINATOR,)
    if staffing.needed is None:
        what = "Nobody has worked out how many facilitators the session needs."
        how = "Agree the dose with the client and say how many clients take part."
        yield Unmet(
            "staffing.unknown", what, (*who, *_FACILITATOR), Severity.NOT_ASSESSED, staffing.source, how
        )
    elif staffing.assigned < staffing.needed:
        what = f"{staffing.assigned} of {staffing.needed} facilitators are assigned."
        yield Unmet(
            "staffing.facilitators", what, who, Severity.HOLD, staffing.source, "Assign them to the session."
        )


def of_outcome(outcome: Outcome) -> Iterator[Unmet]:
    """What a rule of the regime still waits for: nothing where it is met, not in force or does not apply."""
    if outcome.standing is Standing.GAP:
        yield _from(outcome, Severity.NOTE)
    if outcome.is_open:
        yield _from(outcome, _severity(outcome))


def _severity(outcome: Outcome) -> Severity:
    if not outcome.stops:
        return Severity.NOTE
    if outcome.standing is Standing.UNDETERMINED:
        return Severity.NOT_ASSESSED
    return Severity.BLOCK if outcome.effect in {Effect.BLOCK, Effect.CEILING} else Severity.HOLD


def _from(outcome: Outcome, severity: Severity) -> Unmet:
    lacking = outcome.lacking if outcome.standing is Standing.UNDETERMINED else ()
    source = outcome.citation.text
    return Unmet(outcome.rule, outcome.said, outcome.who, severity, source, outcome.how, lacking)
