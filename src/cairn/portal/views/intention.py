"""The intention, in the person's own words."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.clock import now
from cairn.components.page import PageRequest
from cairn.portal.forms.intention import IntentionForm
from cairn.portal.own_page import own_page
from cairn.record.errors import RefusedError
from cairn.record.selectors.consent import intentions_of
from cairn.record.selectors.episode import current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.services.intention import write_intention


@own_page(reads="intention.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The intention as it stands, its earlier versions, and room to change it."""
    episode = current_episode(patient)
    if episode is None:
        raise Http404
    versions = intentions_of(episode)
    latest = versions[0] if versions else None
    start = {"text": latest.text, "seen": latest.version} if latest else {"seen": 0}
    form = IntentionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        stated = form.cleaned_data
        try:
            write_intention(
                episode=episode, text=stated["text"], seen=stated["seen"], by=request.actor, at=now()
            )
        except RefusedError as refused:
            form.add_error("text", refused.words)
        else:
            messages.success(request, _("Kept. It will be with you on your day."))
            return redirect("portal:intention")
    return render(request, "portal/intention.html", {"form": form, "latest": latest, "earlier": versions[1:]})
