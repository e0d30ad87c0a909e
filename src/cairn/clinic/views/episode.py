"""Open a way through care."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.person import EpisodeForm
from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.person import Patient
from cairn.record.services.episode import open_episode


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.PERSON_REGISTER, reads="person.read")
def begin(request: PageRequest, patient: Patient) -> HttpResponse:
    """Ask for whom and with what, then open it at the fit consultation."""
    form = EpisodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_episode(patient=patient, by=request.actor, at=now(), **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "A way through care is open. It begins with the fit consultation.")
            return redirect("clinic:person", patient.pk)
    context = {**frame(request.actor, patient, "story"), "form": form}
    return render(request, "clinic/person/episode.html", context, status=422 if form.is_bound else 200)
