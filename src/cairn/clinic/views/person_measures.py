"""Measures: how each score has changed, drawn apart from the page so that the page stays quick."""

from django.http import HttpResponse
from django.shortcuts import render

from cairn.clinic.measure_lines import trajectories
from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.charts.trajectory import PHONE, TrajectoryChart, trajectory_chart
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.outcomes.trajectory import Trajectory
from cairn.record.permissions import Permission
from cairn.record.selectors.encounter import encounters_of
from cairn.record.selectors.person import Patient
from cairn.record.selectors.response import responses_of


@page(audience=Audience.CLINIC, permission=Permission.MEASURE_READ, reads="measures.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The frame; the charts come as a fragment."""
    return render(request, "clinic/person/measures.html", frame(request.actor, patient, "measures"))


@page(audience=Audience.CLINIC, permission=Permission.MEASURE_READ, reads="measures.read")
def charts(request: PageRequest, patient: Patient) -> HttpResponse:
    """The charts with their tables: a fragment, or a page of its own without JavaScript."""
    lines = trajectories(responses_of(patient), encounters_of(patient), at=now())
    context = {"charts": [_drawn(line, number) for number, line in enumerate(lines)]}
    if request.htmx:
        return render(request, "clinic/person/charts.html", context)
    return render(
        request,
        "clinic/person/measures.html",
        {**frame(request.actor, patient, "measures"), **context, "drawn": True},
    )


def _drawn(line: Trajectory, number: int) -> tuple[TrajectoryChart, TrajectoryChart]:
    """The drawing for a desk and the one for a phone."""
    wide = trajectory_chart(line, chart_id=f"measure-{number}")
    return wide, trajectory_chart(line, chart_id=f"measure-{number}-narrow", width=PHONE)
