"""Home: the next one thing, the path, how to reach a human now."""

from django.http import HttpResponse
from django.shortcuts import render

from cairn.clock import now
from cairn.components.page import PageRequest
from cairn.domain.pathway.stages import Stage
from cairn.portal.next_thing import next_thing
from cairn.portal.own_page import own_page
from cairn.portal.path import nearby, roadmap_stones, stage_stones
from cairn.record.selectors.care_plan import active_plan, roadmap_of
from cairn.record.selectors.consent import intentions_of
from cairn.record.selectors.episode import current_episode, held_steps
from cairn.record.selectors.patient import Patient


@own_page(reads="portal.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The person's first page."""
    at, episode = now(), current_episode(patient)
    plan = None if episode is None else active_plan(episode)
    if plan is not None:
        stones = nearby(roadmap_stones(roadmap_of(plan), held_steps(plan.episode)))
    else:
        stones = () if episode is None else stage_stones(Stage(episode.stage))
    intentions = [] if episode is None else intentions_of(episode)
    context = {
        "patient": patient,
        "today": at,
        "next": next_thing(episode, at),
        "stones": stones,
        "intention": intentions[0] if intentions else None,
    }
    return render(request, "portal/home.html", context)


@own_page()
def reach(request: PageRequest, patient: Patient) -> HttpResponse:
    """How to reach a human, now."""
    return render(request, "portal/help.html", {"site": patient.site})
