"""What is unmet before a person's next step, and who can resolve it."""

from django.http import HttpResponse
from django.shortcuts import render

from cairn.clinic.person_frame import frame
from cairn.clinic.unmet_lines import next_unmet
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import Patient

IN_ROW, BESIDE, WHOLE = 3, 6, 1000
"""How many lines are shown at once: in a row of the day, beside a record, on a page of their own."""


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="unmet.read")
def before_next(request: PageRequest, patient: Patient) -> HttpResponse:
    """The list: as a fragment of the person's page, or as a page of its own."""
    context = frame(request.actor, patient, "")
    context["unmet"] = next_unmet(context["header"].episode, at=now())
    context["may_advance"] = may(request.actor, Permission.EPISODE_ADVANCE)
    context["in_row"] = request.GET.get("in") == "row"
    shown = (IN_ROW if context["in_row"] else BESIDE) if request.htmx else WHOLE
    context |= {
        "first": f":{shown}",
        "rest": f"{shown}:",
        "further": max(0, len(context["unmet"].lines) - shown),
    }
    template = "clinic/person/unmet_part.html" if request.htmx else "clinic/person/unmet.html"
    return render(request, template, context)
