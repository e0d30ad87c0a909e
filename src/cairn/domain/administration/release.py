"""What stands before a client is released. Empty means ready; a named person still decides."""

from datetime import datetime, timedelta
from typing import assert_never

from cairn.domain.administration.alarms import Alarm, unresolved
from cairn.domain.administration.codes import Assessed, PresenceRole, RatedBy
from cairn.domain.administration.payloads import CriterionAssessed, Vitals
from cairn.domain.administration.release_rules import (
    Criterion,
    Judged,
    MinimumStay,
    ReleaseRequirements,
    Settled,
    UnknownStay,
)
from cairn.domain.administration.session import SessionState
from cairn.domain.administration.standing import Recorded
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.vocabulary import Severity


def unmet_before_release(
    state: SessionState, requirements: ReleaseRequirements, all_alarms: tuple[Alarm, ...], at: datetime
) -> tuple[Unmet, ...]:
    """What stands before a release, in the order of the criteria; empty means ready.

    Before any dose only alarms and presence stand: there is nothing to wait out.
    """
    found: list[Unmet] = []
    for criterion in requirements.criteria:
        found.extend(_unmet_of(criterion, state, requirements, all_alarms, at))
    return tuple(found)


def _unmet_of(
    criterion: Criterion,
    state: SessionState,
    requirements: ReleaseRequirements,
    all_alarms: tuple[Alarm, ...],
    at: datetime,
) -> tuple[Unmet, ...]:
    match criterion.judged:
        case Judged.ALARMS_RESOLVED:
            return _alarms(criterion, all_alarms)
        case Judged.FACILITATOR_PRESENT:
            return _presence(criterion, state, requirements, at)
        case _ if state.last_dose_at is None:
            return ()
        case Judged.ASSESSED:
            return _assessed(criterion, state)
        case Judged.MINIMUM_STAY:
            return _stay(criterion, state, requirements.stay, state.last_dose_at, at)
        case Judged.EFFECT_OVER:
            rating = _effect(criterion, state, requirements.settled, state.last_dose_at)
            return rating or _assessed(criterion, state)
        case Judged.VITALS_SETTLED:
            return _vitals(criterion, state, requirements.settled, at)
        case _:
            assert_never(criterion.judged)


def _assessed(criterion: Criterion, state: SessionState) -> tuple[Unmet, ...]:
    found = _latest(state, criterion.id)
    if found is None:
        return (_unmet(criterion, criterion.words, "Nobody has assessed it since the last dose."),)
    if found.said.finding is Assessed.NOT_MET:
        what = f"{found.by.name} found: not yet. {found.said.words}".rstrip()
        return (_unmet(criterion, criterion.words, what, Severity.HOLD),)
    return ()


