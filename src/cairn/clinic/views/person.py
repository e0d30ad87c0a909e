"""One person's record: their story, their consents, their documents, and who has seen them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.clinic.access_words import access_rows
from cairn.clinic.consent_lines import consent_lines
from cairn.clinic.fact_lines import fact_sections
from cairn.clinic.person_frame import frame
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.paper import papers_for
from cairn.record.permissions import Permission, may
from cairn.record.selectors.access_log import access_log
from cairn.record.selectors.care_plan import active_plan
from cairn.record.selectors.consent import consents_of
from cairn.record.selectors.person import Patient
from cairn.record.selectors.story import referrals_of, story_of


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="person.read")
def story(request: PageRequest, patient: Patient) -> HttpResponse:
    """How they came, and what has been said about them, each with its origin."""
    told = story_of(patient)
    sections = fact_sections(told.facts)
    waiting = sum(1 for row in told.facts.values() if row.status == "prefilled")
    context = {"story": told, "sections": sections, "waiting": waiting}
    return render(request, "clinic/person/story.html", {**frame(request.actor, patient, "story"), **context})


@page(audience=Audience.CLINIC, permission=Permission.CONSENT_READ, reads="consents.read")
def consents(request: PageRequest, patient: Patient) -> HttpResponse:
    """What they signed, and what they took back."""
    signed = consents_of(patient)
    on_file = {row.kind for row in signed if row.status == "active"}
    context = {
        "lines": consent_lines(signed),
        "missing": [each for code, each in papers_for(patient.site.regime).items() if code not in on_file],
        "may_witness": may(request.actor, Permission.CONSENT_WITNESS),
    }
    return render(
        request, "clinic/person/consents.html", {**frame(request.actor, patient, "consents"), **context}
    )


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="documents.read")
def documents(request: PageRequest, patient: Patient) -> HttpResponse:
    """What others sent, and what can leave."""
    shared = frame(request.actor, patient, "documents")
    episode = shared["header"].episode
    context = {
        "referrals": referrals_of(patient),
        "may_export": may(request.actor, Permission.RECORD_EXPORT),
        "may_open_referrals": may(request.actor, Permission.REFERRAL_IMPORT),
        "plan": None if episode is None else active_plan(episode),
    }
    return render(request, "clinic/person/documents.html", {**shared, **context})


@page(audience=Audience.CLINIC, permission=Permission.ACCESS_LOG_READ, reads="access-log.read")
def activity(request: PageRequest, patient: Patient) -> HttpResponse:
    """Who has seen or changed this record, the latest first."""
    asked = request.GET.get("before", "")
    older_than = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(2**62)) else None
    found = access_log(request.actor, patient, older_than=older_than)
    address = reverse("clinic:person-activity", args=[patient.pk])
    context = {
        "rows": access_rows(found.events),
        "older": f"{address}?before={found.older_than}" if found.older_than else "",
    }
    return render(
        request, "clinic/person/activity.html", {**frame(request.actor, patient, "activity"), **context}
    )
