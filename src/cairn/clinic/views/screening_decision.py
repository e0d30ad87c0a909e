"""Decide on a screening and sign. Nothing that was written is lost on any refusal."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cairn.clinic.decision_lines import (
    DECIDED_WORDS,
    DECISION_WORDS,
    decision_lines,
    to_be_weighed,
    ways_to_decide,
)
from cairn.clinic.finding_lines import finding_line, question_line
from cairn.clinic.forms.screening import DecisionForm
from cairn.clinic.person_frame import frame
from cairn.clinic.screening_changes import as_of_now, changes, kept
from cairn.clinic.signing import passkey_just_used, second_signer, signer_of
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.pathway.stages import Ending, Stage
from cairn.domain.screening.decision import Decision
from cairn.domain.screening.result import ScreeningResult
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.fact_statement import current_statements
from cairn.record.selectors.person import Patient
from cairn.record.selectors.screening import Screening, find_screening, recent_screenings
from cairn.record.services.screening import run_screening, screen_now
from cairn.record.services.screening_decision import Followed, decide_and_follow, endings_of_declining


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.SCREENING_DECIDE, reads="screening.read")
def decide(request: PageRequest, patient: Patient, screening_id: uuid.UUID, decision: str) -> HttpResponse:
    """One decision on one kept screening: as a form, and signed."""
    if decision not in set(Decision):
        raise Http404
    screening = find_screening(patient, screening_id)
    if request.method == "GET":
        return _page(request, patient, screening, Decision(decision), None)
    if request.POST.get("do") == "look-again":
        return _look_again(request, patient, screening, Decision(decision))
    form = _form(request, screening, Decision(decision), screen_now(screening.episode, now()))
    if not form.is_valid():
        return _page(request, patient, screening, Decision(decision), form)
    try:
        followed = _sign(request, screening, Decision(decision), form)
    except RefusedError as refused:
        form.add_error(None, refused.words)
        return _page(request, patient, screening, Decision(decision), form)
    _say(request, followed, patient)
    if Decision(decision) is Decision.DECLINE:
        return redirect("clinic:screening-declined", patient.pk)
    return redirect("clinic:person-screening", patient.pk)


def _sign(request: PageRequest, screening: Screening, decision: Decision, form: DecisionForm) -> Followed:
    stated = form.cleaned_data
    second = (
        second_signer(request, stated["second_email"], stated["second_secret"]) if form.needs_second else None
    )
    return decide_and_follow(
        screening=screening,
        decision=decision,
        reason=stated["reason"],
        signer=signer_of(request, stated["secret"]),
        by=request.actor,
        at=now(),
        conditions=form.conditions,
        overrides=form.overrides,
        second=second,
        ending=Ending(stated["ending"]) if "ending" in stated else None,
    )


def _form(
    request: PageRequest, screening: Screening, decision: Decision, result: ScreeningResult, **initial: str
) -> DecisionForm:
    return DecisionForm(
        request.POST if request.method == "POST" else None,
        decision=decision,
        weighed=to_be_weighed(result),
        endings=endings_of_declining(screening.episode),
        initial=initial,
    )


def _look_again(
    request: PageRequest, patient: Patient, screening: Screening, decision: Decision
) -> HttpResponse:
    """Screen again with the facts as they are now; what was written stays in the form."""
    newest = recent_screenings(screening.episode, 1)[0]
    result = screen_now(screening.episode, now())
    if changes(kept(newest), as_of_now(result)).is_stale:
        newest = run_screening(episode=screening.episode, by=request.actor, at=now())
    form = _form(request, newest, decision, result)
    return _page(request, patient, newest, decision, form, looked_again=True)


def _page(
    request: PageRequest,
    patient: Patient,
    screening: Screening,
    decision: Decision,
    form: DecisionForm | None,
    *,
    looked_again: bool = False,
) -> HttpResponse:
    statements = current_statements(patient.pk)
    result = screen_now(screening.episode, now(), statements)
    questions = [question_line(each, statements) for each in result.questions]
    missing = "\n".join(each.words for each in questions[:12]) if decision is Decision.DEFER else ""
    deciding = ways_to_decide(result)
    taken = next(iter(recent_screenings(screening.episode, 1)), screening)
    decided = getattr(screening, "decision", None)
    since = changes(kept(screening), as_of_now(result))
    context: dict[str, Any] = {
        **frame(request.actor, patient, "screening"),
        "screening": screening,
        "decision": decision.value,
        "decision_words": DECISION_WORDS[decision],
        "form": form or _form(request, screening, decision, result, reason=missing),
        "deciding": deciding,
        "is_open": next(way.is_open for way in deciding.ways if way.code == decision.value),
        "links": [
            (way.words, _address(patient, screening, way.code), way.code == decision.value)
            for way in deciding.ways
        ],
        "lines": {each.rule.id: finding_line(each, "") for each in to_be_weighed(result)},
        "since": since if since.is_stale else None,
        "decided": decision_lines(decided, result) if decided else None,
        "is_latest": taken.pk == screening.pk,
        "looked_again": looked_again,
        "passkey": passkey_just_used(request),
        "here": _address(patient, screening, decision.value),
    }
    refused = form is not None and not looked_again
    return render(request, "clinic/screening/decide.html", context, status=422 if refused else 200)


def _address(patient: Patient, screening: Screening, decision: str) -> str:
    return reverse("clinic:screening-decide", args=[patient.pk, screening.pk, decision])


def _say(request: PageRequest, followed: Followed, patient: Patient) -> None:
    words = f"{DECIDED_WORDS[Decision(followed.decision.decision)]} and signed."
    ends: dict[Stage, Callable[[], str]] = {
        Stage.ROADMAP: lambda: f" {patient.called} goes on to the roadmap.",
        Stage.CLOSED: lambda: " The way through care is closed.",
    }
    more = ends.get(followed.stage, str)()
    if followed.unmet:
        more = f" Before the roadmap: {' '.join(each.what + '.' for each in followed.unmet)}".replace(
            "..", "."
        )
    messages.success(request, words + more)


@page(audience=Audience.CLINIC, permission=Permission.SCREENING_DECIDE, reads="screening.read")
def declined(request: PageRequest, patient: Patient) -> HttpResponse:
    """Words to send to somebody who was declined."""
    context = frame(request.actor, patient, "screening")
    episode = context["header"].episode
    if episode is None or episode.closed_at is None:
        raise Http404
    context |= {
        "reason": episode.close_reason,
        "site": patient.site,
        "words_out": f"clinic/inquiry/words_out_{'es' if patient.language == 'es' else 'en'}.html",
    }
    return render(request, "clinic/screening/declined.html", context)
