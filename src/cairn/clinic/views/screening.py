"""The screening of one person: what was found, why, what is not asked yet, and what was decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cairn.clinic.decision_lines import decision_lines, ways_to_decide
from cairn.clinic.finding_lines import chosen, current_finding, finding_line, question_line
from cairn.clinic.person_frame import frame
from cairn.clinic.screening_changes import as_of_now, changes, kept
from cairn.clinic.words import regime_words
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.screening import profiles
from cairn.domain.screening.finding import Said
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.screening.rule import Occasion
from cairn.domain.screening.written import summary
from cairn.record.permissions import Permission, may
from cairn.record.selectors.fact_statement import FactStatement, current_statements
from cairn.record.selectors.person import EpisodeOfCare, Patient
from cairn.record.selectors.screening import Screening, recent_screenings
from cairn.record.services.screening import run_screening, screen_now

FIRST_QUESTIONS = 6
"""Open questions that are shown at once; the rest is one key away."""


@page(audience=Audience.CLINIC, permission=Permission.SCREENING_READ, reads="screening.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """How things stand now, by the confirmed facts; the last kept screening, and what may be decided on it."""
    context = frame(request.actor, patient, "screening")
    episode: EpisodeOfCare | None = context["header"].episode
    if episode is not None:
        context |= _standing(request, episode)
    return render(request, "clinic/person/screening.html", context)


def _standing(request: PageRequest, episode: EpisodeOfCare) -> dict[str, Any]:
    statements = current_statements(episode.patient_id)
    result = screen_now(episode, now(), statements)
    kept_rows = recent_screenings(episode)
    latest = kept_rows[0] if kept_rows else None
    return {
        "episode": episode,
        "result": result,
        "summary": summary(result),
        "law": [origin.split()[0] for origin in result.regime],
        "of_the_day": result.occasion is Occasion.DOSE_DAY,
        "place": regime_words(episode.regime),
        "profile": profiles()[result.profile.partition("@")[0]],
        "may_run": may(request.actor, Permission.SCREENING_RUN) and episode.closed_at is None,
        "may_state": may(request.actor, Permission.FACT_STATE) and episode.closed_at is None,
        **_found(result, statements, request.GET.get("finding", "")),
        **_kept(request, result, kept_rows, latest, is_open=episode.closed_at is None),
    }


def _found(result: ScreeningResult, statements: dict[str, FactStatement], asked: str) -> dict[str, Any]:
    opened = current_finding(result, asked)
    here = opened.rule.id if opened else ""
    lines = [question_line(each, statements) for each in result.questions]
    day_rules = {each.rule.id for each in result.of_the_day}
    of_the_day = [line for line in lines if not day_rules.isdisjoint(line.rules)]
    questions = [line for line in lines if line not in of_the_day]
    rules = len(result.findings)
    return {
        "findings": [finding_line(each, here) for each in result.said(Said.FIRED)],
        "clear": [finding_line(each, here) for each in result.said(Said.CLEAR)],
        "day_questions": of_the_day,
        "questions": questions[:FIRST_QUESTIONS],
        "further_questions": questions[FIRST_QUESTIONS:],
        "answered": rules - len(result.said(Said.NOT_ASKED)),
        "asked": rules,
        "chosen": chosen(opened, statements) if opened else None,
    }


def _kept(
    request: PageRequest,
    result: ScreeningResult,
    rows: list[Screening],
    latest: Screening | None,
    *,
    is_open: bool,
) -> dict[str, Any]:
    since = changes(kept(latest), as_of_now(result)) if latest else None
    decided = getattr(latest, "decision", None)
    stale = since is not None and since.is_stale
    return {
        "latest": latest,
        "since": since if since and since.any else None,
        "before": changes(kept(rows[1]), kept(rows[0])) if len(rows) > 1 else None,
        "earlier": rows[1] if len(rows) > 1 else None,
        "decision": decision_lines(decided, result) if decided else None,
        "may_decide": is_open and may(request.actor, Permission.SCREENING_DECIDE),
        "deciding": ways_to_decide(result) if latest and is_open and not decided and not stale else None,
    }


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.SCREENING_RUN)
def run(request: PageRequest, patient: Patient) -> HttpResponse:
    """Screen now, and keep it."""
    episode: EpisodeOfCare | None = frame(request.actor, patient, "screening")["header"].episode
    if episode is None or episode.closed_at is not None:
        messages.error(
            request, "No way through care is open, so there is nothing to screen for. Open one first."
        )
    else:
        run_screening(episode=episode, by=request.actor, at=now())
        messages.success(request, "Screened, and kept with the facts as they stand now.")
    return redirect("clinic:person-screening", patient.pk)
