"""Put a consent or form on file at the centre: signed in front of a witness, or on the authority's own paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.paper_form import NAME, PaperForm
from cairn.content.readers.paper import papers
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.consent import active_consents
from cairn.record.selectors.episode import current_episode
from cairn.record.selectors.person import Patient
from cairn.record.services.consent import record_consent, withdraw_consent


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.CONSENT_WITNESS, reads="consents.read")
def witness(request: PageRequest, patient: Patient, code: str) -> HttpResponse:
    """The text, what is filled in, and the name the person signed with; whoever sends it is the witness."""
    paper, context = papers().get(code), frame(request.actor, patient, "consents")
    header = context["header"]
    if paper is None or not header.is_open:
        raise Http404
    asked = request.GET.get("language", patient.language)
    language = asked if asked in paper.body else "en"
    standing = active_consents(header.episode).get(code)
    form = PaperForm(paper, language, request.POST or None)
    form.fields[NAME].label = "The name they signed with"
    if request.method == "POST" and form.is_valid():
        try:
            record_consent(episode=header.episode, **form.signed(), by=request.actor, at=now())
        except RefusedError as refused:
            form.add_error(NAME, refused.words)
        else:
            messages.success(request, "On file, with you as the witness.")
            return redirect("clinic:person-consents", patient.pk)
    context |= {
        "paper": paper,
        "title": paper.title["en"],
        "body": paper.body[language],
        "language": language,
        "other_language": next(each for each in paper.body if each != language),
        "standing": standing,
    }
    return render(
        request, "clinic/person/paper.html", {**context, "form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.CONSENT_WITNESS)
def withdraw(request: PageRequest, patient: Patient, code: str) -> HttpResponse:
    """The person takes it back and tells a member of staff."""
    paper, episode = papers().get(code), current_episode(patient)
    if paper is None or episode is None:
        raise Http404
    standing = active_consents(episode).get(code)
    if standing is None or not paper.withdrawable:
        raise RefusedError("nothing-to-withdraw", "There is nothing in force here that can be taken back.")
    withdraw_consent(consent=standing, reason=request.POST.get("reason", ""), by=request.actor, at=now())
    messages.success(request, f"{paper.title['en']} is taken back. It is not in force from now on.")
    return redirect("clinic:person-consents", patient.pk)
