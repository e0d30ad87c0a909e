"""Screen a person, and decide on a screening with a signature."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from cairn.domain.screening.decision import Decision, Override, Proposal, unmet_before
from cairn.domain.screening.finding import Finding
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.vocabulary import Role
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import (
    Account,
    EpisodeOfCare,
    FactStatement,
    Screening,
    ScreeningDecision,
    Signature,
    Task,
)
from cairn.record.permissions import Permission, permissions_of, require
from cairn.record.selectors.reviewers import reviewers_at
from cairn.record.services.signature import sign
from cairn.record.to_domain.facts import facts_of
from cairn.record.to_domain.screening import asked_at, occasion_of


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: their account, and what proves it is them.

    :param secret: their password, or the code their authenticator shows now.
    :param passkey_just_used: they confirmed with a passkey in this session, in the last two minutes.
    """

    account: Account
    secret: str = ""
    passkey_just_used: bool = False


def screen_now(
    episode: EpisodeOfCare, at: datetime, statements: Mapping[str, FactStatement] | None = None
) -> ScreeningResult:
    """Where a person stands by their confirmed facts at a moment. Nothing is written.

    On the day of an administration session the rules of the dose day are asked too.

    :param statements: the current statements, where they were read already.
    """
    patient, site = episode.patient, episode.patient.site
    asked = asked_at(site, at, reviewers_at(site.pk), occasion_of(episode, at))
    return asked.screen(facts_of(patient, at, statements))


@transaction.atomic
def run_screening(*, episode: EpisodeOfCare, by: Actor, at: datetime) -> Screening:
    """Screen, and keep the result with all that is needed to replay it."""
    require(by, Permission.SCREENING_RUN)
    result = screen_now(episode, at)
    row = Screening.objects.create(
        patient_id=episode.patient_id,
        episode=episode,
        occasion=result.occasion.value,
        profile=result.profile,
        regime=", ".join(result.regime),
        content_hash=result.content_hash,
        facts=dict(result.inputs),
        facts_hash=result.facts_hash,
        findings=[finding_to_json(finding) for finding in result.findings],
        disposition=result.disposition.value,
        at=at,
        by_id=by.account_id,
    )
    audit.write(
        "screening.run",
        by=by,
        at=at,
        patient=episode.patient_id,
        subject=f"Screening/{row.pk}",
        reason=row.disposition,
    )
    return row


def finding_to_json(finding: Finding) -> dict[str, object]:
    """What is kept of a finding: what was said, of which facts, by which source."""
    return {
        "rule": finding.rule.id,
        "title": finding.rule.title,
        "said": finding.said.value,
        "severity": finding.severity.value,
        "weighs": finding.weighs.value,
        "enforced": finding.enforced,
        "standing": finding.standing,
        "headline": finding.headline,
        "facts": [{"fact": each.fact, "label": each.label, "shown": each.shown} for each in finding.facts],
        "missing": list(finding.missing),
        "source": finding.rule.citation.text,
        "grade": finding.rule.citation.grade.value,
        "asked_at": finding.rule.asked_at.value,
    }


@transaction.atomic
def decide_screening(
    *,
    screening: Screening,
    decision: Decision,
    reason: str,
    signer: Signer,
    by: Actor,
    at: datetime,
    conditions: tuple[str, ...] = (),
    overrides: Mapping[str, str] | None = None,
    second: Signer | None = None,
) -> ScreeningDecision:
    """Decide and sign.

    :param overrides: by rule id, what was weighed on each finding that is held or reviewed.
    :param second: a second authorised person, where a rule asks for one.
    :raises RefusedError: with everything that stands before the decision; when the facts have changed since; or when
        the signature does not prove who signs.
    :raises ChangedMeanwhileError: when a colleague has just decided on the same screening.
    """
    require(by, Permission.SCREENING_DECIDE)
    if signer.account.pk != by.account_id:
        raise NotAllowedError("Only the person who decides can sign.")
    if ScreeningDecision.objects.filter(screening=screening).exists():
        raise ChangedMeanwhileError(what="this screening: a colleague has decided on it")
    _check_second(second, signer)
    proposal = Proposal(
        decision=decision,
        reason=reason,
        conditions=conditions,
        overrides=_overrides(overrides or {}, by, second),
        facts_hash=screening.facts_hash,
    )
    refusals = unmet_before(proposal, screen_now(screening.episode, at))
    if refusals:
        raise RefusedError(refusals[0].ground.value, " ".join(dict.fromkeys(each.words for each in refusals)))
    row = _keep(screening, proposal, signer, second, by=by, at=at)
    if decision is Decision.ACCEPT_WITH_CONDITIONS:
        _set_tasks(screening, conditions, by, at)
    subject = f"Screening/{screening.pk}"
    audit.write(
        "screening.decide", by=by, at=at, patient=screening.patient_id, subject=subject, reason=decision.value
    )
    return row


