"""What a person's record holds that the gates ask about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from cairn.content.readers.instrument import instruments
from cairn.content.readers.regime import packs
from cairn.domain.citations import Reviewer
from cairn.domain.facts import Facts, FactValue
from cairn.domain.pathway.day_screening import held_today
from cairn.domain.pathway.situation import (
    DayFinding,
    Fit,
    FitDecision,
    Paper,
    ReviewDecision,
    ScreeningState,
    Situation,
    Staffing,
)
from cairn.domain.protocols.protocol import BASELINE, Protocol
from cairn.domain.regimes.evaluation import requirements_at
from cairn.domain.regimes.events import Event
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.screening.result import same_facts
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Disposition, EncounterKind, EncounterStatus
from cairn.record.models import (
    Administration,
    Encounter,
    EpisodeOfCare,
    FactStatement,
    QuestionnaireResponse,
    SafetyFlag,
    Screening,
    ScreeningDecision,
    Site,
)
from cairn.record.selectors.care_plan import active_plan, open_proposal
from cairn.record.selectors.consent import active_consents, intentions_of
from cairn.record.selectors.encounter import current_fit_decisions
from cairn.record.selectors.fact_statement import current_statements
from cairn.record.selectors.reviewers import reviewers_at
from cairn.record.selectors.screening import latest_decision, open_tasks
from cairn.record.to_domain.day_facts import day_facts, on_file, signatures
from cairn.record.to_domain.facts import facts_of
from cairn.record.to_domain.protocol import protocol_of
from cairn.record.to_domain.screening import ASKED_AGAIN, asked_at, fresh, occasion_at


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a person for their screening: facts, the statements behind them, and their encounters."""

    facts: Facts
    statements: Mapping[str, FactStatement]
    encounters: list[Encounter]


NOTHING_STATED: Final[Mapping[str, FactValue]] = MappingProxyType({})


def situation_of(
    episode: EpisodeOfCare, at: datetime, stated: Mapping[str, FactValue] = NOTHING_STATED
) -> Situation:
    """Everything the gates ask about, read now.

    :param stated: facts of the day that somebody states as the session starts, such as who is present.
    """
    patient, site = episode.patient, episode.patient.site
    reviewers = reviewers_at(site.pk)
    statements = current_statements(patient.pk)
    facts = facts_of(patient, statements)
    encounters = list(Encounter.objects.filter(episode=episode).exclude(status="entered-in-error"))
    plan = active_plan(episode)
    protocol = protocol_of(plan.protocol if plan else None)
    day = administration_day(encounters)
    administration = None if day is None else Administration.objects.filter(encounter=day).first()
    signed = active_consents(episode)
    documents = on_file(frozenset(signed), administration)
    whole = facts.with_values(
        {
            **day_facts(encounters, day, administration, documents, ZoneInfo(site.zone)),
            **signatures(signed),
            **stated,
        }
    )
    return Situation(
        contact_allowed=True,
        fit=_fit(encounters),
        intake_finished=bool(_finished(encounters, EncounterKind.INTAKE)),
        measures_missing=_measures_missing(episode, protocol),
        screening=_screening(episode, Known(facts, statements, encounters), at, reviewers),
        open_flags=SafetyFlag.objects.filter(patient=patient, acknowledged_at=None).count(),
        roadmap_proposed=plan is not None or open_proposal(episode) is not None,
        roadmap_agreed=plan is not None,
        preparation_finished=_finished(encounters, EncounterKind.PREPARATION),
        preparation_needed=len(protocol.of_kind(EncounterKind.PREPARATION)),
        intention_present=bool(intentions_of(episode)),
        documents=documents,
        papers_needed=tuple(
            Paper(each.code, each.title["en"], each.citation.text) for each in protocol.needed
        ),
        rescreened=_rescreened(episode, day),
        requirements=_requirements(site.regime, whole, day, at, reviewers),
        staffing=_staffing(day, protocol),
        administration_released=administration is not None and administration.released_at is not None,
        administration_signed=administration is not None and administration.signature_id is not None,
        integration_finished=_finished(encounters, EncounterKind.INTEGRATION),
        integration_needed=len(protocol.of_kind(EncounterKind.INTEGRATION)),
        follow_ups_open=tuple(
            row.step
            for row in encounters
            if row.kind == EncounterKind.FOLLOW_UP.value and row.status == EncounterStatus.PLANNED.value
        ),
    )


