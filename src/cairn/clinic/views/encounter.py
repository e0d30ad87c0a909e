"""A meeting: its page, its beginning and end, when and with whom it takes place."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.encounter_page import (
    by_topic,
    elsewhere,
    encounter_context,
    own_topic_notes,
    part_address,
)
from cairn.clinic.forms.encounter import NoteForm, PlanForm, SafetyQuestionForm, TopicsForm, plan_initial
from cairn.clinic.topics import SAFETY, TOPICS
from cairn.clinic.views.preparation import CARRIED, Carried, carried
from cairn.clinic.words import meeting_words
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.instruments.flags import FlagKind, Urgency
from cairn.domain.vocabulary import EncounterKind, Role
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.consent import intentions_of
from cairn.record.selectors.encounter import Encounter, find_encounter, meetings_of
from cairn.record.selectors.encounter_note import note_lines
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.site import rooms_of
from cairn.record.services.administration import assign_day
from cairn.record.services.encounter import (
    cancel_encounter,
    finish_encounter,
    reschedule_encounter,
    start_encounter,
    write_note,
)
from cairn.record.services.safety_flag import raise_flag

TALKED = (EncounterKind.PREPARATION.value, EncounterKind.INTEGRATION.value, EncounterKind.FOLLOW_UP.value)
"""The meetings this page is for; the fit consultation and the administration day have pages of their own."""


@page(audience=Audience.CLINIC, permission=Permission.NOTE_READ, reads="note.read")
def show(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """The meeting with its topics and notes."""
    encounter = find_encounter(patient, encounter_id)
    if encounter.kind not in TALKED:
        return redirect(part_address(patient, encounter))
    return render(request, "clinic/meeting.html", meeting_context(request, patient, encounter))


def meeting_context(
    request: PageRequest,
    patient: Patient,
    encounter: Encounter,
    note_form: NoteForm | None = None,
    safety_form: SafetyQuestionForm | None = None,
) -> dict[str, Any]:
    """Everything the page of a meeting shows; a form that was refused comes back as it was sent."""
    lines = note_lines([encounter]).get(encounter.pk, [])
    versions = intentions_of(encounter.episode)
    context = encounter_context(request.actor, patient, encounter)
    follow_up = encounter.kind == EncounterKind.FOLLOW_UP.value
    return context | {
        "topics_form": topics_form(request, encounter) if context["writes"] else None,
        "topics": by_topic(encounter.kind, lines),
        "others": elsewhere(encounter.kind, lines),
        "note_form": note_form or NoteForm(),
        "safety_form": (safety_form or SafetyQuestionForm()) if follow_up and context["writes"] else None,
        "carried": _carried(encounter),
        "intention": versions[0] if versions else None,
        "back": part_address(patient, encounter),
    }


def _carried(encounter: Encounter) -> Carried:
    """Beside an integration session: what they feared and what helped, as it was said in preparation."""
    if encounter.kind != EncounterKind.INTEGRATION.value:
        return []
    prepared = meetings_of(encounter.episode, EncounterKind.PREPARATION)
    return carried(prepared, note_lines(prepared), CARRIED)


def topics_form(request: PageRequest, encounter: Encounter) -> TopicsForm:
    """The topics with what the reader has kept so far."""
    lines = note_lines([encounter]).get(encounter.pk, [])
    own = own_topic_notes(lines, request.actor.account)
    return TopicsForm(TOPICS[EncounterKind(encounter.kind)], own)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD)
def start(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Begin it now."""
    encounter = find_encounter(patient, encounter_id)
    if encounter.kind == EncounterKind.ADMINISTRATION.value:
        raise RefusedError(
            "starts-elsewhere", "An administration session starts on its own page, where its gates are asked."
        )
    start_encounter(encounter=encounter, by=request.actor, at=now())
    return redirect(address_of(patient, encounter))


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD)
def finish(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """End it now; its notes stand from here on."""
    encounter = find_encounter(patient, encounter_id)
    if encounter.kind == EncounterKind.ADMINISTRATION.value:
        raise RefusedError(
            "ends-elsewhere", "An administration session ends with the release, on its own page."
        )
    finish_encounter(encounter=encounter, by=request.actor, at=now())
    messages.success(request, f"{meeting_words(encounter.kind, encounter.number)} is finished.")
    return redirect(address_of(patient, encounter))


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE)
def cancel(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Call it off."""
    encounter = find_encounter(patient, encounter_id)
    cancel_encounter(encounter=encounter, by=request.actor, at=now())
    messages.success(request, f"{meeting_words(encounter.kind, encounter.number)} is called off.")
    return redirect("clinic:person", patient.pk)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD)
def ask_safety(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Keep the answer to the safety question; anything but a plain no raises a flag at once."""
    encounter = find_encounter(patient, encounter_id)
    form = SafetyQuestionForm(request.POST)
    if not form.is_valid():
        context = meeting_context(request, patient, encounter, safety_form=form)
        return render(request, "clinic/meeting.html", context, status=422)
    at, answer = now(), form.cleaned_data["answer"]
    said = {
        "no": "Answered no.",
        "yes": "Answered yes.",
        "worry": "Answered no; the one who asked is worried.",
    }
    text = " ".join(part for part in (said[answer], form.cleaned_data["words"]) if part)
    write_note(
        encounter=encounter, kind="topic", topic=SAFETY, text=text, by=request.actor, at=at, recorded_at=at
    )
    if answer == "no":
        messages.success(request, "Kept. Nothing was raised.")
    else:
        raise_flag(
            patient=patient,
            kind=FlagKind.SUICIDALITY,
            urgency=Urgency.STAT if answer == "yes" else Urgency.ASAP,
            source=f"{meeting_words(encounter.kind, encounter.number)}, asked by {request.actor.name}"[:80],
            answer=text,
            by=request.actor,
            at=at,
        )
        messages.warning(
            request, "Kept, and raised in the safety queue. Stay with them; a colleague is told now."
        )
    return redirect(address_of(patient, encounter))


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE, reads="encounter.read")
def plan(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Move it, and say where it takes place and who holds it."""
    encounter = find_encounter(patient, encounter_id)
    form = PlanForm(
        request.POST or None,
        initial=plan_initial(encounter),
        rooms=rooms_of(patient.site_id),
        staff=staff_at_site(request.actor, Role.FACILITATOR),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _plan(form, encounter, request)
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"{meeting_words(encounter.kind, encounter.number)} is planned.")
            return redirect(_back_to_roadmap(patient, encounter))
    context = encounter_context(request.actor, patient, encounter)
    context |= {"form": form, "back": _back_to_roadmap(patient, encounter)}
    return render(request, "clinic/meeting_plan.html", context, status=422 if form.is_bound else 200)


def _plan(form: PlanForm, encounter: Encounter, request: PageRequest) -> None:
    at = now()
    reschedule_encounter(
        encounter=encounter,
        start=form.cleaned_data["start"],
        minutes=form.cleaned_data["minutes"],
        room_id=form.identifier("room"),
        by=request.actor,
        at=at,
    )
    assign_day(
        encounter=encounter,
        room_id=form.identifier("room"),
        lead_id=form.identifier("lead"),
        second_id=form.identifier("second"),
        by=request.actor,
        at=at,
    )


def _back_to_roadmap(patient: Patient, encounter: Encounter) -> str:
    if encounter.kind == EncounterKind.FIT_CONSULTATION.value:
        return reverse("clinic:person", args=[patient.pk])
    return reverse("clinic:person-roadmap", args=[patient.pk])


def address_of(patient: Patient, encounter: Encounter) -> str:
    """The page of a meeting."""
    if encounter.kind in TALKED:
        return reverse("clinic:meeting", args=[patient.pk, encounter.pk])
    return part_address(patient, encounter)
