"""Propose a roadmap or revise the one agreed: ask for days, show what follows from them, put it before the person."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.roadmap import PUT, TAILOR, RoadmapForm
from cairn.clinic.person_frame import frame
from cairn.clinic.roadmap_lines import source_words
from cairn.clinic.views.roadmap import roadmap_context
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.protocols.offered import offered
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.protocols.words import both
from cairn.domain.roadmap.planner import Around, propose, revise
from cairn.domain.roadmap.preferences import Condition, Preferences
from cairn.domain.roadmap.problem import Held
from cairn.domain.roadmap.roadmap import Conflict, Roadmap
from cairn.domain.vocabulary import EncounterKind
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.care_plan import CarePlan, active_plan, roadmap_of
from cairn.record.selectors.encounter import meetings_of
from cairn.record.selectors.episode import EpisodeOfCare, current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.reviewers import reviewers_at
from cairn.record.selectors.screening import open_tasks
from cairn.record.services.care_plan import propose_roadmap
from cairn.record.to_domain.protocol import DEFAULT_PROTOCOL


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.ROADMAP_PROPOSE, reads="roadmap.read")
def plan(request: PageRequest, patient: Patient) -> HttpResponse:
    """The form, and under it what follows from it: dated steps, or what conflicts."""
    episode = _open_episode(patient)
    agreed = active_plan(episode)
    today = timezone.localtime(now()).date()
    usual = {"start_on": today, "days": ["0", "1", "2", "3", "4"], "since": "09:00", "until": "18:00"}
    usual["protocol"] = DEFAULT_PROTOCOL
    on_offer = _on_offer(episode)
    protocol = _chosen(request, agreed, on_offer)
    form = RoadmapForm(
        request.POST or None,
        initial=usual | _tailored_before(agreed),
        today=today,
        is_revision=agreed is not None,
        protocols=on_offer,
        tailoring=protocol.tailoring,
    )
    context = frame(request.actor, patient, "roadmap") | {"form": form, "is_revision": agreed is not None}
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "clinic/person/roadmap_plan.html", context, status=422 if form.is_bound else 200
        )
    person = form.preferences(ZoneInfo(patient.site.zone))
    found = _planned(episode, agreed, person, protocol, form.wishes)
    if isinstance(found, Roadmap) and request.POST.get("do") == PUT:
        try:
            return _put(request, episode, found, form.cleaned_data.get("reason", ""))
        except RefusedError as refused:
            form.add_error(None, refused.words)
    if isinstance(found, Conflict):
        context |= {"conflict": _lead(found), "how": found.how["en"], "against": _against(found)}
    else:
        context |= {"found": found, **roadmap_context(patient, found, [])}
    return render(request, "clinic/person/roadmap_plan.html", context)


def _open_episode(patient: Patient) -> EpisodeOfCare:
    episode = current_episode(patient)
    if episode is None or episode.closed_at is not None:
        raise RefusedError("none-open", "No way through care is open. Open one on the person's page.")
    return episode


def _on_offer(episode: EpisodeOfCare) -> list[tuple[str, str]]:
    """The ways of care that fit, each saying whether anybody here has signed it."""
    signed = reviewers_at(episode.patient.site_id)
    fitting = offered(protocols().values(), concern=episode.concern, regime=episode.regime)
    return [
        (each.key, each.title["en"] if signed.get(each.key) else f"{each.title['en']} ({each.status.value})")
        for each in fitting
    ]


def _chosen(request: PageRequest, agreed: CarePlan | None, on_offer: list[tuple[str, str]]) -> Protocol:
    """The way of care the form is about: the one agreed, else the one chosen, else the usual one."""
    if agreed is not None:
        return protocols()[agreed.protocol]
    asked = request.POST.get("protocol", "")
    return protocols()[asked if asked in dict(on_offer) else DEFAULT_PROTOCOL]


def _tailored_before(agreed: CarePlan | None) -> dict[str, str]:
    before = () if agreed is None else roadmap_of(agreed).tailored
    return {TAILOR + name: value for name, value in before}


def _conditions(episode: EpisodeOfCare) -> tuple[Condition, ...]:
    """What the accepting decision asked for and is still open, before the administration session."""
    open_ones = [task for task in open_tasks(episode) if task.because == "screening"]
    before = EncounterKind.ADMINISTRATION.value
    return tuple(Condition(str(task.pk), both(task.what, task.what), before) for task in open_ones)


def _planned(
    episode: EpisodeOfCare,
    agreed: CarePlan | None,
    person: Preferences,
    protocol: Protocol,
    wishes: tuple[tuple[str, str], ...],
) -> Roadmap | Conflict:
    """A roadmap from scratch; or the agreed one again, round what was held and moving as little as possible."""
    site = episode.patient.site
    read = reviewers_at(site.pk)
    around = Around(
        reviewers=read.get(episode.regime, ()),
        signed=read.get(protocol.key, ()),
        conditions=_conditions(episode),
        wishes=wishes,
    )
    today = timezone.localtime(now()).date()
    pack = packs()[episode.regime]
    if agreed is None:
        return propose(protocol, pack, person, today, around=around)
    held = tuple(
        Held(row.step, row.started_at, row.finished_at or row.planned_end or row.started_at)
        for row in meetings_of(episode, *EncounterKind)
        if row.step and row.started_at is not None
    )
    return revise(roadmap_of(agreed), protocol, pack, person, today, held=held, around=around)


def _lead(conflict: Conflict) -> str:
    """What the conflict is about, before its reasons."""
    if all(reason.code.startswith("tailoring:") for reason in conflict.reasons):
        return "What was asked for goes beyond what may be changed:"
    return f"{conflict.title['en']} finds no day. These cannot all hold together:"


def _against(conflict: Conflict) -> tuple[tuple[str, str], ...]:
    return tuple((reason.words["en"], source_words(reason)) for reason in conflict.reasons)


def _put(request: PageRequest, episode: EpisodeOfCare, found: Roadmap, reason: str) -> HttpResponse:
    kept = propose_roadmap(episode=episode, roadmap=found, reason=reason, by=request.actor, at=now())
    messages.success(request, f"Version {kept.version} is before the person. It is in force once they agree.")
    return redirect("clinic:person-roadmap", episode.patient_id)
