"""What happened between two scores: four outcomes of reliable change, response, recovery."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cairn.domain.instruments.definition import Direction, Instrument
from cairn.domain.instruments.meaning import (
    ChangeKind,
    ChangeRule,
    RecoveryKind,
    RecoveryRule,
    ResponseRule,
    is_asserted,
)
from cairn.domain.instruments.scoring import Incomplete, Score


class ReliableChange(StrEnum):
    """Whether a difference exceeds what measurement error would give."""

    IMPROVEMENT = "reliable-improvement"
    DETERIORATION = "reliable-deterioration"
    NONE = "no-reliable-change"
    NOT_COMPUTABLE = "not-computable"


class Response(StrEnum):
    """Whether a score fell by the response rule's percentage."""

    RESPONSE = "response"
    NO_RESPONSE = "no-response"
    UNDEFINED = "undefined-at-baseline-zero"
    NOT_COMPUTABLE = "not-computable"


class Recovery(StrEnum):
    """Whether a recovery rule is met."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_COMPUTABLE = "not-computable"


@dataclass(frozen=True, slots=True)
class Change:
    """From one primary score to a later one. The rules stand beside their answers, with source and grade."""

    points: Decimal | None
    """Later minus baseline."""
    percent: Decimal | None
    """Of the baseline; None where that is nought."""
    reliable: ReliableChange
    reliable_rule: ChangeRule | None
    response: Response
    response_rule: ResponseRule | None
    recoveries: tuple[tuple[RecoveryRule, Recovery], ...]


def strictest_rule(instrument: Instrument) -> ChangeRule | None:
    """The reliable-change rule that asks for most points, so that a choice of samples never overclaims.

    A number nobody verified is none: it may be shown with its grade, and nothing is called reliable by it.
    """
    rules = [
        rule
        for rule in instrument.changes
        if rule.kind is ChangeKind.RELIABLE
        and rule.score == instrument.primary.id
        and is_asserted(rule.citation)
    ]
    return max(rules, key=lambda rule: rule.points, default=None)


def change_between(
    instrument: Instrument,
    baseline: Score | Incomplete | None,
    later: Score | Incomplete | None,
    rule: ChangeRule | None = None,
) -> Change:
    """The change of the primary score, by one of its reliable-change rules; without `rule`, the strictest."""
    chosen = rule or strictest_rule(instrument)
    before, after = _value(baseline), _value(later)
    points = None if before is None or after is None else after - before
    reliable = reliable_change(instrument.direction, chosen, points)
    fall = instrument.response
    if fall is not None and fall.score != instrument.primary.id:
        fall = None
    return Change(
        points=points,
        percent=100 * points / before if before and points is not None else None,
        reliable=reliable,
        reliable_rule=chosen,
        response=response(fall, before, after),
        response_rule=fall,
        recoveries=tuple(
            (each, recovery(each, before, after, reliable))
            for each in instrument.recoveries
            if each.score == instrument.primary.id
        ),
    )


def reliable_change(direction: Direction, rule: ChangeRule | None, points: Decimal | None) -> ReliableChange:
    """One of four outcomes; not computable without both scores, a rule, and a direction."""
    if points is None or rule is None or direction is Direction.NEITHER:
        return ReliableChange.NOT_COMPUTABLE
    if abs(points) < rule.points:
        return ReliableChange.NONE
    better = points < 0 if direction is Direction.HIGHER_IS_WORSE else points > 0
    return ReliableChange.IMPROVEMENT if better else ReliableChange.DETERIORATION


def response(rule: ResponseRule | None, before: Decimal | None, after: Decimal | None) -> Response:
    """Whether the score fell by the rule's percentage; a baseline of nought leaves nothing to fall from."""
    if rule is None or before is None or after is None:
        return Response.NOT_COMPUTABLE
    if before == 0:
        return Response.UNDEFINED
    fell_enough = 100 * (before - after) >= rule.percent * before
    return Response.RESPONSE if fell_enough else Response.NO_RESPONSE


def recovery(
    rule: RecoveryRule, before: Decimal | None, after: Decimal | None, reliable: ReliableChange
) -> Recovery:
    """Whether the later score is on the well side; clinically significant change asks for the crossing."""
    if after is None:
        return Recovery.NOT_COMPUTABLE
    if rule.kind is RecoveryKind.REMISSION:
        return Recovery.MET if rule.met_by(after) else Recovery.NOT_MET
    if before is None or reliable is ReliableChange.NOT_COMPUTABLE:
        return Recovery.NOT_COMPUTABLE
    crossed = rule.met_by(after) and not rule.met_by(before)
    return Recovery.MET if crossed and reliable is ReliableChange.IMPROVEMENT else Recovery.NOT_MET


def _value(result: Score | Incomplete | None) -> Decimal | None:
    return result.value if isinstance(result, Score) else None
