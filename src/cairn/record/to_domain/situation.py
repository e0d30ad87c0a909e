"""What a person's record holds that the gates ask about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from cairn.content.readers.instrument import instruments
from cairn.content.readers.regime import packs
from cairn.domain.citations import Reviewer
from cairn.domain.facts import Facts, FactValue
from cairn.domain.pathway.situation import (
    DoseDay,
    Fit,
    FitDecision,
    OpenGate,
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
from cairn.domain.vocabulary import Disposition, EncounterKind, EncounterStatus, Role
from cairn.record.gate_task import GATE
from cairn.record.models import (
    Administration,
    CarePlan,
    Encounter,
    EpisodeOfCare,
    QuestionnaireResponse,
    SafetyFlag,
    Screening,
    ScreeningDecision,
    Site,
    Task,
)
from cairn.record.selectors.care_plan import active_plan, open_proposal
from cairn.record.selectors.consent import active_consents, intentions_of
from cairn.record.selectors.encounter import current_fit_decisions
from cairn.record.selectors.reviewers import reviewers_at
from cairn.record.selectors.screening import latest_decision, open_tasks
from cairn.record.to_domain.day_facts import day_facts, on_file, paper_facts
from cairn.record.to_domain.facts import facts_of
from cairn.record.to_domain.protocol import protocol_of, sessions_needed
from cairn.record.to_domain.screening import AHEAD, Asked, asked_at, local_day

ASKED_AGAIN: Final = timedelta(hours=24)
"""How long before the session its screening may be asked again. A house rule, for the medical director."""
NOTHING_STATED: Final[Mapping[str, FactValue]] = MappingProxyType({})


def situation_of(
    episode: EpisodeOfCare, at: datetime, stated: Mapping[str, FactValue] = NOTHING_STATED
) -> Situation:
    """Everything the gates ask about, read now.

    :param stated: facts of the day that somebody states as the session starts, such as who is present.
    """
    patient, site = episode.patient, episode.patient.site
    reviewers = reviewers_at(site.pk)
    facts = facts_of(patient, at)
    encounters = list(Encounter.objects.filter(episode=episode).exclude(status="entered-in-error"))
    plan = active_plan(episode)
    protocol = protocol_of(plan.protocol if plan else None)
    preparation_needed, integration_needed = sessions_needed(plan)
    day = administration_day(encounters)
    administration = None if day is None else Administration.objects.filter(encounter=day).first()
    asked = asked_at(site, at, reviewers, Occasion.DOSE_DAY)
    decision, tasks = latest_decision(episode), open_tasks(episode)
    unchanged = decision is None or _unchanged(decision, asked, facts, site, at)
    signed = active_consents(episode)
    documents = on_file(frozenset(signed), administration)
    of_the_day = day_facts(encounters, day, administration, documents, ZoneInfo(site.zone))
    whole = facts.with_values({**of_the_day, **paper_facts(signed), **stated})
    return Situation(
        contact_allowed=True,
        fit=_fit(encounters),
        intake_finished=bool(_finished(encounters, EncounterKind.INTAKE)),
        measures_missing=_measures_missing(episode, protocol),
        screening=_screening(episode, decision, tasks, unchanged=unchanged),
        open_flags=SafetyFlag.objects.filter(patient=patient, acknowledged_at=None).count(),
        roadmap_proposed=plan is not None or open_proposal(episode) is not None,
        roadmap_agreed=plan is not None,
        gates_open=_gates_open(plan, tasks),
        preparation_finished=_finished(encounters, EncounterKind.PREPARATION),
        preparation_needed=preparation_needed,
        intention_present=bool(intentions_of(episode)),
        documents=documents,
        papers_needed=_papers(protocol),
        rescreened=_rescreened(episode, day),
        dose_day=DoseDay(
            findings=asked.screen(facts).of_the_day if _has_come(day, site, at) else (),
            weighed=_weighed(decision, site, at, unchanged=unchanged),
        ),
        requirements=_requirements(site.regime, whole, day, at, reviewers),
        staffing=_staffing(day, protocol),
        administration_released=administration is not None and administration.released_at is not None,
        administration_signed=administration is not None and administration.signature_id is not None,
        integration_finished=_finished(encounters, EncounterKind.INTEGRATION),
        integration_needed=integration_needed,
        follow_ups_open=_follow_ups(encounters),
    )


def _papers(protocol: Protocol) -> tuple[Paper, ...]:
    return tuple(Paper(each.code, each.title["en"], each.citation.text) for each in protocol.needed)


def _follow_ups(encounters: list[Encounter]) -> tuple[str, ...]:
    kind, planned = EncounterKind.FOLLOW_UP.value, EncounterStatus.PLANNED.value
    return tuple(row.step for row in encounters if row.kind == kind and row.status == planned)


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


def _gates_open(plan: CarePlan | None, tasks: list[Task]) -> tuple[OpenGate, ...]:
    """What the agreed roadmap asks for before a step, and nobody has marked done."""
    if plan is None:
        return ()
    gates = {f"{GATE}{gate['id']}": gate for gate in plan.steps.get("gates", ())}
    kinds = {step["id"]: EncounterKind(step["kind"]) for step in plan.steps["steps"]}
    found = ((task, gates[task.because]) for task in tasks if task.because in gates)
    return tuple(
        OpenGate(gate["id"], task.what, tuple(map(Role, gate["who"])), kinds[gate["before"]])
        for task, gate in found
    )


def _screening(
    episode: EpisodeOfCare, decision: ScreeningDecision | None, tasks: list[Task], *, unchanged: bool
) -> ScreeningState:
    latest = Screening.objects.filter(episode=episode).order_by("-at").first()
    if latest is None:
        return ScreeningState()
    if decision is None:
        return ScreeningState(disposition=Disposition(latest.disposition))
    return ScreeningState(
        # A signed acceptance has weighed what was found then; only what the facts now say beyond it stops again.
        disposition=Disposition.CLEAR if _accepted(decision) else Disposition(latest.disposition),
        decision=ReviewDecision(decision.decision),
        signed=True,
        facts_unchanged=unchanged,
        open_conditions=tuple(task.what for task in tasks if task.because == "screening"),
    )


def _accepted(decision: ScreeningDecision) -> bool:
    return ReviewDecision(decision.decision) in {
        ReviewDecision.ACCEPT,
        ReviewDecision.ACCEPT_WITH_CONDITIONS,
    }


def _of_this_day(decision: ScreeningDecision, site: Site, at: datetime) -> bool:
    """Whether a decision was made on a screening of this dose day."""
    screening = decision.screening
    of_a_dose_day = screening.occasion == Occasion.DOSE_DAY.value
    return of_a_dose_day and local_day(site, screening.at) == local_day(site, at)


def _unchanged(decision: ScreeningDecision, asked: Asked, facts: Facts, site: Site, at: datetime) -> bool:
    """Whether the facts a decision was signed over still stand, asked on the occasion it was signed for.

    When its dose day is over, what was true of that day only has lapsed, and is asked anew on the next one: the
    signature still covers the rest.
    """
    occasion = Occasion.DOSE_DAY if _of_this_day(decision, site, at) else Occasion.SCREENING
    return same_facts(decision.screening.facts, replace(asked, occasion=occasion).screen(facts))


def _has_come(day: Encounter | None, site: Site, at: datetime) -> bool:
    """Whether the calendar day has come for which a session that is still ahead is planned."""
    if day is None or day.status not in AHEAD or day.planned_start is None:
        return False
    return local_day(site, day.planned_start) <= local_day(site, at)


def _weighed(
    decision: ScreeningDecision | None, site: Site, at: datetime, *, unchanged: bool
) -> frozenset[str]:
    """The rules weighed by name in an acceptance of this day that still covers the facts."""
    counts = decision is not None and _accepted(decision) and unchanged and _of_this_day(decision, site, at)
    return frozenset(decision.overrides or {}) if decision is not None and counts else frozenset()


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
