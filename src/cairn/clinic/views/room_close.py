"""Mending an entry, releasing the client, and signing the record of the day."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.event_fields import payload_of
from cairn.clinic.forms.administration import CorrectForm, SignForm
from cairn.clinic.room_state import timeline
from cairn.clinic.views.room import keep_form
from cairn.clinic.words import roles_words
from cairn.clock import now
from cairn.components.limits import count
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Fact, UnmetLine
from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.codes import EventKind
from cairn.domain.administration.release_rules import Judged, UnknownStay
from cairn.domain.administration.session import SessionState
from cairn.domain.vocabulary import EncounterStatus
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.administration import (
    Administration,
    event_of,
    find_session,
    signatures_of,
    still_to_sign,
)
from cairn.record.selectors.patient import Patient
from cairn.record.services.administration_record import sign_administration
from cairn.record.services.session_event import Answer, record_events, release_unmet
from cairn.record.to_domain.session_day import DayRegime, day_regime, session_of

TRIES, WITHIN = 8, 300
REPLACEABLE = {EventKind.VITALS, EventKind.INTENSITY, EventKind.NOTE, EventKind.OBSERVATION, EventKind.MUSIC}
"""Kinds whose words or numbers can be replaced on the page; the others are marked as errors and written again."""


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN, reads="room.read")
def correct(
    request: PageRequest, patient: Patient, encounter_id: uuid.UUID, event_id: uuid.UUID
) -> HttpResponse:
    """Mark an entry as an error, or put the right one in its place. The first one stays readable."""
    administration = find_session(patient, encounter_id)
    row = event_of(administration, event_id)
    form = CorrectForm(request.POST or None, initial={"at": timezone.localtime(row.at).replace(second=0)})
    faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        raw = _correction(request, row, form)
        answered = record_events(administration=administration, raw=[raw], by=request.actor, at=now())[0]
        if answered.answer is Answer.KEPT:
            messages.success(request, "Corrected. What was written first stays readable.")
            return redirect("clinic:room", patient.pk, encounter_id)
        faults = answered.faults
    line = next(
        (each for each in timeline(session_of(administration), None) if each.id == str(event_id)), None
    )
    context = {
        "patient": patient,
        "encounter": administration.encounter,
        "form": form,
        "faults": faults,
        "line": line,
        "kind": row.kind,
        "said": payload_of(request.POST) if form.is_bound else row.payload["payload"],
        "can_replace": EventKind(row.kind) in REPLACEABLE,
    }
    return render(request, "clinic/room/correct.html", context, status=422 if form.is_bound else 200)


def _correction(request: PageRequest, row: Any, form: CorrectForm) -> dict[str, Any]:
    at = now().isoformat()
    payload: dict[str, Any] = {
        "of": str(row.pk),
        "action": "entered-in-error",
        "reason": form.cleaned_data["reason"],
    }
    if request.POST.get("do") == "replace":
        happened = (form.cleaned_data["at"] or row.at).isoformat()
        said = payload_of(request.POST)
        payload |= {"action": "replace", "replacement": {"kind": row.kind, "at": happened, "payload": said}}
    return {
        "id": str(uuid.uuid4()),
        "kind": "correction",
        "at": at,
        "recorded_at": at,
        "confirmed": request.POST.get("confirmed") == "yes",
        "payload": payload,
    }


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN)
def assess(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Keep what was found of one criterion, or the release itself."""
    administration = find_session(patient, encounter_id)
    return keep_form(request, patient, administration, here="clinic:room-assess", back="clinic:room-release")


@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN, reads="room.read")
def release(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """What stands before the release, each criterion with its buttons; afterwards the signatures."""
    administration = find_session(patient, encounter_id)
    return render(request, "clinic/release.html", _release(request, patient, administration))


def _release(
    request: PageRequest, patient: Patient, administration: Administration, form: SignForm | None = None
) -> dict[str, Any]:
    at, state = now(), session_of(administration)
    regime = day_regime(administration.encounter, at)
    unmet = release_unmet(state, regime, at)
    signers = _signers(request, administration, state)
    found_below = {c.id for c in day_rules().criteria if c.judged is Judged.ASSESSED}
    return {
        "patient": patient,
        "encounter": administration.encounter,
        "administration": administration,
        "state": state,
        "lines": [
            UnmetLine(each.severity.value, each.what, f"{roles_words(each.who).capitalize()}. {each.how}")
            for each in unmet
            if each.id not in found_below
        ],
        "ready": not any(each.stops for each in unmet),
        "criteria": _criteria(state, regime, {each.id for each in unmet}),
        "given": [
            Fact("Given", str(state.ledger.total) if state.ledger.total else "Nothing was taken"),
            Fact("First dose", state.first_dose_at),
            Fact("Last dose", state.last_dose_at),
        ],
        "signatures": signatures_of(administration),
        "form": form or SignForm(signers=signers),
        "signers": signers,
        "signed_up": administration.status,
        "closed": administration.encounter.status == EncounterStatus.FINISHED.value,
        "new_id": uuid.uuid4,
    }


def _signers(
    request: PageRequest, administration: Administration, state: SessionState
) -> list[tuple[str, str]]:
    waiting = still_to_sign(administration, state)
    return [(str(each.pk), each.name) for each in staff_at_site(request.actor) if each.pk in waiting]


def _criteria(state: SessionState, regime: DayRegime, open_ids: set[str]) -> list[dict[str, Any]]:
    """What a person assesses, with what was found last; questions the place's rules leave open among them."""
    found = {each.said.criterion: each for each in state.assessments}
    asked = [c for c in day_rules().criteria if c.judged in {Judged.ASSESSED, Judged.EFFECT_OVER}]
    rows = [{"id": c.id, "words": c.words, "how": c.how, "needs_words": False} for c in asked]
    stay = regime.stay(state)
    if isinstance(stay, UnknownStay):
        rows.append(
            {"id": stay.id, "words": stay.question, "how": "Decide, and say why.", "needs_words": True}
        )
    alone = next(c for c in day_rules().criteria if c.judged is Judged.FACILITATOR_PRESENT)
    if alone.id in open_ids:
        rows.append({"id": alone.id, "words": alone.words, "how": alone.how, "needs_words": True})
    return [row | {"found": found.get(str(row["id"])), "open": row["id"] in open_ids} for row in rows]


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN)
def sign(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Put one name under the record: one's own, or a colleague's who proves it on this tablet."""
    administration = find_session(patient, encounter_id)
    signers = _signers(request, administration, session_of(administration))
    form = SignForm(request.POST, signers=signers)
    if form.is_valid():
        try:
            count(f"sign:{form.cleaned_data['signer']}", most=TRIES, seconds=WITHIN)
            sign_administration(
                administration=administration,
                signer=uuid.UUID(form.cleaned_data["signer"]),
                secret=form.cleaned_data["secret"],
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error("secret", refused.words)
        else:
            messages.success(request, "Signed.")
            return redirect("clinic:room-release", patient.pk, encounter_id)
    context = _release(request, patient, administration, form)
    return render(request, "clinic/release.html", context, status=422)
