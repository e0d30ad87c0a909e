"""The notes of a meeting: kept as they are written, added, corrected without losing the earlier words."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.encounter_page import encounter_context
from cairn.clinic.forms.encounter import CorrectionForm, NoteForm, TopicsForm, kept_at, seen_name
from cairn.clinic.topics import topic_words
from cairn.clinic.views.encounter import address_of, meeting_context, topics_form
from cairn.clinic.views.fit import fit_context
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.vocabulary import EncounterKind
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.encounter import Encounter, find_encounter
from cairn.record.selectors.encounter_note import find_note
from cairn.record.selectors.patient import Patient
from cairn.record.services.encounter import write_note
from cairn.record.services.encounter_note import keep_topic_note


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD)
def keep_topics(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Keep what changed under the topics: as the writer writes, or when they send the form."""
    encounter = find_encounter(patient, encounter_id)
    shown = topics_form(request, encounter)
    form = TopicsForm(shown.topics, {}, request.POST)
    form.is_valid()
    seen, refused = _keep(request, encounter, shown, form)
    if request.htmx:
        context = {"seen": seen, "refused": refused}
        return render(request, "clinic/meeting/seen.html", context, status=409 if refused else 200)
    if refused:
        form.add_error(None, refused)
        return _with_what_was_typed(request, patient, encounter, form)
    messages.success(request, "Kept.")
    return redirect(address_of(patient, encounter))


def _keep(
    request: PageRequest, encounter: Encounter, shown: TopicsForm, form: TopicsForm
) -> tuple[dict[str, str], str]:
    """Keep each topic that changed; when one is refused the others are kept all the same."""
    seen, refused = {}, ""
    for topic in form.topics:
        name = seen_name(topic)
        seen[name] = str(shown.fields[name].initial)
        text = form.cleaned_data[topic.code]
        if text == shown.fields[topic.code].initial:
            continue
        try:
            note = keep_topic_note(
                encounter=encounter,
                topic=topic.code,
                text=text,
                seen=form.seen(topic),
                by=request.actor,
                at=now(),
            )
        except RefusedError as told:
            seen[name], refused = form.cleaned_data[name], told.words
        else:
            seen[name] = kept_at(note)
    return seen, refused


def _with_what_was_typed(
    request: PageRequest, patient: Patient, encounter: Encounter, form: TopicsForm
) -> HttpResponse:
    if encounter.kind == EncounterKind.FIT_CONSULTATION.value:
        context, template = fit_context(request, patient), "clinic/fit.html"
    else:
        context, template = meeting_context(request, patient, encounter), "clinic/meeting.html"
    return render(request, template, context | {"topics_form": form}, status=409)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD)
def add(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """A note outside the topics."""
    encounter = find_encounter(patient, encounter_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = meeting_context(request, patient, encounter, note_form=form)
        return render(request, "clinic/meeting.html", context, status=422)
    at = now()
    write_note(encounter=encounter, by=request.actor, at=at, recorded_at=at, **form.cleaned_data)
    messages.success(request, "The note is kept.")
    return redirect(address_of(patient, encounter))


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD, reads="note.read")
def correct(
    request: PageRequest, patient: Patient, encounter_id: uuid.UUID, note_id: uuid.UUID
) -> HttpResponse:
    """Other words in place of a note; the earlier ones stay."""
    encounter = find_encounter(patient, encounter_id)
    note = find_note(encounter, note_id)
    form = CorrectionForm(request.POST or None, initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        try:
            write_note(
                encounter=encounter,
                text=form.cleaned_data["text"],
                error_reason=form.cleaned_data["reason"],
                kind=note.kind,
                topic=note.topic,
                replaces=note,
                by=request.actor,
                at=note.at,
                recorded_at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "Corrected. The earlier words stay under it.")
            return redirect(address_of(patient, encounter))
    context = encounter_context(request.actor, patient, encounter) | {
        "form": form,
        "note": note,
        "topic": topic_words(encounter.kind, note.topic) if note.topic else "",
        "back": address_of(patient, encounter),
    }
    return render(request, "clinic/meeting/correct.html", context, status=422 if form.is_bound else 200)
