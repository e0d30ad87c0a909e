"""Take the next step of a way through care when its gate is open; close it with the reason why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.stage import ClosingForm
from cairn.clinic.person_frame import frame
from cairn.clinic.unmet_lines import next_unmet
from cairn.clinic.words import STAGE_WORDS
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import Ending, Stage, usual_next
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.episode import EpisodeOfCare, current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.services.episode import advance_episode
from cairn.record.to_domain.situation import situation_of

BY_ITSELF = frozenset({Stage.ADMINISTRATION, Stage.INTEGRATION, Stage.CLOSED})
"""Steps that other pages take: the start of the day, the signed record of it, and closing."""


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE, reads="unmet.read")
def step(request: PageRequest, patient: Patient) -> HttpResponse:
    """What stands before the next stage; on POST the step, where nothing does."""
    episode = _open_episode(patient)
    here = Stage(episode.stage)
    there = usual_next(here)
    refused = ""
    if request.method == "POST":
        try:
            return _taken(request, patient, episode, here, there)
        except RefusedError as told:
            refused = told.words
    unmet = next_unmet(episode, at=now())
    context = frame(request.actor, patient, "") | {
        "unmet": unmet,
        "here": STAGE_WORDS[here],
        "there": STAGE_WORDS[there] if there else "",
        "to": there.value if there else "",
        "by_itself": there.value if there in BY_ITSELF and there is not None else "",
        "refused": refused,
    }
    return render(request, "clinic/person/step.html", context, status=409 if refused else 200)


def _taken(
    request: PageRequest, patient: Patient, episode: EpisodeOfCare, here: Stage, there: Stage | None
) -> HttpResponse:
    if there is None or there in BY_ITSELF or request.POST.get("from", here.value) != here.value:
        raise RefusedError(
            "not-this-step", "The way has moved since this page was shown. Look at where they are now."
        )
    at = now()
    stopping = [each for each in unmet_before(there, situation_of(episode, at)) if each.stops]
    if stopping:
        what = " ".join(each.what for each in stopping)
        raise RefusedError("gates-unmet", f"{STAGE_WORDS[there]} cannot begin yet. {what}")
    advance_episode(episode=episode, to=there, by=request.actor, at=at)
    messages.success(request, f"{patient.called} is now at: {STAGE_WORDS[there].lower()}.")
    return redirect("clinic:person", patient.pk)


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE, reads="person.read")
def close(request: PageRequest, patient: Patient) -> HttpResponse:
    """Close the way, with the reason, and words to send with the person."""
    episode = _open_episode(patient)
    proposed = request.GET.get("ending", "")
    form = ClosingForm(request.POST or None, stage=Stage(episode.stage), initial={"ending": proposed})
    if request.method == "POST" and form.is_valid():
        ending = Ending(form.cleaned_data["ending"])
        try:
            advance_episode(
                episode=episode,
                to=Stage.CLOSED,
                ending=ending,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "This way through care is closed. The words to send stand below.")
            return redirect("clinic:person-words-out", patient.pk)
    context = frame(request.actor, patient, "") | {"form": form}
    return render(request, "clinic/person/close.html", context, status=422 if form.is_bound else 200)


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="person.read")
def words_out(request: PageRequest, patient: Patient) -> HttpResponse:
    """The warm words that go with somebody whose way with us ended, in their language."""
    episode = current_episode(patient)
    if episode is None or episode.closed_at is None:
        raise RefusedError("not-closed", "This way through care is still open.")
    context = frame(request.actor, patient, "") | {
        "letter": f"clinic/inquiry/words_out_{'es' if patient.language == 'es' else 'en'}.html",
        "name": patient.called,
        "reason": episode.close_reason,
        "site": patient.site,
    }
    return render(request, "clinic/person/words_out.html", context)


def _open_episode(patient: Patient) -> EpisodeOfCare:
    episode = current_episode(patient)
    if episode is None or episode.closed_at is not None:
        raise RefusedError("none-open", "No way through care is open. Open one on the person's page.")
    episode.patient = patient
    return episode
