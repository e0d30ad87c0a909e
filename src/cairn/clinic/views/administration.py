"""Around an administration day: the days of a person, readiness, the dose agreed, the start."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.forms.administration import AssignForm, DosePlanForm, StartForm
from cairn.clinic.person_frame import frame
from cairn.clinic.readiness import gates
from cairn.clinic.room_state import timeline
from cairn.clinic.room_words import PRODUCT_WORDS
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Fact, Link
from cairn.domain.quantities import Amount, plain
from cairn.domain.vocabulary import Role
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.administration import Day, days_of, find_day, record_hash
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.site import rooms_of
from cairn.record.services.administration import assign_day, is_its_day, plan_dose, start_administration
from cairn.record.services.screening import run_screening
from cairn.record.to_domain.session_day import agreed_dose, day_regime, session_of
from cairn.record.to_domain.start_gates import start_gates


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="days.read")
def days(request: PageRequest, patient: Patient) -> HttpResponse:
    """Administration days planned and held."""
    shown = [_day(day) for day in days_of(patient)]
    context = {"days": shown, "may_run": may(request.actor, Permission.ROOM_RUN)}
    return render(request, "clinic/days/days.html", {**frame(request.actor, patient, "days"), **context})


def _day(day: Day) -> dict[str, Any]:
    administration = day.administration
    begun = administration is not None and administration.started_at is not None
    state = session_of(administration) if administration is not None and begun else None
    signature = administration.signature if administration is not None else None
    return {
        "encounter": day.encounter,
        "administration": administration,
        "plan": plan_facts(day),
        "state": state,
        "timeline": timeline(state, None) if state is not None else [],
        "signature": signature,
        "changed_since": administration is not None
        and signature is not None
        and signature.subject_hash != record_hash(administration),
    }


def plan_facts(day: Day) -> list[Fact]:
    """The dose agreed, as facts; empty where none is."""
    agreed = agreed_dose(day.administration)
    if agreed is None or day.administration is None:
        return []
    by = day.administration.planned_by
    return [
        Fact("First dose", str(agreed.plan.initial)),
        Fact("The most in all", str(agreed.plan.maximum)),
        Fact("Product", f"{agreed.product}, lot {agreed.lot}, {PRODUCT_WORDS[agreed.product_form].lower()}"),
        Fact("Agreed", day.administration.planned_at, origin="" if by is None else f"written by {by.name}"),
    ]


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="readiness.read")
def readiness(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Every gate before the session on one screen."""
    return _readiness(request, find_day(patient, encounter_id))


def _readiness(request: PageRequest, day: Day, **forms: Any) -> HttpResponse:
    encounter, at = day.encounter, now()
    assigned = sum(1 for who in (encounter.lead_id, encounter.second_id) if who is not None)
    stated = {"admin.facilitators_present": assigned, "admin.site_representatives_present": 1}
    asked = start_gates(encounter, at, stated)
    staff = [(str(each.pk), each.name) for each in staff_at_site(request.actor)]
    facilitators, actor = _facilitators(request), request.actor
    may_state = may(actor, Permission.FACT_STATE)
    groups = gates(asked.unmet, encounter, asked.situation.dose_day, may_state=may_state)
    context = {
        "patient": encounter.patient,
        "encounter": encounter,
        "gates": groups,
        "stopping": sum(group.stopping for group in groups),
        "rescreened": asked.situation.rescreened,
        "plan": plan_facts(day),
        "planned": encounter.status == "planned",
        "is_its_day": is_its_day(encounter, at),
        "may_run": may(actor, Permission.ROOM_RUN),
        "may_plan": may(actor, Permission.DOSE_PLAN),
        "may_screen": may(actor, Permission.SCREENING_RUN),
        "may_assign": may(actor, Permission.EPISODE_ADVANCE),
        "assign_form": AssignForm(
            initial={"room": encounter.room_id, "lead": encounter.lead_id, "second": encounter.second_id},
            rooms=[(str(room.pk), room.name) for room in rooms_of(actor.site)],
            facilitators=facilitators,
        ),
        "start_form": StartForm(
            initial={"facilitators": [str(encounter.lead_id), str(encounter.second_id)]},
            facilitators=facilitators,
            staff=staff,
        ),
        "crumbs": _crumbs(day, "Readiness"),
        **forms,
    }
    return render(request, "clinic/readiness.html", context, status=422 if forms else 200)


