"""The roadmap of a person: what is in force, what waits for their answer, every version, on paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.roadmap import AssignForm
from cairn.clinic.person_frame import frame
from cairn.clinic.roadmap_lines import (
    drawn,
    gate_lines_of,
    measure_rows,
    note_lines_of,
    step_lines,
    step_stones,
)
from cairn.clock import now
from cairn.components.documents.plan_sheet import plan_sheet
from cairn.components.documents.roadmap import roadmap_pdf
from cairn.components.documents.words import LANGUAGES
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.domain.vocabulary import CarePlanStatus, EncounterKind, EncounterStatus, Role
from cairn.record.errors import NotFoundError, RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.care_plan import CarePlan, plans_of, roadmap_of
from cairn.record.selectors.encounter import Encounter, meetings_of
from cairn.record.selectors.episode import EpisodeOfCare, current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.site import rooms_of
from cairn.record.services.administration import assign_day

ACTIVE, DRAFT = CarePlanStatus.ACTIVE.value, CarePlanStatus.DRAFT.value


@page(audience=Audience.CLINIC, permission=Permission.ROADMAP_READ, reads="roadmap.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The version that waits, else the one in force, else the version asked for."""
    context = frame(request.actor, patient, "roadmap")
    episode = context["header"].episode
    plans = [] if episode is None else plans_of(episode)
    shown = _shown(plans, request.GET.get("version", ""))
    context |= {
        "plans": plans,
        "plan": shown,
        "is_open": episode is not None and episode.closed_at is None,
        "may_propose": may(request.actor, Permission.ROADMAP_PROPOSE),
        "may_plan": may(request.actor, Permission.EPISODE_ADVANCE),
        "is_agreed": any(plan.status == ACTIVE for plan in plans),
    }
    if shown is not None and episode is not None:
        context |= roadmap_context(patient, roadmap_of(shown), _appointments(episode, shown))
    return render(request, "clinic/person/roadmap.html", context)


def _shown(plans: list[CarePlan], version: str) -> CarePlan | None:
    asked = [plan for plan in plans if str(plan.version) == version]
    waiting = [plan for plan in plans if plan.status == DRAFT]
    agreed = [plan for plan in plans if plan.status == ACTIVE]
    return next(iter((*asked, *waiting, *agreed, *plans)), None)


def _appointments(episode: EpisodeOfCare, plan: CarePlan) -> list[Encounter]:
    """The appointments made of the version in force; another version is shown as it was proposed."""
    return meetings_of(episode, *EncounterKind) if plan.status == ACTIVE else []


def roadmap_context(patient: Patient, roadmap: Roadmap, appointments: list[Encounter]) -> dict[str, Any]:
    """Everything the drawing and the list of steps need."""
    lines = step_lines(roadmap, appointments)
    urls = {row.pk: reverse("clinic:meeting", args=[patient.pk, row.pk]) for row in appointments}
    return {
        "lines": lines,
        "steps": [line for line in lines if line.step.kind is not EncounterKind.FOLLOW_UP],
        "contacts": [line for line in lines if line.step.kind is EncounterKind.FOLLOW_UP],
        "roadmap_stones": step_stones(lines, urls),
        "measures": measure_rows(roadmap),
        "measure_columns": ("Measure", "When", "From", "Until"),
        "gates": gate_lines_of(roadmap),
        "notes": note_lines_of(roadmap),
        "has_appointments": bool(appointments),
        **drawn(roadmap),
    }


@page(audience=Audience.CLINIC, permission=Permission.ROADMAP_READ, reads="roadmap.print")
def pdf(request: PageRequest, patient: Patient, plan_id: uuid.UUID) -> HttpResponse:
    """One version on paper, in the person's language or the one asked for."""
    episode = current_episode(patient)
    plan = next((each for each in (plans_of(episode) if episode else ()) if each.pk == plan_id), None)
    if plan is None:
        raise NotFoundError
    asked = request.GET.get("language", patient.language)
    language = asked if asked in LANGUAGES else "en"
    made = roadmap_pdf(plan_sheet(patient, plan, made_at=now()), language=language)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="roadmap-{plan.version}-{language}.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE, reads="roadmap.read")
def assign(request: PageRequest, patient: Patient) -> HttpResponse:
    """Say once who holds the sessions that have not begun, and where."""
    episode = current_episode(patient)
    form = AssignForm(
        request.POST or None,
        rooms=rooms_of(patient.site_id),
        staff=staff_at_site(request.actor, Role.FACILITATOR),
    )
    if request.method == "POST" and episode is not None and form.is_valid():
        try:
            many = _assign(request, episode, form)
        except RefusedError as refused:
            form.add_error(None, refused.words)
            return _assign_page(request, patient, form)
        messages.success(request, f"{many} sessions and contacts now have their people and rooms.")
        return redirect("clinic:person-roadmap", patient.pk)
    return _assign_page(request, patient, form)


def _assign_page(request: PageRequest, patient: Patient, form: AssignForm) -> HttpResponse:
    context = frame(request.actor, patient, "roadmap") | {"form": form}
    return render(request, "clinic/person/roadmap_assign.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _assign(request: PageRequest, episode: EpisodeOfCare, form: AssignForm) -> int:
    planned = [
        row for row in meetings_of(episode, *EncounterKind) if row.status == EncounterStatus.PLANNED.value
    ]
    for row in planned:
        is_day = row.kind == EncounterKind.ADMINISTRATION.value
        room = form.chosen("room" if is_day else "other_room", row.room_id)
        assign_day(
            encounter=row,
            room_id=None if row.kind == EncounterKind.FOLLOW_UP.value else room,
            lead_id=form.chosen("lead", row.lead_id),
            second_id=form.chosen("second", row.second_id) if is_day else row.second_id,
            by=request.actor,
            at=now(),
        )
    return len(planned)
