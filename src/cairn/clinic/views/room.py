"""The live room: one page for a tablet, its moving parts, and the events it sends."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cairn.clinic import room_state
from cairn.clinic.event_fields import event_of_form
from cairn.clinic.room_words import MUSIC_WORDS, PRODUCT_WORDS, SIGN_WORDS, UNIT_WORDS
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.administration.codes import PresenceRole
from cairn.domain.vocabulary import EncounterStatus, Role
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.administration import Administration, find_session, preparation_words
from cairn.record.selectors.consent import active_consents, intentions_of
from cairn.record.selectors.patient import Patient
from cairn.record.services.session_event import Answer, Answered, record_events
from cairn.record.to_domain.session_day import agreed_dose, day_regime, session_of

TOPICS = ("words-to-use", "words-to-avoid", "fears", "boundaries", "grounding")
TOUCH_CONSENT = "supportive-touch-consent"


@require_GET
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN, reads="room.read")
def show(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """The whole page."""
    administration = find_session(patient, encounter_id)
    return render(request, "clinic/room/room.html", _room(request, patient, administration, now()))


@require_GET
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN)
def live(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """The parts that move. Asked for over and over by a page whose reading is already in the log."""
    administration = find_session(patient, encounter_id)
    return render(request, "clinic/room/live.html", _moving(request, patient, administration, now()))


def _room(
    request: PageRequest, patient: Patient, administration: Administration, at: datetime
) -> dict[str, Any]:
    encounter, agreed = administration.encounter, agreed_dose(administration)
    intentions = intentions_of(encounter.episode)
    return {
        **_moving(request, patient, administration, at),
        "intention": intentions[0] if intentions else None,
        "notes": {k.replace("-", "_"): note for k, note in preparation_words(encounter, TOPICS).items()},
        "agreed": agreed,
        "signs": [(sign.value, words) for sign, words in SIGN_WORDS.items()],
        "music": [(music.value, words) for music, words in MUSIC_WORDS.items()],
        "units": [(unit.value, words) for unit, words in UNIT_WORDS.items()],
        "forms": [(form.value, words) for form, words in PRODUCT_WORDS.items()],
        "ratings_offered": range(11),
        "minutes_ago": (0, 2, 5, 10, 15, 20, 30, 45, 60),
        "live_url": _address("clinic:room-live", patient, encounter.pk),
    }


def _moving(
    request: PageRequest, patient: Patient, administration: Administration, at: datetime
) -> dict[str, Any]:
    encounter = administration.encounter
    state, regime = session_of(administration), day_regime(encounter, at)
    consent = active_consents(encounter.episode).get(TOUCH_CONSENT)
    agreed = room_state.agreed_touch(consent)
    here = room_state.here(state, at)
    inside = {stay.person for stay in here}
    return {
        "patient": patient,
        "encounter": encounter,
        "administration": administration,
        "state": state,
        "at": at,
        "clock": room_state.clock(state, regime, at),
        "alarms": room_state.session_alarms(state, regime, at),
        "due": room_state.next_due(state, at, None),
        "vitals": room_state.last_vitals(state),
        "timeline": room_state.timeline(state, agreed),
        "charts": room_state.charts(state, at),
        "here": here,
        "leaders": [stay for stay in here if stay.role is PresenceRole.FACILITATOR],
        "client_here": state.client_present(at),
        "elsewhere": [each for each in _staff(request) if str(each.pk) not in inside],
        "touch": consent,
        "touch_taken_back": room_state.touch_taken_back(state),
        "taps": room_state.taps(agreed),
        "touch_bounds": room_state.taps(agreed)["touches"],
        "closed": encounter.status == EncounterStatus.FINISHED.value,
        "events_url": _address("clinic:room-events", patient, encounter.pk),
        "release_url": _address("clinic:room-release", patient, encounter.pk),
        "new_id": uuid.uuid4,
        "account": str(request.actor.account_id),
    }


def _staff(request: PageRequest) -> list[Any]:
    caring = {Role.FACILITATOR, Role.CLINICAL_REVIEWER, Role.COORDINATOR}
    return [account for account in staff_at_site(request.actor) if account.role_set & caring]


def _address(name: str, patient: Patient, encounter_id: uuid.UUID) -> str:
    return reverse(name, args=[patient.pk, encounter_id])


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.ROOM_RUN)
def events(request: PageRequest, patient: Patient, encounter_id: uuid.UUID) -> HttpResponse:
    """Keep events: a JSON list from a tablet, each answered by itself; or one form where scripts do not run."""
    administration = find_session(patient, encounter_id)
    if request.content_type == "application/json":
        return _from_device(request, administration)
    return keep_form(request, patient, administration, here="clinic:room-events", back="clinic:room")


def _from_device(request: PageRequest, administration: Administration) -> HttpResponse:
    try:
        raw = json.loads(request.body)
    except ValueError:
        return JsonResponse({"refused": "That was not JSON. Send a list of events."}, status=400)
    if not isinstance(raw, list):
        return JsonResponse({"refused": "Send a list of events."}, status=400)
    try:
        answers = record_events(administration=administration, raw=raw, by=request.actor, at=now())
    except RefusedError as refused:
        return JsonResponse({"refused": refused.words}, status=409)
    return JsonResponse({"answers": [_plain(each) for each in answers]})


def _plain(answered: Answered) -> dict[str, object]:
    faults = [{"field": f.field, "code": f.code, "what": f.what, "do": f.do} for f in answered.faults]
    return {"id": answered.id, "answer": answered.answer.value, "faults": faults}


def keep_form(
    request: PageRequest, patient: Patient, administration: Administration, *, here: str, back: str
) -> HttpResponse:
    """Keep the one event of a form and go back, or show what is wrong with it; nothing typed is lost."""
    raw = _as_first_sent(event_of_form(request.POST, at=now()), administration)
    answered = record_events(administration=administration, raw=[raw], by=request.actor, at=now())[0]
    if answered.answer is Answer.KEPT:
        messages.success(request, "Kept.")
        return redirect(back, patient.pk, administration.encounter_id)
    context = {
        "patient": patient,
        "encounter": administration.encounter,
        "faults": answered.faults,
        "asks": answered.answer is Answer.CONFIRM,
        "raw": json.dumps(raw),
        "events_url": _address(here, patient, administration.encounter_id),
        "back_url": _address(back, patient, administration.encounter_id),
    }
    return render(request, "clinic/room/answer.html", context, status=422)


def _as_first_sent(raw: dict[str, Any], administration: Administration) -> dict[str, Any]:
    """The same form sent twice happened when it was sent first."""
    for row in administration.events.all():
        if str(row.pk) == raw.get("id"):
            return {**raw, "at": row.payload["at"], "recorded_at": row.payload["recorded_at"]}
    return raw