def _facilitators(request: PageRequest) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in staff_at_site(request.actor, Role.FACILITATOR)]


def _crumbs(day: Day, here: str) -> list[Link]:
    patient = day.encounter.patient
    return [
        Link("People", reverse("clinic:people")),
        Link(str(patient), reverse("clinic:person", args=[patient.pk])),
        Link("Days", reverse("clinic:person-days", args=[patient.pk])),
        Link(here, "", current=True),
    ]


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE)
def assign(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Give the day its room and its two facilitators."""
    day = find_day(patient, encounter_id)
    rooms = [(str(room.pk), room.name) for room in rooms_of(request.actor.site)]
    form = AssignForm(request.POST, rooms=rooms, facilitators=_facilitators(request))
    if form.is_valid():
        try:
            assign_day(
                encounter=day.encounter,
                room_id=form.chosen("room"),
                lead_id=form.chosen("lead"),
                second_id=form.chosen("second"),
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "Room and people are set.")
            return redirect("clinic:readiness", patient.pk, encounter_id)
    return _readiness(request, day, assign_form=form)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.SCREENING_RUN)
def ask_again(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """What changed since was asked: screen the facts as they are now."""
    day = find_day(patient, encounter_id)
    run_screening(episode=day.encounter.episode, by=request.actor, at=now())
    messages.success(request, "Screened again with the facts as they are now. Look below for what it found.")
    return redirect("clinic:readiness", patient.pk, encounter_id)


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.DOSE_PLAN, reads="dose-plan.read")
def dose_plan(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """The dose as agreed with the client. The software proposes none."""
    day = find_day(patient, encounter_id)
    planned_at = None if day.administration is None else day.administration.planned_at
    form = DosePlanForm(request.POST or None, initial=_initial(day))
    if request.method == "POST" and form.is_valid():
        try:
            plan_dose(
                encounter=day.encounter,
                agreed=form.agreed(),
                signed_name=form.cleaned_data["signed_name"],
                seen=_moment(request.POST.get("seen", "")),
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "The dose plan is on file.")
            return redirect("clinic:readiness", patient.pk, encounter_id)
    ceiling = day_regime(day.encounter, now()).ceiling
    context = {
        "patient": patient,
        "encounter": day.encounter,
        "form": form,
        "plan": plan_facts(day),
        "seen": request.POST.get("seen", planned_at.isoformat() if planned_at else ""),
        "ceiling": ceiling,
        "limit": None if ceiling is None else str(Amount(ceiling.limit, ceiling.unit)),
        "crumbs": _crumbs(day, "Dose plan"),
    }
    return render(request, "clinic/dose_plan.html", context, status=422 if form.is_bound else 200)


def _initial(day: Day) -> dict[str, Any]:
    agreed = agreed_dose(day.administration)
    if agreed is None:
        return {}
    return {
        "first": plain(agreed.plan.initial.value),
        "most": plain(agreed.plan.maximum.value),
        "unit": agreed.plan.initial.unit.value,
        "salt": agreed.plan.initial.form.value,
        "product": agreed.product,
        "lot": agreed.lot,
        "product_form": agreed.product_form.value,
        "words": agreed.words,
    }


def _moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN)
def start(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Begin the session, or say exactly what stands before it."""
    day = find_day(patient, encounter_id)
    staff = [(str(each.pk), each.name) for each in staff_at_site(request.actor)]
    form = StartForm(request.POST, facilitators=_facilitators(request), staff=staff)
    if form.is_valid():
        named = form.cleaned_data["representative"]
        try:
            start_administration(
                encounter=day.encounter,
                facilitators=tuple(uuid.UUID(each) for each in form.cleaned_data["facilitators"]),
                representative=uuid.UUID(named) if named not in {"", "nobody"} else None,
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            return redirect("clinic:room", patient.pk, encounter_id)
    return _readiness(request, day, start_form=form)
