"""Ask a person for a measure that their roadmap does not ask for by itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.measure import AskMeasureForm
from cairn.clinic.person_frame import frame
from cairn.clinic.response_lines import ASKED
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.instrument import instruments
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.episode import EpisodeOfCare, current_episode
from cairn.record.selectors.person import Patient
from cairn.record.services.response import ask_measure


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.MEASURE_ASK, reads="measures.read")
def ask(request: PageRequest, patient: Patient) -> HttpResponse:
    """Choose a measure; asking twice on one day gives the same form."""
    episode = current_episode(patient)
    form = AskMeasureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _asked(request, episode, form)
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            return redirect("clinic:person-responses", patient.pk)
    context = {**frame(request.actor, patient, "measures"), "form": form, "has_episode": episode is not None}
    return render(request, "clinic/response/ask.html", context, status=422 if form.is_bound else 200)


def _asked(request: PageRequest, episode: EpisodeOfCare | None, form: AskMeasureForm) -> None:
    if episode is None:
        raise RefusedError(
            "no-episode", "A measure belongs to a way through care. Open one first, then ask again."
        )
    at = now()
    chosen = instruments()[form.cleaned_data["measure"]]
    ask_measure(
        episode=episode,
        instrument=chosen.id,
        occasion=f"{ASKED}-{localtime(at).date()}",
        due_on=form.cleaned_data["due_on"],
        by=request.actor,
        at=at,
    )
    messages.success(request, f"{chosen.short} was asked for.")