def _stay(
    criterion: Criterion,
    state: SessionState,
    stay: MinimumStay | UnknownStay,
    last_dose_at: datetime,
    at: datetime,
) -> tuple[Unmet, ...]:
    if isinstance(stay, MinimumStay):
        until = last_dose_at + timedelta(minutes=stay.minutes)
        if at >= until:
            return ()
        left = -(-(until - at) // timedelta(minutes=1))
        what = f"At least {stay.minutes} minutes after the last dose. {left} minutes are left."
        severity = Severity.BLOCK if stay.enforced else Severity.HOLD
        return (Unmet(stay.id, what, criterion.who, severity, stay.source, "Stay together until then."),)
    decided = _latest(state, stay.id)
    if decided is not None and _explains(decided.said):
        return ()
    how = "Decide how long is enough and say why; your name stays with the decision."
    return (Unmet(stay.id, stay.question, criterion.who, Severity.NOT_ASSESSED, stay.source, how),)


def _effect(
    criterion: Criterion, state: SessionState, settled: Settled, last_dose_at: datetime
) -> tuple[Unmet, ...]:
    own = [r for r in state.ratings if r.said.rated_by is RatedBy.CLIENT and r.at >= last_dose_at]
    if not own:
        return (_unmet(criterion, criterion.words, "The client has not rated it since the last dose."),)
    if own[-1].said.rating > settled.intensity_at_most:
        what = f"The client's last rating is {own[-1].said.rating} of 10."
        return (_unmet(criterion, criterion.words, what, Severity.HOLD),)
    return ()


def _vitals(criterion: Criterion, state: SessionState, settled: Settled, at: datetime) -> tuple[Unmet, ...]:
    since = at - timedelta(minutes=settled.reading_age)
    first, last = state.ledger.entries[0].at, state.ledger.entries[-1].at
    before = [reading.said for reading in state.vitals if reading.at <= first]
    recent = [reading.said for reading in state.vitals if reading.at > last and reading.at >= since]
    systolic, diastolic = _last_pressure(recent)
    pulse = next((v.pulse for v in reversed(recent) if v.pulse is not None), None)
    if systolic is None or diastolic is None or pulse is None:
        missing = "pulse" if systolic is not None else "blood pressure" if pulse is not None else "readings"
        what = f"No {missing} in the last {settled.reading_age} minutes."
        return (_unmet(criterion, criterion.words, what),)
    base_systolic, base_diastolic = _last_pressure(before)
    high = [
        _high(systolic, settled.systolic_below, base_systolic, settled.near_baseline),
        _high(diastolic, settled.diastolic_below, base_diastolic, settled.near_baseline),
        pulse >= settled.pulse_below,
    ]
    if not any(high):
        return ()
    what = f"The last readings are {systolic}/{diastolic} mmHg, pulse {pulse}."
    return (_unmet(criterion, criterion.words, what, Severity.HOLD),)


def _last_pressure(vitals: list[Vitals]) -> tuple[int, int] | tuple[None, None]:
    for each in reversed(vitals):
        if each.systolic is not None and each.diastolic is not None:
            return each.systolic, each.diastolic
    return None, None


def _high(value: int, below: int, baseline: int | None, near: int) -> bool:
    return value >= below and (baseline is None or value > baseline + near)


def _alarms(criterion: Criterion, all_alarms: tuple[Alarm, ...]) -> tuple[Unmet, ...]:
    return tuple(
        _unmet(criterion, f"{alarm.rung.id}: {alarm.rung.words}", "It is not resolved.", Severity.HOLD)
        for alarm in unresolved(all_alarms)
    )


def _presence(
    criterion: Criterion, state: SessionState, requirements: ReleaseRequirements, at: datetime
) -> tuple[Unmet, ...]:
    here = any(stay.role is PresenceRole.FACILITATOR for stay in state.present(at))
    away = [
        gap.until for gap in state.gaps(at, requirements.breaks) if gap.until is not None and not gap.allowed
    ]
    account = _latest(state, criterion.id)
    found = []
    if not here:
        found.append(_unmet(criterion, criterion.words, "No facilitator is in the room.", Severity.HOLD))
    if away and not (account is not None and _explains(account.said) and account.at >= away[-1]):
        what = (
            f"{len(away)} time{'' if len(away) == 1 else 's'} without a facilitator, not yet accounted for."
        )
        found.append(_unmet(criterion, criterion.words, what, Severity.HOLD))
    return tuple(found)


def _latest(state: SessionState, criterion_id: str) -> Recorded[CriterionAssessed] | None:
    """The latest assessment after the last dose: what was found before it says nothing about now."""
    since = state.last_dose_at
    found = [a for a in state.assessments if a.said.criterion == criterion_id]
    return next((a for a in reversed(found) if since is None or a.at >= since), None)


def _unmet(criterion: Criterion, words: str, what: str, severity: Severity = Severity.NOT_ASSESSED) -> Unmet:
    return Unmet(
        criterion.id, f"{words} {what}", criterion.who, severity, criterion.source.text, criterion.how
    )


def _explains(assessment: CriterionAssessed) -> bool:
    return assessment.finding is Assessed.MET and bool(assessment.words)