def _overrides(words: Mapping[str, str], by: Actor, second: Signer | None) -> tuple[Override, ...]:
    agreed = None if second is None else str(second.account.pk)
    return tuple(
        Override(rule, text.strip(), str(by.account_id), agreed)
        for rule, text in words.items()
        if text.strip()
    )


def _keep(
    screening: Screening,
    proposal: Proposal,
    signer: Signer,
    second: Signer | None,
    *,
    by: Actor,
    at: datetime,
) -> ScreeningDecision:
    words = {each.rule: each.reason for each in proposal.overrides}
    signed = partial(_signature, screening=screening, proposal=proposal, by=by, at=at)
    try:
        return ScreeningDecision.objects.create(
            screening=screening,
            patient_id=screening.patient_id,
            decision=proposal.decision.value,
            reason=proposal.reason,
            overrides=words or None,
            signature=signed(signer),
            second_signature=None if second is None else _second(lambda: signed(second)),
            at=at,
            by_id=by.account,
        )
    except IntegrityError as clash:
        raise ChangedMeanwhileError(what="this screening: a colleague has decided on it") from clash


def _signature(
    who: Signer, *, screening: Screening, proposal: Proposal, by: Actor, at: datetime
) -> Signature:
    return sign(
        account=who.account,
        secret=who.secret,
        passkey_just_used=who.passkey_just_used,
        meaning=f"screening decision: {proposal.decision.value}",
        subject=f"Screening/{screening.pk}",
        subject_hash=_hash(screening, proposal),
        by=by,
        at=at,
    )


def _check_second(second: Signer | None, signer: Signer) -> None:
    if second is None:
        return
    if second.account.pk == signer.account.pk:
        raise RefusedError("second-person", "The second signature must be another person's.")
    if Permission.SCREENING_DECIDE not in permissions_of(second.account.role_set):
        raise RefusedError("second-person", "The second person must be allowed to decide on screenings too.")


def _second(give: Callable[[], Signature]) -> Signature:
    try:
        return give()
    except RefusedError as refused:
        words = (
            "The second person was not recognised: their password, or the code their authenticator shows now, "
            "does not fit. Nothing was signed. Try again."
        )
        raise RefusedError("second-not-proven", words) from refused


def _hash(screening: Screening, proposal: Proposal) -> str:
    stated = {
        "decision": proposal.decision.value,
        "reason": proposal.reason,
        "conditions": proposal.conditions,
        "overrides": {each.rule: each.reason for each in proposal.overrides},
    }
    plain = json.dumps(
        [str(screening.pk), screening.facts_hash, screening.content_hash, stated], sort_keys=True
    )
    return hashlib.sha256(plain.encode()).hexdigest()


def _set_tasks(screening: Screening, conditions: tuple[str, ...], by: Actor, at: datetime) -> None:
    for condition in conditions:
        if condition.strip():
            Task.objects.create(
                patient_id=screening.patient_id,
                episode=screening.episode,
                what=condition.strip(),
                role=Role.COORDINATOR.value,
                because="screening",
                made_at=at,
                made_by_id=by.account,
            )


@transaction.atomic
def finish_task(*, task: Task, by: Actor, at: datetime) -> Task:
    """Mark something that had to be done as done."""
    require(by, Permission.EPISODE_ADVANCE)
    if Task.objects.filter(pk=task.pk, done_at=None).update(done_at=at, done_by_id=by.account_id) != 1:
        raise ChangedMeanwhileError(what="this task: it is done already")
    audit.write("task.finish", by=by, at=at, patient=task.patient_id, subject=f"Task/{task.pk}")
    task.refresh_from_db()
    return task
