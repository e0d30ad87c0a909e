"""Put a consent or form on file at the centre: signed in front of a witness, or on the authority's own paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.paper_form import NAME, PaperForm
from cairn.content.readers.paper import papers
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.person import Patient
from cairn.record.services.consent import record_consent


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.CONSENT_WITNESS, reads="consents.read")
def witness(request: PageRequest, patient: Patient, code: str) -> HttpResponse:
    """The text, what is filled in, and the name the person signed with; whoever sends it is the witness."""
    paper, context = papers().get(code), frame(request.actor, patient, "consents")
    header = context["header"]
    if paper is None or not header.is_open:
        raise Http404
    language = patient.language if patient.language in paper.body else "en"
    form = PaperForm(paper, language, request.POST or None)
    form.fields[NAME].label = "The name they signed with"
    if request.method == "POST" and form.is_valid():
        try:
            record_consent(
                episode=header.episode,
                kind=paper.code,
                text=paper.key,
                text_hash=paper.text_hash(language),
                language=language,
                signed_name=form.cleaned_data[NAME],
                details=form.details(),
                by=request.actor,
                at=now(),
            )
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
    }
    return render(
        request, "clinic/person/paper.html", {**context, "form": form}, status=422 if form.is_bound else 200
    )
