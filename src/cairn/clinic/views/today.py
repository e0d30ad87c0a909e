"""Today: the safety queue first, then people in time order, then what is due this week."""

from django.http import HttpResponse
from django.shortcuts import render

from cairn.components.page import Audience, PageRequest, page
from cairn.record.permissions import Permission
from cairn.record.selectors.safety_flag import flag_queue


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ)
def show(request: PageRequest) -> HttpResponse:
    """The care team's first page."""
    return render(request, "clinic/today.html", {"queue": flag_queue(request.actor)})
