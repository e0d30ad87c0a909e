"""Register a person by hand. Somebody who may already be known is shown first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cairn.clinic.candidate_choice import as_person, chosen
from cairn.clinic.forms.person import PersonForm
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Link
from cairn.components.session import site_of
from cairn.domain.vocabulary import AdministrativeGender
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.person import Patient
from cairn.record.selectors.referral import Candidate, candidates
from cairn.record.services.patient import register_patient


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.PERSON_REGISTER)
def register(request: PageRequest) -> HttpResponse:
    """Ask who they are; compare with the people known; open the record."""
    form = PersonForm(request.POST or None)
    offered: tuple[Candidate, ...] = ()
    if request.method == "POST" and form.is_valid():
        offered = _offered(request, form)
        try:
            known = chosen(request.POST.get("who", ""), offered)
            patient = known or _register(request, form)
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            words = (
                "This record was there already; nothing was changed." if known else "Their record is open."
            )
            messages.success(request, words)
            return redirect("clinic:person", patient.pk)
    crumbs = [Link("People", reverse("clinic:people")), Link("Register", "", current=True)]
    context = {"form": form, "candidates": offered, "crumbs": crumbs}
    return render(request, "clinic/people/register.html", context, status=422 if form.is_bound else 200)


def _offered(request: PageRequest, form: PersonForm) -> tuple[Candidate, ...]:
    told = form.cleaned_data
    names = {name: told[name] for name in ("given", "family", "email", "phone")}
    return candidates(request.actor, as_person(**names, born=told["birth_date"]))


def _register(request: PageRequest, form: PersonForm) -> Patient:
    told = dict(form.cleaned_data)
    told["gender"] = AdministrativeGender(told["gender"] or "unknown")
    told["language"] = told["language"] or "en"
    return register_patient(site=site_of(request), by=request.actor, at=now(), **told)
