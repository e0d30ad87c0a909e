"""The roadmap: the path, what comes next, agreeing to it, on paper and in a calendar."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.clock import now
from cairn.components.documents.calendar import Wording, roadmap_calendar
from cairn.components.documents.plan_sheet import plan_sheet
from cairn.components.documents.roadmap import roadmap_pdf
from cairn.components.documents.sheet import RoadmapSheet
from cairn.components.page import PageRequest, public_page
from cairn.portal.forms.intake import language
from cairn.portal.own_page import own_page
from cairn.portal.path import roadmap_stones
from cairn.record import audit
from cairn.record.actor import PUBLIC
from cairn.record.selectors.care_plan import CarePlan, active_plan, open_proposal, roadmap_of
from cairn.record.selectors.consent import intentions_of
from cairn.record.selectors.episode import current_episode, held_steps
from cairn.record.selectors.patient import Patient
from cairn.record.services.calendar_feed import end_feeds, new_feed, patient_of_feed
from cairn.record.services.care_plan import agree_roadmap


@own_page(reads="roadmap.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The roadmap in force, and a proposal that waits for an answer."""
    proposal, plan = _plans(patient)
    shown = proposal or plan
    roadmap = None if shown is None else roadmap_of(shown)
    spoken = language()
    context = {
        "proposal": proposal,
        "plan": plan,
        "roadmap": roadmap,
        "stones": ()
        if roadmap is None or shown is None
        else roadmap_stones(roadmap, held_steps(shown.episode)),
        "steps_asked": [
            {"title": step.title[spoken], "asks": step.asks[spoken], "duration": step.duration.words[spoken]}
            for step in (() if roadmap is None else roadmap.steps)
        ],
        "feed": request.session.pop("cairn_feed", ""),
    }
    return render(request, "portal/roadmap.html", context)


def _plans(patient: Patient) -> tuple[CarePlan | None, CarePlan | None]:
    episode = current_episode(patient)
    return (None, None) if episode is None else (open_proposal(episode), active_plan(episode))


@own_page()
def agree(request: PageRequest, patient: Patient) -> HttpResponse:
    """Agree to the proposal that was shown; a newer one is not agreed to unseen."""
    proposal, _plan = _plans(patient)
    if request.method == "POST":
        if proposal is None or str(proposal.pk) != request.POST.get("plan"):
            messages.warning(request, _("The proposal has changed meanwhile. Please look at it again."))
        else:
            agree_roadmap(plan=proposal, by=request.actor, at=now())
            messages.success(request, _("Agreed. Your sessions are in your path now."))
    return redirect("portal:roadmap")


@own_page(reads="roadmap.print")
def pdf(request: PageRequest, patient: Patient) -> HttpResponse:
    """The roadmap on paper."""
    proposal, plan = _plans(patient)
    shown = plan or proposal
    if shown is None:
        raise Http404
    response = HttpResponse(
        roadmap_pdf(_sheet(patient, shown), language=language()), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="roadmap.pdf"'
    return response


@own_page()
def calendar_address(request: PageRequest, patient: Patient) -> HttpResponse:
    """Make the private calendar address, shown once; or end it."""
    if request.method == "POST" and request.POST.get("do") == "end":
        end_feeds(patient=patient, by=request.actor, at=now())
        messages.success(request, _("The calendar address does not work any more."))
    elif request.method == "POST":
        token = new_feed(patient=patient, by=request.actor, at=now())
        request.session["cairn_feed"] = request.build_absolute_uri(reverse("portal:calendar", args=[token]))
    return redirect(reverse("portal:roadmap") + "#calendar")


@public_page(reason="a calendar program reads it by a private address that only its owner was shown")
def calendar(request: PageRequest, token: str) -> HttpResponse:
    """The roadmap as a calendar program reads it: it says no more than that there is an appointment."""
    patient = patient_of_feed(token)
    _proposal, plan = _plans(patient)
    if plan is None:
        raise Http404
    written = roadmap_calendar(
        _sheet(patient, plan),
        episode=str(plan.episode_id),
        language=patient.language,
        wording=Wording.PRIVATE,
    )
    audit.read("calendar.read", by=PUBLIC, at=now(), patient=patient.pk)
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def _sheet(patient: Patient, plan: CarePlan) -> RoadmapSheet:
    versions = intentions_of(plan.episode)
    return plan_sheet(patient, plan, made_at=now(), intention=versions[0].text if versions else None)
