"""The safety queue: how much waits, one flag with all that helps to answer it, and taking it on."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cairn.clinic.flag_lines import answer_words, pathway_words, plan_lines, source_words
from cairn.clinic.forms.safety_flag import TakeOnForm
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Link
from cairn.record.errors import NotFoundError, RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.consent import consents_of
from cairn.record.selectors.person import Patient
from cairn.record.selectors.safety_flag import SafetyFlag, find_flag, flags_of
from cairn.record.services.safety_flag import acknowledge_flag


@page(audience=Audience.CLINIC, permission=Permission.FLAG_SEE)
def waiting(request: PageRequest) -> HttpResponse:
    """The chip in the bar, asked for again every half minute."""
    return render(request, "components/pieces/flags.html")


@page(audience=Audience.CLINIC, permission=Permission.FLAG_SEE, reads="flag.read")
def show(request: PageRequest, patient: Patient, flag_id: uuid.UUID) -> HttpResponse:
    """One flag: the answer in words, how to reach the person, their safety plan, and the site's pathway."""
    flag = find_flag(request.actor, flag_id)
    if flag.patient_id != patient.pk:
        raise NotFoundError
    return _page(request, flag, TakeOnForm())


def _page(request: PageRequest, flag: SafetyFlag, form: TakeOnForm) -> HttpResponse:
    patient = flag.patient
    context = {
        "flag": flag,
        "patient": patient,
        "site": flag.site,
        "now": now(),
        "form": form,
        "answer": answer_words(flag),
        "source": source_words(flag),
        "pathway": pathway_words(flag),
        "plan": plan_lines(consents_of(patient)),
        "others": [(each, source_words(each)) for each in flags_of(patient) if each.pk != flag.pk],
        "may_acknowledge": may(request.actor, Permission.FLAG_ACKNOWLEDGE),
        "crumbs": [
            Link("Today", f"{reverse('clinic:today')}#flags"),
            Link(str(patient), reverse("clinic:person", args=[patient.pk])),
            Link("Safety flag", "", current=True),
        ],
    }
    return render(request, "clinic/flag/one.html", context, status=422 if form.is_bound else 200)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.FLAG_ACKNOWLEDGE)
def acknowledge(request: PageRequest, flag_id: uuid.UUID) -> HttpResponse:
    """Take a flag on, from the queue or from its page, with words of what is done."""
    flag = find_flag(request.actor, flag_id)
    form = TakeOnForm(request.POST)
    if not form.is_valid():
        return _page(request, flag, form)
    at = now()
    try:
        acknowledge_flag(flag=flag, what_was_done=form.cleaned_data["what_was_done"], by=request.actor, at=at)
    except RefusedError as refused:
        flag = find_flag(request.actor, flag_id)
        form.add_error(
            None,
            f"{flag.acknowledged_by} was faster. {refused.words}" if flag.acknowledged_by else refused.words,
        )
        return _page(request, flag, form)
    minutes = int((at - flag.raised_at).total_seconds() // 60)
    messages.success(
        request, f"You have taken it on, {minutes} min after it was raised. Your words stay with it."
    )
    return redirect("clinic:flag", flag.patient_id, flag.pk)
