"""Consents and plans: read, fill in, sign, see who can read them, take them back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.clock import now
from cairn.components.page import PageRequest
from cairn.components.paper_form import NAME, PaperForm
from cairn.content.readers.paper import papers, papers_for
from cairn.portal.forms.intake import language
from cairn.portal.own_page import own_page
from cairn.record.errors import RefusedError
from cairn.record.selectors.consent import active_consents, consents_of, find_consent
from cairn.record.selectors.episode import current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.services.consent import record_consent, withdraw_consent


@own_page(reads="consents.read")
def index(request: PageRequest, patient: Patient) -> HttpResponse:
    """Everything there is to sign, and what is in force."""
    episode = current_episode(patient)
    signed = active_consents(episode) if episode is not None else {}
    rows = [
        {"paper": paper, "title": paper.title[language()], "consent": signed.get(code)}
        for code, paper in papers_for(patient.site.regime).items()
    ]
    context = {"rows": rows, "past": [row for row in consents_of(patient) if row.status != "active"]}
    return render(request, "portal/consents.html", context)


@own_page(reads="consents.read")
def show(request: PageRequest, patient: Patient, code: str) -> HttpResponse:
    """One text with its blanks; signing it again replaces what was signed before."""
    paper, episode = papers().get(code), current_episode(patient)
    if paper is None or episode is None:
        raise Http404
    standing = active_consents(episode).get(code)
    form = PaperForm(
        paper, language(), request.POST or None, initial=(standing.details or {}) if standing else {}
    )
    if request.method == "POST" and paper.signed_where == "portal" and form.is_valid():
        try:
            record_consent(episode=episode, **form.signed(), by=request.actor, at=now())
        except RefusedError as refused:
            form.add_error(NAME, refused.words)
        else:
            messages.success(request, _("Signed. You can read it here whenever you like."))
            return redirect("portal:consents")
    context = {
        "paper": paper,
        "title": paper.title[language()],
        "body": paper.body[language()],
        "form": form,
        "standing": standing,
        "signs_here": paper.signed_where == "portal",
    }
    return render(request, "portal/consent.html", context)


@own_page()
def withdraw(request: PageRequest, patient: Patient, consent_id: uuid.UUID) -> HttpResponse:
    """Take a consent back; no reason is asked for."""
    consent = find_consent(patient, consent_id)
    if request.method == "POST":
        withdraw_consent(consent=consent, reason=request.POST.get("reason", ""), by=request.actor, at=now())
        messages.success(request, _("Taken back. Your care team sees this at once."))
    return redirect("portal:consents")
