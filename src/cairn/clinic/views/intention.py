"""Write an intention with the person, in their words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.intention import IntentionForm
from cairn.clinic.person_frame import frame
from cairn.clinic.views.preparation import intention_context
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.consent import intentions_of
from cairn.record.selectors.episode import current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.services.intention import write_intention


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.ENCOUNTER_HOLD, reads="intention.read")
def write(request: PageRequest, patient: Patient) -> HttpResponse:
    """Begin from the words as they stand; keep them as a new version."""
    episode = current_episode(patient)
    if episode is None or episode.closed_at is not None:
        raise RefusedError("none-open", "No way through care is open. Open one on the person's page.")
    versions = intentions_of(episode)
    initial = {"text": versions[0].text, "seen": versions[0].version} if versions else {"seen": 0}
    form = IntentionForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                write_intention(
                    episode=episode,
                    text=form.cleaned_data["text"],
                    seen=form.cleaned_data["seen"],
                    by=request.actor,
                    at=now(),
                )
            except RefusedError as refused:
                form.add_error(None, refused.words)
                status = 409
            else:
                messages.success(request, "The intention is kept. It is shown on the day.")
                return redirect("clinic:person-preparation", patient.pk)
    context = frame(request.actor, patient, "preparation") | intention_context(versions) | {"form": form}
    return render(request, "clinic/person/intention.html", context, status=status)
