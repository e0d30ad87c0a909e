"""Correct what the record says of who a person is and how to reach them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.person import PersonForm, person_initial
from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.person import Patient
from cairn.record.services.patient import correct_patient


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.FACT_STATE, reads="person.read")
def correct(request: PageRequest, patient: Patient) -> HttpResponse:
    """Show what is known; write only what was changed."""
    known = person_initial(patient)
    form = PersonForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        try:
            if changes:
                correct_patient(patient=patient, changes=changes, by=request.actor, at=now())
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "Corrected." if changes else "Nothing was different.")
            return redirect("clinic:person", patient.pk)
    patient.refresh_from_db()
    context = {**frame(request.actor, patient, "story"), "form": form}
    return render(request, "clinic/person/correct.html", context, status=422 if form.is_bound else 200)
