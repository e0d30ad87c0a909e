"""State one fact on the spot, with the person."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from cairn.clinic.fact_lines import asked_again_words, stored_words
from cairn.clinic.fact_origin import origin_of
from cairn.clinic.forms.fact import FactForm, initial_of
from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.fact import declared_facts
from cairn.domain.facts import FactDeclaration, FactType
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.fact_statement import current_statements, statement_history
from cairn.record.selectors.person import Patient
from cairn.record.services.fact_statement import state_fact
from cairn.record.to_domain.facts import has_lapsed


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.FACT_STATE, reads="fact.read")
def state(request: PageRequest, patient: Patient, fact: str) -> HttpResponse:
    """Ask one question and keep the answer."""
    declaration = declared_facts().get(fact)
    if declaration is None or declaration.asked_of in {"record", "measure"}:
        raise Http404
    if declaration.type is FactType.EXPOSURES:
        return redirect("clinic:person-medicines", patient.pk)
    if request.method == "GET":
        return _page(request, patient, declaration, None)
    form = FactForm(request.POST, declaration=declaration)
    if not form.is_valid():
        return _page(request, patient, declaration, form)
    try:
        state_fact(
            patient=patient,
            fact=fact,
            value=form.json,
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=now(),
        )
    except ChangedMeanwhileError:
        form = _with_current(form, request.POST, patient, fact)
        form.add_error(
            None,
            "A colleague answered this a moment ago; their answer stands above. Send again to replace it.",
        )
        return _page(request, patient, declaration, form)
    except RefusedError as refused:
        form.add_error("value", refused.words)
        return _page(request, patient, declaration, form)
    messages.success(request, f"{declaration.label['en']}: kept.")
    return redirect(_back(request, patient))


def _back(request: PageRequest, patient: Patient) -> str:
    """Where the question was asked from, if that is a page of ours; else her screening."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else reverse("clinic:person-screening", args=[patient.pk])


def _with_current(form: FactForm, sent: QueryDict, patient: Patient, fact: str) -> FactForm:
    """The same answer, over the statement that now stands."""
    row = current_statements(patient.pk).get(fact)
    data = sent.copy()
    data["seen"] = "" if row is None else str(row.pk)
    again = FactForm(data, declaration=form.declaration)
    again.is_valid()
    return again


def _page(
    request: PageRequest, patient: Patient, declaration: FactDeclaration, form: FactForm | None
) -> HttpResponse:
    history = statement_history(patient.pk, declaration.id)
    current = next((row for row in history if row.is_current), None)
    lapsed = current is not None and has_lapsed(current, now(), ZoneInfo(patient.site.zone))
    initial: dict[str, Any] = {"seen": current.pk if current else None}
    if current is not None and not lapsed:
        initial |= initial_of(declaration, current.value)
    context = {
        **frame(request.actor, patient, "screening"),
        "declaration": declaration,
        "form": form or FactForm(declaration=declaration, initial=initial),
        "history": [
            (stored_words(declaration, row.value), origin_of(row), row.is_current and not lapsed)
            for row in history[:10]
        ],
        "asked_again": asked_again_words(declaration),
        "lapsed": lapsed,
        "back": _back(request, patient),
    }
    return render(request, "clinic/screening/fact.html", context, status=422 if form else 200)
