"""The fit consultation: four topics on one screen, a quiet timer, a decision on both sides."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.encounter_page import by_topic, elsewhere, encounter_context, own_topic_notes
from cairn.clinic.fit_words import ENDING_OF, SIDE_WORDS, decision_words
from cairn.clinic.forms.encounter import FitDecisionForm, PlanForm, TopicsForm
from cairn.clinic.person_frame import frame
from cairn.clinic.topics import TOPICS
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.pathway.situation import FitDecision
from cairn.domain.pathway.stages import Stage
from cairn.domain.vocabulary import EncounterKind, EncounterStatus, Role
from cairn.record.errors import NotFoundError, RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.encounter import (
    Encounter,
    current_fit_decisions,
    find_encounter,
    fit_consultation,
)
from cairn.record.selectors.encounter_note import note_lines
from cairn.record.selectors.episode import EpisodeOfCare, current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.site import rooms_of
from cairn.record.services.encounter import decide_fit, schedule_encounter, start_encounter

MINUTES = 20
"""The longest a fit consultation is planned for; it says so quietly and never stops anybody."""


@page(audience=Audience.CLINIC, permission=Permission.NOTE_READ, reads="note.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The consultation of the way somebody is on."""
    return render(request, "clinic/fit.html", fit_context(request, patient))


def fit_context(
    request: PageRequest, patient: Patient, refused: dict[str, FitDecisionForm] | None = None
) -> dict[str, Any]:
    """Everything the page shows; a form that was refused comes back as it was sent."""
    context = frame(request.actor, patient, "fit")
    episode = context["header"].episode
    encounter = None if episode is None else fit_consultation(episode)
    context |= {
        "may_fit": may(request.actor, Permission.FIT_HOLD),
        "may_plan": may(request.actor, Permission.EPISODE_ADVANCE),
        "minutes": MINUTES,
        "is_at_fit": episode is not None and episode.stage == Stage.FIT.value,
        "episode": episode,
        "encounter": encounter,
        "site": patient.site,
    }
    if episode is None or encounter is None:
        return context
    return context | _held(request, patient, encounter) | _decided(episode, encounter, refused or {})


def _held(request: PageRequest, patient: Patient, encounter: Encounter) -> dict[str, Any]:
    lines = note_lines([encounter]).get(encounter.pk, [])
    held = encounter_context(request.actor, patient, encounter)
    own = own_topic_notes(lines, request.actor.account)
    held["topics_form"] = TopicsForm(TOPICS[EncounterKind.FIT_CONSULTATION], own) if held["writes"] else None
    return held | {
        "topics": by_topic(encounter.kind, lines),
        "others": elsewhere(encounter.kind, lines),
    }


def _decided(
    episode: EpisodeOfCare, encounter: Encounter, refused: dict[str, FitDecisionForm]
) -> dict[str, Any]:
    """Both sides, the form of each, and what the two answers mean together."""
    decisions = current_fit_decisions(encounter)
    sides = [
        {
            "code": side,
            "title": title,
            "decision": decisions.get(side),
            "words": decision_words(decisions[side].answer, decisions[side].reason)
            if side in decisions
            else "",
            "form": refused.get(side) or FitDecisionForm(prefix=side),
            "is_open": side in refused or side not in decisions,
        }
        for side, title in SIDE_WORDS.items()
    ]
    answers = [FitDecision(row.answer) for row in decisions.values()]
    ending = next((ENDING_OF[answer] for answer in answers if ENDING_OF[answer] is not None), None)
    return {
        "sides": sides,
        "ending": ending.value if ending else "",
        "both_go_on": len(answers) == len(sides) and ending is None,
        "is_over": encounter.status == EncounterStatus.FINISHED.value,
        "is_closed": episode.closed_at is not None,
        "goes_on": bool(episode.closed_at is None and episode.stage != Stage.FIT.value),
    }


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.FIT_HOLD)
def begin(request: PageRequest, patient: Patient) -> HttpResponse:
    """Begin it now, planned or not."""
    episode = _episode(patient)
    encounter, at = fit_consultation(episode), now()
    if encounter is None:
        encounter = _schedule(episode, request, start=None)
    start_encounter(encounter=encounter, by=request.actor, at=at)
    return redirect("clinic:fit", patient.pk)


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE, reads="person.read")
def schedule(request: PageRequest, patient: Patient) -> HttpResponse:
    """Plan it for a day."""
    form = PlanForm(
        request.POST or None,
        initial={"minutes": MINUTES},
        rooms=rooms_of(patient.site_id),
        staff=staff_at_site(request.actor, Role.FACILITATOR),
    )
    if request.method == "POST" and form.is_valid():
        _schedule(
            _episode(patient),
            request,
            start=form.cleaned_data["start"],
            minutes=form.cleaned_data["minutes"],
            room_id=form.identifier("room"),
            lead_id=form.identifier("lead"),
        )
        messages.success(request, "The fit consultation is planned.")
        return redirect("clinic:person", patient.pk)
    context = frame(request.actor, patient, "fit") | {"form": form}
    return render(request, "clinic/fit_schedule.html", context, status=422 if form.is_bound else 200)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.FIT_HOLD)
def decide(request: PageRequest, patient: Patient, encounter_id: uuid.UUID, side: str) -> HttpResponse:
    """Keep what one side decided; the client's answer as they told it."""
    encounter = find_encounter(patient, encounter_id)
    if side not in SIDE_WORDS:
        raise NotFoundError
    form = FitDecisionForm(request.POST, prefix=side)
    if form.is_valid():
        decide_fit(
            encounter=encounter,
            side=side,
            answer=FitDecision(form.cleaned_data["answer"]),
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            by=request.actor,
            at=now(),
        )
        messages.success(request, "The decision is kept.")
        return redirect("clinic:fit", patient.pk)
    return render(request, "clinic/fit.html", fit_context(request, patient, {side: form}), status=422)


def _episode(patient: Patient) -> EpisodeOfCare:
    episode = current_episode(patient)
    if episode is None or episode.stage != Stage.FIT.value:
        raise RefusedError(
            "not-at-fit",
            "The fit consultation belongs to the beginning of a way through care. Open one first.",
        )
    return episode


def _schedule(episode: EpisodeOfCare, request: PageRequest, **planned: Any) -> Encounter:
    if fit_consultation(episode) is not None:
        raise RefusedError("already-planned", "A fit consultation is planned already. Move that one instead.")
    return schedule_encounter(
        episode=episode, kind=EncounterKind.FIT_CONSULTATION, by=request.actor, at=now(), **planned
    )