def administration_day(encounters: list[Encounter]) -> Encounter | None:
    """The administration session that is meant: the earliest not finished, else the latest held."""
    days = [row for row in encounters if row.kind == EncounterKind.ADMINISTRATION.value]
    ahead = [row for row in days if row.status in {"planned", "in-progress"}]
    pool = sorted(ahead or days, key=lambda row: row.number)
    return (pool[0] if ahead else pool[-1]) if pool else None


def _finished(encounters: list[Encounter], kind: EncounterKind) -> int:
    done = EncounterStatus.FINISHED.value
    return sum(1 for row in encounters if row.kind == kind.value and row.status == done)


def _fit(encounters: list[Encounter]) -> Fit:
    held = [row for row in encounters if row.kind == EncounterKind.FIT_CONSULTATION.value]
    if not held:
        return Fit()
    latest = max(held, key=lambda row: row.number)
    decisions = {side: FitDecision(row.answer) for side, row in current_fit_decisions(latest).items()}
    return Fit(
        consultation_finished=latest.status == EncounterStatus.FINISHED.value,
        client=decisions.get("client"),
        practitioner=decisions.get("practitioner"),
    )


def _measures_missing(episode: EpisodeOfCare, protocol: Protocol) -> tuple[str, ...]:
    """The baseline measures of the protocol that have not been finished, by their short names."""
    done = set(
        QuestionnaireResponse.objects.filter(
            episode=episode, occasion=BASELINE, status__in=["completed", "amended"]
        ).values_list("instrument", flat=True)
    )
    wanted = [point.instrument for point in protocol.baseline]
    return tuple(instruments()[key.partition("@")[0]].short for key in wanted if key not in done)


def _screening(
    episode: EpisodeOfCare, known: Known, at: datetime, reviewers: Mapping[str, tuple[Reviewer, ...]]
) -> ScreeningState:
    latest = Screening.objects.filter(episode=episode).order_by("-at").first()
    if latest is None:
        return ScreeningState()
    decision = latest_decision(episode)
    if decision is None:
        return ScreeningState(disposition=Disposition(latest.disposition))
    now = asked_at(episode.patient.site, at, reviewers).screen(known.facts)
    accepted = ReviewDecision(decision.decision) in {
        ReviewDecision.ACCEPT,
        ReviewDecision.ACCEPT_WITH_CONDITIONS,
    }
    return ScreeningState(
        # A signed acceptance has weighed what was found then; only what the facts now say beyond it stops again.
        disposition=Disposition(latest.disposition) if not accepted else Disposition.CLEAR,
        decision=ReviewDecision(decision.decision),
        signed=True,
        facts_unchanged=same_facts(decision.screening.facts, now),
        open_conditions=tuple(task.what for task in open_tasks(episode) if task.because == "screening"),
        today=_today(episode.patient.site, known, at, reviewers, decision),
    )


def _today(
    site: Site,
    known: Known,
    at: datetime,
    reviewers: Mapping[str, tuple[Reviewer, ...]],
    decision: ScreeningDecision,
) -> tuple[DayFinding, ...]:
    """What the rules of the dose day hold now, but for what was weighed and signed since the day was asked about."""
    if occasion_at(known.encounters, at) is not Occasion.DOSE_DAY:
        return ()
    asked = asked_at(site, at, reviewers, Occasion.DOSE_DAY)
    weighed = set(decision.overrides or {}) if decision.at >= at - ASKED_AGAIN else set()
    result = asked.screen(fresh(known.facts, known.statements, asked.rules, at))
    return tuple(each for each in held_today(result) if each.rule not in weighed)


def _rescreened(episode: EpisodeOfCare, day: Encounter | None) -> bool:
    if day is None or day.planned_start is None:
        return False
    return Screening.objects.filter(episode=episode, at__gte=day.planned_start - ASKED_AGAIN).exists()


def _requirements(
    regime: str,
    facts: Facts,
    day: Encounter | None,
    at: datetime,
    reviewers: Mapping[str, tuple[Reviewer, ...]],
) -> tuple[Outcome, ...]:
    moment = at if day is None or day.planned_start is None else max(day.planned_start, at)
    return requirements_at(
        packs()[regime], Event.ADMINISTRATION_START, facts, moment, reviewers.get(regime, ())
    )


def _staffing(day: Encounter | None, protocol: Protocol) -> Staffing:
    """Who is assigned, against what the protocol asks; the regime's ratio is a requirement of its own."""
    step = protocol.of_kind(EncounterKind.ADMINISTRATION)[0]
    assigned = 0 if day is None else sum(1 for who in (day.lead_id, day.second_id) if who is not None)
    return Staffing(assigned=assigned, needed=step.facilitators, source=step.citation.text)
