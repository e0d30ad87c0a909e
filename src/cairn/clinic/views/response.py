"""The forms of measures a person was asked for: filled in with them, or amended."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.response import ResponseForm
from cairn.clinic.person_frame import frame
from cairn.clinic.response_lines import ANSWERED, response_groups
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import Patient
from cairn.record.selectors.response import QuestionnaireResponse, find_response, responses_of
from cairn.record.services.response import amend_response, complete_response, definition_of


@page(audience=Audience.CLINIC, permission=Permission.MEASURE_READ, reads="measures.read")
def listed(request: PageRequest, patient: Patient) -> HttpResponse:
    """Every form: what is open now, what was answered with its score, what comes later."""
    context = {
        **frame(request.actor, patient, "measures"),
        "groups": response_groups(responses_of(patient), localtime(now()).date()),
        "may_fill": may(request.actor, Permission.FACT_STATE),
        "may_ask": may(request.actor, Permission.MEASURE_ASK),
    }
    return render(request, "clinic/response/list.html", context)


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.FACT_STATE, reads="measures.read")
def fill(request: PageRequest, patient: Patient, response_id: uuid.UUID) -> HttpResponse:
    """Fill a form in with the person, or amend a finished one with the reason."""
    row = find_response(patient, response_id)
    instrument = definition_of(row)
    amending = row.status in ANSWERED
    form = ResponseForm(
        request.POST if request.method == "POST" else None,
        instrument=instrument,
        answers=row.answers,
        amending=amending,
        initial={"seen": row.version},
    )
    if form.is_bound and form.is_valid():
        try:
            _write(request, row, form)
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"{instrument.short}: {'amended' if amending else 'kept'}.")
            return redirect("clinic:person-responses", patient.pk)
    context = {
        **frame(request.actor, patient, "measures"),
        "form": form,
        "row": row,
        "instrument": instrument,
        "amending": amending,
    }
    return render(request, "clinic/response/fill.html", context, status=422 if form.is_bound else 200)


def _write(request: PageRequest, row: QuestionnaireResponse, form: ResponseForm) -> None:
    stated = form.cleaned_data
    if form.amending:
        if stated["seen"] != row.version:
            words = "A colleague amended this meanwhile. Look at the answers as they stand, then send again."
            raise RefusedError("changed-meanwhile", words)
        amend_response(
            response=row, answers=form.answers, reason=stated["reason"], by=request.actor, at=now()
        )
        return
    complete_response(
        response=row,
        answers=form.answers,
        seen=stated["seen"],
        by=request.actor,
        at=now(),
        leave_unanswered=stated["leave"],
    )
